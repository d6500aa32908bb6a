"""Errors that leave a command: the name they carry, what -ErrorVariable holds, what goes on behind them."""

from __future__ import annotations

import io

import pytest

import exoshell.cmdlets  # noqa: F401
import exoshell.compiler  # noqa: F401  (registers the compiler)
from exoshell.base.env import Host
from exoshell.runtime.session import Session

RECORD = "[System.Management.Automation.ErrorRecord]::new([InvalidOperationException]::new('x'), 'XId', 'ResourceBusy', 'tgt')"


def run(text: str) -> str:
    out = io.StringIO()
    host = Host(
        io.StringIO(), out, io.StringIO(), width=120, interactive=False, environ={"PATH": "/usr/bin:/bin"}
    )
    Session(host, location="/").run_text(text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "try { 1 | ForEach-Object { 1 / 0 } } catch { $_.FullyQualifiedErrorId }",
            "RuntimeException,Microsoft.PowerShell.Commands.ForEachObjectCommand\n",
        ),
        (
            f"function T {{ [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError({RECORD}); 'after' }}; T; 'next'",
            "next\n",
        ),
        (
            "function G { [CmdletBinding()] param() try { 1 / 0 } catch { } }; G -ErrorVariable ev; $ev.Count",
            "1\n",
        ),
        (
            "try { Get-Item ./nope -ErrorAction Stop -ErrorVariable ev } catch { }; $ev[0].GetType().Name",
            "ActionPreferenceStopException\n",
        ),
        (
            "Set-Alias broken Get-NoSuchThing; try { broken } catch { $_.TargetObject }",
            "Get-NoSuchThing\n",
        ),
        ('Get-Item ./nope -ErrorAction SilentlyContinue; "$(1) $?"', "1 True\n"),
    ],
)
def test_errors_that_leave_a_command(text: str, wanted: str) -> None:
    assert run(text) == wanted
