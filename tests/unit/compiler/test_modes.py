"""Both ways of keeping variables, in cells and by name, give the same results."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoshell.base.env import Host
from exoshell.compiler import cache, compile_unit
from exoshell.runtime.scripts import source_of
from exoshell.runtime.session import Session, run_unit

cache.enabled = False


def outcome(text: str, variant: str) -> tuple[list[str], list[str]]:
    """(output as texts, ids of the errors) of a program under a variant."""
    session = Session(
        Host(io.StringIO(), io.StringIO(), io.StringIO(), width=120, interactive=False, environ={})
    )
    source = source_of(text)
    session.check_parse(source)
    unit = compile_unit(source, 0, len(text), variant, "script")
    output: list[object] = []
    session.scope = session.global_scope
    run_unit(session, unit, session.global_scope, output.append, {})
    return [f"{type(v).__name__}:{v}" for v in output], [r.error_id for r in session.errors]


PROGRAMS = [
    "$a = 1; $b = $a + 2; $b; $a += $b; $a",
    "$t = 0; foreach ($i in 1..10) { if ($i % 2) { $t += $i } else { $t -= 1 } }; $t; $i",
    "for ($i = 0; $i -lt 4; $i++) { if ($i -eq 2) { continue }; $i }",
    "$n = 5; while ($n) { $n--; if ($n -eq 1) { break } }; $n",
    "do { $k++ } until ($k -ge 3); $k",
    "$x = try { 1 / 0 } catch { 'c' } finally { $f = 1 }; $x; $f",
    "switch (1, 'b', $null) { 1 { 'one' } 'B' { \"is $_\" } default { 'none' } }",
    "$s = 0; 1..5 | Where-Object { $_ -gt 2 } | ForEach-Object { $s += $_ }; $s",
    "1..3 | ForEach-Object { $y = $_ * 2; $y } | ForEach-Object { $_ + 1 }; $y",
    "function f($p) { $loc = $p; { $loc }.Invoke() }; f 3",
    "[int]$typed = 3; $typed = '4'; try { $typed = 'x' } catch { 'no' }; $typed",
    "$h = @{ a = 1 }; $h.b = 2; $h['c'] += 3; $h.Count; $h.c",
    "$o = [pscustomobject]@{ N = 1 }; $o.N++; $o.N; $missing.N",
    "1 / 0; 'after'; [int]'q'; 'end'",
    '$u; $null -eq $u; "[$u]"; $u++; $u',
    "$m = 'abc' -match '(b)'; $m; $Matches[1]",
    "trap { 't'; continue } 1 / 0; 'x'; throw 'y'; 'z'",
]


@pytest.mark.parametrize("text", PROGRAMS)
def test_programs_agree(text: str) -> None:
    assert outcome(text, "into") == outcome(text, "dict")


NAMES = st.sampled_from(["$a", "$b", "$c"])
NUMBERS = st.one_of(
    st.integers(-5, 2147483647), st.sampled_from(["1.5", "'7'", "$null", "$true", "2147483647", "(1, 2)"])
)
OPERANDS = st.one_of(NAMES, NUMBERS.map(str))
BINARY = st.builds(
    lambda left, op, right: f"({left} {op} {right})",
    OPERANDS,
    st.sampled_from("+ - * % -eq -lt -gt -and -or".split()),
    OPERANDS,
)
ASSIGNMENTS = st.builds(
    lambda n, op, v: f"{n} {op} {v}", NAMES, st.sampled_from(["=", "+=", "-="]), st.one_of(OPERANDS, BINARY)
)
LEAVES = st.one_of(ASSIGNMENTS, NAMES, BINARY, NAMES.map(lambda n: f"{n}++"), NAMES.map(lambda n: f'"<{n}>"'))
STATEMENTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda c, a, b: f"if ({c}) {{ {a} }} else {{ {b} }}", BINARY, inner, inner),
        st.builds(lambda n, a: f"foreach ({n} in 1..3) {{ {a} }}", NAMES, inner),
        st.builds(lambda a, b: f"try {{ {a} }} catch {{ 'caught' }} finally {{ {b} }}", inner, inner),
        st.builds(lambda a: f"1..2 | ForEach-Object {{ {a} }}", inner),
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=5))
def test_any_program_agrees(statements: list[str]) -> None:
    text = "; ".join(statements)
    assert outcome(text, "into") == outcome(text, "dict")


def test_an_index_has_the_order_of_the_closure() -> None:
    source = source_of("$b = 1; $a = 2; ${odd name} = 3; $C = 4; Get-Date")
    unit = compile_unit(source, 0, len(source.text), "into", "script")
    code = next(c for c in unit.body.__code__.co_consts if getattr(c, "co_name", "") == "c")
    assert len(code.co_freevars) == len(unit.index)
    assert [i for _, i in sorted(unit.index.items(), key=lambda item: item[1])] == list(
        range(len(unit.index))
    )
