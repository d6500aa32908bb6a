"""System.DateTime and System.TimeSpan. DateTimeOffset, DateOnly, TimeOnly and time zones are in zones.py."""

from __future__ import annotations

from exoshell.dotnet.errors import argument_error, net_error, null_error, range_error
from exoshell.dotnet.table import table
from exoshell.values import datetime as D
from exoshell.values.datetime import DateTime, TimeSpan
from exoshell.values.errors import PowerShellError
from exoshell.values.types import EnumValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DATE = table("System.DateTime")
SPAN = table("System.TimeSpan")
FILE_TIME_BASE = 504911232000000000
OLE_BASE = 599264352000000000
DAY, HOUR, MINUTE, SECOND, MILLISECOND = 864000000000, 36000000000, 600000000, 10000000, 10000


def number_of(value: Any) -> int:
    """The number of an enumeration argument (None is 0)."""
    return value.value if type(value) is EnumValue else int(value or 0)


def split_formats(args: tuple[Any, ...]) -> tuple[str | None, Any]:
    """(format, provider) of the arguments of ToString."""
    spec = next((a for a in args if type(a) is str), None)
    provider = next((a for a in args if a is not None and type(a) is not str), None)
    return spec, provider


def _culture(provider: Any) -> Any:
    from exoshell.values.culture import as_culture

    return as_culture(getattr(provider, "culture", provider))


def attempt(result: Any, zero: Any, function: Callable[[], Any]) -> bool:
    """The Try… pattern: False and the zero where the function throws a .NET exception."""
    from exoshell.dotnet.errors import NetError

    try:
        result.value = function()
        return True
    except (PowerShellError, NetError, OverflowError):
        result.value = zero
        return False


# ----------------------------------------------------------------------------------------------------------------------------- DateTime


@DATE.new()
def new_date(ps_type: Any, *args: Any) -> DateTime:
    """DateTime(ticks[, kind]) or calendar fields with an optional calendar and kind."""
    if args and type(args[0]).__name__ in ("DateOnly",):
        return DateTime(args[0].day * DAY + args[1].ticks, number_of(args[2]) if len(args) > 2 else 0)
    kind = 0
    numbers = []
    for value in args:
        if type(value) is EnumValue:
            kind = value.value
        elif isinstance(value, int):
            numbers.append(int(value))
    if len(numbers) == 1:
        return DateTime(numbers[0], kind)
    year, month, day, hour, minute, second, milliseconds, micros = (numbers + [0] * 8)[:8]
    if not 0 <= milliseconds < 1000:
        raise range_error("millisecond", "Valid values are between 0 and 999, inclusive.")
    return DateTime.of(year, month, day, hour, minute, second, milliseconds * MILLISECOND + micros * 10, kind)


def subtract(date: DateTime, value: Any) -> Any:
    """A date less a date is a span, less a span a date."""
    if type(value) is DateTime:
        return TimeSpan(date.ticks - value.ticks)
    return date.add_ticks(-value.ticks)


def date_text(date: DateTime, *args: Any) -> str:
    """ToString([format][, provider])."""
    from exoshell.values.date_format import format_date

    spec, provider = split_formats(args)
    return format_date(date, spec, _culture(provider))


def _pattern(name: str) -> Callable[[DateTime], str]:
    def text(date: DateTime) -> str:
        return date_text(date, name)

    return text


def _compare(first: Any, second: Any) -> int:
    return (first.ticks > second.ticks) - (first.ticks < second.ticks)


def compare_to(date: Any, other: Any) -> int:
    if other is None:
        return 1
    if type(other) is not type(date):
        raise argument_error(f"Object must be of type {type(date).__name__}.")
    return _compare(date, other)


def ole_date(date: DateTime) -> float:
    """ToOADate: days since 1899-12-30; before that day the time of day still counts upwards."""
    if date.ticks == 0:
        return 0.0
    ticks = date.ticks + (OLE_BASE if date.ticks < DAY else 0)
    millis = (ticks - OLE_BASE) // MILLISECOND
    if millis < 0:
        part = millis % 86400000
        if part:
            millis -= 2 * part
    return millis / 86400000.0


def from_ole_date(value: float) -> DateTime:
    """FromOADate."""
    if not -657435.0 < value < 2958466.0:
        raise argument_error("Not a legal OleAut date.")
    millis = int(value * 86400000.0 + (0.5 if value >= 0 else -0.5))
    if millis < 0:
        millis += 2 * (-millis % 86400000)
    return DateTime(millis * MILLISECOND + OLE_BASE)


def to_binary(date: DateTime) -> int:
    if date.kind == D.LOCAL:
        ticks = date.to_utc().ticks
        return (ticks & 0x3FFFFFFFFFFFFFFF) - 2**63
    return date.ticks | (date.kind << 62)


def from_binary(value: int) -> DateTime:
    kind = (value >> 62) & 3
    ticks = value & 0x3FFFFFFFFFFFFFFF
    if kind >= 2:
        return DateTime(ticks, D.UTC).to_local()
    return DateTime(ticks, kind)


def date_formats(date: DateTime, *args: Any) -> list[str]:
    """GetDateTimeFormats([format][, provider])."""
    from exoshell.values.char import Char
    from exoshell.values.date_format import format_date

    letter = next((a.value for a in args if type(a) is Char), None)
    provider = next((a for a in args if type(a) is not Char), None)
    letters = letter if letter is not None else "dDfFgGmMoOrRstTuUyY"
    return [format_date(date, one, _culture(provider)) for one in letters]


def parse(text: Any, provider: Any = None, styles: Any = None) -> DateTime:
    """DateTime.Parse."""
    from exoshell.values.date_parse import parse_date

    if text is None:
        raise null_error("s")
    return parse_date(text, _culture(provider), number_of(styles))


def parse_exact(text: Any, formats: Any, provider: Any = None, styles: Any = None) -> DateTime:
    """DateTime.ParseExact with one format or several."""
    from exoshell.values.date_exact import parse_date_exact

    if text is None:
        raise null_error("s")
    return parse_date_exact(
        text, formats if type(formats) is str else list(formats), _culture(provider), number_of(styles)
    )


def try_parse(text: Any, *args: Any) -> bool:
    """TryParse(text, [provider, [styles,]] [ref] result)."""
    provider, styles = (args[0] if len(args) > 1 else None), (args[1] if len(args) > 2 else None)
    return attempt(args[-1], DateTime(0), lambda: parse(text, provider, styles))


def try_parse_exact(text: Any, formats: Any, provider: Any, styles: Any, result: Any) -> bool:
    return attempt(result, DateTime(0), lambda: parse_exact(text, formats, provider, styles))


def days_in_month(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise range_error("month", "Month must be between one and twelve.", month)
    if not 1 <= year <= 9999:
        raise range_error("year", "Year must be between 1 and 9999.")
    return D.days_in_month(year, month)


def is_leap_year(year: int) -> bool:
    if not 1 <= year <= 9999:
        raise range_error("year", "Year must be between 1 and 9999.")
    return D.is_leap(year)


def daylight(date: DateTime) -> bool:
    """IsDaylightSavingTime."""
    if date.kind == D.UTC:
        return False
    import time

    seconds = (date.to_utc().ticks - D.UNIX_EPOCH_TICKS) // SECOND
    return time.localtime(seconds).tm_isdst > 0


def display_text(date: DateTime) -> str:
    """PowerShell's property DateTime: long date, blank, long time."""
    return f"{date_text(date, 'D')} {date_text(date, 'T')}"


def deconstruct(date: DateTime, *results: Any) -> None:
    for result, value in zip(results, date.fields(), strict=False):
        result.value = value


DATE.zero = lambda: DateTime(0)
DATE.add_methods(
    {
        "Add": lambda d, span: d.add_ticks(span.ticks),
        "AddDays": lambda d, value: d.add_units(value, DAY),
        "AddHours": lambda d, value: d.add_units(value, HOUR),
        "AddMinutes": lambda d, value: d.add_units(value, MINUTE),
        "AddSeconds": lambda d, value: d.add_units(value, SECOND),
        "AddMilliseconds": lambda d, value: d.add_units(value, MILLISECOND),
        "AddMicroseconds": lambda d, value: d.add_units(value, 10),
        "AddTicks": lambda d, value: d.add_ticks(value),
        "AddMonths": DateTime.add_months,
        "AddYears": DateTime.add_years,
        "Subtract": subtract,
        "CompareTo": compare_to,
        "Equals": lambda d, other: d == other,
        "ToString": date_text,
        "ToShortDateString": _pattern("d"),
        "ToLongDateString": _pattern("D"),
        "ToShortTimeString": _pattern("t"),
        "ToLongTimeString": _pattern("T"),
        "ToUniversalTime": DateTime.to_utc,
        "ToLocalTime": DateTime.to_local,
        "ToOADate": ole_date,
        "ToBinary": to_binary,
        "ToFileTime": lambda d: d.to_utc().ticks - FILE_TIME_BASE,
        "ToFileTimeUtc": lambda d: (d.to_utc() if d.kind == D.LOCAL else d).ticks - FILE_TIME_BASE,
        "IsDaylightSavingTime": daylight,
        "GetDateTimeFormats": date_formats,
        "GetTypeCode": lambda d: 16,
        "Deconstruct": deconstruct,
    }
)
DATE.add_properties(
    {
        "Date": lambda d: d.date,
        "Year": lambda d: d.fields()[0],
        "Month": lambda d: d.fields()[1],
        "Day": lambda d: d.fields()[2],
        "Hour": lambda d: d.ticks // HOUR % 24,
        "Minute": lambda d: d.ticks // MINUTE % 60,
        "Second": lambda d: d.ticks // SECOND % 60,
        "Millisecond": lambda d: d.ticks // MILLISECOND % 1000,
        "Microsecond": lambda d: d.ticks // 10 % 1000,
        "Nanosecond": lambda d: d.ticks % 10 * 100,
        "Ticks": lambda d: d.ticks,
        "TimeOfDay": lambda d: d.time_of_day,
        "DayOfWeek": lambda d: d.day_of_week,
        "DayOfYear": lambda d: d.day_of_year,
        "Kind": lambda d: d.kind,
        "DateTime": display_text,
    }
)
DATE.add_statics(
    {
        "Parse": parse,
        "ParseExact": parse_exact,
        "TryParse": try_parse,
        "TryParseExact": try_parse_exact,
        "Compare": _compare,
        "Equals": lambda a, b: a == b,
        "DaysInMonth": days_in_month,
        "IsLeapYear": is_leap_year,
        "SpecifyKind": lambda d, kind: DateTime(d.ticks, number_of(kind)),
        "FromFileTime": lambda ticks: DateTime(ticks + FILE_TIME_BASE, D.UTC).to_local(),
        "FromFileTimeUtc": lambda ticks: DateTime(ticks + FILE_TIME_BASE, D.UTC),
        "FromOADate": from_ole_date,
        "FromBinary": from_binary,
    }
)
DATE.add_static_properties(
    {
        "Now": DateTime.now,
        "UtcNow": DateTime.utc_now,
        "Today": lambda: DateTime.now().date,
        "MinValue": lambda: DateTime(0),
        "MaxValue": lambda: DateTime(D.MAX_TICKS),
        "UnixEpoch": lambda: DateTime(D.UNIX_EPOCH_TICKS, D.UTC),
    }
)

# ----------------------------------------------------------------------------------------------------------------------------- TimeSpan


@SPAN.new()
def new_span(ps_type: Any, *args: Any) -> TimeSpan:
    """TimeSpan(ticks), (h, m, s), (d, h, m, s[, ms[, µs]])."""
    numbers = [int(a) for a in args]
    if len(numbers) == 1:
        return TimeSpan(numbers[0])
    if len(numbers) == 3:
        numbers = [0, *numbers]
    return TimeSpan.of(*numbers)


def span_text(span: TimeSpan, *args: Any) -> str:
    """ToString([format][, provider])."""
    from exoshell.values.date_format import format_span

    spec, provider = split_formats(args)
    return format_span(span, spec, _culture(provider))


def parse_time_span(text: Any, provider: Any = None) -> TimeSpan:
    from exoshell.values.span_parse import parse_span

    if text is None:
        raise null_error("input")
    return parse_span(text, _culture(provider))


def _units(*unit_ticks: int) -> Callable[..., TimeSpan]:
    """FromDays, FromHours…: a real number of the first unit, or whole numbers of this and the smaller ones."""

    def make(*values: Any) -> TimeSpan:
        if len(values) == 1 and isinstance(values[0], float):
            return TimeSpan.from_units(values[0], unit_ticks[0])
        return TimeSpan(sum(int(v) * t for v, t in zip(values, unit_ticks, strict=False)))

    return make


def parse_span_exact(text: Any, formats: Any, provider: Any = None, styles: Any = None) -> TimeSpan:
    """TimeSpan.ParseExact: standard letters c, g, G or custom patterns."""
    if text is None:
        raise null_error("input")
    for spec in [formats] if type(formats) is str else list(formats):
        found = _match_span(text, spec, provider)
        if found is not None:
            return TimeSpan(-found.ticks) if number_of(styles) & 1 and found.ticks > 0 else found
    raise net_error("System.FormatException", f"String '{text}' was not recognized as a valid TimeSpan.")


def _match_span(text: str, spec: str, provider: Any) -> TimeSpan | None:
    import re

    if spec in ("c", "t", "T", "g", "G"):
        try:
            return parse_time_span(text, provider)
        except PowerShellError:
            return None
    pattern, position = "", 0
    while position < len(spec):
        char = spec[position]
        if char == "\\" and position + 1 < len(spec):
            pattern += re.escape(spec[position + 1])
            position += 2
            continue
        if char in "'\"":
            end = spec.find(char, position + 1)
            pattern += re.escape(spec[position + 1 : end])
            position = end + 1
            continue
        run = len(spec) - position - len(spec[position:].lstrip(char))
        name = {"d": "d", "h": "h", "m": "m", "s": "s", "f": "f", "F": "f"}.get(char)
        if name is None:
            pattern += re.escape(char)
            position += 1
            continue
        digits = (
            f"{{{run}}}"
            if char == "f"
            else f"{{0,{run}}}"
            if char == "F"
            else f"{{{run},}}"
            if char == "d"
            else f"{{{run},2}}"
        )
        pattern += f"(?P<{name}>\\d{digits})"
        position += run
    match = re.fullmatch(pattern, text)
    if match is None:
        return None
    found = {k: v for k, v in match.groupdict().items() if v}
    if int(found.get("h", 0)) > 23 or int(found.get("m", 0)) > 59 or int(found.get("s", 0)) > 59:
        return None
    base = TimeSpan.of(
        int(found.get("d", 0)), int(found.get("h", 0)), int(found.get("m", 0)), int(found.get("s", 0))
    )
    return TimeSpan(base.ticks + int(found.get("f", "0").ljust(7, "0")))


def try_span(text: Any, *args: Any) -> bool:
    provider = args[0] if len(args) > 1 else None
    return attempt(args[-1], TimeSpan(0), lambda: parse_time_span(text, provider))


def try_span_exact(text: Any, formats: Any, *args: Any) -> bool:
    provider, styles = args[0], (args[1] if len(args) > 2 else None)
    return attempt(args[-1], TimeSpan(0), lambda: parse_span_exact(text, formats, provider, styles))


def divide(span: TimeSpan, value: Any) -> Any:
    """By a number a span, by a span a number."""
    if type(value) is TimeSpan:
        return span.ticks / value.ticks
    return TimeSpan(_rounded(span.ticks / value))


def _rounded(value: float) -> int:
    if value != value or value in (float("inf"), float("-inf")):
        raise net_error("System.OverflowException", "TimeSpan overflowed because the duration is too long.")
    return round(value)


SPAN.zero = lambda: TimeSpan(0)
SPAN.add_methods(
    {
        "Add": lambda s, other: TimeSpan(s.ticks + other.ticks),
        "Subtract": lambda s, other: TimeSpan(s.ticks - other.ticks),
        "Negate": lambda s: TimeSpan(-s.ticks),
        "Duration": lambda s: TimeSpan(abs(s.ticks)),
        "Multiply": lambda s, factor: TimeSpan(_rounded(s.ticks * factor)),
        "Divide": divide,
        "CompareTo": compare_to,
        "Equals": lambda s, other: s == other,
        "ToString": span_text,
    }
)
SPAN.methods["divide"].signatures = ["timespan Divide(double divisor)", "double Divide(timespan ts)"]
SPAN.add_properties(
    {
        "Ticks": lambda s: s.ticks,
        "Days": lambda s: s.parts()[0],
        "Hours": lambda s: s.parts()[1],
        "Minutes": lambda s: s.parts()[2],
        "Seconds": lambda s: s.parts()[3],
        "Milliseconds": lambda s: int(s.parts()[4] / MILLISECOND),
        "Microseconds": lambda s: int(abs(s.parts()[4]) // 10 % 1000) * (-1 if s.ticks < 0 else 1),
        "Nanoseconds": lambda s: abs(s.ticks) % 10 * 100 * (-1 if s.ticks < 0 else 1),
        "TotalDays": lambda s: s.ticks / DAY,
        "TotalHours": lambda s: s.ticks / HOUR,
        "TotalMinutes": lambda s: s.ticks / MINUTE,
        "TotalSeconds": lambda s: s.ticks / SECOND,
        "TotalMilliseconds": lambda s: s.ticks / MILLISECOND,
        "TotalMicroseconds": lambda s: s.ticks / 10,
        "TotalNanoseconds": lambda s: s.ticks * 100.0,
    }
)
_SMALLER = (DAY, HOUR, MINUTE, SECOND, MILLISECOND, 10)
SPAN.add_statics(
    {
        f"From{name}": _units(*_SMALLER[n:])
        for n, name in enumerate(("Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Microseconds"))
    }
)
SPAN.add_statics(
    {
        "FromTicks": TimeSpan,
        "Parse": parse_time_span,
        "ParseExact": parse_span_exact,
        "TryParse": try_span,
        "TryParseExact": try_span_exact,
        "Compare": _compare,
        "Equals": lambda a, b: a == b,
    }
)
SPAN.add_static_properties(
    {
        "Zero": lambda: TimeSpan(0),
        "MinValue": lambda: TimeSpan(D.SPAN_MIN),
        "MaxValue": lambda: TimeSpan(D.SPAN_MAX),
    }
)
