"""Dates and spans of time as text: .NET's standard and custom format strings."""

from __future__ import annotations

from exoshell.values.culture import INVARIANT, Culture
from exoshell.values.datetime import (
    LOCAL,
    TICKS_PER_MINUTE,
    UTC,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    net_failure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ROUND_TRIP = "yyyy-MM-dd'T'HH:mm:ss.fffffffK"
_FIXED = {
    "o": _ROUND_TRIP,
    "O": _ROUND_TRIP,
    "s": "yyyy-MM-dd'T'HH:mm:ss",
    "u": "yyyy-MM-dd HH:mm:ss'Z'",
    "r": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    "R": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
}


def format_failure() -> Exception:
    return net_failure("System.FormatException", "Input string was not in a correct format.")


def standard_pattern(letter: str, culture: Culture) -> str | None:
    """The custom pattern that a one-letter format stands for (U gives that of F), or None."""
    fixed = _FIXED.get(letter)
    if fixed is not None:
        return fixed
    short, long = culture.short_date, culture.long_date
    patterns = {
        "d": short,
        "D": long,
        "f": f"{long} {culture.short_time}",
        "F": f"{long} {culture.long_time}",
        "g": f"{short} {culture.short_time}",
        "G": f"{short} {culture.long_time}",
        "m": culture.month_day,
        "M": culture.month_day,
        "t": culture.short_time,
        "T": culture.long_time,
        "U": f"{long} {culture.long_time}",
        "y": culture.year_month,
        "Y": culture.year_month,
    }
    return patterns.get(letter)


def format_date(date: DateTime, spec: str | None, culture: Culture) -> str:
    """DateTime.ToString(format, culture)."""
    if not spec:
        spec = "G"
    if len(spec) == 1:
        pattern = standard_pattern(spec, culture)
        if pattern is None:
            raise format_failure()
        if spec == "U":
            date = date.to_utc()
        if spec in _FIXED:
            culture = INVARIANT
        spec = pattern
    return _custom(date, spec, culture, None)


def format_offset_date(value: DateTimeOffset, spec: str | None, culture: Culture) -> str:
    """DateTimeOffset.ToString(format, culture)."""
    date, offset = value.clock, value.offset
    if not spec:
        spec = f"{culture.short_date} {culture.long_time} zzz"
    elif len(spec) == 1:
        pattern = None if spec == "U" else standard_pattern(spec, culture)
        if pattern is None:
            raise format_failure()
        if spec in "urR":
            date, offset = DateTime(value.utc_ticks), 0
        if spec in _FIXED:
            culture = INVARIANT
        spec = pattern
    return _custom(date, spec, culture, offset)


def _offset_text(offset: int, width: int) -> str:
    sign = "-" if offset < 0 else "+"
    minutes = abs(offset) // TICKS_PER_MINUTE
    if width == 1:
        return f"{sign}{minutes // 60}"
    text = f"{sign}{minutes // 60:02}"
    return text if width == 2 else f"{text}:{minutes % 60:02}"


def _run_length(spec: str, index: int) -> int:
    end = index
    while end < len(spec) and spec[end] == spec[index]:
        end += 1
    return end - index


def _custom(date: DateTime, spec: str, culture: Culture, offset: int | None) -> str:
    fields = date.fields()
    beside_day = _has_day(spec)
    out: list[str] = []
    index = 0
    while index < len(spec):
        char = spec[index]
        if char in "'\"":
            close = _closing(spec, index)
            out.append(spec[index + 1 : close].replace("\\", ""))
            index = close + 1
        elif char == "\\":
            if index + 1 >= len(spec):
                raise format_failure()
            out.append(spec[index + 1])
            index += 2
        elif char == "%":
            if index + 1 >= len(spec) or spec[index + 1] == "%":
                raise format_failure()
            out.append(
                _custom(date, spec[index + 1], culture, offset)
                if spec[index + 1] not in "'\"\\"
                else spec[index + 1]
            )
            index += 2
        else:
            count = _run_length(spec, index)
            if char in "fF" and count > 7:
                raise format_failure()
            if char == "F" and out and out[-1] == "." and not _fraction(fields[6], char, count):
                out.pop()
            out.append(_field(char, count, date, fields, culture, offset, beside_day))
            index += count
    return "".join(out)


def _has_day(spec: str) -> bool:
    """Whether the day of the month stands in a pattern (then months take their form beside a day)."""
    bare, quote = "", ""
    for char in spec:
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        else:
            bare += char
    return "d" in bare.replace("dddd", "").replace("ddd", "")


def _closing(spec: str, index: int) -> int:
    quote = spec[index]
    index += 1
    while index < len(spec):
        if spec[index] == "\\":
            index += 1
        elif spec[index] == quote:
            return index
        index += 1
    raise format_failure()


def _fraction(ticks: int, char: str, count: int) -> str:
    digits = f"{ticks:07}"[:count]
    return digits if char == "f" else digits.rstrip("0")


def _field(
    char: str,
    count: int,
    date: DateTime,
    fields: tuple[int, ...],
    culture: Culture,
    offset: int | None,
    beside_day: bool = False,
) -> str:
    year, month, day, hour, minute, second, ticks = fields
    if char == "y":
        return str(year % 100) if count == 1 else f"{year % 100:02}" if count == 2 else f"{year:0{count}}"
    if char == "M":
        if count > 3:
            return culture.months[month - 1]
        names = culture.months_short if beside_day else culture.months_alone
        return names[month - 1] if count == 3 else f"{month:0{count}}"
    if char == "d":
        if count > 3:
            return culture.days[date.day_of_week]
        return culture.days_short[date.day_of_week] if count == 3 else f"{day:0{count}}"
    if char in "Hhms":
        number = {"H": hour, "h": hour % 12 or 12, "m": minute, "s": second}[char]
        return f"{number:0{min(count, 2)}}"
    if char in "fF":
        return _fraction(ticks, char, count)
    if char == "t":
        mark = culture.am if hour < 12 else culture.pm
        return mark[:1] if count == 1 else mark
    if char == "g":
        return "A.D." if culture.name == "" else "AD"
    if char == "z":
        return _offset_text(date.utc_offset_ticks() if offset is None else offset, min(count, 3))
    if char == "K":
        return _kind_text(date, offset) * count
    if char == ":":
        return culture.time_separator * count
    if char == "/":
        return culture.date_separator * count
    return char * count


def _kind_text(date: DateTime, offset: int | None) -> str:
    if offset is not None:
        return _offset_text(offset, 3)
    if date.kind == UTC:
        return "Z"
    return _offset_text(date.utc_offset_ticks(), 3) if date.kind == LOCAL else ""


def format_span(span: TimeSpan, spec: str | None, culture: Culture) -> str:
    """TimeSpan.ToString(format, culture)."""
    if not spec or spec in ("c", "t", "T"):
        return str(span)
    days, hours, minutes, seconds, ticks = (abs(p) for p in span.parts())
    sign = "-" if span.ticks < 0 else ""
    if spec == "g":
        text = f"{hours}:{minutes:02}:{seconds:02}"
        if days:
            text = f"{days}:{text}"
        if ticks:
            text += culture.decimal + f"{ticks:07}".rstrip("0")
        return sign + text
    if spec == "G":
        return f"{sign}{days}:{hours:02}:{minutes:02}:{seconds:02}{culture.decimal}{ticks:07}"
    if len(spec) == 1:
        raise format_failure()
    return _custom_span((days, hours, minutes, seconds, ticks), spec)


def _custom_span(parts: tuple[int, ...], spec: str) -> str:
    numbers: dict[str, Any] = {"d": parts[0], "h": parts[1], "m": parts[2], "s": parts[3]}
    out: list[str] = []
    index = 0
    while index < len(spec):
        char = spec[index]
        if char in "'\"":
            close = _closing(spec, index)
            out.append(spec[index + 1 : close])
            index = close + 1
        elif char == "\\":
            if index + 1 >= len(spec):
                raise format_failure()
            out.append(spec[index + 1])
            index += 2
        elif char == "%":
            if index + 1 >= len(spec) or spec[index + 1] == "%":
                raise format_failure()
            out.append(_custom_span(parts, spec[index + 1]))
            index += 2
        elif char in "dhmsfF":
            count = _run_length(spec, index)
            if count > (8 if char == "d" else 7 if char in "fF" else 2):
                raise format_failure()
            out.append(_fraction(parts[4], char, count) if char in "fF" else f"{numbers[char]:0{count}}")
            index += count
        else:
            raise format_failure()
    return "".join(out)
