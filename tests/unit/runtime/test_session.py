"""A session runs programs: output, errors, exit codes, state apart from other sessions."""

from __future__ import annotations

import io

import pytest

import exoshell.compiler  # noqa: F401  (registers the compiler)
from exoshell.base.env import Host
from exoshell.compiler import cache
from exoshell.runtime.session import Session

cache.enabled = False


def run(text: str, location: str = "/") -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    session = Session(
        Host(io.StringIO(), out, err, width=120, interactive=False, environ={"PATH": "/usr/bin:/bin"}),
        location=location,
    )
    code = session.run_text(text)
    return out.getvalue(), err.getvalue(), code


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + 1", "2\n"),
        ("foreach ($i in 1..3) { $i }", "1\n2\n3\n"),
        ("function f($a) { $a * 2 }; f 4", "8\n"),
        ("1..5 | Where-Object { $_ -gt 3 }", "4\n5\n"),
        ("$x = 1; function f { $x; $x = 2; $x }; f; $x", "1\n2\n1\n"),
        ("$list = @('a'); function f { $list += 'b'; $list -join ',' }; f", "b\n"),
        (
            ':o foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue o }; "$i$j" } }',
            "11\n21\n31\n",
        ),
        ("1, 2 | & { begin { $t = 0 } process { $t += $_ } end { $t } }", "3\n"),
        ("1..3 | ForEach-Object { $i = $_; { $i }.GetNewClosure() } | ForEach-Object { & $_ }", "1\n2\n3\n"),
        ('$a, $b = 1, 2, 3; "$a/$b"', "1/2 3\n"),
        ("switch -Regex ('a1') { '^a(\\d)' { $Matches[1] } default { 'no' } }", "1\n"),
        ("[int]$n = 5; $n = '7'; $n.GetType().Name", "Int32\n"),
        ("2147483647 + 1", "2147483648\n"),
        ("$i = 2147483647; $i++; $i.GetType().Name", "Double\n"),
        ("(5).Count", "1\n"),
        ("'a', 'b' | ForEach-Object { $_.ToUpper() }", "A\nB\n"),
    ],
)
def test_programs(text: str, wanted: str) -> None:
    assert run(text)[0] == wanted


def test_a_failing_statement_does_not_stop_the_program() -> None:
    out, err, code = run("1 / 0; 'next'")
    assert out == "next\n"
    assert "Attempted to divide by zero." in err
    assert code == 0


def test_throw_ends_the_program() -> None:
    out, err, code = run("'before'; throw 'enough'; 'after'")
    assert (out, code) == ("before\n", 1)
    assert "enough" in err


def test_exit_code() -> None:
    assert run("'a'; exit 3; 'b'") == ("a\n", "", 3)


def test_parse_errors_keep_everything_from_running() -> None:
    out, err, code = run("'ran'; if (")
    assert out == ""
    assert code == 1
    assert "Missing" in err


def test_sessions_are_apart() -> None:
    first = Session(Host(io.StringIO(), io.StringIO(), io.StringIO(), interactive=False, environ={}))
    second = Session(Host(io.StringIO(), io.StringIO(), io.StringIO(), interactive=False, environ={}))
    first.invoke_text("$x = 1; function Get-It { 'mine' }")
    assert first.invoke_text("$x; Get-It") == [1, "mine"]
    assert second.invoke_text("$null -eq $x") == [True]


def test_select_first_stops_upstream() -> None:
    assert (
        run("$n = 0; 1..1000000 | ForEach-Object { $n++; $_ } | Select-Object -First 2 | Out-Null; $n")[0]
        == "2\n"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("try { throw 'x' } catch { \"caught $_\" } finally { 'done' }", "caught x\ndone\n"),
        ("try { 1 / 0 } catch [System.DivideByZeroException] { 'typed' } catch { 'other' }", "typed\n"),
        ("function f { trap { 'trapped'; continue } 1 / 0; 'resumed' }; f", "trapped\nresumed\n"),
        ("function f { 1 / 0; 'not reached' }; try { f } catch { 'caught' }", "caught\n"),
        (
            "try { Write-Error 'soft' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }",
            "Microsoft.PowerShell.Commands.WriteErrorException\n",
        ),
        ('"value: $(1 / 0)"', "value: \n"),
        ("function f { Write-Error 'e' }; f 2>&1 | ForEach-Object { \"got $_\" }", "got e\n"),
    ],
)
def test_errors(text: str, wanted: str) -> None:
    assert run(text)[0] == wanted


def test_the_position_of_an_error() -> None:
    out, _, _ = run(
        "\n  $x = 1 / 0\n$Error[0].InvocationInfo.ScriptLineNumber; $Error[0].InvocationInfo.OffsetInLine"
    )
    assert out == "2\n3\n"


def test_classes() -> None:
    text = (
        "class A { [int]$X = 2; A([int]$x) { $this.X = $x } [int] Twice() { return $this.X * 2 } }\n"
        "class B : A { B() : base(5) { } [int] Twice() { return ([A]$this).Twice() + 1 } }\n"
        "enum E { One = 1; Two }\n"
        "[A]::new(4).Twice(); [B]::new().Twice(); [int][E]::Two"
    )
    assert run(text)[0] == "8\n11\n2\n"
