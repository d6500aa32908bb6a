"""Errors of classes and enumerations found before a script's first statement runs."""

from __future__ import annotations

import pytest

from exoshell.lang import parse
from exoshell.lang.late_checks import late_errors


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("class B : A { } class A { }", [("TypeNotFound", 10, 11)]),
        ("class A { } class B : A { }", []),
        ("class A { M($a) { } M($b) { } }", [("MemberAlreadyDefined", 20, 21)]),
        ("class A { M($a) { } M([int]$b) { } }", []),
        ("class A { static A($x) { } }", [("StaticConstructorCantHaveParameters", 19, 21)]),
        ("class A : int { }", [("SealedBaseClass", 10, 13)]),
        ("class A : string[] { }", [("SubtypeArray", 10, 18)]),
        ("enum E : byte { A = 256 }", [("EnumeratorValueOutOfBounds", 20, 23)]),
        ("enum E : byte { A = 255 }", []),
        ("enum E { A = $x }", [("EnumeratorValueMustBeConstant", 13, 15)]),
        ("enum E { A = 'a' }", [("CannotConvertValue", 13, 16)]),
        ("{ enum E { A; B = 0x10 -bor 1 } }", []),
    ],
)
def test_late(text: str, wanted: list[tuple[str, int, int]]) -> None:
    assert [(e.id, e.start, e.end) for e in late_errors(parse(text).ast, text)] == wanted
