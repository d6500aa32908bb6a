"""Retries, throttling, redirects, renewal, time limits."""

import pytest
import requests

from exoshell.rest import guard
from exoshell.rest.errors import ServiceError
from exoshell.rest.transport import CancelToken, Request, claims_challenge, retry_after
from exoshell.values.errors import PipelineStopped
from tests.unit.rest.fakes import make_client

URL = "https://outlook.office365.com/adminapi/beta/contoso.onmicrosoft.com/InvokeCommand"


def call(name, **parameters):
    return {"CmdletInput": {"CmdletName": name, "Parameters": parameters}}


def send(client, name="Get-Mailbox", **options):
    return client.transport.send(Request("POST", URL, {}, call(name), cmdlet=name, **options))


def test_throttling_waits_as_long_as_the_service_says():
    client, session, waits = make_client((429, b"", {"Retry-After": "7"}), (200, {"value": []}))
    assert send(client).data == {"value": []}
    assert waits == [7.0] and len(session.sent) == 2


def test_back_off_doubles_and_ends():
    client, session, waits = make_client(*[(503, b"")] * 6)
    with pytest.raises(ServiceError) as caught:
        send(client)
    assert caught.value.status == 503 and len(session.sent) == 6
    assert all(0.85 * 2 * 2**n <= wait <= 1.15 * 2 * 2**n for n, wait in enumerate(waits))


def test_a_transient_type_is_retried_under_400_and_another_is_not():
    busy = {"error": {"details": [{"message": "|Microsoft.Exchange.DCOverloadedException|busy"}]}}
    client, session, waits = make_client((400, busy), (200, {"value": []}))
    send(client)
    assert len(session.sent) == 2 and len(waits) == 1
    other = {"error": {"details": [{"message": "Ex1|Some.Exception|no"}]}}
    client, session, waits = make_client((400, other))
    with pytest.raises(ServiceError, match="no"):
        send(client)
    assert waits == []


def test_401_renews_once_with_the_claims_asked_for():
    header = {"WWW-Authenticate": 'Bearer error="insufficient_claims", claims="eyJhIjoxfQ=="'}
    client, session, _ = make_client((401, b"", header), (200, {"value": []}))
    send(client)
    assert client.connection.tokens.renewed == ['{"a":1}']
    assert [sent[2]["Authorization"] for sent in session.sent] == ["Bearer token-0", "Bearer token-1"]
    client, session, _ = make_client((401, b""), (401, b""))
    with pytest.raises(ServiceError):
        send(client)
    assert len(session.sent) == 2


def test_redirect_keeps_method_body_and_token_and_the_region_is_remembered():
    region = "https://eurprd05.outlook.office365.com:446/adminapi/beta/x/InvokeCommand"
    client, session, _ = make_client(
        (302, b"", {"Location": region}), (200, {"value": []}), (200, {"value": []})
    )
    send(client)
    send(client)
    assert [sent[1].split("/")[2] for sent in session.sent] == [
        "outlook.office365.com",
        "eurprd05.outlook.office365.com",
        "eurprd05.outlook.office365.com",
    ]
    assert all(
        sent[0] == "POST" and sent[3]["CmdletInput"]["CmdletName"] == "Get-Mailbox" for sent in session.sent
    )
    assert all("Authorization" in sent[2] for sent in session.sent)


@pytest.mark.parametrize("where", ["https://evil.example/x", "http://outlook.office365.com/x"])
def test_a_token_never_follows_a_foreign_redirect(where):
    client, session, _ = make_client((302, b"", {"Location": where}))
    with pytest.raises(ServiceError, match="not a host of this cloud"):
        send(client)
    assert len(session.sent) == 1


def test_a_broken_connection_is_retried_for_reads_only():
    broken = requests.exceptions.ConnectionError("Connection aborted")
    client, session, _ = make_client(broken, (200, {"value": []}))
    send(client)
    assert len(session.sent) == 2
    client, session, _ = make_client(broken)
    with pytest.raises(ServiceError, match="may have been carried out"):
        send(client, "Set-Mailbox", changing=True)
    assert len(session.sent) == 1


def test_a_broken_page_is_asked_for_again():
    client, session, _ = make_client((200, b'{"value": [{"Na'), (200, {"value": []}))
    assert send(client).data == {"value": []}
    client, _, _ = make_client((200, b"<html>"))
    with pytest.raises(ServiceError, match="not JSON"):
        send(client, "Set-Mailbox", changing=True)


def test_long_cmdlets_have_long_time_limits():
    client, session, _ = make_client((200, b""), (200, b""))
    send(client)
    assert session.options["timeout"][1] == 960 and session.options["allow_redirects"] is False
    send(client, "Get-DistributionGroupMember")
    assert session.options["timeout"][1] == 3660


def test_cancellation_ends_a_wait_at_once():
    token = CancelToken()
    token.cancel()
    with pytest.raises(PipelineStopped):
        token.wait(60)
    client, session, _ = make_client((200, b""))
    client.transport.cancel.cancel()
    with pytest.raises(PipelineStopped):
        send(client)
    assert session.sent == []


def test_nothing_changing_leaves_a_read_only_connection():
    client, session, _ = make_client((200, {"value": []}))
    client.transport.read_only = True
    with pytest.raises(guard.Blocked):
        send(client, "Set-Mailbox")
    assert session.sent == []
    send(client, "Get-Mailbox")


def test_retry_after_reads_seconds_and_dates():
    assert retry_after({"Retry-After": "2.5"}) == 2.5
    assert retry_after({"Retry-After": "Wed, 01 Jan 2020 00:00:00 GMT"}) == 0
    assert retry_after({"Retry-After": "soon"}) is None and retry_after({}) is None


def test_claims_are_found_or_not():
    assert claims_challenge('Bearer claims="e30="') == "{}"
    assert claims_challenge("Bearer realm=x") is None
    assert claims_challenge('Bearer claims="%%%"') is None
