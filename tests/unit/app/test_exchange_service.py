"""Calls through the service against the emulated tenant: rows, limits, batches, questions, the lock on the network."""

import socket

import pytest

from exoshell.app import emulated, network_lock
from exoshell.rest.decode import TypeNames
from exoshell.schema import catalog
from exoshell.values.errors import PowerShellError

ADMIN = "admin@yourdomain.com"


@pytest.fixture
def connected(service, screen):
    service.connect({"UserPrincipalName": ADMIN}, screen)
    return service


def run(service, cmdlet, limit=None, **parameters):
    warned = []
    if limit is not None:
        parameters["ResultSize"] = limit
    rows = list(service.run(service.prepare(cmdlet, parameters, limit=limit), warned.append))
    return rows, warned


def test_rows_are_typed_and_limited(connected):
    rows, warned = run(connected, "Get-Mailbox", limit=5)
    assert len(rows) == 5 and warned and type(rows[0].type_names) is TypeNames
    assert len(run(connected, "Get-Mailbox", limit="Unlimited")[0]) > 30


def test_paging_gives_everything_once(service, screen):
    service.connect({"UserPrincipalName": ADMIN, "PageSize": 7}, screen)
    rows, _ = run(service, "Get-Mailbox", limit="Unlimited")
    assert len({str(row.notes["Guid"]) for row in rows}) == len(rows) > 30


def test_a_missing_object_is_the_services_error(connected):
    with pytest.raises(PowerShellError) as caught:
        run(connected, "Get-Mailbox", Identity="nobody")
    record = caught.value.record
    assert str(caught.value).startswith(
        "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|"
    )
    assert record.full_id.startswith("[Server=") and record.full_id.endswith(",Write-ErrorMessage")
    assert record.activity == "Get-Mailbox"


def test_a_question_changes_nothing(connected):
    person = run(connected, "Get-Mailbox", limit=1)[0][0].notes["UserPrincipalName"]
    call = connected.prepare("Set-Mailbox", {"Identity": person, "CustomAttribute1": "x"}, what_if=True)
    text = connected.confirmation(call)
    assert person.split("@")[0] in text or "mailbox" in text.lower()
    with pytest.raises(PowerShellError, match="WhatIf"):
        list(connected.run(call, print))
    assert run(connected, "Get-Mailbox", Identity=person)[0][0].notes["CustomAttribute1"] == ""


def test_a_read_only_connection_lets_no_change_out(service, screen):
    service.connect({"UserPrincipalName": ADMIN, "ReadOnly": True}, screen)
    with pytest.raises(PowerShellError, match="read-only"):
        run(service, "Set-Mailbox", Identity="adele@contoso.com", CustomAttribute1="x")
    assert run(service, "Get-Mailbox", limit=1)[0]


def test_batches_keep_order_and_errors(connected):
    names = [row.notes["UserPrincipalName"] for row in run(connected, "Get-Mailbox", limit=4)[0]]
    calls = [
        connected.prepare("Get-Mailbox", {"Identity": name}) for name in [*names[:2], "nobody", *names[2:]]
    ]
    before = connected.connections.last().transport.counters.requests
    outcomes = connected.run_batch(calls)
    assert connected.connections.last().transport.counters.requests == before + 1
    assert [o.rows[0].notes["UserPrincipalName"] if o.rows else None for o in outcomes] == [
        *names[:2],
        None,
        *names[2:],
    ]
    assert "nobody" in str(outcomes[2].error)


def test_the_network_is_locked_and_the_tenant_answers(connected):
    session = connected.session_factory()
    with pytest.raises(emulated.BlockedHost):
        session.get("https://example.org/")
    assert (
        session.get(
            "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"
        ).status_code
        == 200
    )
    network_lock.lock_network()
    try:
        with pytest.raises(PermissionError, match="blocked"):
            socket.create_connection(("192.0.2.1", 443), timeout=1)
        with pytest.raises(PermissionError, match="blocked"):
            socket.getaddrinfo("example.org", 443)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", 9), timeout=1)
    finally:
        network_lock.unlock_network()


def test_two_connections_side_by_side(service, screen):
    service.connect({"UserPrincipalName": ADMIN}, screen)
    service.connect({"UserPrincipalName": "admin@domain.com", "Prefix": "Two"}, screen)
    assert service.prepare("Get-Mailbox", {}).connection.user_principal_name == ADMIN
    assert service.prepare("Get-Mailbox", {}, "Two").connection.user_principal_name == "admin@domain.com"


def test_observers_are_told_of_changes_and_of_nothing_else(connected):
    class Journal:
        def __init__(self):
            self.lines = []

        def before(self, call):
            self.lines.append(("before", call.call.cmdlet))

        def after(self, call, error):
            self.lines.append(("after", error is None))

    journal = Journal()
    connected.observers.append(journal)
    run(connected, "Get-Mailbox", limit=1)
    run(connected, "Set-Mailbox", Identity="adele@contoso.com", CustomAttribute3="x")
    with pytest.raises(PowerShellError):
        run(connected, "Set-Mailbox", Identity="nobody", CustomAttribute3="x")
    connected.run_batch(
        [
            connected.prepare("Set-Mailbox", {"Identity": n, "CustomAttribute4": "y"})
            for n in ("adele@contoso.com", "nobody")
        ]
    )
    before, after = ("before", "Set-Mailbox"), "after"
    assert journal.lines == [
        before,
        (after, True),
        before,
        (after, False),
        before,
        before,
        (after, True),
        (after, False),
    ]


def test_a_cmdlet_never_goes_to_a_connection_of_another_name_or_kind(service, screen):
    service.connect({"UserPrincipalName": "admin@domain.com", "Prefix": "Two"}, screen)
    assert not service.connected("", "Get-Mailbox") and service.connected("", "Get-EXOMailbox")
    with pytest.raises(PowerShellError, match="Connect-ExchangeOnline"):
        service.prepare("Get-Mailbox", {})
    service.connect({"UserPrincipalName": ADMIN}, screen)
    service.connect({"UserPrincipalName": ADMIN}, screen, compliance=True)
    assert not service.prepare("Get-Mailbox", {}).connection.compliance
    assert service.prepare("Search-UnifiedAuditLog", {}).connection.compliance is (
        "c" in catalog.load().marks("Search-UnifiedAuditLog")
    )


def test_a_connection_with_command_names_has_no_others(service, screen):
    service.connect({"UserPrincipalName": ADMIN, "CommandName": ["Get-Mail*", "Set-User"]}, screen)
    assert run(service, "Get-Mailbox", limit=1)[0]
    with pytest.raises(PowerShellError, match="-CommandName"):
        service.prepare("Set-Mailbox", {"Identity": "a"})


def test_closing_one_connection_leaves_the_other_signed_in(service, screen):
    service.connect({"UserPrincipalName": ADMIN}, screen)
    service.connect({"UserPrincipalName": "admin@domain.com", "Prefix": "Two"}, screen)
    service.disconnect(prefixes=["Two"])
    service.connection().tokens.renew()
    assert run(service, "Get-Mailbox", limit=1)[0]
