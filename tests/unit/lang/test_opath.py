"""The OPATH filter language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.lang.opath import And, Bare, Comparison, Not, OPathError, Or, parse, to_text


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("A -eq 'x'", Comparison("A", "eq", "x")),
        ('{ A -EQ "x" }', Comparison("A", "eq", "x")),
        ("A -like “*x*”", Comparison("A", "like", "*x*")),
        ("A -eq 'O''Neil'", Comparison("A", "eq", "O'Neil")),
        ('A -eq "a`"b""c"', Comparison("A", "eq", 'a"b"c')),
        ("A -eq $TRUE", Comparison("A", "eq", True)),
        ("A -ne `$null", Comparison("A", "ne", None)),
        ("A -gt 10GB", Comparison("A", "gt", 10 << 30)),
        ("A -le -5", Comparison("A", "le", -5)),
        ("A -eq False", Comparison("A", "eq", Bare("False"))),
        ("A -eq ('x')", Comparison("A", "eq", "x")),
        ("A -ieq 'x'", Comparison("A", "eq", "x")),
        ("-not(A -eq 1)", Not(Comparison("A", "eq", 1))),
        ("!(A -eq 1)", Not(Comparison("A", "eq", 1))),
        (
            "A -eq 1 -or B -eq 2 -and C -eq 3",
            Or((Comparison("A", "eq", 1), And((Comparison("B", "eq", 2), Comparison("C", "eq", 3))))),
        ),
    ],
)
def test_parse(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position"),
    [("", 0), ("A eq 'x'", 2), ("A -eq", 5), ("A -eq 'x", 6), ("A -eq 1)", 7), ("{A -eq 1", 8)],
)
def test_errors_say_where(text: str, position: int) -> None:
    with pytest.raises(OPathError) as caught:
        parse(text)
    assert caught.value.position == position


_values = st.one_of(st.text(max_size=8), st.integers(-(10**6), 10**6), st.booleans(), st.none())
_leaves = st.builds(
    Comparison, st.sampled_from(["Name", "WhenCreated"]), st.sampled_from(["eq", "ne", "like", "gt"]), _values
)
_trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda parts: And(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda parts: Or(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=8,
)


@given(_trees)
def test_what_is_written_reads_back_the_same(tree: And) -> None:
    assert parse(to_text(tree)) == tree
