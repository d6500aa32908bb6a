"""Parse and TryParse of the number types, by NumberStyles and culture."""

from __future__ import annotations

from exoshell.dotnet.errors import net_error, null_error
from exoshell.values import numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

(
    LEADING_WHITE,
    TRAILING_WHITE,
    LEADING_SIGN,
    TRAILING_SIGN,
    PARENTHESES,
    POINT,
    THOUSANDS,
    EXPONENT,
    CURRENCY,
    HEX,
    BINARY,
) = (1 << n for n in range(11))
INTEGER, FLOAT, NUMBER = 7, 167, 111
_WHITE = " \t\n\x0b\x0c\r"

# type name -> (Python class, smallest, largest, name in messages)
RANGES: dict[str, tuple[Any, int, int, str]] = {
    "System.SByte": (numbers.SByte, -128, 127, "a signed byte"),
    "System.Byte": (numbers.Byte, 0, 255, "an unsigned byte"),
    "System.Int16": (numbers.Int16, -(2**15), 2**15 - 1, "an Int16"),
    "System.UInt16": (numbers.UInt16, 0, 2**16 - 1, "a UInt16"),
    "System.Int32": (int, -(2**31), 2**31 - 1, "an Int32"),
    "System.UInt32": (numbers.UInt32, 0, 2**32 - 1, "a UInt32"),
    "System.Int64": (numbers.Int64, -(2**63), 2**63 - 1, "an Int64"),
    "System.UInt64": (numbers.UInt64, 0, 2**64 - 1, "a UInt64"),
}


def format_failure(text: str) -> Exception:
    """Text that is no number."""
    return net_error("System.FormatException", f"The input string '{text}' was not in a correct format.")


def overflow(name: str) -> Exception:
    """A number that the type cannot hold; `name` as in "an Int32"."""
    return net_error("System.OverflowException", f"Value was either too large or too small for {name}.")


class _Scanner:
    """Reads one number text into sign, digits, decimals and exponent."""

    def __init__(self, text: str, styles: int, culture: Any) -> None:
        self.text, self.styles, self.culture = text, styles, culture
        self.negative = False

    def strip(self) -> str:
        """The text without the white space, signs, parentheses and currency symbol that the styles allow."""
        body, styles = self.text, self.styles
        if styles & LEADING_WHITE:
            body = body.lstrip(_WHITE)
        if styles & TRAILING_WHITE:
            body = body.rstrip(_WHITE + "\0")
        if styles & PARENTHESES and body.startswith("(") and body.endswith(")"):
            self.negative, body = True, body[1:-1]
        symbol = self.culture.currency_symbol
        if styles & CURRENCY and symbol:
            body = body.replace(symbol, "", 1).strip(_WHITE) if symbol in body else body
        body = self._sign(body)
        if styles & CURRENCY and symbol and body.startswith(symbol):
            body = body[len(symbol) :]
        return body

    def _sign(self, body: str) -> str:
        for sign, negative in (("-", True), ("+", False), ("\u2212", True)):
            if self.styles & LEADING_SIGN and body.startswith(sign):
                self.negative = negative
                return body[1:]
            if self.styles & TRAILING_SIGN and body.endswith(sign):
                self.negative = negative
                return body[:-1].rstrip(_WHITE)
        return body

    def split(self) -> tuple[str, str, int] | None:
        """(whole digits, decimals, exponent), or None where the text is no number."""
        body, exponent = self.strip(), 0
        if self.styles & EXPONENT:
            head, mark, tail = body.replace("E", "e").partition("e")
            if mark:
                digits = tail[1:] if tail[:1] in ("+", "-") else tail
                if not _digits(digits):
                    return None
                exponent, body = int(tail), head
        decimals = ""
        if self.styles & POINT:
            body, _, decimals = body.partition(self.culture.decimal)
        if self.styles & THOUSANDS:
            body = body.replace(self.culture.group, "") if body[:1] != self.culture.group else body
            if self.culture.group == "\u202f":
                body = body.replace("\xa0", "").replace(" ", "")
        if not (body or decimals) or (body and not _digits(body)) or (decimals and not _digits(decimals)):
            return None
        return body or "0", decimals, exponent


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def parse_integer(type_name: str, text: Any, styles: int, culture: Any) -> Any:
    """An integer of the type. Raises the .NET exceptions."""
    kind, low, high, name = RANGES[type_name]
    if text is None:
        raise null_error("s")
    if styles & (HEX | BINARY):
        return _parse_based(kind, text, styles, low, high, name)
    scanner = _Scanner(text, styles, culture)
    parts = scanner.split()
    if parts is None:
        raise format_failure(text)
    whole, decimals, exponent = parts
    digits = whole + decimals
    shift = exponent - len(decimals)
    if shift >= 0:
        value = int(digits) * 10 ** min(shift, 400)
    else:
        value, rest = divmod(int(digits), 10 ** min(-shift, 400))
        if rest:
            raise overflow(name)
    value = -value if scanner.negative else value
    if not low <= value <= high:
        raise overflow(name)
    return kind(value)


def _parse_based(kind: Any, text: str, styles: int, low: int, high: int, name: str) -> Any:
    body = text.strip(_WHITE) if styles & (LEADING_WHITE | TRAILING_WHITE) else text
    base = 16 if styles & HEX else 2
    try:
        if not body.isalnum():
            raise ValueError
        value = int(body, base)
    except ValueError:
        raise format_failure(text) from None
    width = (high - low).bit_length()
    if value >= 1 << width:
        raise overflow(name)
    return kind(value - (1 << width) if value > high else value)


def parse_real(type_name: str, text: Any, styles: int, culture: Any) -> Any:
    """A Double or Single."""
    if text is None:
        raise null_error("s")
    body = text.strip(_WHITE)
    special = {
        "nan": "nan",
        "infinity": "inf",
        "-infinity": "-inf",
        "+infinity": "inf",
        "∞": "inf",
        "-∞": "-inf",
        "-nan": "nan",
    }.get(body.lower())
    if special is not None:
        value = float(special)
    else:
        scanner = _Scanner(text, styles, culture)
        parts = scanner.split()
        if parts is None:
            raise format_failure(text)
        value = float(f"{parts[0]}.{parts[1] or '0'}e{parts[2]}")
        value = -value if scanner.negative else value
    if type_name == "System.Single":
        import struct

        try:
            return numbers.Single(struct.unpack("f", struct.pack("f", value))[0])
        except OverflowError:
            return numbers.Single(float("inf") if value > 0 else float("-inf"))
    return value


def parse_decimal(text: Any, styles: int, culture: Any) -> Any:
    """A Decimal."""
    from decimal import Decimal

    if text is None:
        raise null_error("s")
    scanner = _Scanner(text, styles, culture)
    parts = scanner.split()
    if parts is None:
        raise format_failure(text)
    value = Decimal(f"{parts[0]}{'.' + parts[1] if parts[1] else ''}{f'e{parts[2]}' if parts[2] else ''}")
    if abs(value) > 79228162514264337593543950335:
        raise overflow("a Decimal")
    return -value if scanner.negative else value


def parse_big(text: Any, styles: int, culture: Any) -> Any:
    """A BigInteger."""
    if text is None:
        raise null_error("value")
    if styles & HEX:
        body = text.strip(_WHITE)
        try:
            value = int(body, 16)
        except ValueError:
            raise net_error("System.FormatException", "The value could not be parsed.") from None
        return numbers.BigInteger(
            value - (1 << 4 * len(body)) if body and body[0] in "89abcdefABCDEF" else value
        )
    scanner = _Scanner(text, styles, culture)
    parts = scanner.split()
    if parts is None or parts[1].strip("0"):
        raise net_error("System.FormatException", "The value could not be parsed.")
    value = int(parts[0]) * 10 ** parts[2]
    return numbers.BigInteger(-value if scanner.negative else value)
