"""System.Char."""

from __future__ import annotations

from exoshell.dotnet.dates import attempt
from exoshell.dotnet.errors import argument_error, net_error, null_error, range_error
from exoshell.dotnet.table import table
from exoshell.values.char import Char

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

CHAR = table("System.Char")
_CATEGORIES = (
    "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn".split()
)


def _category(text: str) -> str:
    import unicodedata

    return unicodedata.category(text)


def one(value: Any, *index: int) -> str:
    """The character that a predicate is asked about: a char, or a position in a string."""
    if type(value) is Char:
        return value.value
    if not index:
        return str(value)
    if not 0 <= index[0] < len(value):
        raise range_error(
            "index", "Index was out of range. Must be non-negative and less than the size of the collection."
        )
    return str(value[index[0]])


def _in(*categories: str) -> Callable[..., bool]:
    return lambda value, *index: _category(one(value, *index)).startswith(categories)


def parse(text: Any) -> Char:
    if text is None:
        raise null_error("s")
    if len(text) != 1:
        raise net_error("System.FormatException", "String must be exactly one character long.")
    return Char(text)


def from_code(code: int) -> str:
    if not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise range_error(
            "utf32",
            "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values "
            "(0x00d800 ~ 0x00dfff).",
        )
    return chr(code)


def numeric_value(value: Any, *index: int) -> float:
    import unicodedata

    return float(unicodedata.numeric(one(value, *index), -1.0))


def _upper(value: Any, culture: Any = None) -> Char:
    text = value.value.upper()
    return Char(text) if len(text) == 1 else value


def _lower(value: Any, culture: Any = None) -> Char:
    text = value.value.lower()
    return Char(text) if len(text) == 1 else value


def compare_to(value: Char, other: Any) -> int:
    if other is None:
        return 1
    if type(other) is not Char:
        raise argument_error("Object must be of type Char.")
    return ord(value.value) - ord(other.value)


CHAR.zero = lambda: Char("\0")
CHAR.add_methods(
    {
        "ToString": lambda value, provider=None: value.value,
        "CompareTo": compare_to,
        "Equals": lambda value, other: value == other,
        "GetHashCode": lambda value: ord(value.value) | ord(value.value) << 16,
        "GetTypeCode": lambda value: 4,
    }
)
_ASCII: dict[str, Callable[[str], bool]] = {
    "IsAscii": lambda c: c < "\x80",
    "IsAsciiLetter": lambda c: c.isascii() and c.isalpha(),
    "IsAsciiLetterLower": lambda c: "a" <= c <= "z",
    "IsAsciiLetterUpper": lambda c: "A" <= c <= "Z",
    "IsAsciiDigit": lambda c: "0" <= c <= "9",
    "IsAsciiLetterOrDigit": lambda c: c.isascii() and c.isalnum(),
    "IsAsciiHexDigit": lambda c: c in "0123456789abcdefABCDEF",
    "IsAsciiHexDigitUpper": lambda c: c in "0123456789ABCDEF",
    "IsAsciiHexDigitLower": lambda c: c in "0123456789abcdef",
}
CHAR.add_statics({name: (lambda value, test=test: test(value.value)) for name, test in _ASCII.items()})
CHAR.add_statics(
    {
        "IsLetter": _in("L"),
        "IsDigit": _in("Nd"),
        "IsNumber": _in("N"),
        "IsLetterOrDigit": _in("L", "Nd"),
        "IsUpper": _in("Lu"),
        "IsLower": _in("Ll"),
        "IsPunctuation": _in("P"),
        "IsSymbol": _in("S"),
        "IsControl": _in("Cc"),
        "IsSeparator": _in("Z"),
        "IsWhiteSpace": lambda value, *index: _white(one(value, *index)),
        "IsSurrogate": _in("Cs"),
        "IsHighSurrogate": lambda value, *index: "\ud800" <= one(value, *index) <= "\udbff",
        "IsLowSurrogate": lambda value, *index: "\udc00" <= one(value, *index) <= "\udfff",
        "IsBetween": lambda value, low, high: low.value <= value.value <= high.value,
        "ToUpper": _upper,
        "ToUpperInvariant": _upper,
        "ToLower": _lower,
        "ToLowerInvariant": _lower,
        "ToString": lambda value: value.value,
        "Parse": parse,
        "TryParse": lambda text, result: attempt(result, Char("\0"), lambda: parse(text)),
        "ConvertFromUtf32": from_code,
        "ConvertToUtf32": lambda value, *rest: ord(one(value, *rest)),
        "GetNumericValue": numeric_value,
        "GetUnicodeCategory": lambda value, *index: _CATEGORIES.index(_category(one(value, *index))),
    }
)


def _white(char: str) -> bool:
    from exoshell.dotnet.strings import WHITE

    return char in WHITE


UNICODE = table("System.Globalization.CharUnicodeInfo")
UNICODE.add_statics(
    {
        "GetUnicodeCategory": lambda value, *index: _CATEGORIES.index(_category(one(value, *index))),
        "GetNumericValue": numeric_value,
    }
)
