"""Sizes of the service: ByteQuantifiedSize and Unlimited of it.

Their text is `1.2 GB (1,288,490,189 bytes)` or `Unlimited`. They compare as sizes with each other, with numbers (bytes) and with
text that reads as a size; text that does not is compared as text.
"""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

UNITS = {"b": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40, "pb": 1 << 50}
UNLIMITED_TEXT = "Unlimited"


def read_size(text: str) -> int | None:
    """The bytes that a text means (`50GB`, `1.2 GB (1,288,490,189 bytes)`, `1024`, `1,024 bytes`), or None."""
    body = text.strip().lower()
    if body.endswith(" bytes)") and "(" in body:
        exact = body[body.rindex("(") + 1 : -7].replace(",", "").strip()
        return int(exact) if exact.isdecimal() else None
    unit = 1
    if body.endswith("bytes"):
        body = body[:-5]
    else:
        for name in ("pb", "tb", "gb", "mb", "kb", "b"):
            if body.endswith(name):
                unit, body = UNITS[name], body[: -len(name)]
                break
    body = body.strip().replace(",", "")
    whole, point, fraction = body.partition(".")
    if not whole.isdecimal() or (point and not fraction.isdecimal()):
        return None
    return int(whole) * unit + (int(fraction) * unit // 10 ** len(fraction) if fraction else 0)


def size_text(count: int) -> str:
    """How the service writes a number of bytes."""
    amount, unit = float(count), "B"
    for name in ("KB", "MB", "GB", "TB"):
        if abs(amount) < 1024:
            break
        amount, unit = amount / 1024, name
    shown = f"{amount:.4g}" if abs(amount) < 1000 else f"{amount:.0f}"
    return f"{shown} {unit} ({count:,} bytes)"


class SizeBase(NetObject):
    """What both kinds share: text and order."""

    __slots__ = ()
    compares_with_numbers = True

    def as_number(self) -> int | None:
        """Bytes, for casts to a number; None for Unlimited."""
        return None if self.rank == float("inf") else int(self.rank)

    @property
    def rank(self) -> float:
        """Bytes as something to compare; infinite for Unlimited."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        raise NotImplementedError

    def compare_to(self, other: Any) -> int | None:
        """-1, 0 or 1 against a size, a number of bytes or text; None where the two cannot be compared as sizes."""
        mine, theirs = self.rank, rank_of(other)
        if theirs is None:
            return None
        return (mine > theirs) - (mine < theirs)

    def compare(self, other: Any) -> int:
        """-1, 0 or 1 against anything that is a size; what is none is compared as text."""
        found = self.compare_to(other)
        if found is not None:
            return found
        from exoshell.values.collation import compare_strings
        from exoshell.values.text import to_text

        return compare_strings(self.text, to_text(other), True)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) and other.lower() == self.text.lower():
            return True
        return self.compare_to(other) == 0

    def __lt__(self, other: object) -> bool:
        return self._ordered(other) < 0

    def __le__(self, other: object) -> bool:
        return self._ordered(other) <= 0

    def __gt__(self, other: object) -> bool:
        return self._ordered(other) > 0

    def __ge__(self, other: object) -> bool:
        return self._ordered(other) >= 0

    def _ordered(self, other: object) -> int:
        found = self.compare_to(other)
        if found is None:
            raise TypeError(f"'{other!r}' is no size")
        return found

    def __hash__(self) -> int:
        return hash(self.rank)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text})"


class ByteQuantifiedSize(SizeBase):
    """A number of bytes; `text` as the service wrote it, or made from the number."""

    __slots__ = ("bytes", "_text")
    type_name = "Microsoft.Exchange.Data.ByteQuantifiedSize"

    def __init__(self, count: int, text: str | None = None) -> None:
        self.extension = None
        self.ps_type = None
        self.bytes = count
        self._text = text

    @property
    def rank(self) -> float:
        return self.bytes

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = size_text(self.bytes)
        return self._text

    def in_unit(self, unit: str) -> int:
        """Whole units (`kb`, `mb`, `gb`, `tb`) in this size, rounded down as .NET's division does."""
        return self.bytes // UNITS[unit]

    def __int__(self) -> int:
        return self.bytes


class Unlimited(SizeBase):
    """Microsoft.Exchange.Data.Unlimited of a size: `value` is a ByteQuantifiedSize, or None for Unlimited."""

    __slots__ = ("value",)
    type_name = "Microsoft.Exchange.Data.Unlimited"

    def __init__(self, value: ByteQuantifiedSize | None) -> None:
        self.extension = None
        self.ps_type = None
        self.value = value

    @property
    def is_unlimited(self) -> bool:
        return self.value is None

    @property
    def rank(self) -> float:
        return float("inf") if self.value is None else self.value.bytes

    @property
    def text(self) -> str:
        return UNLIMITED_TEXT if self.value is None else self.value.text


def rank_of(value: Any) -> float | None:
    """What a size is compared with: the bytes of a size, number or text; None where the value is nothing of the kind."""
    if isinstance(value, SizeBase):
        return value.rank
    if isinstance(value, str):
        if value.strip().lower() == "unlimited":
            return float("inf")
        return read_size(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return value
    return float(value) if type(value).__name__ == "Decimal" else None
