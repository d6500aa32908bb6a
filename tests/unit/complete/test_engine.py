"""Completion against a session of its own: what comes, in which order, and that nothing is run for it."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest

from exoshell.app.command_line import make_session
from exoshell.base.env import Host
from exoshell.complete import complete


@pytest.fixture
def session(tmp_path: Any) -> Any:
    host = Host(
        io.StringIO(),
        io.StringIO(),
        io.StringIO(),
        width=120,
        interactive=False,
        environ={"PATH": "", "HOME": "/nowhere"},
    )
    return make_session(host, str(tmp_path))


def texts(session: Any, line: str, cursor: int | None = None) -> list[str]:
    return [c.text for c in complete(line, len(line) if cursor is None else cursor, session).candidates]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Get-Dat", ["Get-Date"]),
        ("Get-ChildItem -Rec", ["-Recurse"]),
        ("$tr", ["$true"]),
        ("switch -r", ["-Regex"]),
        ("[Parameter(Man", ["Mandatory"]),
        ("[System.DayOfWeek]::Mon", ["Monday"]),
        ("'abc'.Sub", ["Substring("]),
        ("[pscustomobject]@{ Alias = 1; Size = 2 } | Sort-Object Al", ["Alias"]),
        ("$rows = [pscustomobject]@{ Alias = 1 }\n$rows | Select-Object Al", ["Alias"]),
        ("using name", ["namespace"]),
        ("function F { param([string]$Mailbox) $Mailb", ["$Mailbox"]),
    ],
)
def test_candidates(session: Any, line: str, expected: list[str]) -> None:
    assert texts(session, line) == expected


def test_whole_token_is_replaced(session: Any) -> None:
    found = complete("Get-ChildItem -Recurse", 15, session)
    assert (found.start, found.length) == (14, 8)
    assert [c.text for c in found.candidates] == ["-Recurse"]


@pytest.mark.parametrize(
    "line", ["", "   ", "$nothing.Here.X", "[", '"$(', "Get-ChildItem -zz", "|", "@{", "catch [System.Div"]
)
def test_never_fails(session: Any, line: str) -> None:
    for cursor in range(len(line) + 1):
        complete(line, cursor, session)


def test_completer_of_parameter(session: Any) -> None:
    session.invoke_text(
        "function F { param([ArgumentCompleter({ param($c, $p, $w) 'one', 'two' -like \"$w*\" })]$Name, [ArgumentCompletions('x', 'y')]$Kind) }"
    )
    assert texts(session, "F -Name t") == ["two"]
    assert texts(session, "F -Kind ") == ["x", "y"]


def test_registered_completer(session: Any) -> None:
    session.invoke_text("function F { param($Name, $Other) }")
    session.invoke_text(
        "Register-ArgumentCompleter -CommandName F -ParameterName Name -ScriptBlock { param($c, $p, $w, $a, $b) "
        "[System.Management.Automation.CompletionResult]::new('a b', 'shown', 'ParameterValue', \"$($b['Other'])\") }"
    )
    found = complete("F -Other o -Name ", 17, session).candidates
    assert [(c.text, c.list_text, c.kind, c.tip) for c in found] == [("a b", "shown", "ParameterValue", "o")]


def test_variables_keep_their_spelling(session: Any) -> None:
    session.invoke_text("$mailBox = 1; $global:mailDomain = 2; ${mail-list} = 3")
    assert texts(session, "$mail") == ["${mail-list}", "$mailBox", "$mailDomain"]


def test_nothing_is_run(session: Any) -> None:
    session.invoke_text("$global:ran = 0; function Get-Row { $global:ran++; [pscustomobject]@{ Alias = 1 } }")
    assert texts(session, "Get-Row | Select-Object Ali") == ["Alias"]
    assert session.scope.get("ran") == 0


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Get-Mailbox | Where-Object { $_.ProhibitSendR", "ProhibitSendReceiveQuota"),
        ("Get-Mailbox | Select-Object DisplayN", "DisplayName"),
        ("Get-Mailbox -RecipientTypeDetails Sh", "SharedMailbox"),
        ("$m = Get-Mailbox; $m.PrimaryS", "PrimarySmtpAddress"),
        ("foreach ($m in Get-Mailbox) { $m.PrimaryS", "PrimarySmtpAddress"),
    ],
)
def test_exchange_offline_and_fast(session: Any, line: str, first: str) -> None:
    assert texts(session, line) == [first]
    begun = time.perf_counter()
    texts(session, line)
    assert time.perf_counter() - begun < 0.05
    assert "exchange" not in session.services
