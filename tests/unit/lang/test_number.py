"""Values of numeric literals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from exoshell.lang import parse


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1", "int", 1),
        ("2147483648", "Int64", 2147483648),
        ("9223372036854775808", "Decimal", Decimal(9223372036854775808)),
        ("0xFFFFFFFF", "int", -1),
        ("0xFFFF", "int", 65535),
        ("0b11111111", "int", -1),
        ("1kb", "int", 1024),
        ("1.5gb", "float", 1.5 * 2**30),
        ("2l", "Int64", 2),
        ("7uy", "Byte", 7),
        ("0xFFs", "Int16", 255),
        ("1.5d", "Decimal", Decimal("1.5")),
        (".5", "float", 0.5),
        ("1e400", "float", float("inf")),
        ("5n", "BigInteger", 5),
    ],
)
def test_value(text: str, kind: str, value: object) -> None:
    result = parse(text)
    assert not result.errors
    node = result.ast.end_block.statements[0].pipeline_elements[0].expression
    assert (type(node.value).__name__, node.value) == (kind, value)


@pytest.mark.parametrize("text", ["128y", "256uy", "-1u"])
def test_out_of_range(text: str) -> None:
    assert [error.id for error in parse(text).errors] == ["BadNumericConstant"]


@pytest.mark.parametrize("text", ["7zip", "1_000", "5.exe", "0xZ"])
def test_not_a_number(text: str) -> None:
    result = parse(text)
    assert not result.errors
    assert type(result.ast.end_block.statements[0].pipeline_elements[0]).__name__ == "CommandAst"
