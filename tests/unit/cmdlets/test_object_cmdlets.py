"""Where-, ForEach-, Select-, Sort-, Group-, Measure-, Compare-Object and their kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[[str], list[Any]]
BOXES = "$b = [pscustomobject]@{n='b';s=5}, [pscustomobject]@{n='a';s=15}, [pscustomobject]@{n='c'}; "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1..5 | Where-Object { $_ -gt 3 }", [4, 5]),
        (BOXES + "$b | Where-Object s -gt 4 | ForEach-Object n", ["b", "a"]),
        (BOXES + "$b | Where-Object n -in 'a','c' | ForEach-Object n", ["a", "c"]),
        (BOXES + "$b | Where-Object -Not s | ForEach-Object n", ["c"]),
        ("1..3 | ForEach-Object -Begin { 'b' } -Process { $_ } -End { 'e' }", ["b", 1, 2, 3, "e"]),
        ("'apple','fig' | ForEach-Object Length", [5, 3]),
        ("'a-b' | ForEach-Object Split '-'", ["a", "b"]),
        ("1..5 | Select-Object -First 2 -Skip 1", [2, 3]),
        ("1..5 | Select-Object -Last 2", [4, 5]),
        ("1..5 | Select-Object -SkipLast 3", [1, 2]),
        ("1..5 | Select-Object -Index 0, 3", [1, 4]),
        ("'a','b','a','B' | Select-Object -Unique", ["a", "b", "B"]),
        (BOXES + "$b | Select-Object -ExpandProperty n", ["b", "a", "c"]),
        ("3,1,2 | Sort-Object -Descending", [3, 2, 1]),
        ("'b','A','c' | Sort-Object", ["A", "b", "c"]),
        (BOXES + "$b | Sort-Object s -Descending | ForEach-Object n", ["a", "b", "c"]),
        (BOXES + "$b | Sort-Object @{e='s';Descending=$true}, n | ForEach-Object n", ["a", "b", "c"]),
        ("3,1,3 | Sort-Object -Unique", [1, 3]),
        ("5,3,8 | Sort-Object -Top 2", [3, 5]),
        ("'IT','HR','it' | Group-Object | ForEach-Object { \"$($_.Name)=$($_.Count)\" }", ["HR=1", "IT=2"]),
        ("(1,2,3 | Measure-Object -Sum).Sum", [6.0]),
        ("('a','c' | Measure-Object -Maximum).Maximum", ["c"]),
        ("Compare-Object 1,2 2,3 | ForEach-Object { \"$($_.InputObject)$($_.SideIndicator)\" }", ["3=>", "1<="]),
        ("1,1,2 | Get-Unique", [1, 2]),
        ("1..3 | Tee-Object -Variable t | Out-Null; $t.Count", [3]),
        ("Write-Output 1,2 -NoEnumerate | ForEach-Object { $_.Count }", [2]),
        ("'a','b' | Join-String -Separator '+'", ["a+b"]),
        ("('x = 1' | ConvertFrom-StringData).x", ["1"]),
        ("(New-TimeSpan -Hours 2).TotalMinutes", [120.0]),
        ("Get-Date '2024-02-29' -UFormat '%Y-%j %U'", ["2024-060 8"]),
        ("Set-Variable v 5; Get-Variable v -ValueOnly", [5]),
        ("New-Alias zz Get-Date; (Get-Alias zz).Definition", ["Get-Date"]),
        ("(Get-Command Sort-Object -Syntax).Length -gt 100", [True]),
        ("(Get-Verb Get).Group", ["Common"]),
        ("$k = [byte[]](1..16); ConvertTo-SecureString (ConvertTo-SecureString x -AsPlainText | ConvertFrom-SecureString -Key $k)"
         " -Key $k | ConvertFrom-SecureString -AsPlainText", ["x"]),
        ("New-Module -Name M -ScriptBlock { $s = 1; function Get-S { $s } } | Out-Null; Get-S", [1]),
    ],
)  # fmt: skip
def test_output(run: Run, text: str, expected: list[Any]) -> None:
    assert run(text) == expected


@pytest.mark.parametrize(
    ("text", "error_id"),
    [
        ("1 | Where-Object n", ""),
        ("1 | Where-Object { $_ } -Property x", "OperatorNotSpecified"),
        ("Where-Object", "MissingMandatoryParameter"),
        ("'a' | Sort-Object @{x=1}", "DictionaryKeyIllegal"),
        ("'a' | Select-Object @{n='x'}", "DictionaryKeyMandatoryEntry"),
        ("1 | Select-Object -ExpandProperty Nope -ErrorAction Stop", "ExpandPropertyNotFound"),
        ("'a' | Measure-Object -Sum -ErrorAction Stop", "NonNumericInputObject"),
        ("Remove-Variable none -ErrorAction Stop", "VariableNotFound"),
        ("Import-Module NotThere -ErrorAction Stop", "Modules_ModuleNotFound"),
    ],
)
def test_errors(run: Run, text: str, error_id: str) -> None:
    output = run("try { " + text + " } catch { $_.FullyQualifiedErrorId }")
    assert [str(o).partition(",")[0] for o in output] == ([error_id] if error_id else [])


def test_select_keeps_names_and_type(run: Run) -> None:
    made = run("[pscustomobject]@{Name='x'} | Select-Object name, Missing")[0]
    assert made.notes == {"Name": "x", "Missing": None}
    assert made.type_names[0] == "Selected.System.Management.Automation.PSCustomObject"


def test_first_stops_the_commands_before_it(run: Run) -> None:
    assert run(
        "$made = 0; 1..10 | ForEach-Object { $made++; $_ } | Select-Object -First 2 | Out-Null; $made"
    ) == [2]
