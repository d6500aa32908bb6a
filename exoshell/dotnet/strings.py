"""System.String, System.StringComparer. Characters are in characters.py."""

from __future__ import annotations

from exoshell.dotnet import text_comparison as T
from exoshell.dotnet.errors import (
    above_error,
    argument_error,
    negative_error,
    net_error,
    null_error,
    range_error,
)
from exoshell.dotnet.table import table
from exoshell.values.char import Char
from exoshell.values.collections import TypedArray
from exoshell.values.types import EnumValue, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STRING = table("System.String")
WHITE = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def plain(value: Any) -> str:
    """A char or string argument as Python text; null is ''."""
    if type(value) is Char:
        return value.value
    return "" if value is None else str(value)


def _is_comparison(value: Any) -> bool:
    return type(value) is EnumValue


def upper(text: str, culture: Any = None) -> str:
    """ToUpper: one character for one."""
    result = text.upper()
    return result if len(result) == len(text) else T.fold(text)


def lower(text: str, culture: Any = None) -> str:
    """ToLower: one character for one."""
    result = text.lower()
    return (
        result if len(result) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def trim_set(args: tuple[Any, ...]) -> str:
    """The characters to trim: white space where none are given."""
    if not args or args[0] is None:
        return WHITE
    first = args[0]
    if isinstance(first, list):
        return "".join(plain(c) for c in first) or WHITE
    return "".join(plain(c) for c in args)


def substring(text: str, start: int, length: int | None = None) -> str:
    """Substring."""
    size = len(text)
    if start < 0:
        raise negative_error("startIndex", start)
    if start > size:
        raise range_error("startIndex", "startIndex cannot be larger than length of string.")
    if length is None:
        return text[start:]
    if length < 0:
        raise negative_error("length", length)
    if start + length > size:
        raise range_error("length", "Index and length must refer to a location within the string.")
    return text[start : start + length]


def replace(text: str, old: Any, new: Any, mode: Any = None, culture: Any = None) -> str:
    """Replace (ordinal unless a comparison or ignoreCase is given)."""
    wanted, other = plain(old), plain(new)
    if old is None:
        raise null_error("oldValue")
    if not wanted:
        raise argument_error("The value cannot be an empty string.", "oldValue")
    ignore = mode is True or (_is_comparison(mode) and mode.value % 2 == 1)
    if not ignore:
        return text.replace(wanted, other)
    parts, position = [], 0
    folded, sought = T.fold(text), T.fold(wanted)
    while True:
        found = folded.find(sought, position)
        if found < 0:
            parts.append(text[position:])
            return "".join(parts)
        parts += (text[position:found], other)
        position = found + len(wanted)


def split(text: str, separator: Any = None, *rest: Any) -> list[str]:
    """Split by characters (a list of Char), one character, one text or several texts; then a count and options."""
    count, options = 2**31 - 1, 0
    for value in rest:
        if type(value) is EnumValue:
            options = value.value
        elif type(value) is int:
            count = value
    if count < 0:
        raise range_error("count", "Count cannot be less than zero.")
    if isinstance(separator, list):
        marks = [plain(s) for s in separator]
        marks = [m for m in marks if m]
    else:
        marks = [plain(separator)] if plain(separator) else []
        if not marks and type(separator) is str:
            return _tidy([text], options)
    if count == 0:
        return []
    if count == 1:
        return _tidy([text], options)
    pieces = _pieces(text, marks, count, options)
    return _tidy(pieces, options)


def _tidy(pieces: list[str], options: int) -> list[str]:
    if options & 2:
        pieces = [p.strip(WHITE) for p in pieces]
    return [p for p in pieces if p] if options & 1 else pieces


def _pieces(text: str, marks: list[str], count: int, options: int) -> list[str]:
    """The raw parts, at most `count`; empty ones do not count where they are removed."""
    if count >= 2**31 - 1 and len(marks) == 1:
        return text.split(marks[0])
    result: list[str] = []
    position = start = 0
    size = len(text)
    while position < size and len(result) < count - 1:
        found = next((m for m in marks if text.startswith(m, position)), None) if marks else None
        length = len(found) if found else 1 if not marks and text[position] in WHITE else 0
        if not length:
            position += 1
            continue
        piece = text[start:position]
        if not (options & 1) or (piece.strip(WHITE) if options & 2 else piece):
            result.append(piece)
        position += length
        start = position
    if options & 1:
        start = _skip_empty(text, marks, start, options)
    result.append(text[start:])
    return result


def _skip_empty(text: str, marks: list[str], start: int, options: int) -> int:
    """Removing empty parts also removes separators before the last part."""
    while start < len(text):
        found = next((m for m in marks if text.startswith(m, start)), None)
        if found is None and not (not marks and text[start] in WHITE):
            break
        start += len(found) if found else 1
    return start


def contains(text: str, value: Any, mode: Any = None) -> bool:
    """Contains."""
    if value is None:
        raise null_error("value")
    if mode is None:
        return plain(value) in text
    return T.find_text(text, plain(value), 0, len(text), T.number_of(mode)) >= 0


def starts_with(text: str, value: Any, mode: Any = None, culture: Any = None) -> bool:
    """StartsWith (by culture for text: equal under the culture's comparison)."""
    wanted = plain(value)
    if mode is None or mode is False:
        return text.startswith(wanted)
    ignore = mode is True or T.number_of(mode) % 2 == 1
    return T.fold(text[: len(wanted)]) == T.fold(wanted) if ignore else text.startswith(wanted)


def ends_with(text: str, value: Any, mode: Any = None, culture: Any = None) -> bool:
    """EndsWith."""
    wanted = plain(value)
    if mode is None or mode is False:
        return text.endswith(wanted)
    ignore = mode is True or T.number_of(mode) % 2 == 1
    if not ignore:
        return text.endswith(wanted)
    return not wanted or T.fold(text[-len(wanted) :]) == T.fold(wanted)


def _search_arguments(args: tuple[Any, ...]) -> tuple[list[int], int]:
    numbers = [a for a in args if type(a) is int]
    mode = next((T.number_of(a) for a in args if type(a) is EnumValue), T.ORDINAL)
    return numbers, mode


def index_of(text: str, value: Any, *rest: Any) -> int:
    """IndexOf(value, startIndex, count, comparison)."""
    if value is None:
        raise null_error("value")
    numbers, mode = _search_arguments(rest)
    start = numbers[0] if numbers else 0
    if not 0 <= start <= len(text):
        raise range_error("startIndex", _OUTSIDE)
    if len(numbers) > 1 and not 0 <= numbers[1] <= len(text) - start:
        raise range_error(
            "count",
            "Count must be positive and count must refer to a location within the string/array/collection.",
        )
    end = start + numbers[1] if len(numbers) > 1 else len(text)
    return T.find_text(text, plain(value), start, end, mode)


_OUTSIDE = (
    "Index was out of range. Must be non-negative and less than or equal to the size of the collection."
)


def last_index_of(text: str, value: Any, *rest: Any) -> int:
    """LastIndexOf(value, startIndex, count, comparison): the search goes backwards from startIndex."""
    numbers, mode = _search_arguments(rest)
    wanted = plain(value)
    if not text:
        return 0 if not wanted else -1
    last = min(numbers[0], len(text) - 1) if numbers else len(text) - 1
    if last < -1:
        raise range_error("startIndex", _OUTSIDE)
    first = max(last - numbers[1] + 1, 0) if len(numbers) > 1 else 0
    if not wanted:
        return last + 1
    return T.find_last_text(text, wanted, first, last + 1, mode)


def index_of_any(text: str, marks: list[Any], start: int = 0, count: int | None = None) -> int:
    """IndexOfAny."""
    wanted = {plain(m) for m in marks}
    end = len(text) if count is None else start + count
    return next((i for i in range(start, end) if text[i] in wanted), -1)


def last_index_of_any(text: str, marks: list[Any], start: int | None = None, count: int | None = None) -> int:
    """LastIndexOfAny."""
    wanted = {plain(m) for m in marks}
    last = len(text) - 1 if start is None else start
    first = 0 if count is None else last - count + 1
    return next((i for i in range(last, first - 1, -1) if text[i] in wanted), -1)


def insert(text: str, start: int, value: Any) -> str:
    """Insert."""
    if value is None:
        raise null_error("value")
    if start < 0:
        raise negative_error("startIndex", start)
    if start > len(text):
        raise above_error("startIndex", start, len(text))
    return text[:start] + plain(value) + text[start:]


def remove(text: str, start: int, count: int | None = None) -> str:
    """Remove."""
    if count is None:
        if start < 0:
            raise range_error("startIndex", "StartIndex cannot be less than zero.")
        if start > len(text):
            raise range_error("startIndex", "startIndex cannot be larger than length of string.")
        return text[:start]
    if start < 0:
        raise negative_error("startIndex", start)
    if count < 0:
        raise negative_error("count", count)
    if start + count > len(text):
        raise above_error("count", count, len(text) - start)
    return text[:start] + text[start + count :]


def pad_left(text: str, width: int, fill: Any = " ") -> str:
    """PadLeft."""
    if width < 0:
        raise negative_error("totalWidth", width)
    return text.rjust(width, plain(fill) or "\0")


def pad_right(text: str, width: int, fill: Any = " ") -> str:
    """PadRight."""
    if width < 0:
        raise negative_error("totalWidth", width)
    return text.ljust(width, plain(fill) or "\0")


def to_char_array(text: str, start: int = 0, length: int | None = None) -> list[Any]:
    """ToCharArray."""
    part = text[start:] if length is None else text[start : start + length]
    return [Char(c) for c in part]


def compare_to(text: str, other: Any) -> int:
    """CompareTo (by culture)."""
    if other is None:
        return 1
    if type(other) is not str:
        raise argument_error("Object must be of type String.")
    return _sign(T.compare_text(text, other, T.CURRENT))


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def equals(text: str, other: Any, mode: Any = None) -> bool:
    """Equals (ordinal)."""
    if type(other) is not str:
        return False
    return text == other if mode is None else T.equal_text(text, other, T.number_of(mode))


def normalize(text: str, form: Any = None) -> str:
    """Normalize."""
    import unicodedata

    name = form.name if type(form) is EnumValue else "FormC"
    forms: dict[str, Any] = {"FormC": "NFC", "FormD": "NFD", "FormKC": "NFKC", "FormKD": "NFKD"}
    return unicodedata.normalize(forms[name], text)


def string_hash(text: str, mode: Any = None) -> int:
    """GetHashCode: differs from run to run in .NET, so any well-spread number will do."""
    return (hash(text) + 2**31) % 2**32 - 2**31


def replace_line_endings(text: str, new: str = "\n") -> str:
    """ReplaceLineEndings."""
    for mark in ("\r\n", "\r", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(mark, "\n")
    return text.replace("\n", new) if new != "\n" else text


def get_enumerator(text: str) -> Any:
    """GetEnumerator."""
    from exoshell.dotnet.enumerators import Enumerator

    return Enumerator([Char(c) for c in text], "System.CharEnumerator")


def trim(text: str, *args: Any) -> str:
    return text.strip(trim_set(args))


def trim_start(text: str, *args: Any) -> str:
    return text.lstrip(trim_set(args))


def trim_end(text: str, *args: Any) -> str:
    return text.rstrip(trim_set(args))


def copy_to(text: str, start: int, target: list[Any], target_start: int, count: int) -> None:
    target[target_start : target_start + count] = [Char(c) for c in text[start : start + count]]


STRING.add_methods(
    {
        "ToUpper": upper,
        "ToUpperInvariant": upper,
        "ToLower": lower,
        "ToLowerInvariant": lower,
        "Trim": trim,
        "TrimStart": trim_start,
        "TrimEnd": trim_end,
        "Substring": substring,
        "Replace": replace,
        "Split": split,
        "Contains": contains,
        "StartsWith": starts_with,
        "EndsWith": ends_with,
        "IndexOf": index_of,
        "LastIndexOf": last_index_of,
        "IndexOfAny": index_of_any,
        "LastIndexOfAny": last_index_of_any,
        "Insert": insert,
        "Remove": remove,
        "PadLeft": pad_left,
        "PadRight": pad_right,
        "ToCharArray": to_char_array,
        "CompareTo": compare_to,
        "Equals": equals,
        "Normalize": normalize,
        "IsNormalized": lambda text, form=None: normalize(text, form) == text,
        "ReplaceLineEndings": replace_line_endings,
        "GetEnumerator": get_enumerator,
        "ToString": lambda text, provider=None: text,
        "Clone": lambda text: text,
        "GetHashCode": string_hash,
        "GetTypeCode": lambda text: 18,
        "CopyTo": copy_to,
    }
)
STRING.method("get_Chars", "char get_Chars(int index)")(lambda text, index: Char(text[index]))
STRING.add_properties({"Length": len})


@STRING.method("Chars", "char Chars(int index)")
def chars(text: str, index: int) -> Char:
    """The parameterized property Chars."""
    if not 0 <= index < len(text):
        raise net_error("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
    return Char(text[index])


@STRING.new()
def new_string(ps_type: Any, value: Any, *rest: Any) -> str:
    """A repeated character, or (part of) a char[]."""
    if type(value) is Char:
        if rest[0] < 0:
            raise range_error("count", "'count' must be non-negative.")
        return value.value * int(rest[0])
    text = "".join(plain(c) for c in value or ())
    return text[rest[0] : rest[0] + rest[1]] if rest else text


def text_of(value: Any) -> str:
    """.NET text of a value inside Concat, Join, Format: null is ''."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    from exoshell.values.text import net_text

    return net_text(value)


@STRING.static("Join")
def join(separator: Any, values: Any, *span: int) -> str:
    """Join; a start and a count select a part of the array."""
    if values is None:
        raise null_error("values")
    items = list(values) if isinstance(values, list) else [values]
    if span:
        start, count = span
        if start < 0 or count < 0 or start > len(items) - count:
            raise range_error(
                "startIndex",
                "Index was out of range. Must be non-negative and less than the size of the collection.",
            )
        items = items[start : start + count]
    return plain(separator).join([text_of(v) for v in items])


@STRING.static("Concat")
def concat(*values: Any) -> str:
    if len(values) == 1 and isinstance(values[0], list):
        values = tuple(values[0])
    return "".join([text_of(v) for v in values])


@STRING.static("Format")
def format_text(*args: Any) -> str:
    """Format([provider,] format, values…)."""
    from exoshell.values.composite_format import format_composite
    from exoshell.values.culture import as_culture

    culture = None
    if type(args[0]) is not str:
        if args[0] is None and len(args) == 1:
            raise null_error("format")
        culture, args = as_culture(getattr(args[0], "culture", args[0])), args[1:]
    values = list(args[1:])
    if len(values) == 1 and values[0] is None:
        raise null_error("args")
    if len(values) == 1 and type(values[0]) in (list, TypedArray):
        values = list(values[0])
    return format_composite(args[0], values, culture)


@STRING.static("IsNullOrEmpty")
def is_null_or_empty(value: Any) -> bool:
    return not value


@STRING.static("IsNullOrWhiteSpace")
def is_null_or_white_space(value: Any) -> bool:
    return not value or not value.strip(WHITE)


@STRING.static("Compare")
def compare(*args: Any) -> int:
    """Compare(a, b, …) and Compare(a, indexA, b, indexB, length, …)."""
    if len(args) > 2 and type(args[1]) is int and type(args[3]) is int and type(args[2]) is str:
        first, second, rest = args[0], args[2], args[5:]
        first = first[args[1] : args[1] + args[4]]
        second = second[args[3] : args[3] + args[4]]
    else:
        first, second, rest = args[0], args[1], args[2:]
    mode = T.CURRENT
    for value in rest:
        if value is True:
            mode = T.CURRENT_IGNORE
        elif type(value) is EnumValue:
            name = value.name
            mode = (
                value.value
                if value.type.full_name == "System.StringComparison"
                else T.CURRENT_IGNORE
                if "IgnoreCase" in name
                else T.CURRENT
            )
    result = T.compare_text(first, second, mode)
    return result if mode == T.ORDINAL else _sign(result)


@STRING.static("CompareOrdinal")
def compare_ordinal(first: Any, second: Any, *rest: Any) -> int:
    if rest:
        index, length = rest[0], rest[1]
        first, second = first[second : second + length], rest[0][index : index + length]
    return T.compare_text(first, second, T.ORDINAL)


@STRING.static("Equals")
def static_equals(first: Any, second: Any, mode: Any = None) -> bool:
    return T.equal_text(first, second, T.ORDINAL if mode is None else T.number_of(mode))


STRING.add_statics(
    {
        "op_Equality": lambda a, b: a == b,
        "op_Inequality": lambda a, b: a != b,
        "Copy": lambda text: text,
        "Intern": lambda text: text,
        "IsInterned": lambda text: text,
    }
)
STRING.add_static_properties({"Empty": lambda: ""})

COMPARER = table("System.StringComparer")
_NAMES = (
    "CurrentCulture",
    "CurrentCultureIgnoreCase",
    "InvariantCulture",
    "InvariantCultureIgnoreCase",
    "Ordinal",
    "OrdinalIgnoreCase",
)
_comparers = [T.StringComparer(number) for number in range(6)]
COMPARER.add_static_properties(
    {name: (lambda made=_comparers[number]: made) for number, name in enumerate(_NAMES)}
)


@COMPARER.method("Compare", raw=True)
def comparer_compare(comparer: T.StringComparer, first: Any, second: Any) -> int:
    if (first is None or type(first) is str) and (second is None or type(second) is str):
        result = T.compare_text(first, second, comparer.comparison)
        return result if comparer.comparison >= T.ORDINAL else _sign(result)
    from exoshell.dotnet.equality import net_compare

    return net_compare(first, second)


@COMPARER.method("Equals")
def comparer_equals(comparer: T.StringComparer, first: Any, second: Any = None) -> bool:
    return T.equal_text(first, second, comparer.comparison)


@COMPARER.method("GetHashCode")
def comparer_hash(comparer: T.StringComparer, value: Any = None) -> int:
    return string_hash(T.fold(value) if comparer.ignores_case and type(value) is str else str(value))


@COMPARER.static("FromComparison")
def from_comparison(mode: Any) -> Any:
    return _comparers[T.number_of(mode)]


def type_name_of(value: Any) -> str:
    """Full type name of an argument (for messages)."""
    return type_of(value).full_name
