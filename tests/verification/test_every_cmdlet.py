"""Every cmdlet of the catalogue through the shell: answers and errors have types, and what must not change a tenant does not."""

from __future__ import annotations

from typing import Any

import pytest

from exoshell.dotnet.access import type_names
from exoshell.schema import catalog
from exoshell.values.errors import PowerShellError

from . import samples
from .conftest import Shell, content_of

ASKED = "-Confirm:$false"


def check_errors(line: str, records: list[Any]) -> None:
    for record in records:
        text = str(record.exception.message if hasattr(record.exception, "message") else record.exception)
        assert record.full_id and record.category, (line, record)
        assert text.strip(), line
        assert "InternalErrorException" not in text and "Traceback" not in text, (line, text[:600])


def attempt(shell: Shell, line: str) -> tuple[list[Any], list[Any]]:
    """(rows, error records) of one line. Any failure that is not PowerShell's passes through and fails the test."""
    rows: list[Any] = []
    thrown: list[Any] = []
    try:
        rows = shell.run(line)
    except PowerShellError as error:
        thrown = [error.record]
    return rows, shell.errors() or thrown


def groups(changing: bool | None = None) -> list[str]:
    """The verbs of the catalogue; of cmdlets that change and know -WhatIf if asked."""
    found = samples.names(changing)
    return sorted(
        {name.partition("-")[0] for name in found if changing is None or catalog.should_process(name)}
    )


@pytest.mark.parametrize("verb", groups())
def test_every_parameter_set_gets_a_typed_answer_or_a_typed_error(shell: Shell, verb: str) -> None:
    shell.connect()
    answered = 0
    for name in samples.names():
        if not name.startswith(f"{verb}-"):
            continue
        for line in samples.command_lines(name):
            if catalog.should_process(name):
                line = f"{line} {ASKED}"
            rows, records = attempt(shell, line)
            check_errors(line, records)
            for row in rows:
                assert row is None or type_names(row)[0], line
                assert type(row) not in (dict, tuple, set, bytes), (line, type(row))
            answered += 1
    assert answered


@pytest.mark.parametrize("verb", groups(changing=True))
def test_under_what_if_nothing_leaves_and_nothing_changes(shell: Shell, verb: str) -> None:
    shell.connect()
    before = content_of(shell.tenant)
    told = 0
    for name in samples.names(changing=True):
        if not name.startswith(f"{verb}-") or not catalog.should_process(name):
            continue
        for line in samples.command_lines(name):
            shell.sent.clear()
            _, records = attempt(shell, f"{line} -WhatIf")
            check_errors(line, records)
            assert shell.changing() == [], line
            told += len(shell.sent) > 0
        assert content_of(shell.tenant) == before, name
    assert told, "the service is asked what would happen"


def test_under_what_if_preference_and_from_the_pipeline_nothing_leaves(shell: Shell) -> None:
    shell.connect()
    before = content_of(shell.tenant)
    shell.run(
        "$WhatIfPreference = $true; Get-Mailbox -ResultSize 5 -WarningAction Ignore | Set-Mailbox -CustomAttribute1 x"
    )
    shell.run("Get-Mailbox -ResultSize 15 -WarningAction Ignore | Set-Mailbox -CustomAttribute1 x -WhatIf")
    shell.run("$WhatIfPreference = $false; 'adele', 'nobody' | Remove-Mailbox -WhatIf -ErrorAction Ignore")
    assert shell.changing() == [] and content_of(shell.tenant) == before
    shell.run("Get-Mailbox -ResultSize 5 -WarningAction Ignore | Set-Mailbox -CustomAttribute1 x")
    assert len(shell.changing()) == 5 and content_of(shell.tenant) != before


def test_on_a_read_only_connection_nothing_leaves_and_nothing_changes(shell: Shell) -> None:
    connection = shell.connect("-ReadOnly")
    before = content_of(shell.tenant)
    refused = 0
    for name in samples.names(changing=True):
        for line in samples.command_lines(name):
            _, records = attempt(shell, f"{line} {ASKED}" if catalog.should_process(name) else line)
            check_errors(line, records)
            refused += any(record.full_id.startswith("ReadOnlyConnection") for record in records)
    shell.run("'adele', 'john', 'user1' | Set-Mailbox -CustomAttribute1 x -ErrorAction Ignore")
    assert connection.read_only and shell.changing() == [] and content_of(shell.tenant) == before
    assert refused > 300


@pytest.mark.parametrize(
    "line",
    [
        "Undo-SoftDeletedMailbox -SoftDeletedObject x",
        "Release-QuarantineMessage -Identity x",
        "Delete-QuarantineMessage -Identity x",
        "Get-QuarantineMessage",
        "New-Mailbox -Discovery -Name x",
        "New-MoveRequest -Identity x -Outbound -TargetDeliveryDomain x.contoso.com",
        "Remove-MailboxFolderPermission -Identity x -ResetDelegateUserCollection",
    ],
)
def test_a_set_with_all_its_mandatory_parameters_asks_for_no_more(shell: Shell, line: str) -> None:
    shell.connect()
    _, records = attempt(shell, f"{line} -WhatIf" if "Get-" not in line else line)
    assert not [r for r in records if r.full_id.startswith(("MissingMandatory", "AmbiguousParameterSet"))], (
        records
    )
