"""Blocks and functions of modules: whose variables and defaults they see."""

from __future__ import annotations

from tests.unit.runtime.test_session import run

MODULE = "New-Module -Name M -ScriptBlock { function Run($b) { $y = 'module'; & $b }; function Dot($b) { $y = 'module'; . $b } } | Out-Null\n"


def test_a_block_sees_the_calls_of_its_own_session_state() -> None:
    assert run(MODULE + "function F { $y = 'caller'; Run { $y }; Dot { $y } }; F")[0] == "caller\ncaller\n"


def test_a_module_does_not_take_the_defaults_of_the_session() -> None:
    text = (
        "New-Module -Name D -ScriptBlock { function Get-D { [CmdletBinding()] param($Size = 1) $Size }; function Call-D { Get-D } } | Out-Null\n"
        "$PSDefaultParameterValues['Get-D:Size'] = 7; Get-D; Call-D"
    )
    assert run(text)[0].splitlines()[-2:] == ["7", "1"]


def test_a_closure_leaves_its_module() -> None:
    text = "$m = New-Module -ScriptBlock { $n = 1; function New-B($k) { { \"$n/$k\" }.GetNewClosure() } }\n$n = 2; & (New-B 'k')"
    assert run(text)[0] == "2/k\n"
