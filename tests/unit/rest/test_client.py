"""Paging, result sizes, warnings, batches."""

import json

import pytest

from exoshell.rest import guard
from exoshell.rest.client import MORE_RESULTS, UNLIMITED, Call, limit_of, read_page
from exoshell.rest.errors import ServiceError
from tests.unit.rest.fakes import make_client

LINK = "https://outlook.office365.com/adminapi/beta/x/InvokeCommand?%24skiptoken=abc"


def page(count, link=None, warnings=()):
    body = {"@adminapi.warnings": list(warnings), "value": [{"N": n} for n in range(count)]}
    if link:
        body["@odata.nextLink"] = link
    return (200, body)


def test_pages_are_followed_with_the_same_body_and_the_notice_is_hidden():
    notice = MORE_RESULTS + ". To view them, …"
    client, session, _ = make_client(page(1000, LINK, [notice]), page(5))
    warned = []
    rows = list(client.invoke(Call("Get-Mailbox", {"Anr": "a"}, UNLIMITED), warned.append))
    assert len(rows) == 1005 and warned == []
    assert session.sent[1][1] == LINK and session.sent[1][0] == "POST"
    assert session.sent[0][3] == session.sent[1][3]
    assert session.sent[0][2]["client-request-id"] == session.sent[1][2]["client-request-id"]


def test_a_limit_stops_at_its_number_and_shows_the_notice():
    notice = MORE_RESULTS + "."
    client, session, _ = make_client(page(5, LINK, [notice]))
    warned = []
    rows = list(client.invoke(Call("Get-Mailbox", {}, 5), warned.append))
    assert len(rows) == 5 and warned == [notice] and len(session.sent) == 1
    assert session.sent[0][2]["Prefer"] == "odata.maxpagesize=5"


def test_a_limit_over_a_page_asks_for_what_is_left():
    client, session, _ = make_client(page(1000, LINK), page(1000, LINK))
    assert len(list(client.invoke(Call("Get-Mailbox", {}, 1500)))) == 1500
    assert [sent[2]["Prefer"] for sent in session.sent] == ["odata.maxpagesize=1000", "odata.maxpagesize=500"]


def test_pages_come_as_they_are_taken():
    client, session, _ = make_client(page(2, LINK), page(2))
    rows = client.invoke(Call("Get-Mailbox", {}, UNLIMITED))
    next(rows)
    assert len(session.sent) == 1


def test_headers_carry_anchor_and_identifiers():
    client, session, _ = make_client(page(0), user_principal_name="admin@contoso.com")
    list(client.invoke(Call("get-mailbox", {})))
    headers = session.sent[0][2]
    assert headers["X-AnchorMailbox"] == "UPN:admin@contoso.com" and headers["X-CmdletName"] == "get-mailbox"
    assert (
        headers["connection-id"] == client.connection.connection_id and headers["X-ResponseFormat"] == "json"
    )
    client, session, _ = make_client(page(0), organization="contoso.onmicrosoft.com")
    list(client.invoke(Call("Get-Mailbox", {})))
    assert session.sent[0][2]["X-AnchorMailbox"].startswith("UPN:SystemMailbox{bb558c35")


def test_changing_cmdlets_say_that_they_are_confirmed_and_reads_do_not():
    client, session, _ = make_client(page(0), page(0))
    list(client.invoke(Call("set-mailbox", {"Identity": "a"})))
    list(client.invoke(Call("Get-Mailbox", {})))
    assert session.sent[0][3] == {
        "CmdletInput": {"CmdletName": "Set-Mailbox", "Parameters": {"Identity": "a", "Confirm": False}}
    }
    assert session.sent[1][3]["CmdletInput"]["Parameters"] == {}


def test_confirmation_asks_and_changes_nothing():
    client, session, _ = make_client(
        (200, {"@adminapi.confirmationmessage": "Setting mailbox.", "value": []})
    )
    assert client.confirmation(Call("Set-Mailbox", {"Identity": "a"})) == "Setting mailbox."
    assert session.sent[0][3]["CmdletInput"]["Parameters"]["Confirm"] is True


def test_a_cmdlet_that_cannot_be_asked_is_not_sent():
    client, session, _ = make_client()
    with pytest.raises(guard.Blocked):
        client.confirmation(Call("Start-HistoricalSearch", {}))
    assert session.sent == []


def test_batch_keeps_the_order_and_sends_troubled_items_again():
    good = {"status": 200, "headers": {}, "body": {"value": [{"N": 1}]}}
    wrong = {"status": 400, "headers": {}, "body": {"error": {"details": [{"message": "Ex1|T|not found"}]}}}
    busy = {"status": 429, "headers": {"Retry-After": "3"}, "body": None}
    answer = {"responses": [{"id": "2", **good}, {"id": "1", **wrong}, {"id": "0", **busy}]}
    client, session, waits = make_client((200, answer), page(2))
    outcomes = client.batch([Call("Get-MailboxStatistics", {"Identity": str(n)}) for n in range(3)])
    assert [len(o.rows) for o in outcomes] == [2, 0, 1]
    assert outcomes[1].error.sentence == "not found" and waits == [3.0]
    items = session.sent[0][3]["requests"]
    assert [item["id"] for item in items] == ["0", "1", "2"] and session.sent[0][1].endswith("/$batch")
    assert items[0]["url"].endswith("/InvokeCommand") and items[0]["headers"]["Prefer"].endswith(
        "odata.continue-on-error"
    )


def test_a_batch_takes_ten():
    client, _, _ = make_client()
    with pytest.raises(ValueError, match="10"):
        client.batch([Call("Get-Mailbox", {})] * 11)


def test_odata_follows_links_and_marks_its_errors():
    client, session, _ = make_client(page(2, "https://outlook.office365.com/next"), page(1))
    rows = list(
        client.query(
            "Get-EXOMailbox", "Mailbox", {"$filter": "Alias eq 'a'", "PropertySet": "Minimum"}, UNLIMITED
        )
    )
    assert len(rows) == 3 and session.sent[1][:2] == ("GET", "https://outlook.office365.com/next")
    assert session.sent[0][1].endswith("/Mailbox?$filter=Alias%20eq%20'a'&PropertySet=Minimum")
    client, _, _ = make_client((400, {"error": {"code": "BadRequest", "message": "Invalid filter clause"}}))
    with pytest.raises(ServiceError) as caught:
        list(client.query("Get-EXOMailbox", "Mailbox", {}, 5))
    assert caught.value.odata and caught.value.sentence == "Invalid filter clause"


@pytest.mark.parametrize("body", [None, {}, {"value": None}, {"value": []}, {"@odata.context": "x"}])
def test_every_form_of_nothing_is_no_rows(body):
    assert read_page(body)[0] == []


def test_result_sizes():
    assert limit_of("unlimited") is UNLIMITED and limit_of(7) == 7
    for wrong in (0, -1, "many"):
        with pytest.raises(ValueError, match=str(wrong)):
            limit_of(wrong)


def test_discovery_reads_the_allowed_cmdlets():
    client, session, _ = make_client((200, {"value": [{"exportedCmdlets": "Get-Mailbox,Set-Mailbox"}]}))
    assert client.discover(["Get-*"])["exportedCmdlets"] == "Get-Mailbox,Set-Mailbox"
    assert session.sent[0][2]["CommandName"] == "Get-*" and "EXOModuleFile" in session.sent[0][1]
    assert json.dumps(session.sent[0][3]) == "null"
