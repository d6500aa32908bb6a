"""Equality, order, collation."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.values import comparison as C
from exoshell.values.char import Char
from exoshell.values.collation import compare_strings, equal_strings, sort_key
from exoshell.values.collections import Hashtable
from exoshell.values.datetime import DateTime
from exoshell.values.errors import PowerShellError
from exoshell.values.numbers import Int64
from exoshell.values.objects import PSCustomObject
from exoshell.values.types import enum_value, find_type


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("a", "A", True),
        (5, "5.0", True),
        ("5.0", 5, False),
        (0, "", True),
        ("", 0, False),
        (0, None, False),
        (None, 0, False),
        (True, "abc", True),
        ("abc", True, False),
        (Decimal("1.0"), 1, True),
        (Int64(1), 1.0, True),
        (Char("a"), "A", True),
        ("\u00e9", "e\u0301", True),
        ("", "\0", True),
        ("\u00df", "ss", False),
        (DateTime.of(2024, 1, 1), "2024-01-01", True),
        ("2024-01-01", DateTime.of(2024, 1, 1), False),
        (enum_value("System.DayOfWeek", "Monday"), "monday", True),
        (PSCustomObject({"a": 1}), PSCustomObject({"a": 1}), False),
    ],
)
def test_equality(left: Any, right: Any, equal: bool) -> None:
    assert C.eq(left, right) is equal
    assert C.ne(left, right) is not equal


def test_case_counts_in_the_c_forms() -> None:
    assert C.ceq("a", "A") is False
    assert C.clt("a", "A") is True
    assert C.clt("a", "B") is True


def test_a_collection_is_filtered() -> None:
    assert C.eq([1, 2, 1], 1) == [1, 1]
    assert C.gt([1, 2, 3], 1) == [2, 3]
    assert C.eq([1, None], None) == [None]


def test_null_order() -> None:
    assert C.lt(None, 0) is True
    assert C.lt(None, -1) is False
    assert C.lt(None, "") is True
    assert C.gt("", None) is True


def test_membership() -> None:
    assert C.contains(["a", "b"], "A") is True
    assert C.contains(["a"], "A", False) is False
    assert C.in_("b", "abc") is False
    assert C.in_(None, [1, None]) is True


@pytest.mark.parametrize(
    ("left", "right", "error_id"),
    [
        (1, "abc", "InvalidCastFromStringToInteger"),
        (1, [], "ComparisonFailure"),
        (DateTime.of(2024, 1, 1), "x", "ComparisonFailure"),
        (Hashtable(), 1, "NotIcomparable"),
        (PSCustomObject({"a": 1}), 1, "PSObjectCompareTo"),
        (find_type("int"), 1, "NotIcomparable"),
    ],
)
def test_what_cannot_be_ordered(left: Any, right: Any, error_id: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        C.lt(left, right)
    assert caught.value.record.error_id == error_id


def test_order_of_characters() -> None:
    order = "_ - , ; : ! ? . ' \" ( ) [ ] { } @ * / \\ & # % ` ^ + < = > | ~ $ 0 9 a b".split()
    assert sorted(order, key=sort_key) == order
    assert compare_strings("co-op", "coop") < 0
    assert compare_strings("\u00e1", "b") < 0 < compare_strings("\u00e1", "a")


@given(st.text(), st.text())
def test_the_order_is_total(a: str, b: str) -> None:
    for ignore in (True, False):
        assert compare_strings(a, b, ignore) == -compare_strings(b, a, ignore)
        assert equal_strings(a, b, ignore) == (compare_strings(a, b, ignore) == 0)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_case_does_not_count(text: str) -> None:
    assert equal_strings(text, text.upper())
