"""DateTimeOffset, DateOnly, TimeOnly, TimeZoneInfo."""

from __future__ import annotations

from exoshell.dotnet import dates as S
from exoshell.dotnet.dates import (
    DAY,
    FILE_TIME_BASE,
    HOUR,
    MILLISECOND,
    MINUTE,
    SECOND,
    attempt,
    number_of,
    split_formats,
)
from exoshell.dotnet.errors import argument_error, net_error, range_error
from exoshell.dotnet.table import table
from exoshell.values import datetime as D
from exoshell.values.datetime import DateTime, DateTimeOffset, TimeSpan
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

OFFSET = table("System.DateTimeOffset")
DATE_ONLY = table("System.DateOnly")
TIME_ONLY = table("System.TimeOnly")
ZONE = table("System.TimeZoneInfo")


@OFFSET.new()
def new_offset(ps_type: Any, *args: Any) -> DateTimeOffset:
    """DateTimeOffset(date[, offset]), (ticks, offset), or fields and an offset."""
    if type(args[0]) is DateTime:
        if len(args) == 1:
            return DateTimeOffset.from_date(args[0])
        return DateTimeOffset(args[0].ticks, args[1].ticks)
    offset = args[-1].ticks
    numbers = [int(a) for a in args[:-1] if isinstance(a, int)]
    if len(numbers) == 1:
        return DateTimeOffset(numbers[0], offset)
    return DateTimeOffset(S.new_date(None, *numbers).ticks, offset)


def offset_text(value: DateTimeOffset, *args: Any) -> str:
    from exoshell.values.date_format import format_offset_date

    spec, provider = split_formats(args)
    return format_offset_date(value, spec, S._culture(provider))


def parse_offset(text: Any, provider: Any = None, styles: Any = None) -> DateTimeOffset:
    from exoshell.values.date_parse import parse_offset_date

    return parse_offset_date(text, S._culture(provider), number_of(styles))


def parse_offset_exact(text: Any, formats: Any, provider: Any = None, styles: Any = None) -> DateTimeOffset:
    date = S.parse_exact(text, formats, provider, styles)
    return DateTimeOffset.from_date(date)


def _shifted(method: str) -> Callable[..., DateTimeOffset]:
    """AddDays and its like on the clock reading."""

    def call(value: DateTimeOffset, *args: Any) -> DateTimeOffset:
        moved = S.DATE.methods[method.lower()].function(value.clock, *args)
        return DateTimeOffset(moved.ticks, value.offset)

    return call


def subtract(value: DateTimeOffset, other: Any) -> Any:
    if type(other) is DateTimeOffset:
        return TimeSpan(value.utc_ticks - other.utc_ticks)
    return DateTimeOffset(value.ticks - other.ticks, value.offset)


def _at(utc_ticks: int, offset: int = 0) -> DateTimeOffset:
    return DateTimeOffset(utc_ticks + offset, offset)


def local(value: DateTimeOffset) -> DateTimeOffset:
    return _at(value.utc_ticks, D.local_offset_ticks(value.utc_ticks))


def from_unix(count: int, unit: int) -> DateTimeOffset:
    ticks = D.UNIX_EPOCH_TICKS + count * unit
    if not 0 <= ticks <= D.MAX_TICKS:
        name = "seconds" if unit == SECOND else "milliseconds"
        low, high = -D.UNIX_EPOCH_TICKS // unit, (D.MAX_TICKS - D.UNIX_EPOCH_TICKS) // unit
        raise range_error(name, f"Valid values are between {low} and {high}, inclusive.")
    return _at(ticks)


def compare(first: Any, second: Any) -> int:
    return -1 if first < second else 0 if first == second else 1


OFFSET.zero = lambda: DateTimeOffset(0)
OFFSET.add_methods(
    {
        n: _shifted(n)
        for n in "Add AddDays AddHours AddMinutes AddSeconds AddMilliseconds AddMicroseconds AddTicks AddMonths AddYears".split()
    }
)
OFFSET.add_methods(
    {
        "Subtract": subtract,
        "ToOffset": lambda v, span: _at(v.utc_ticks, span.ticks),
        "ToUniversalTime": lambda v: _at(v.utc_ticks),
        "ToLocalTime": local,
        "ToUnixTimeSeconds": lambda v: (v.utc_ticks - D.UNIX_EPOCH_TICKS) // SECOND,
        "ToUnixTimeMilliseconds": lambda v: (v.utc_ticks - D.UNIX_EPOCH_TICKS) // MILLISECOND,
        "ToFileTime": lambda v: v.utc_ticks - FILE_TIME_BASE,
        "CompareTo": compare,
        "Equals": lambda v, other: v == other,
        "EqualsExact": lambda v, other: v.ticks == other.ticks and v.offset == other.offset,
        "ToString": offset_text,
    }
)
OFFSET.add_properties(
    {
        "DateTime": lambda v: v.clock,
        "UtcDateTime": lambda v: DateTime(v.utc_ticks, D.UTC),
        "LocalDateTime": lambda v: DateTime(v.utc_ticks, D.UTC).to_local(),
        "Offset": lambda v: TimeSpan(v.offset),
        "TotalOffsetMinutes": lambda v: v.offset // MINUTE,
        "Ticks": lambda v: v.ticks,
        "UtcTicks": lambda v: v.utc_ticks,
    }
)


def _clock_part(name: str) -> Callable[[DateTimeOffset], Any]:
    return lambda v: S.DATE.properties[name.lower()].get(v.clock)


for _name in "Date Day DayOfWeek DayOfYear Hour Millisecond Microsecond Nanosecond Minute Month Second TimeOfDay Year".split():
    OFFSET.add_properties({_name: _clock_part(_name)})
OFFSET.add_statics(
    {
        "Parse": parse_offset,
        "ParseExact": parse_offset_exact,
        "TryParse": lambda text, *args: attempt(
            args[-1], DateTimeOffset(0), lambda: parse_offset(text, *args[:-1][:2])
        ),
        "TryParseExact": lambda text, formats, provider, styles, result: attempt(
            result, DateTimeOffset(0), lambda: parse_offset_exact(text, formats, provider, styles)
        ),
        "FromUnixTimeSeconds": lambda n: from_unix(n, SECOND),
        "FromUnixTimeMilliseconds": lambda n: from_unix(n, MILLISECOND),
        "FromFileTime": lambda n: local(_at(n + FILE_TIME_BASE)),
        "Compare": compare,
        "Equals": lambda a, b: a == b,
    }
)
OFFSET.add_static_properties(
    {
        "Now": lambda: DateTimeOffset.from_date(DateTime.now()),
        "UtcNow": lambda: _at(DateTime.utc_now().ticks),
        "MinValue": lambda: DateTimeOffset(0),
        "MaxValue": lambda: DateTimeOffset(D.MAX_TICKS),
        "UnixEpoch": lambda: DateTimeOffset(D.UNIX_EPOCH_TICKS),
    }
)

# ---------------------------------------------------------------------------------------------------------------- DateOnly and TimeOnly


class DateOnly(NetObject):
    """System.DateOnly: `day` days since 0001-01-01."""

    __slots__ = ("day",)
    type_name = "System.DateOnly"

    def __init__(self, day: int) -> None:
        self.day = day
        self.extension = None
        self.ps_type = None

    @property
    def date(self) -> DateTime:
        return DateTime(self.day * DAY)

    def __eq__(self, other: object) -> bool:
        return type(other) is DateOnly and other.day == self.day

    def __lt__(self, other: DateOnly) -> bool:
        return self.day < other.day

    def __hash__(self) -> int:
        return hash(("date", self.day))

    def __str__(self) -> str:
        return S.date_text(self.date, "d")


class TimeOnly(NetObject):
    """System.TimeOnly: `ticks` since midnight."""

    __slots__ = ("ticks",)
    type_name = "System.TimeOnly"

    def __init__(self, ticks: int) -> None:
        self.ticks = ticks % DAY
        self.extension = None
        self.ps_type = None

    @property
    def date(self) -> DateTime:
        return DateTime(self.ticks)

    def __eq__(self, other: object) -> bool:
        return type(other) is TimeOnly and other.ticks == self.ticks

    def __lt__(self, other: TimeOnly) -> bool:
        return self.ticks < other.ticks

    def __hash__(self) -> int:
        return hash(("time", self.ticks))

    def __str__(self) -> str:
        return S.date_text(self.date, "t")


def _as_date(value: DateTime) -> DateOnly:
    return DateOnly(value.ticks // DAY)


def _only_text(default: str) -> Callable[..., str]:
    def text(value: Any, *args: Any) -> str:
        spec, provider = split_formats(args)
        return S.date_text(value.date, spec or default, provider)

    return text


DATE_ONLY.new()(lambda ps_type, year=1, month=1, day=1, *rest: _as_date(DateTime.of(year, month, day)))
DATE_ONLY.add_methods(
    {
        "AddDays": lambda v, n: DateOnly(v.day + n),
        "AddMonths": lambda v, n: _as_date(v.date.add_months(n)),
        "AddYears": lambda v, n: _as_date(v.date.add_years(n)),
        "ToDateTime": lambda v, time, kind=0: DateTime(v.day * DAY + time.ticks, number_of(kind)),
        "ToString": _only_text("d"),
        "ToShortDateString": lambda v: S.date_text(v.date, "d"),
        "ToLongDateString": lambda v: S.date_text(v.date, "D"),
        "CompareTo": compare,
        "Equals": lambda v, other: v == other,
    }
)
DATE_ONLY.add_properties({"DayNumber": lambda v: v.day})
for _name in "Day DayOfWeek DayOfYear Month Year".split():
    DATE_ONLY.add_properties({_name: (lambda v, n=_name: S.DATE.properties[n.lower()].get(v.date))})
DATE_ONLY.add_statics(
    {
        "FromDateTime": _as_date,
        "FromDayNumber": DateOnly,
        "Parse": lambda text, *rest: _as_date(S.parse(text, *rest[:1])),
        "ParseExact": lambda text, formats, *rest: _as_date(S.parse_exact(text, formats, *rest[:1])),
        "TryParse": lambda text, *rest: attempt(rest[-1], DateOnly(0), lambda: _as_date(S.parse(text))),
        "TryParseExact": lambda text, formats, *rest: attempt(
            rest[-1], DateOnly(0), lambda: _as_date(S.parse_exact(text, formats))
        ),
    }
)
DATE_ONLY.add_static_properties(
    {"MinValue": lambda: DateOnly(0), "MaxValue": lambda: DateOnly(D.MAX_TICKS // DAY)}
)


@TIME_ONLY.new()
def new_time(ps_type: Any, *args: Any) -> TimeOnly:
    """TimeOnly(ticks), (hour, minute[, second[, millisecond[, microsecond]]])."""
    numbers = [int(a) for a in args]
    if len(numbers) == 1:
        return TimeOnly(numbers[0])
    return TimeOnly(
        sum(n * u for n, u in zip(numbers, (HOUR, MINUTE, SECOND, MILLISECOND, 10), strict=False))
    )


TIME_ONLY.add_methods(
    {
        "Add": lambda v, span: TimeOnly(v.ticks + span.ticks),
        "AddHours": lambda v, n: TimeOnly(v.ticks + int(n * HOUR)),
        "AddMinutes": lambda v, n: TimeOnly(v.ticks + int(n * MINUTE)),
        "ToTimeSpan": lambda v: TimeSpan(v.ticks),
        "ToString": _only_text("t"),
        "ToShortTimeString": lambda v: S.date_text(v.date, "t"),
        "ToLongTimeString": lambda v: S.date_text(v.date, "T"),
        "IsBetween": lambda v, a, b: (
            a.ticks <= v.ticks < b.ticks if a.ticks <= b.ticks else v.ticks >= a.ticks or v.ticks < b.ticks
        ),
        "CompareTo": compare,
        "Equals": lambda v, other: v == other,
    }
)
for _name in "Hour Minute Second Millisecond Microsecond Nanosecond Ticks".split():
    TIME_ONLY.add_properties({_name: (lambda v, n=_name: S.DATE.properties[n.lower()].get(v.date))})
TIME_ONLY.add_statics(
    {
        "FromDateTime": lambda d: TimeOnly(d.ticks),
        "FromTimeSpan": lambda s: TimeOnly(s.ticks),
        "Parse": lambda text, *rest: TimeOnly(S.parse(text).ticks),
        "ParseExact": lambda text, formats, *rest: TimeOnly(S.parse_exact(text, formats).ticks),
        "TryParse": lambda text, *rest: attempt(rest[-1], TimeOnly(0), lambda: TimeOnly(S.parse(text).ticks)),
    }
)
TIME_ONLY.add_static_properties({"MinValue": lambda: TimeOnly(0), "MaxValue": lambda: TimeOnly(DAY - 1)})

# --------------------------------------------------------------------------------------------------------------------------- time zones

_WINDOWS = {
    "UTC": "UTC",
    "GMT Standard Time": "Europe/London",
    "W. Europe Standard Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "Romance Standard Time": "Europe/Paris",
    "E. Europe Standard Time": "Europe/Chisinau",
    "GTB Standard Time": "Europe/Bucharest",
    "FLE Standard Time": "Europe/Kiev",
    "Russian Standard Time": "Europe/Moscow",
    "Turkey Standard Time": "Europe/Istanbul",
    "Israel Standard Time": "Asia/Jerusalem",
    "South Africa Standard Time": "Africa/Johannesburg",
    "Arab Standard Time": "Asia/Riyadh",
    "Arabian Standard Time": "Asia/Dubai",
    "India Standard Time": "Asia/Kolkata",
    "Singapore Standard Time": "Asia/Singapore",
    "China Standard Time": "Asia/Shanghai",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Korea Standard Time": "Asia/Seoul",
    "AUS Eastern Standard Time": "Australia/Sydney",
    "E. Australia Standard Time": "Australia/Brisbane",
    "Cen. Australia Standard Time": "Australia/Adelaide",
    "W. Australia Standard Time": "Australia/Perth",
    "New Zealand Standard Time": "Pacific/Auckland",
    "Eastern Standard Time": "America/New_York",
    "US Eastern Standard Time": "America/Indiana/Indianapolis",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "US Mountain Standard Time": "America/Phoenix",
    "Pacific Standard Time": "America/Los_Angeles",
    "Alaskan Standard Time": "America/Anchorage",
    "Hawaiian Standard Time": "Pacific/Honolulu",
    "Atlantic Standard Time": "America/Halifax",
    "Newfoundland Standard Time": "America/St_Johns",
    "E. South America Standard Time": "America/Sao_Paulo",
    "Argentina Standard Time": "America/Buenos_Aires",
    "SA Pacific Standard Time": "America/Bogota",
    "Central America Standard Time": "America/Guatemala",
    "Central Standard Time (Mexico)": "America/Mexico_City",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
}
_EPOCH_ORDINAL = D.UNIX_EPOCH_TICKS


class TimeZone(NetObject):
    """System.TimeZoneInfo: `id` as asked for, `zone` Python's."""

    __slots__ = ("id", "zone")
    type_name = "System.TimeZoneInfo"

    def __init__(self, name: str, zone: Any) -> None:
        self.id, self.zone = name, zone
        self.extension = None
        self.ps_type = None

    def offset_at(self, utc_ticks: int) -> int:
        """Ticks that its clocks are ahead of UTC at a moment."""
        return int(self._utcoffset(utc_ticks).total_seconds()) * SECOND

    def _moment(self, utc_ticks: int) -> Any:
        import datetime

        base = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
        return (base + datetime.timedelta(microseconds=min(utc_ticks // 10, 315537811200000000))).astimezone(
            self.zone
        )

    def _utcoffset(self, utc_ticks: int) -> Any:
        return self._moment(utc_ticks).utcoffset()

    def is_dst(self, utc_ticks: int) -> bool:
        return bool(self._moment(utc_ticks).dst())

    def to_utc(self, local_ticks: int) -> int:
        """UTC ticks of a reading of its clocks."""
        guess = local_ticks - self.offset_at(local_ticks)
        return local_ticks - self.offset_at(guess)

    def standard_offset(self) -> int:
        """Ticks ahead of UTC without daylight saving."""
        january, july = (self.offset_at(DateTime.of(2024, m, 1).ticks) for m in (1, 7))
        return min(january, july)


def find_zone(name: str) -> TimeZone:
    """FindSystemTimeZoneById: IANA or Windows names."""
    import zoneinfo

    if name in ("UTC", "Etc/UTC"):
        return TimeZone(name, zoneinfo.ZoneInfo("UTC"))
    try:
        return TimeZone(name, zoneinfo.ZoneInfo(_WINDOWS.get(name, name)))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise net_error(
            "System.TimeZoneNotFoundException",
            f"The time zone ID '{name}' was not found on the local computer.",
        ) from None


def local_zone() -> TimeZone:
    import os

    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        try:
            link = os.readlink("/etc/localtime")
            name = link.partition("zoneinfo/")[2]
        except OSError:
            name = "UTC"
    return find_zone(name or "UTC")


def zone_text(zone: TimeZone) -> str:
    """DisplayName."""
    minutes = zone.standard_offset() // MINUTE
    if zone.id in ("UTC", "Etc/UTC"):
        return "(UTC) Coordinated Universal Time"
    sign = "+" if minutes >= 0 else "-"
    place = zone.zone.key.rpartition("/")[2].replace("_", " ")
    return f"(UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}) {place}"


def _utc_ticks(date: Any, source: TimeZone | None = None) -> int:
    if type(date) is DateTimeOffset:
        return date.utc_ticks
    if source is not None:
        return source.to_utc(date.ticks)
    return int(date.to_utc().ticks)


def time_to_utc(date: Any, source: Any = None) -> DateTime:
    """ConvertTimeToUtc(date[, source]): the kind must agree with the source."""
    if source is not None and (
        (date.kind == D.UTC and source.id != "UTC") or (date.kind == D.LOCAL and source.id != local_zone().id)
    ):
        raise argument_error(
            "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly.  "
            "For example, when the Kind property is DateTimeKind.Local, the source time zone must be TimeZoneInfo.Local.",
            "sourceTimeZone",
        )
    return DateTime(_utc_ticks(date, source if date.kind == 0 else None), D.UTC)


def convert_time(date: Any, *zones: Any) -> Any:
    """ConvertTime(date[, source], destination)."""
    source, target = (zones[0], zones[1]) if len(zones) == 2 else (None, zones[0])
    if type(source) is str:
        source = find_zone(source)
    if type(target) is str:
        target = find_zone(target)
    ticks = _utc_ticks(date, source)
    if type(date) is DateTimeOffset:
        return _at(ticks, target.offset_at(ticks))
    kind = D.UTC if target.id == "UTC" else D.LOCAL if target.id == local_zone().id else 0
    return DateTime(ticks + target.offset_at(ticks), kind)


ZONE.add_properties(
    {
        "Id": lambda z: z.id,
        "HasIanaId": lambda z: z.id not in _WINDOWS or z.id == "UTC",
        "DisplayName": zone_text,
        "StandardName": lambda z: "Coordinated Universal Time" if z.id == "UTC" else z.id,
        "DaylightName": lambda z: "Coordinated Universal Time" if z.id == "UTC" else z.id,
        "BaseUtcOffset": lambda z: TimeSpan(z.standard_offset()),
        "SupportsDaylightSavingTime": lambda z: (
            z.offset_at(DateTime.of(2024, 1, 1).ticks) != z.offset_at(DateTime.of(2024, 7, 1).ticks)
        ),
    }
)
ZONE.add_methods(
    {
        "GetUtcOffset": lambda z, date: TimeSpan(
            z.offset_at(
                _utc_ticks(date, z if getattr(date, "kind", 0) == 0 and type(date) is DateTime else None)
            )
        ),
        "IsDaylightSavingTime": lambda z, date: z.is_dst(
            _utc_ticks(date, z if getattr(date, "kind", 0) == 0 and type(date) is DateTime else None)
        ),
        "Equals": lambda z, other: isinstance(other, TimeZone) and other.id == z.id,
    }
)
ZONE.method("ToString", "string ToString()")(zone_text)
ZONE.add_statics(
    {
        "FindSystemTimeZoneById": find_zone,
        "ConvertTime": convert_time,
        "ConvertTimeBySystemTimeZoneId": convert_time,
        "ConvertTimeFromUtc": lambda date, zone: DateTime(
            date.ticks + zone.offset_at(date.ticks), D.UTC if zone.id == "UTC" else 0
        ),
        "ConvertTimeToUtc": time_to_utc,
        "GetSystemTimeZones": lambda *rest: [find_zone(n) for n in sorted(set(_WINDOWS.values()))],
        "TryFindSystemTimeZoneById": lambda name, result: attempt(result, None, lambda: find_zone(name)),
        "TryConvertWindowsIdToIanaId": lambda name, *rest: (
            attempt(rest[-1], None, lambda: _WINDOWS[name]) if name in _WINDOWS else False
        ),
        "ClearCachedData": lambda: None,
    }
)
ZONE.add_static_properties({"Local": local_zone, "Utc": lambda: find_zone("UTC")})
