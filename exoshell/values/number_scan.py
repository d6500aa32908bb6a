"""Numbers as PowerShell writes them: `1`, `-5`, `0xFF`, `0b1010`, `1.5e3`, suffixes and multipliers. Casts of text and literals share this."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DASHES = frozenset("-\u2013\u2014\u2015")
DIGITS = frozenset("0123456789")
_MULTIPLIERS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40, "p": 1 << 50}
_SUFFIXES = {
    "": "",
    "l": "Int64",
    "d": "Decimal",
    "u": "u",
    "s": "Int16",
    "us": "UInt16",
    "y": "SByte",
    "uy": "Byte",
    "ul": "UInt64",
    "n": "BigInteger",
}
_RANGES = {
    "Int64": (-(2**63), 2**63 - 1),
    "Int16": (-(2**15), 2**15 - 1),
    "UInt16": (0, 2**16 - 1),
    "SByte": (-128, 127),
    "Byte": (0, 255),
    "UInt64": (0, 2**64 - 1),
}
_WIDTHS = {"Int64": 16, "Int16": 4, "SByte": 2, "": 0}
_DECIMAL_MAX = 79228162514264337593543950335
_HEX = frozenset("0123456789abcdefABCDEF")
_BINARY = frozenset("01")


class NumberText:
    """A number as it is written, taken apart."""

    __slots__ = ("negative", "base", "digits", "real", "suffix", "multiplier", "end")

    def __init__(
        self, negative: bool, base: int, digits: str, real: bool, suffix: str, multiplier: int, end: int
    ) -> None:
        self.negative = negative
        self.base = base
        self.digits = digits
        self.real = real
        self.suffix = suffix
        self.multiplier = multiplier
        self.end = end


def _run(text: str, index: int, end: int, among: frozenset[str]) -> int:
    while index < end and text[index] in among:
        index += 1
    return index


def split_number(text: str, start: int, end: int, signed: bool) -> NumberText | None:
    """Takes the number at `start` apart, without a look at what follows it; None if there is none."""
    index = start
    negative = False
    if signed and index < end and (text[index] == "+" or text[index] in DASHES):
        negative = text[index] != "+"
        index += 1
    base = 10
    real = False
    first = index
    mark = text[index + 1 : index + 2] if index < end and text[index] == "0" else ""
    if mark and mark in "xX" or mark and mark in "bB" and index + 2 < end and text[index + 2] in _BINARY:
        base = 16 if mark in "xX" else 2
        first = index + 2
        index = _run(text, first, end, _HEX if base == 16 else _BINARY)
        if index == first and base == 2:
            return None
        digits = text[first:index]
    else:
        index = _run(text, index, end, DIGITS)
        has_digits = index > first
        if index < end and text[index] == "." and text[index + 1 : index + 2] != ".":
            point = index
            index = _run(text, index + 1, end, DIGITS)
            if index == point + 1 and not has_digits:
                return None
            real = True
        elif not has_digits:
            return None
        if index < end and text[index] in "eE":
            after = index + 1
            if after < end and (text[after] == "+" or text[after] in DASHES):
                after += 1
            stop = _run(text, after, end, DIGITS)
            if stop == after:
                return None
            index = stop
            real = True
        digits = text[first:index]
    return _split_suffix(text, index, end, negative, base, digits, real)


def _split_suffix(
    text: str, index: int, end: int, negative: bool, base: int, digits: str, real: bool
) -> NumberText:
    suffix = ""
    char = text[index : index + 1].lower()
    if char == "u":
        suffix = "u"
        index += 1
        char = text[index : index + 1].lower()
        if char and char in "lsy":
            suffix += char
            index += 1
    elif char and char in "dlnsy":
        suffix = char
        index += 1
    multiplier = 1
    char = text[index : index + 1].lower()
    if char in _MULTIPLIERS and text[index + 1 : index + 2] in ("b", "B"):
        multiplier = _MULTIPLIERS[char]
        index += 2
    return NumberText(negative, base, digits, real, suffix, multiplier, index)


def number_value(number: NumberText) -> Any:
    """The value of a literal; None if its type cannot hold it."""
    kind = _SUFFIXES[number.suffix]
    if number.real:
        return _real_value(number, kind)
    if number.base == 10:
        value: int = int(number.digits)
    else:
        found = _patterned_value(number, kind)
        if found is None:
            return None
        value, wide = found
        if wide and not kind:
            kind = "Int64"
    if number.negative:
        value = -value
    value *= number.multiplier
    if number.base != 10 and not kind and not -(2**63) <= value < 2**63:
        return None
    return _integer_of_kind(value, kind)


def _integer_of_kind(value: int, kind: str) -> Any:
    if not kind:
        return _smallest(value)
    from exoshell.values import numbers

    if kind == "u":
        if value < 0 or value > 2**64 - 1:
            return None
        return numbers.UInt32(value) if value < 2**32 else numbers.UInt64(value)
    if kind == "Decimal":
        from decimal import Decimal

        return Decimal(value) if abs(value) <= _DECIMAL_MAX else None
    if kind == "BigInteger":
        return numbers.BigInteger(value)
    low, high = _RANGES[kind]
    return getattr(numbers, kind)(value) if low <= value <= high else None


def _smallest(value: int) -> Any:
    if -0x80000000 <= value <= 0x7FFFFFFF:
        return value
    if -(2**63) <= value <= 2**63 - 1:
        from exoshell.values.numbers import Int64

        return Int64(value)
    if abs(value) <= _DECIMAL_MAX:
        from decimal import Decimal

        return Decimal(value)
    return truncated_double(value)


def truncated_double(value: int) -> float:
    """A whole number as a Double; what does not fit 53 bits is cut off, as .NET's big integers do."""
    extra = abs(value).bit_length() - 53
    if extra > 0:
        kept = abs(value) >> extra << extra
        value = kept if value > 0 else -kept
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _patterned_value(number: NumberText, kind: str) -> tuple[int, bool] | None:
    """A hexadecimal or binary literal; the top bit is a sign at exactly the width of a type. Says also if it must be an Int64."""
    digits = number.digits
    if not digits:
        return 0, False
    value = int(digits, number.base)
    per_digit = 4 if number.base == 16 else 1
    bits = len(digits) * per_digit
    wide = bits == 64 and not kind
    if number.suffix in ("u", "us", "uy", "ul"):
        return value, False
    if number.base == 16:
        signs: tuple[int, ...] = (
            (32, 64) if not kind else {"Int64": (64,), "Int16": (16,), "SByte": (8,)}.get(kind, ())
        )
        if kind in ("Decimal",):
            signs = (32, 64, 96)
        if kind == "BigInteger":
            signs = tuple(range(32, bits + 1, 32))
    else:
        signs = (8, 16, 32, 64, 96, 128) if bits <= 128 else (bits,)
    if bits in signs and value >> (bits - 1):
        value -= 1 << bits
    return value, wide


def _real_value(number: NumberText, kind: str) -> Any:
    text = ("-" if number.negative else "") + number.digits.translate({0x2013: 45, 0x2014: 45, 0x2015: 45})
    if kind == "":
        return float(text) * number.multiplier
    from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext

    try:
        with localcontext() as context:
            context.prec = 60
            exact = Decimal(text) * number.multiplier
            if kind == "Decimal":
                if abs(exact) > _DECIMAL_MAX:
                    return None
                exponent = exact.as_tuple().exponent
                if isinstance(exponent, int) and exponent > 0:
                    exact = exact.quantize(Decimal(1))
                context.prec = 29
                return +exact
            if exact.adjusted() > 400:
                return None
            return _integer_of_kind(int(exact.to_integral_value(ROUND_HALF_EVEN)), kind)
    except InvalidOperation:
        return None


def scan_number(text: str) -> Any:
    """The number that a whole text (without white space around it) is, or None."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    found = split_number(text, 0, len(text), True)
    return number_value(found) if found is not None and found.end == len(text) else None
