"""Tokens of both parsers as objects, and the classes of tree nodes."""

from __future__ import annotations

import io
from typing import Any

import pytest

from exoshell.app.command_line import make_session
from exoshell.base.env import Host


@pytest.fixture
def session() -> Any:
    return make_session(Host(io.StringIO(), io.StringIO(), io.StringIO(), interactive=False), ".")


def test_tokenize_gives_kinds_and_contents(session: Any) -> None:
    text = '[System.Management.Automation.PSParser]::Tokenize(\'Get-Item -Path $a "s" # c\', [ref]$null) | ForEach-Object { "$($_.Type) $($_.Content) $($_.Start)" }'
    assert session.invoke_text(text) == [
        "Command Get-Item 0",
        "CommandParameter -Path 9",
        "Variable a 15",
        "String s 18",
        "Comment # c 22",
    ]


def test_tokens_have_kinds_and_flags(session: Any) -> None:
    text = """$t = $null
$null = [System.Management.Automation.Language.Parser]::ParseInput('if (1 -eq 2) { }', [ref]$t, [ref]$null)
"$($t[0].Kind) $($t[0].TokenFlags)"; "$($t[3].TokenFlags)"; $t[0].Kind -eq 'If'"""
    assert session.invoke_text(text) == ["If Keyword", "BinaryOperator", True]


def test_nodes_are_found_by_class_and_base_class(session: Any) -> None:
    text = """$a = [System.Management.Automation.Language.Parser]::ParseInput('Get-Item x; function f { 1 }', [ref]$null, [ref]$null)
$n = 'System.Management.Automation.Language.'
@($a.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)).Count
$a.Find({ $args[0] -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $true).Name
$a.Find({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) -is [System.Management.Automation.Language.StatementAst]"""
    assert session.invoke_text(text) == [1, "f", True]
