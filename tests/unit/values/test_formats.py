"""Number formats, composite formatting, ToString."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from exoshell.values.culture import current_culture, find_culture
from exoshell.values.errors import PowerShellError
from exoshell.values.number_format import format_number
from exoshell.values.numbers import Int64, Single
from exoshell.values.objects import PSCustomObject
from exoshell.values.text import format_operator, net_text


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (1234567.891, "N2", "1,234,567.89"),
        (2.5, "N0", "2"),
        (3.5, "N0", "4"),
        (Decimal("2.5"), "N0", "3"),
        (1234567, "N", "1,234,567.000"),
        (0.126, "P1", "12.6%"),
        (-7, "C", "-$7.00"),
        (255, "x4", "00ff"),
        (-5, "X", "FFFFFFFB"),
        (5, "D3", "005"),
        (5, "B", "101"),
        (12345.675, "e2", "1.23e+004"),
        (0.00004, "G", "4E-05"),
        (1234567.891, "#,##0.0", "1,234,567.9"),
        (0.5, "0%", "50%"),
        (-1234.5, "0;(0)", "(1235)"),
        (0, "#;-#;zero", "zero"),
        (1234567, "0,,.0M", "1.2M"),
        (1024, r"\#0", "#1024"),
        (0.5, "0.00e+0", "5.00e-1"),
        (0, "#", ""),
        (-0.126, "0", "-0"),
        (Int64(2**63 - 1), "N0", "9,223,372,036,854,775,807"),
    ],
)
def test_number_formats(value: Any, spec: str, text: str) -> None:
    assert format_number(value, spec, current_culture()) == text


@pytest.mark.parametrize(("value", "spec"), [(1.5, "D"), (1.5, "X"), (1, "Q"), (1, "Z9")])
def test_bad_number_formats(value: Any, spec: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        format_number(value, spec, current_culture())
    assert str(caught.value) == "Format specifier was invalid."


def test_cultures() -> None:
    assert net_text(1234.5, "de-DE", "N2") == "1.234,50"
    assert net_text(-7, find_culture("de-CH"), "C") == "CHF-7.00"
    assert net_text(float("inf"), "") == "Infinity"
    assert find_culture("not a culture") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.30000000000000004"),
        (1e16, "10000000000000000"),
        (1e17, "1E+17"),
        (Single(0.1), "0.1"),
        (PSCustomObject({"a": 1}), ""),
        ([1], "System.Object[]"),
    ],
)
def test_net_texts(value: Any, text: str) -> None:
    assert net_text(value) == text


@pytest.mark.parametrize(
    ("template", "args", "text"),
    [
        ("{0}-{1}", [1, "b"], "1-b"),
        ("{{{0}}}", [5], "{5}"),
        ("{0,5}|{0,-5}|", ["ab"], "   ab|ab   |"),
        ("{0:N1}", [1234.56], "1,234.6"),
        ("{0}", 5, "5"),
        ("{0}", [None], ""),
        ("{0}", [PSCustomObject({"a": 1})], "@{a=1}"),
    ],
)
def test_composite_formatting(template: str, args: Any, text: str) -> None:
    assert format_operator(template, args) == text


@pytest.mark.parametrize("template", ["{0} {1}", "{", "}", "{x}", "{0:Q}"])
def test_bad_templates(template: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        format_operator(template, [1])
    assert caught.value.record.error_id == "FormatError"
    assert str(caught.value).startswith("Error formatting a string: ") and str(caught.value).endswith("..")
