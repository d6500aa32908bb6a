"""Reading dates without a given pattern, as .NET's DateTime.Parse does for a culture.

The text is cut into words and numbers with the separators between them; the order of day, month and year follows the culture's short
date pattern unless a month is written as a word or the year stands first.
"""

from __future__ import annotations

from exoshell.values.culture import INVARIANT, Culture, as_culture
from exoshell.values.datetime import (
    LOCAL,
    TICKS_PER_MINUTE,
    UNSPECIFIED,
    UTC,
    DateTime,
    DateTimeOffset,
    days_in_month,
    local_from_utc,
    net_failure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BLANKS = " \t\n\r\v\f\u00a0\u202f"
ASSUME_LOCAL, ASSUME_UNIVERSAL, ADJUST_TO_UNIVERSAL, ROUND_TRIP_KIND, NO_CURRENT_DATE = 32, 64, 16, 128, 8
ALLOW_LEADING, ALLOW_TRAILING, ALLOW_INNER = 1, 2, 4


class _Unreadable(Exception):
    """The text is no date; `message` is .NET's."""


def failure(text: str) -> Exception:
    return net_failure("System.FormatException", f"String '{text}' was not recognized as a valid DateTime.")


def _unknown_word(text: str, index: int) -> _Unreadable:
    return _Unreadable(
        f"The string '{text}' was not recognized as a valid DateTime. There is an unknown word starting at index '{index}'."
    )


class _Parts:
    """What has been read."""

    def __init__(self) -> None:
        self.numbers: list[tuple[str, str]] = []  # digits, separator after them
        self.month: int | None = None
        self.month_position = 0  # how many numbers stood before the month's name
        self.weekday: int | None = None
        self.clock: list[int] | None = None
        self.ticks = 0
        self.half: str | None = None
        self.zone: int | None = None  # ticks ahead of UTC
        self.zulu = False
        self.marked: dict[str, int] = {}  # year, month, day told by 年 月 日
        self.after_t = False
        self.date_done = False


def parse_date(text: str, culture: Any = None, styles: int = 0) -> DateTime:
    """DateTime.Parse; raises FormatException. `styles` are DateTimeStyles bits."""
    parts = _read(text, as_culture(culture))
    return _finish(parts, text, as_culture(culture), styles)


def parse_offset_date(text: str, culture: Any = None, styles: int = 0) -> DateTimeOffset:
    """DateTimeOffset.Parse."""
    parts = _read(text, as_culture(culture))
    clock = _clock_value(parts, text, as_culture(culture))
    if parts.zone is not None:
        return DateTimeOffset(clock, parts.zone)
    if styles & ASSUME_UNIVERSAL:
        return DateTimeOffset(clock, 0)
    return DateTimeOffset.from_date(DateTime(clock, LOCAL))


def _read(text: str, culture: Culture) -> _Parts:
    try:
        return _Reader(text, culture).read()
    except _Unreadable as error:
        message = str(error) or f"String '{text}' was not recognized as a valid DateTime."
        raise net_failure("System.FormatException", message) from None


class _Reader:
    """Cuts the text up."""

    def __init__(self, text: str, culture: Culture) -> None:
        self.text, self.culture = text, culture
        self.index = 0
        self.parts = _Parts()
        self.words = self._word_table()

    def _word_table(self) -> list[tuple[str, str, int]]:
        """(word in lower case, kind, number), longest first."""
        table: list[tuple[str, str, int]] = []
        cultures = (
            (self.culture,)
            if self.culture.name.startswith("en") or self.culture is INVARIANT
            else (self.culture, INVARIANT)
        )
        for culture in cultures:
            for names, kind in ((culture.months, "month"), (culture.months_short, "month")):
                table += [(n.lower(), kind, i + 1) for i, n in enumerate(names)]
                table += [
                    (n.lower().rstrip("."), kind, i + 1) for i, n in enumerate(names) if n.endswith(".")
                ]
            for names in (culture.days, culture.days_short):
                table += [(n.lower(), "day", i) for i, n in enumerate(names)]
        if self.culture.am:
            table += [(self.culture.am.lower(), "half", 0), (self.culture.pm.lower(), "half", 1)]
        table += [
            ("gmt", "zulu", 0),
            ("z", "zulu", 0),
            ("t", "time", 0),
            ("年", "year", 0),
            ("月", "monthmark", 0),
            ("日", "daymark", 0),
        ]
        return sorted(table, key=lambda row: -len(row[0]))

    def _skip(self) -> bool:
        start = self.index
        while self.index < len(self.text) and self.text[self.index] in _BLANKS:
            self.index += 1
        return self.index > start

    def read(self) -> _Parts:
        text = self.text
        end = len(text.rstrip("\0"))
        self._skip()
        if self.index >= end:
            raise _Unreadable
        while self.index < end:
            char = text[self.index]
            if char in _BLANKS:
                self._skip()
            elif char.isdigit() and char.isascii():
                self._number(end)
            elif char in "+-" and self.parts.clock is not None:
                self._zone(end)
            elif (
                char == "," or (char in "/-." and self.parts.numbers) or (char in "/-." and self.parts.month)
            ):
                self._separator(char)
            elif char.isalpha():
                self._word()
            else:
                raise _Unreadable
        return self.parts

    def _separator(self, char: str) -> None:
        """Punctuation between parts: behind a name, or a comma anywhere."""
        if char != "," and self.parts.date_done:
            raise _Unreadable
        self.index += 1
        if char in "/-" and self.index >= len(self.text.rstrip()):
            raise _Unreadable

    def _digits(self, end: int) -> str:
        start = self.index
        while self.index < end and self.text[self.index].isdigit() and self.text[self.index].isascii():
            self.index += 1
        return self.text[start : self.index]

    def _number(self, end: int) -> None:
        parts, text = self.parts, self.text
        digits = self._digits(end)
        after = text[self.index] if self.index < end else ""
        if after in "年月日" and after:
            parts.marked[after] = int(digits)
            self.index += 1
            return
        if after == ":" and parts.clock is None:
            self._clock(digits, end)
            return
        saved = self.index
        self._skip()
        if parts.clock is None and not after.isdigit() and self._half_follows():
            self._take_clock([int(digits), 0, 0])
            return
        self.index = saved
        if len(digits) > 8 or parts.after_t:
            raise _Unreadable
        separator = after if after in "/-.:," and after else " "
        parts.numbers.append((digits, separator))
        if separator in "/-.":
            following = text[self.index + 1 : self.index + 2]
            if not following or following in _BLANKS or (not following.isalnum()):
                if not (separator == "." and (not following or following in _BLANKS)):
                    raise _Unreadable
            self.index += 1
        if len(parts.numbers) > 3:
            raise _Unreadable

    def _half_follows(self) -> bool:
        found = self._match_word()
        return found is not None and found[1] == "half"

    def _clock(self, digits: str, end: int) -> None:
        fields = [digits]
        fraction = ""
        while self.index < end and self.text[self.index] == ":" and len(fields) < 3:
            self.index += 1
            more = self._digits(end)
            if not more:
                raise _Unreadable
            fields.append(more)
        if (
            len(fields) == 3
            and self.text[self.index : self.index + 1] in (".", ",")
            and self.text[self.index]
        ):
            self.index += 1
            fraction = self._digits(end)
            if not fraction:
                raise _Unreadable
        if self.text[self.index : self.index + 1] == ":" or any(len(f) > 2 for f in fields):
            raise _Unreadable
        self._take_clock([int(f) for f in fields] + [0] * (3 - len(fields)))
        if fraction:
            self.parts.ticks = int((fraction + "0000000")[:7]) + (1 if fraction[7:8] >= "5" else 0)

    def _take_clock(self, clock: list[int]) -> None:
        if self.parts.clock is not None:
            raise _Unreadable
        self.parts.clock = clock
        self.parts.after_t = False

    def _zone(self, end: int) -> None:
        sign = -1 if self.text[self.index] == "-" else 1
        self.index += 1
        digits = self._digits(end)
        if self.text[self.index : self.index + 1] == ":":
            self.index += 1
            minutes = self._digits(end)
        elif len(digits) in (3, 4):
            digits, minutes = digits[:-2], digits[-2:]
        else:
            minutes = "0"
        if not digits or not minutes or len(digits) > 2 or len(minutes) > 2 or self.parts.zone is not None:
            raise _Unreadable
        if int(digits) * 60 + int(minutes) > 14 * 60 or int(minutes) > 59:
            raise _Unreadable
        self.parts.zone = sign * (int(digits) * 60 + int(minutes)) * TICKS_PER_MINUTE

    def _match_word(self) -> tuple[str, str, int] | None:
        low = self.text[self.index : self.index + 24].lower()
        for row in self.words:
            if low.startswith(row[0]):
                rest = low[len(row[0]) : len(row[0]) + 1]
                if not rest.isalpha() or row[1] in ("year", "monthmark", "daymark"):
                    return row
        return None

    def _word(self) -> None:
        parts = self.parts
        found = self._match_word()
        if found is None:
            raise _unknown_word(self.text, self.index)
        word, kind, number = found
        start = self.index
        self.index += len(word)
        if kind == "month":
            if parts.month is not None:
                raise _Unreadable
            parts.month, parts.month_position = number, len(parts.numbers)
        elif kind == "day":
            if parts.weekday is not None:
                raise _Unreadable
            parts.weekday = number
        elif kind == "half":
            if parts.half is not None or parts.clock is None:
                raise _Unreadable
            parts.half = "pm" if number else "am"
        elif kind == "zulu":
            if parts.clock is None and not parts.numbers:
                raise _unknown_word(self.text, start)
            if parts.zone is not None:
                raise _Unreadable
            parts.zone, parts.zulu = 0, True
        elif kind == "time":
            if parts.clock is not None or not (parts.numbers or parts.month):
                raise _unknown_word(self.text, start)
            if not self.text[self.index : self.index + 1].isdigit():
                raise _unknown_word(self.text, start)
            parts.after_t = True
        else:
            raise _Unreadable
        if self.text[self.index : self.index + 1] == "." and kind in ("month", "day"):
            self.index += 1


def _two_digit_year(year: int) -> int:
    return year + (1900 if year >= 50 else 2000)


def _year(digits: str) -> int:
    if len(digits) > 4:
        raise _Unreadable
    return _two_digit_year(int(digits)) if len(digits) <= 2 else int(digits)


def _order(culture: Culture) -> str:
    pattern = culture.short_date.lower()
    return "".join(sorted("mdy", key=pattern.find))


def _calendar(parts: _Parts, culture: Culture) -> tuple[int, int, int] | None:
    """(year, month, day), or None if only a clock was given."""
    numbers = [n for n, _ in parts.numbers]
    if parts.marked:
        today = DateTime.now().fields()
        return parts.marked.get("年", today[0]), parts.marked.get("月", 1), parts.marked.get("日", 1)
    if parts.month is not None:
        return _with_month_name(parts, numbers)
    if not numbers:
        return None
    if len(numbers) == 3:
        a, b, c = numbers
        if len(a) > 2:
            if len(b) > 2 or len(c) > 2:
                raise _Unreadable
            return _year(a), int(b), int(c)
        order = _order(culture)
        found = dict(zip(order, numbers, strict=True))
        if len(found["m"]) > 2 or len(found["d"]) > 2:
            raise _Unreadable
        return _year(found["y"]), int(found["m"]), int(found["d"])
    if len(numbers) == 2:
        a, b = numbers
        if len(a) > 2:
            return (_year(a), int(b), 1) if len(b) <= 2 else _fail()
        if len(b) > 2:
            return _year(b), int(a), 1
        year = DateTime.now().fields()[0]
        order = _order(culture).replace("y", "")
        found = dict(zip(order, numbers, strict=True))
        return year, int(found["m"]), int(found["d"])
    return _fail()


def _fail() -> tuple[int, int, int]:
    raise _Unreadable


def _with_month_name(parts: _Parts, numbers: list[str]) -> tuple[int, int, int]:
    month = parts.month or 1
    if len(numbers) == 2:
        first, second = numbers
        if len(first) > 2:
            return _year(first), month, int(second)
        if parts.month_position == 2 and len(second) <= 2 and len(first) <= 2:
            return _year(first), month, int(second)
        return _year(second), month, int(first)
    if len(numbers) == 1:
        number = numbers[0]
        if len(number) > 2:
            return _year(number), month, 1
        year = DateTime.now().fields()[0]
        if 1 <= int(number) <= days_in_month(year, month):
            return year, month, int(number)
        return _year(number), month, 1
    return _fail()


def _clock_value(parts: _Parts, text: str, culture: Culture) -> int:
    """Ticks of the clock reading."""
    try:
        calendar = _calendar(parts, culture)
        if parts.after_t or (calendar is None and parts.clock is None):
            raise _Unreadable
        hour, minute, second = parts.clock or [0, 0, 0]
        if parts.half is not None:
            hour = _half_day(hour, parts.half)
        if calendar is None:
            base = DateTime.now().date.ticks
        else:
            year, month, day = calendar
            if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
                raise _Unreadable
            base = DateTime.of(year, month, day).ticks
        if hour > 23 or minute > 59 or second > 59:
            raise net_failure(
                "System.FormatException",
                f"The DateTime represented by the string '{text}' is not supported in calendar"
                " 'System.Globalization.GregorianCalendar'.",
            )
        ticks = base + (hour * 3600 + minute * 60 + second) * 10_000_000 + parts.ticks
        if parts.weekday is not None and DateTime(ticks).day_of_week != parts.weekday:
            raise net_failure(
                "System.FormatException",
                f"String '{text}' was not recognized as a valid DateTime because the day of week was incorrect.",
            )
        return ticks
    except _Unreadable:
        raise failure(text) from None


def _half_day(hour: int, half: str) -> int:
    if half == "am":
        if hour > 12:
            raise _Unreadable
        return 0 if hour == 12 else hour
    return hour if hour >= 12 else hour + 12


def _finish(parts: _Parts, text: str, culture: Culture, styles: int) -> DateTime:
    return place_in_zone(_clock_value(parts, text, culture), parts.zone, styles, text, parts.zulu)


def place_in_zone(ticks: int, zone: int | None, styles: int, text: str, zulu: bool = False) -> DateTime:
    """The DateTime of a clock reading with an offset or None, under DateTimeStyles."""
    if zone is None:
        if styles & ASSUME_UNIVERSAL:
            if styles & ADJUST_TO_UNIVERSAL:
                return DateTime(ticks, UTC)
            return DateTime(local_from_utc(ticks), LOCAL)
        if styles & ASSUME_LOCAL:
            date = DateTime(ticks, LOCAL)
            return date.to_utc() if styles & ADJUST_TO_UNIVERSAL else date
        return DateTime(ticks, UNSPECIFIED)
    utc = ticks - zone
    if not 0 <= utc <= DateTime(0).add_ticks(3_155_378_975_999_999_999).ticks:
        raise net_failure(
            "System.FormatException",
            f"The DateTime represented by the string '{text}' is out of range.",
        )
    if styles & ADJUST_TO_UNIVERSAL or (styles & ROUND_TRIP_KIND and zulu):
        return DateTime(utc, UTC)
    return DateTime(local_from_utc(utc), LOCAL)
