"""Casts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.values.char import Char
from exoshell.values.collections import GenericList, Hashtable, OrderedDictionary, TypedArray
from exoshell.values.conversion import as_type, convert, to_bool, to_int32, to_number, to_text
from exoshell.values.datetime import DateTime, TimeSpan
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.numbers import BigInteger, Byte, Int64
from exoshell.values.objects import PSCustomObject
from exoshell.values.types import enum_value, named_type
from exoshell.values.types import find_type as find


def cast(name: str, value: Any) -> Any:
    found = find(name)
    assert found is not None
    return convert(value, found)


def failure(name: str, value: Any) -> tuple[str, str]:
    with pytest.raises(PowerShellError) as caught:
        cast(name, value)
    return caught.value.record.error_id, str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "result"),
    [
        ("int", "1kb", 1024),
        ("int", "0x10", 16),
        ("int", " 5 ", 5),
        ("int", "", 0),
        ("int", "1,000", 1000),
        ("int", 2.5, 2),
        ("int", 3.5, 4),
        ("int", None, 0),
        ("int", True, 1),
        ("int", Char("A"), 65),
        ("double", "1,234.5", 1234.5),
        ("decimal", "1.50", Decimal("1.5")),
        ("decimal", "1.50d", Decimal("1.50")),
        ("char", 65, Char("A")),
        ("string", [1, [2], 3], "1 System.Object[] 3"),
        ("string", None, ""),
        ("bool", "False", True),
        ("timespan", "5", TimeSpan.of(days=5)),
        ("timespan", 5, TimeSpan(5)),
        ("datetime", "3/4/2024", DateTime.of(2024, 3, 4)),
        ("DayOfWeek", "mon", enum_value("System.DayOfWeek", "Monday")),
        ("System.IO.FileAttributes", "ReadOnly, Hidden", enum_value("System.IO.FileAttributes", 3)),
        ("nullable[int]", None, None),
    ],
)
def test_casts(name: str, value: Any, result: Any) -> None:
    found = cast(name, value)
    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize(
    ("name", "value", "error_id"),
    [
        ("int", "abc", "InvalidCastFromStringToInteger"),
        ("int", Int64(3000000000), "InvalidCastIConvertible"),
        ("int", [5], "ConvertToFinalInvalidCastException"),
        ("double", "x", "InvalidCastFromStringToDoubleOrSingle"),
        ("decimal", "x", "InvalidCastFromStringToDecimal"),
        ("char", "ab", "InvalidCastParseTargetInvocation"),
        ("datetime", "x", "InvalidCastParseTargetInvocationWithFormatProvider"),
        ("datetime", None, "nullToObjectInvalidCast"),
        ("DayOfWeek", None, "nullToEnumInvalidCast"),
        ("DayOfWeek", "Zed", "SubstringDisambiguationEnumParseThrewAnException"),
        ("DayOfWeek", 9, "UndefinedIntegerToEnum"),
        ("version", "5", "InvalidCastParseTargetInvocation"),
        ("type", "nosuch", "InvalidCastFromStringToType"),
        ("int[]", "x", "InvalidCastExceptionScalarToArray"),
        ("hashtable", 5, "ConvertToFinalInvalidCastException"),
    ],
)
def test_failures(name: str, value: Any, error_id: str) -> None:
    assert failure(name, value)[0] == error_id


def test_a_failure_carries_the_exceptions_of_powershell() -> None:
    with pytest.raises(PowerShellError) as caught:
        cast("int", "x")
    exception = caught.value.record.exception
    assert caught.value.record.category == "InvalidArgument"
    assert exception.type_name == "System.Management.Automation.RuntimeException"
    assert exception.inner is not None and exception.inner.type_name.endswith(".PSInvalidCastException")
    assert exception.inner.inner is not None and exception.inner.inner.type_name == "System.FormatException"
    assert exception.message == (
        'Cannot convert value "x" to type "System.Int32". Error: "The input string \'x\' was not in a correct format."'
    )


def test_collections() -> None:
    numbers = cast("int[]", ["1", 2.5])
    assert type(numbers) is TypedArray and numbers == [1, 2]
    assert [c.value for c in cast("char[]", "abc")] == ["a", "b", "c"]
    texts = cast("System.Collections.Generic.List[string]", [1, 2])
    assert type(texts) is GenericList and texts == ["1", "2"]
    assert cast("object[]", "abc") == ["abc"]
    assert type(cast("hashtable", OrderedDictionary([("a", 1)]))) is Hashtable
    assert convert(
        Hashtable([("a", 1)]), named_type("System.Management.Automation.PSCustomObject")
    ).notes == {"a": 1}


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        (None, False),
        (AUTOMATION_NULL, False),
        ("", False),
        ("0", True),
        (0.0, False),
        ([], False),
        ([0], False),
        ([0, 0], True),
        ([[]], False),
        ([[0]], True),
        (Hashtable(), True),
        (float("nan"), True),
        (Decimal("0.0"), False),
        (enum_value("System.DayOfWeek", "Sunday"), False),
        (PSCustomObject(), True),
    ],
)
def test_truth(value: Any, truth: bool) -> None:
    assert to_bool(value) is truth


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333333333"),
        (1e15, "1E+15"),
        (1e14, "100000000000000"),
        (1e-5, "1E-05"),
        (-0.0, "-0"),
        (float("inf"), "Infinity"),
        (Decimal("1.50"), "1.50"),
        (True, "True"),
        (DateTime.of(2024, 1, 15, 10), "01/15/2024 10:00:00"),
        (PSCustomObject({"a": 1, "b": PSCustomObject({"c": 1})}), "@{a=1; b=}"),
        (named_type("System.Int32"), "int"),
        (Hashtable(), "System.Collections.Hashtable"),
        (BigInteger(2**70), "1180591620717411303424"),
    ],
)
def test_texts(value: Any, text: str) -> None:
    assert to_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_text_of_a_double_has_its_first_15_digits(value: float) -> None:
    assert float(to_text(value)) == float(f"{value:.15g}")


@given(st.integers(-(2**31), 2**31 - 1))
def test_integers_survive_their_text(value: int) -> None:
    assert to_number(to_text(value)) == value == to_int32(float(value))


def test_kinds_that_numbers_in_text_have() -> None:
    assert type(to_number("5l")) is Int64
    assert type(to_number("5uy")) is Byte
    assert to_number("1_000") is None
    assert as_type("x", find("int")) is None  # type: ignore[arg-type]
    assert as_type(None, find("int")) == 0  # type: ignore[arg-type]
