"""JSON text as objects. Strict text is read by the standard library; what only PowerShell takes (comments, single quotes, bare names,
trailing commas) by a reader of ours, which also words the errors."""

from __future__ import annotations

from exoshell.values.collections import DictionaryBase
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.numbers import BigInteger, Int64
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MAX_DEPTH = 1024
_dates: Any = None  # the pattern of what begins a date in a string
_ESCAPES = {'"': '"', "'": "'", "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonError(Exception):
    """Text that is no JSON; the message is the one that PowerShell shows behind its own words."""


class DifferentCasing(Exception):
    """Two keys of an object that differ by case only: `args` are the old and the new one."""


class EmptyKey(Exception):
    """An object with an empty key."""


def parse(
    text: str, *, as_table: bool = False, depth: int = MAX_DEPTH, date: Callable[[str], Any] | None = None
) -> Any:
    """The value of a JSON text: objects as PSCustomObject (or as ordered hashtables), arrays as lists, integers as Int64 or BigInteger, `date`
    turns strings that look like dates into values. Raises JsonError, DifferentCasing, EmptyKey."""
    make = _make_table if as_table else _make_object
    try:
        found = _parse_strict(text, make, depth)
    except (ValueError, RecursionError):
        found = Reader(text, make, depth).read()
    if date is None or not _may_hold_dates(text):
        return found
    return _with_dates(found, date)


def _may_hold_dates(text: str) -> bool:
    global _dates
    if _dates is None:
        import re

        _dates = re.compile(r"[\"'](?:\d{4}-\d\d-\d\dT|\\?/Date\()")
    return _dates.search(text) is not None


def _make_object(pairs: list[tuple[str, Any]]) -> PSCustomObject:
    notes = dict(pairs)
    if len({name.lower() for name in notes}) == len(notes) and "" not in notes:
        return PSCustomObject(notes)
    folded: dict[str, str] = {}
    for name in notes:
        lower = name.lower()
        if lower in folded:
            raise DifferentCasing(folded[lower], name)
        folded[lower] = name
    if "" in notes:
        raise EmptyKey()
    return PSCustomObject(notes)


def _make_table(pairs: list[tuple[str, Any]]) -> DictionaryBase:
    from exoshell.values import collections

    kind = getattr(collections, "OrderedHashtable", collections.OrderedDictionary)
    made: DictionaryBase = kind(pairs, ignore_case=False)
    return made


def integer(digits: str) -> Any:
    """An integer literal: Int64 where it fits."""
    value = int(digits)
    return Int64(value) if Int64.minimum <= value <= Int64.maximum else BigInteger(value)


def _parse_strict(text: str, make: Callable[[list[tuple[str, Any]]], Any], depth: int) -> Any:
    import json

    if depth < MAX_DEPTH or not text.strip():
        raise ValueError("left to the other reader")

    def refuse(name: str) -> Any:
        raise ValueError(name)

    return json.loads(text, object_pairs_hook=make, parse_int=integer, parse_constant=refuse, strict=False)


def _with_dates(value: Any, date: Callable[[str], Any]) -> Any:
    kind = type(value)
    if kind is str:
        return date(value) if len(value) > 9 and (value[4] == "-" or value[0] == "/") else value
    if kind is PSCustomObject:
        for name, found in value.notes.items():
            if type(found) in (str, PSCustomObject, list) or isinstance(found, DictionaryBase):
                value.notes[name] = _with_dates(found, date)
    elif kind is list:
        for index, found in enumerate(value):
            value[index] = _with_dates(found, date)
    elif isinstance(value, DictionaryBase):
        for key, found in list(value.entries.items()):
            value.entries[key] = _with_dates(found, date)
    return value


class Reader:
    """Reads lenient JSON character by character."""

    __slots__ = ("text", "place", "make", "depth", "path")

    def __init__(self, text: str, make: Callable[[list[tuple[str, Any]]], Any], depth: int) -> None:
        self.text, self.place, self.make, self.depth = text, 0, make, depth
        self.path: list[str] = []

    def read(self) -> Any:
        """The one value of the text."""
        self._skip()
        if self.place >= len(self.text):
            return None
        value = self._value()
        self._skip()
        if self.place < len(self.text):
            char = self.text[self.place]
            self.place += 1
            raise self._error(f"Additional text encountered after finished reading JSON content: {char}.", -1)
        return value

    def _error(self, message: str, shift: int = 0) -> JsonError:
        before = self.text[: max(0, self.place + shift)]
        line = before.count("\n") + 1
        position = len(before) - (before.rfind("\n") + 1)
        path = "".join(self.path).lstrip(".")
        return JsonError(f"{message} Path '{path}', line {line}, position {position}.")

    def _unexpected(self) -> JsonError:
        char = self.text[self.place]
        if self.place == 0:
            return JsonError(
                f"Unexpected character encountered while parsing value: {char}. Path '', line 0, position 0."
            )
        return self._error(f"Unexpected character encountered while parsing value: {char}.")

    def _skip(self) -> None:
        text = self.text
        while self.place < len(text):
            char = text[self.place]
            if char.isspace() or char == "\ufeff":
                self.place += 1
            elif text.startswith("//", self.place):
                end = text.find("\n", self.place)
                self.place = len(text) if end < 0 else end
            elif text.startswith("/*", self.place):
                end = text.find("*/", self.place + 2)
                if end < 0:
                    self.place = len(text)
                    raise self._error("Unexpected end while parsing comment.")
                self.place = end + 2
            else:
                return

    def _peek(self) -> str:
        return self.text[self.place] if self.place < len(self.text) else ""

    def _value(self) -> Any:
        char = self._peek()
        if char == "":
            raise self._error("Unexpected end when reading JSON.")
        if char == "{":
            return self._object()
        if char == "[":
            return self._array()
        if char in "\"'":
            return self._string()
        if char in "-.0123456789":
            return self._number()
        for word, value in (("true", True), ("false", False), ("null", None), ("undefined", None)):
            if self.text.startswith(word, self.place) and not self._is_name(self.place + len(word)):
                self.place += len(word)
                return value
        for word, number in (("NaN", float("nan")), ("Infinity", float("inf"))):
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return number
        raise self._unexpected()

    def _is_name(self, place: int) -> bool:
        return place < len(self.text) and (self.text[place].isalnum() or self.text[place] in "_$")

    def _enter(self) -> None:
        if len(self.path) >= self.depth:
            raise self._error(f"The reader's MaxDepth of {self.depth} has been exceeded.")

    def _object(self) -> Any:
        self.place += 1
        self._enter()
        pairs: list[tuple[str, Any]] = []
        while True:
            self._skip()
            char = self._peek()
            if char == "":
                raise self._error(
                    "Unexpected end when deserializing object."
                    if pairs
                    else "Unexpected end when reading JSON."
                )
            if char == "}":
                self.place += 1
                break
            name = self._name()
            self.path.append("." + name)
            self._skip()
            if self._peek() != ":":
                if self._peek() == "":
                    raise self._error("Unexpected end when reading JSON.")
                raise self._error(
                    f"Invalid character after parsing property name. Expected ':' but got: {self._peek()}."
                )
            self.place += 1
            self._skip()
            if self._peek() == "":
                raise self._error("Unexpected end when deserializing object.")
            pairs.append((name, self._value()))
            self._skip()
            if not self._next("}", pairs):
                self.path.pop()
                break
            self.path.pop()
        return self.make(pairs)

    def _next(self, end: str, pairs: Any) -> bool:
        """Whether another element may follow (a comma was passed); the closing bracket is passed too."""
        char = self._peek()
        if char == ",":
            self.place += 1
            return True
        if char == end:
            self.place += 1
            return False
        if char == "" and end == "]":
            return False
        if char == "":
            raise self._error("Unexpected end when deserializing object.")
        raise self._error(f"After parsing a value an unexpected character was encountered: {char}.")

    def _array(self) -> list[Any]:
        self.place += 1
        self._enter()
        items: list[Any] = []
        while True:
            self._skip()
            char = self._peek()
            if char == "":
                break  # an array that is not closed ends with the text
            if char == "]":
                self.place += 1
                break
            self.path.append(f"[{len(items)}]")
            if char == ",":
                items.append(None)
            else:
                items.append(self._value())
            self._skip()
            more = self._next("]", items)
            self.path.pop()
            if not more:
                break
        return items

    def _name(self) -> str:
        char = self._peek()
        if char in "\"'":
            return self._string()
        start = self.place
        while self._is_name(self.place) or (
            self.place < len(self.text) and self.text[self.place] == "-" and self.place > start
        ):
            self.place += 1
        if self.place == start:
            raise self._error(f"Invalid property identifier character: {char}.")
        return self.text[start : self.place]

    def _string(self) -> str:
        text, quote = self.text, self.text[self.place]
        self.place += 1
        parts: list[str] = []
        while True:
            if self.place >= len(text):
                raise self._error(f"Unterminated string. Expected delimiter: {quote}.")
            char = text[self.place]
            self.place += 1
            if char == quote:
                return (
                    "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                    if "\\u" in text
                    else "".join(parts)
                )
            if char != "\\":
                parts.append(char)
                continue
            escape = text[self.place : self.place + 1]
            self.place += 1
            if escape == "u":
                digits = text[self.place : self.place + 4]
                try:
                    parts.append(chr(int(digits, 16)))
                except ValueError:
                    raise self._error(f"Could not convert string '{digits}' to a Unicode escape.") from None
                self.place += 4
            elif escape in _ESCAPES and escape:
                parts.append(_ESCAPES[escape])
            else:
                raise self._error(f"Bad JSON escape sequence: \\{escape}.")

    def _number(self) -> Any:
        start, text = self.place, self.text
        if text.startswith("-Infinity", start):
            self.place += 9
            return float("-inf")
        while self.place < len(text) and (text[self.place].isalnum() or text[self.place] in "+-."):
            self.place += 1
        word = text[start : self.place]
        try:
            if word.lower().startswith(("0x", "-0x")):
                return integer(str(int(word, 16)))
            if word.lstrip("-").isdigit():
                return integer(str(int(word, 8))) if word[:1] == "0" and len(word) > 1 else integer(word)
            return float(word)
        except ValueError:
            raise self._error(f"Input string '{word}' is not a valid number.") from None


def conversion_error(error: Exception) -> PowerShellError:
    """The terminating error of ConvertFrom-Json for what `parse` raised."""
    if isinstance(error, DifferentCasing):
        old, new = error.args
        return ps_error(
            "KeysWithDifferentCasingInJsonString",
            "Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. "
            f"The key that was attempted to be added to the existing key '{old}' was '{new}'.",
            exception="System.InvalidOperationException",
            category="InvalidOperation",
        )
    if isinstance(error, EmptyKey):
        return ps_error(
            "EmptyKeyInJsonString",
            "The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.",
            exception="System.InvalidOperationException",
            category="InvalidOperation",
        )
    return ps_error(
        "System.ArgumentException",
        f"Conversion from JSON failed with error: {error}",
        exception="System.ArgumentException",
        category="NotSpecified",
    )
