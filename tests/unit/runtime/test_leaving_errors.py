"""Errors that leave a command: the name they carry, what -ErrorVariable holds, what goes on behind them."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_and_a_broken_pipe_are_told_without_python_words() -> None:
    shell = [sys.executable, "-m", "exoshell", "-NoProfile", "-Command"]
    with open("/dev/full", "w") as full:
        told = subprocess.run([*shell, "1..10"], stdout=full, stderr=subprocess.PIPE, text=True).stderr
    assert "No space left on device" in told and "OSError" not in told
    child = subprocess.Popen([*shell, "1..100000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stderr is not None
    assert child.stdout.readline() == "1\n"
    child.stdout.close()
    assert child.stderr.read() == ""
    child.wait()
