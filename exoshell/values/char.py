"""System.Char: one UTF-16 code unit (or, as Python strings have it, one code point) that is not a string."""

from __future__ import annotations


class Char:
    """A character; `value` is a Python string of length one."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return type(other) is Char and other.value == self.value

    def __hash__(self) -> int:
        return hash(("char", self.value))

    def __repr__(self) -> str:
        return f"Char({self.value!r})"

    def __str__(self) -> str:
        return self.value
