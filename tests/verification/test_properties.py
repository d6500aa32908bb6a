"""Laws that hold for any filter, any page size and any history of a tenant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exoshell.emulator import tenants
from exoshell.values.errors import PowerShellError

from .conftest import Shell

quick = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

WORDS = (
    "adele",
    "ADELE",
    "a",
    "admin",
    "john",
    "Value1",
    "UserMailbox",
    "sharedmailbox",
    "e",
    "contoso",
    "x y",
    "o'neil",
)
TEXTS = ("Alias", "Name", "DisplayName", "CustomAttribute1", "CustomAttribute2", "WindowsEmailAddress")
FLAGS = ("HiddenFromAddressListsEnabled", "LitigationHoldEnabled", "DeliverToMailboxAndForward")
DATES = ("2015-01-01", "2023-06-01", "2025-01-01 12:00", "2030-01-01")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


words = st.sampled_from(WORDS)
comparisons = st.one_of(
    st.builds(lambda p, o, w: f"{{}}{p} -{o} {quoted(w)}", st.sampled_from(TEXTS), st.sampled_from(("eq", "ne")), words),
    st.builds(
        lambda p, o, w, f: f"{{}}{p} -{o} {quoted(f.format(w))}",
        st.sampled_from(TEXTS),
        st.sampled_from(("like", "notlike")),
        words,
        st.sampled_from(("{}*", "*{}", "*{}*")),
    ),
    st.builds(lambda o, w: f"{{}}RecipientTypeDetails -{o} {quoted(w)}", st.sampled_from(("eq", "ne")),
              st.sampled_from(("UserMailbox", "SharedMailbox", "RoomMailbox"))),
    st.builds(lambda p, o, v: f"{{}}{p} -{o} {v}", st.sampled_from(FLAGS), st.sampled_from(("eq", "ne")), st.sampled_from(("$true", "$false"))),
    st.builds(lambda o, d: f"{{}}WhenCreated -{o} {quoted(d)}", st.sampled_from(("gt", "ge", "lt", "le")), st.sampled_from(DATES)),
)  # fmt: skip
filters = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(lambda a, o, b: f"({a}) -{o} ({b})", inner, st.sampled_from(("and", "or")), inner),
        st.builds(lambda a: f"-not ({a})", inner),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def filled(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A session with a connection; nothing in it changes the tenant."""
    import shutil

    folder = tmp_path_factory.mktemp("laws")
    shutil.copy(original, folder / "t.exotenant")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXOSHELL_HOME", str(folder))
        made = Shell(folder / "t.exotenant", folder)
        made.connect()
        made.run(
            "Set-Mailbox john -CustomAttribute2 \"o'neil\" -DisplayName 'X Y' -HiddenFromAddressListsEnabled $true"
        )
        made.run("$all = Get-Mailbox -ResultSize Unlimited")
        yield made
        made.close()


def identities(rows: list[Any]) -> list[str]:
    return [str(row.notes["Guid"]) for row in rows]


@quick
@given(filters)
def test_a_filter_of_the_service_is_the_filter_of_the_shell(filled: Shell, text: str) -> None:
    served = filled.run(f"Get-Mailbox -ResultSize Unlimited -Filter {{ {text.replace('{}', '')} }}")
    local = filled.run(f"$all | Where-Object {{ {text.replace('{}', '$_.')} }}")
    assert identities(served) == identities(local)
    assert filled.errors() == []


def test_a_filter_on_the_primary_address_matches_every_address_of_a_mailbox(filled: Shell) -> None:
    """The service's own rule, and the one in which its filter is not the shell's."""
    served = filled.run(
        "Get-Mailbox -ResultSize Unlimited -Filter { PrimarySmtpAddress -like '*onmicrosoft*' }"
    )
    local = filled.run("$all | Where-Object { $_.EmailAddresses -like 'smtp:*onmicrosoft*' }")
    assert identities(served) == identities(local)
    assert len(local) > len(filled.run("$all | Where-Object PrimarySmtpAddress -like '*onmicrosoft*'"))


def test_filters_of_both_kinds_find_something(filled: Shell) -> None:
    """The law above would hold for filters that never find anything."""
    total = len(filled.run("$all"))
    for text in (
        "Alias -like 'a*'",
        'CustomAttribute2 -eq "o\'neil"',
        "HiddenFromAddressListsEnabled -eq $true",
        "-not (Alias -eq 'john')",
    ):
        assert 0 < len(filled.run(f"Get-Mailbox -ResultSize Unlimited -Filter {{ {text} }}")) < total, text


@quick
@given(
    st.integers(1, 60),
    st.one_of(st.none(), st.integers(1, 60)),
    st.one_of(st.just("Unlimited"), st.integers(1, 60)),
)
def test_any_page_size_gives_the_same_rows(
    filled: Shell, page: int, served: int | None, limit: int | str
) -> None:
    connection = filled.service.connections.last()
    whole = identities(filled.run("$all"))
    connection.page_size = page
    filled.tenant.change_settings(max_page_size=served)
    try:
        wanted = whole if limit == "Unlimited" else whole[: int(limit)]
        assert identities(filled.run(f"Get-Mailbox -ResultSize {limit} -WarningAction Ignore")) == wanted
        found = filled.run(f"(Get-EXOMailbox -ResultSize {limit} -WarningAction Ignore).Guid")
        assert (
            sorted(map(str, found)) == sorted(wanted)
            if limit == "Unlimited"
            else len(set(map(str, found))) == len(wanted)
        )
    finally:
        connection.page_size = 1000
        filled.tenant.change_settings(max_page_size=None)


COMMANDS = (
    "Set-Mailbox adele -CustomAttribute5 \"it's \u00e4\u2028\u4e2d\" -EmailAddresses @{Add='second@contoso.com'}",
    "New-Mailbox -Shared -Name Pool -PrimarySmtpAddress pool@contoso.com",
    "Remove-Mailbox john -Confirm:$false",
    "New-DistributionGroup -Name Circle -Members adele, user1",
    "Add-DistributionGroupMember Circle -Member user2",
    "Add-MailboxPermission adele -User user1 -AccessRights FullAccess",
    "Set-MailboxAutoReplyConfiguration adele -AutoReplyState Enabled -InternalMessage 'Away'",
    "New-TransportRule -Name Stamp -PrependSubject '[x]'",
    "Add-MailboxFolderPermission adele:\\Calendar -User user1 -AccessRights Editor",
    "New-InboxRule -Mailbox adele -Name Move -From user1@contoso.com -DeleteMessage $true",
    "New-MailContact -Name Friend -ExternalEmailAddress friend@fabrikam.com",
    "Set-OrganizationConfig -MailTipsAllTipsEnabled $false",
)
RAW = {
    "address": "SELECT a.address, a.prefix, r.guid FROM address a JOIN recipient r ON r.id = a.recipient",
    "object": "SELECT noun, owner, guid, name, doc FROM object",
    "member": "SELECT * FROM member",
    "account": "SELECT * FROM account",
    "audit": "SELECT created, user, operation, recordtype, object, doc FROM audit",
    "recipient": "SELECT * FROM recipient",
}


def rows_of(tenant: Any, table: str, sql: str) -> list[str]:
    """The rows of a table without the numbers that the file gives them; documents with their names in order."""
    made = []
    for row in tenant.store.connection.execute(sql):
        cells = row[1:] if table == "recipient" else row
        made.append(
            repr(
                [
                    json.dumps(json.loads(c), sort_keys=True) if isinstance(c, str) and c[:1] == "{" else c
                    for c in cells
                ]
            )
        )
    return sorted(made)


@settings(quick, max_examples=4, phases=[Phase.generate])
@given(st.lists(st.sampled_from(COMMANDS), max_size=8, unique=True))
def test_export_and_import_give_the_same_tenant(
    original: Path, tmp_path_factory: pytest.TempPathFactory, commands: list[str]
) -> None:
    import shutil

    folder = tmp_path_factory.mktemp("export")
    shutil.copy(original, folder / "t.exotenant")
    shell = Shell(folder / "t.exotenant", folder)
    try:
        shell.connect()
        for command in commands:
            try:
                shell.run(f"{command} -ErrorAction Ignore")
            except PowerShellError:
                continue
        tenant = shell.tenant
        texts = tenants.export_tenant(tenant, folder / "texts")
        made = tenants.import_tenant(texts, folder / "made.exotenant")
        assert tenants.diff(tenant, made) == [] and tenants.diff(made, tenant) == []
        for table, sql in RAW.items():
            first, second = (rows_of(t, table, sql) for t in (tenant, made))
            assert len(first) == len(second), table
            assert [pair for pair in zip(first, second) if pair[0] != pair[1]][:1] == [], table
        again = tenants.export_tenant(made, folder / "again")
        for file in sorted(texts.iterdir()):
            assert file.read_bytes() == (again / file.name).read_bytes(), file.name
        made.store.close()
    finally:
        shell.close()


def test_every_command_of_a_history_does_something(shell: Shell) -> None:
    shell.connect()
    for command in COMMANDS:
        shell.run(command)
        assert shell.errors() == [], command
