"""Comparing text as StringComparison and StringComparer do."""

from __future__ import annotations

from exoshell.values.objects import NetObject
from exoshell.values.types import EnumValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CURRENT, CURRENT_IGNORE, INVARIANT, INVARIANT_IGNORE, ORDINAL, ORDINAL_IGNORE = range(6)


def number_of(comparison: Any) -> int:
    """The StringComparison's number (an EnumValue or int)."""
    return comparison.value if type(comparison) is EnumValue else int(comparison)


def fold(text: str) -> str:
    """Upper case by simple mapping, as ordinal comparison without case does."""
    upper = text.upper()
    return (
        upper if len(upper) == len(text) else "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    )


def compare_ordinal(first: str, second: str) -> int:
    """The difference of the first code units that differ, else of the lengths."""
    for one, other in zip(first, second, strict=False):
        if one != other:
            return ord(one) - ord(other)
    return len(first) - len(second)


def compare_text(first: str | None, second: str | None, comparison: int) -> int:
    """Sign of the comparison; null sorts first."""
    if first is None or second is None:
        return (first is not None) - (second is not None)
    if comparison == ORDINAL:
        return compare_ordinal(first, second)
    if comparison == ORDINAL_IGNORE:
        return compare_ordinal(fold(first), fold(second))
    from exoshell.values.collation import compare_strings

    return compare_strings(first, second, comparison in (CURRENT_IGNORE, INVARIANT_IGNORE))


def equal_text(first: str | None, second: str | None, comparison: int) -> bool:
    """Whether two texts are equal under a StringComparison."""
    if first is None or second is None:
        return first is second
    if comparison == ORDINAL:
        return first == second
    if comparison == ORDINAL_IGNORE:
        return fold(first) == fold(second)
    return compare_text(first, second, comparison) == 0


def find_text(text: str, wanted: str, start: int, end: int, comparison: int) -> int:
    """Index of `wanted` within text[start:end], or -1."""
    if comparison in (CURRENT_IGNORE, INVARIANT_IGNORE, ORDINAL_IGNORE):
        return fold(text).find(fold(wanted), start, end)
    return text.find(wanted, start, end)


def find_last_text(text: str, wanted: str, start: int, end: int, comparison: int) -> int:
    """Last index of `wanted` within text[start:end], or -1."""
    if comparison in (CURRENT_IGNORE, INVARIANT_IGNORE, ORDINAL_IGNORE):
        return fold(text).rfind(fold(wanted), start, end)
    return text.rfind(wanted, start, end)


class StringComparer(NetObject):
    """System.StringComparer; `comparison` is a StringComparison number."""

    __slots__ = ("comparison",)

    def __init__(self, comparison: int) -> None:
        self.comparison = comparison
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        if self.comparison == ORDINAL:
            return "System.OrdinalCaseSensitiveComparer"
        return (
            "System.OrdinalIgnoreCaseComparer"
            if self.comparison == ORDINAL_IGNORE
            else "System.CultureAwareComparer"
        )

    @property
    def ignores_case(self) -> bool:
        return self.comparison % 2 == 1
