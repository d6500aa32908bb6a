"""Which variables a block, a function or a drive sees, and what an error in a catch block does."""

from __future__ import annotations

import io

import pytest

import exoshell.cmdlets  # noqa: F401
import exoshell.compiler  # noqa: F401  (registers the compiler)
from exoshell.base.env import Host
from exoshell.runtime.session import Session


def run(text: str) -> str:
    out = io.StringIO()
    host = Host(io.StringIO(), out, io.StringIO(), width=120, interactive=False, environ={"PATH": "/usr/bin"})
    Session(host, location="/").run_text(text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('$private:p = \'x\'; function S { "[$p]" }; S; "[$p]"', "[]\n[x]\n"),
        ("$script:n = 1; Test-Path variable:script:n; Test-Path variable:script:none", "True\nFalse\n"),
        ('function f { 1 | ForEach-Object { "[$($args.Count)]" }; $args.Count }; f a b', "[0]\n2\n"),
        (
            "switch -Regex ('ab') { '(b)' { $Matches[1] } }; switch -Regex ('cd') { '(d)' { $Matches[1] } }",
            "b\nd\n",
        ),
        (
            "function T { $null.Trim(); 'after' }; try { throw 'x' } catch { T; 'rest' } finally { 'fin' }; 'next'",
            "fin\nnext\n",
        ),
        ("'Verbose' -in [System.Management.Automation.Cmdlet]::CommonParameters", "True\n"),
        (
            "@($null | Where-Object { $_ }).Count; (($null | Where-Object { $_ }) -replace 'a').GetType().Name",
            "0\nObject[]\n",
        ),
        ("[datetime]'2024-01-02' -join '|'", "01/02/2024 00:00:00\n"),
    ],
)
def test_what_is_seen(text: str, wanted: str) -> None:
    assert run(text) == wanted
