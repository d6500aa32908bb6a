"""Reading dates under given patterns: DateTime.ParseExact."""

from __future__ import annotations

from exoshell.values.culture import INVARIANT, Culture, as_culture
from exoshell.values.date_format import standard_pattern
from exoshell.values.date_parse import ALLOW_INNER, ALLOW_LEADING, ALLOW_TRAILING, failure, place_in_zone
from exoshell.values.datetime import TICKS_PER_MINUTE, DateTime, days_in_month, net_failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class _Mismatch(Exception):
    """The text does not follow the pattern."""


def parse_date_exact(
    text: str, patterns: str | Sequence[str], culture: Any = None, styles: int = 0
) -> DateTime:
    """DateTime.ParseExact with one or several patterns. Raises FormatException."""
    chosen = as_culture(culture)
    for pattern in [patterns] if type(patterns) is str else patterns:
        if not pattern:
            raise net_failure("System.FormatException", "Format specifier was invalid.")
        try:
            return _Matcher(text, pattern, chosen, styles).match()
        except _Mismatch:
            continue
    raise failure(text)


class _Matcher:
    def __init__(self, text: str, pattern: str, culture: Culture, styles: int) -> None:
        self.culture, self.styles, self.original = culture, styles, text
        if len(pattern) == 1:
            standard = standard_pattern(pattern, culture)
            if standard is None:
                raise net_failure("System.FormatException", "Format specifier was invalid.")
            if pattern in "oOsurR":
                self.culture = INVARIANT
            self.universal = pattern in "urRU"
            pattern = standard
        else:
            self.universal = False
        if styles & ALLOW_LEADING:
            text = text.lstrip()
        if styles & ALLOW_TRAILING:
            text = text.rstrip()
        self.text, self.pattern = text, pattern
        self.index = 0
        self.found: dict[str, int] = {}
        self.zone: int | None = None
        self.zulu = False

    def match(self) -> DateTime:
        index, pattern = 0, self.pattern
        while index < len(pattern):
            char = pattern[index]
            if char in "'\"":
                close = pattern.find(char, index + 1)
                if close < 0:
                    raise net_failure("System.FormatException", "Format specifier was invalid.")
                self._literal(pattern[index + 1 : close])
                index = close + 1
            elif char == "\\":
                self._literal(pattern[index + 1 : index + 2])
                index += 2
            elif char == "%":
                index += 1
            else:
                count = 1
                while index + count < len(pattern) and pattern[index + count] == char:
                    count += 1
                self._field(char, count)
                index += count
        if self.index != len(self.text):
            raise _Mismatch
        return self._result()

    def _literal(self, expected: str) -> None:
        if not self.text.startswith(expected, self.index):
            raise _Mismatch
        self.index += len(expected)

    def _number(self, least: int, most: int) -> int:
        end = self.index
        while (
            end < len(self.text)
            and end - self.index < most
            and self.text[end].isdigit()
            and self.text[end].isascii()
        ):
            end += 1
        if end - self.index < least:
            raise _Mismatch
        value = int(self.text[self.index : end])
        self.index = end
        return value

    def _set(self, name: str, value: int) -> None:
        if self.found.get(name, value) != value:
            raise _Mismatch
        self.found[name] = value

    def _name(self, names: list[str]) -> int:
        low = self.text[self.index :].lower()
        best = -1
        for i, name in enumerate(names):
            bare = name.lower().rstrip(".")
            if bare and low.startswith(bare) and (best < 0 or len(name) > len(names[best])):
                best = i
        if best < 0:
            raise _Mismatch
        full = names[best].lower()
        self.index += len(full) if low.startswith(full) else len(full.rstrip("."))
        return best

    def _field(self, char: str, count: int) -> None:
        if char == "y":
            year = self._number(min(count, 2) if count < 3 else count, 2 if count < 3 else count)
            self._set("year", year + (1900 if year >= 50 else 2000) if count < 3 else year)
        elif char == "M":
            names = self.culture.months if count > 3 else self.culture.months_short
            self._set("month", self._name(names) + 1 if count > 2 else self._number(count, 2))
        elif char == "d":
            if count > 2:
                self._set("weekday", self._name(self.culture.days if count > 3 else self.culture.days_short))
            else:
                self._set("day", self._number(count, 2))
        elif char in "Hhms":
            self._set(char, self._number(min(count, 2), 2))
        elif char in "fF":
            self._fraction(char, count)
        elif char == "t":
            marks = [self.culture.am or "AM", self.culture.pm or "PM"]
            self._set("half", self._name([m[:1] for m in marks] if count == 1 else marks))
        elif char in "zK":
            self._zone(char, count)
        elif char == " " and self.styles & ALLOW_INNER:
            while self.index < len(self.text) and self.text[self.index].isspace():
                self.index += 1
        else:
            special = {":": self.culture.time_separator, "/": self.culture.date_separator}
            if char == "Z" and self.text[self.index : self.index + 1] == "Z":
                self.zone, self.zulu = 0, True
            if char == "/" and self.text[self.index : self.index + 1] == "/":
                special = {}
            self._literal(special.get(char, char) * count)

    def _fraction(self, char: str, count: int) -> None:
        start = self.index
        end = start
        while end < len(self.text) and end - start < count and self.text[end].isdigit():
            end += 1
        if char == "f" and end - start < count:
            raise _Mismatch
        self.index = end
        self._set("ticks", int((self.text[start:end] or "0").ljust(7, "0")))

    def _zone(self, char: str, count: int) -> None:
        mark = self.text[self.index : self.index + 1]
        if char == "K" and (mark == "" or mark not in "Zz+-"):
            return
        if mark in ("Z", "z") and mark:
            self.index += 1
            self.zone, self.zulu = 0, True
            return
        if not mark or mark not in "+-":
            raise _Mismatch
        self.index += 1
        hours = self._number(1, 2)
        minutes = 0
        if char == "K" or count > 2:
            if self.text[self.index : self.index + 1] == ":":
                self.index += 1
            minutes = self._number(2, 2)
        self.zone = (1 if mark == "+" else -1) * (hours * 60 + minutes) * TICKS_PER_MINUTE

    def _result(self) -> DateTime:
        found = self.found
        hour = found.get("H", 0)
        if "h" in found:
            if found["h"] > 12:
                raise _Mismatch
            hour = found["h"] % 12 + (12 if found.get("half") else 0)
        elif "half" in found and hour < 12 and found["half"]:
            hour += 12
        now = DateTime.now().fields()
        dated = {"year", "month", "day"} & found.keys()
        year = found.get("year", now[0])
        month = found.get("month", 1 if dated else now[1])
        day = found.get("day", 1 if dated else now[2])
        minute, second = found.get("m", 0), found.get("s", 0)
        if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
            raise _Mismatch
        if hour > 23 or minute > 59 or second > 59:
            raise _Mismatch
        date = DateTime.of(year, month, day, hour, minute, second, found.get("ticks", 0))
        if "weekday" in found and found["weekday"] != date.day_of_week:
            raise net_failure(
                "System.FormatException",
                f"String '{self.original}' was not recognized as a valid DateTime because the day of week was incorrect.",
            )
        return place_in_zone(date.ticks, self.zone, self.styles, self.original, self.zulu)
