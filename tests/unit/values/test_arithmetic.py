"""Arithmetic, bit operators and ranges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.values import arithmetic as A
from exoshell.values.char import Char
from exoshell.values.collections import Hashtable
from exoshell.values.datetime import DateTime, TimeSpan
from exoshell.values.errors import PowerShellError
from exoshell.values.numbers import BigInteger, Byte, Int64, UInt32, UInt64
from exoshell.values.types import enum_value

INT = st.integers(-(2**31), 2**31 - 1)


def fails(function: Any, *args: Any) -> tuple[str, str]:
    with pytest.raises(PowerShellError) as caught:
        function(*args)
    return caught.value.record.error_id, str(caught.value)


@given(INT, INT)
def test_int32_sum_is_exact_or_a_double(a: int, b: int) -> None:
    result = A.add(a, b)
    assert result == a + b
    assert (type(result) is int) == (-(2**31) <= a + b <= 2**31 - 1)


@given(INT, INT.filter(bool))
def test_division_and_remainder(a: int, b: int) -> None:
    result = A.divide(a, b)
    assert (type(result) is int) == (a % b == 0 and a // b < 2**31)
    rest = A.remainder(a, b)
    assert abs(rest) < abs(b) and (a - rest) % b == 0 and (rest == 0 or (rest < 0) == (a < 0))


def test_kinds_of_results() -> None:
    assert type(A.add(1, Int64(2))) is Int64
    assert type(A.add(UInt32(1), 1)) is UInt32
    assert A.subtract(UInt32(5), 6) == -1.0
    assert type(A.multiply(Int64(2**62), 4)) is float
    assert A.add(Decimal("1.50"), True) == Decimal("2.50")
    assert type(A.add(7, BigInteger(10))) is BigInteger
    assert A.multiply(UInt64(7), -3) == Decimal(-21)
    assert type(A.add(Byte(255), 1)) is int


def test_text_and_collections_on_the_left() -> None:
    assert A.add("a", [1, 2]) == "a1 2"
    assert A.multiply("ab", 3) == "ababab"
    assert A.add([1], None) == [1, None]
    assert A.add([1], [2, 3]) == [1, 2, 3]
    assert A.multiply([1, 2], 2) == [1, 2, 1, 2]
    assert A.add(Char("a"), 1) == "a1"
    assert A.subtract(Char("b"), Char("a")) == 1
    assert A.subtract("10", "0x3") == 7
    merged = A.add(Hashtable([("a", 1)]), Hashtable([("B", 2)]))
    assert [*merged.items()] == [("a", 1), ("B", 2)]


def test_null_on_the_left() -> None:
    assert A.add(None, "x") == "x"
    assert A.subtract(None, 5) == -5
    assert A.multiply(None, 5) is None
    assert A.increment(None) == 1


def test_dates_and_spans() -> None:
    march, february = DateTime.of(2024, 3, 1), DateTime.of(2024, 2, 1)
    assert str(A.subtract(march, february)) == "29.00:00:00"
    assert A.add(march, TimeSpan.of(hours=1)) == DateTime.of(2024, 3, 1, 1)
    assert A.divide(TimeSpan.of(hours=3), TimeSpan.of(hours=2)) == 1.5
    assert A.multiply(2, TimeSpan.of(hours=3)) == TimeSpan.of(hours=6)


def test_enumerations() -> None:
    assert A.add(enum_value("System.DayOfWeek", "Monday"), 1) == enum_value("System.DayOfWeek", "Tuesday")
    assert A.add(1, enum_value("System.DayOfWeek", "Monday")) == 2


@pytest.mark.parametrize(
    ("function", "left", "right", "error_id", "part"),
    [
        (A.divide, 1, 0, "RuntimeException", "Attempted to divide by zero."),
        (A.add, 1, "abc", "InvalidCastFromStringToInteger", 'to type "System.Int32"'),
        (A.add, 1, [1], "MethodNotFound", "[System.Object[]] does not contain a method named 'op_Addition'"),
        (A.multiply, Char("a"), 7, "NotADefinedOperationForType", "[System.Char] * [System.Int32]"),
        (A.add, Hashtable(), 1, "AddHashTableToNonHashTable", "only be added to another hash table"),
        (
            A.multiply,
            "ab",
            -1,
            "System.ArgumentOutOfRangeException",
            "times ('-1') must be a non-negative value.",
        ),
        (A.increment, "5", None, "OperatorRequiresNumber", "The operand is a 'System.String'."),
    ],
)
def test_errors(function: Any, left: Any, right: Any, error_id: str, part: str) -> None:
    args = (left,) if function is A.increment else (left, right)
    found_id, message = fails(function, *args)
    assert found_id == error_id
    assert part in message


def test_decimal_keeps_its_scale() -> None:
    assert str(A.multiply(Decimal("1.50"), Decimal("2.0"))) == "3.000"
    assert str(A.divide(Decimal(1), 3)) == "0." + "3" * 28
    assert (
        fails(A.multiply, Decimal("1e28"), 10)[1] == "Value was either too large or too small for a Decimal."
    )


def test_ranges() -> None:
    assert A.range_values(3, 1) == [3, 2, 1]
    assert A.range_values("1", "3") == [1, 2, 3]
    assert [c.value for c in A.range_values("a", "c")] == ["a", "b", "c"]
    assert A.range_values(1.5, 3.5) == [2, 3, 4]
    assert fails(A.range_values, 1, "e")[0] == "System.FormatException"


def test_bits() -> None:
    assert A.bnot(1.5) == -3
    assert type(A.band(5.0, 4)) is UInt64
    assert A.shl(1, 33) == 2
    assert A.shl(Byte(15), 5) == 224
    assert A.shr(-1, 1) == -1
    assert A.band(enum_value("System.IO.FileAttributes", 3), 1).name == "ReadOnly"
    assert A.bor("6", 1) == 7
