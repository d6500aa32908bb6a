"""System.DateTime, TimeSpan and DateTimeOffset: counts of ticks, which are units of 100 nanoseconds."""

from __future__ import annotations

from exoshell.values.errors import ps_error
from exoshell.values.types import register_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TICKS_PER_MILLISECOND = 10_000
TICKS_PER_SECOND = 10_000_000
TICKS_PER_MINUTE = 600_000_000
TICKS_PER_HOUR = 36_000_000_000
TICKS_PER_DAY = 864_000_000_000
MAX_TICKS = 3_155_378_975_999_999_999
UNIX_EPOCH_TICKS = 621_355_968_000_000_000
UNSPECIFIED, UTC, LOCAL = 0, 1, 2
KIND_NAMES = ("Unspecified", "Utc", "Local")
SPAN_MIN, SPAN_MAX = -(2**63), 2**63 - 1
_MONTH_STARTS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_LEAP_STARTS = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    starts = _LEAP_STARTS if is_leap(year) else _MONTH_STARTS
    return starts[month] - starts[month - 1]


def days_before(year: int, month: int, day: int) -> int:
    """Days from 0001-01-01 to a date."""
    earlier = year - 1
    starts = _LEAP_STARTS if is_leap(year) else _MONTH_STARTS
    return earlier * 365 + earlier // 4 - earlier // 100 + earlier // 400 + starts[month - 1] + day - 1


def civil(days: int) -> tuple[int, int, int, int]:
    """(year, month, day, day of the year) of a number of days since 0001-01-01."""
    cycles, rest = divmod(days, 146097)
    centuries = min(rest // 36524, 3)
    rest -= centuries * 36524
    fours, rest = divmod(rest, 1461)
    years = min(rest // 365, 3)
    rest -= years * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    starts = _LEAP_STARTS if is_leap(year) else _MONTH_STARTS
    month = rest // 32 + 1
    while starts[month] <= rest:
        month += 1
    return year, month, rest - starts[month - 1] + 1, rest + 1


def local_offset_ticks(utc_ticks: int) -> int:
    """What the local clock is ahead of UTC at a moment, in ticks."""
    import time

    seconds = (utc_ticks - UNIX_EPOCH_TICKS) // TICKS_PER_SECOND
    try:
        return time.localtime(min(max(seconds, 0), 4_000_000_000)).tm_gmtoff * TICKS_PER_SECOND
    except (OverflowError, OSError, ValueError):
        return 0


def local_from_utc(utc_ticks: int) -> int:
    ticks = utc_ticks + local_offset_ticks(utc_ticks)
    return min(max(ticks, 0), MAX_TICKS)


def utc_from_local(local_ticks: int) -> int:
    """UTC ticks of a local clock reading."""
    guess = local_ticks - local_offset_ticks(local_ticks)
    return min(max(local_ticks - local_offset_ticks(guess), 0), MAX_TICKS)


class DateTime:
    """A moment: `ticks` since 0001-01-01 and `kind` (UNSPECIFIED, UTC or LOCAL). Immutable; equality ignores the kind."""

    __slots__ = ("ticks", "kind")
    type_name = "System.DateTime"

    def __init__(self, ticks: int, kind: int = UNSPECIFIED) -> None:
        if not 0 <= ticks <= MAX_TICKS:
            raise _range(
                "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.", "ticks"
            )
        self.ticks, self.kind = ticks, kind

    @classmethod
    def of(
        cls,
        year: int,
        month: int,
        day: int,
        hour: int = 0,
        minute: int = 0,
        second: int = 0,
        ticks: int = 0,
        kind: int = 0,
    ) -> DateTime:
        """From calendar fields; `ticks` is the part below a second."""
        if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
            raise _range("Year, Month, and Day parameters describe an un-representable DateTime.", None)
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
            raise _range("Hour, Minute, and Second parameters describe an un-representable DateTime.", None)
        total = (
            days_before(year, month, day) * TICKS_PER_DAY
            + (hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND
            + ticks
        )
        return cls(total, kind)

    @classmethod
    def now(cls) -> DateTime:
        import time

        return cls(local_from_utc(UNIX_EPOCH_TICKS + time.time_ns() // 100), LOCAL)

    @classmethod
    def utc_now(cls) -> DateTime:
        import time

        return cls(UNIX_EPOCH_TICKS + time.time_ns() // 100, UTC)

    @classmethod
    def parse(cls, text: str, culture: Any = None) -> DateTime:
        """.NET's DateTime.Parse with a culture (a name or a Culture; None is the current one)."""
        from exoshell.values.date_parse import parse_date

        return parse_date(text, culture)

    def fields(self) -> tuple[int, int, int, int, int, int, int]:
        """(year, month, day, hour, minute, second, ticks below a second)."""
        days, rest = divmod(self.ticks, TICKS_PER_DAY)
        year, month, day, _ = civil(days)
        seconds, ticks = divmod(rest, TICKS_PER_SECOND)
        return year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, ticks

    @property
    def day_of_week(self) -> int:
        """0 is Sunday."""
        return (self.ticks // TICKS_PER_DAY + 1) % 7

    @property
    def day_of_year(self) -> int:
        return civil(self.ticks // TICKS_PER_DAY)[3]

    @property
    def date(self) -> DateTime:
        return DateTime(self.ticks - self.ticks % TICKS_PER_DAY, self.kind)

    @property
    def time_of_day(self) -> TimeSpan:
        return TimeSpan(self.ticks % TICKS_PER_DAY)

    def add_ticks(self, ticks: int) -> DateTime:
        total = self.ticks + ticks
        if not 0 <= total <= MAX_TICKS:
            raise _range("The added or subtracted value results in an un-representable DateTime.", "value")
        return DateTime(total, self.kind)

    def add_units(self, value: float, unit_ticks: int) -> DateTime:
        """AddDays, AddHours…: whole units exactly, the fraction truncated to ticks."""
        if not -1e15 < value < 1e15:
            raise _range("Value to add was out of range.", "value")
        whole = int(value)
        return self.add_ticks(whole * unit_ticks + int((value - whole) * unit_ticks))

    def add_months(self, months: int) -> DateTime:
        if not -120000 <= months <= 120000:
            raise _range("Months value must be between +/-120000.", "months")
        year, month, day, *_ = self.fields()
        index = year * 12 + month - 1 + months
        year, month = index // 12, index % 12 + 1
        if not 1 <= year <= 9999:
            raise _range("The added or subtracted value results in an un-representable DateTime.", "months")
        day = min(day, days_in_month(year, month))
        return DateTime(days_before(year, month, day) * TICKS_PER_DAY + self.ticks % TICKS_PER_DAY, self.kind)

    def add_years(self, years: int) -> DateTime:
        if not -10000 <= years <= 10000:
            raise _range("Years value must be between +/-10000.", "value")
        year, month, day, *_ = self.fields()
        year += years
        if not 1 <= year <= 9999:
            raise _range("The added or subtracted value results in an un-representable DateTime.", "value")
        day = min(day, days_in_month(year, month))
        return DateTime(days_before(year, month, day) * TICKS_PER_DAY + self.ticks % TICKS_PER_DAY, self.kind)

    def to_utc(self) -> DateTime:
        """ToUniversalTime: an unspecified kind counts as local."""
        return self if self.kind == UTC else DateTime(utc_from_local(self.ticks), UTC)

    def to_local(self) -> DateTime:
        """ToLocalTime: an unspecified kind counts as UTC."""
        return self if self.kind == LOCAL else DateTime(local_from_utc(self.ticks), LOCAL)

    def utc_offset_ticks(self) -> int:
        """The offset that zzz and K show for it."""
        if self.kind == UTC:
            return 0
        return self.ticks - utc_from_local(self.ticks)

    def __eq__(self, other: object) -> bool:
        return type(other) is DateTime and other.ticks == self.ticks

    def __lt__(self, other: DateTime) -> bool:
        return self.ticks < other.ticks

    def __hash__(self) -> int:
        return hash((DateTime, self.ticks))

    def __repr__(self) -> str:
        year, month, day, hour, minute, second, ticks = self.fields()
        return f"DateTime({year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ticks:07} {KIND_NAMES[self.kind]})"


class TimeSpan:
    """A length of time in `ticks`. Immutable."""

    __slots__ = ("ticks",)
    type_name = "System.TimeSpan"

    def __init__(self, ticks: int) -> None:
        if not SPAN_MIN <= ticks <= SPAN_MAX:
            raise span_overflow()
        self.ticks = ticks

    @classmethod
    def parse(cls, text: str) -> TimeSpan:
        """.NET's TimeSpan.Parse; raises its FormatException or OverflowException."""
        from exoshell.values.span_parse import parse_span

        return parse_span(text)

    @classmethod
    def of(
        cls,
        days: int = 0,
        hours: int = 0,
        minutes: int = 0,
        seconds: int = 0,
        milliseconds: int = 0,
        microseconds: int = 0,
    ) -> TimeSpan:
        seconds += (days * 24 + hours) * 3600 + minutes * 60
        return cls(seconds * TICKS_PER_SECOND + milliseconds * TICKS_PER_MILLISECOND + microseconds * 10)

    @classmethod
    def from_units(cls, value: float, unit_ticks: int) -> TimeSpan:
        """FromDays, FromHours… of a real number."""
        if value != value:
            raise net_failure(
                "System.ArgumentException", "TimeSpan does not accept floating point Not-a-Number values."
            )
        ticks = value * unit_ticks
        if not -9.223372036854776e18 <= ticks < 9.223372036854776e18:
            raise span_overflow()
        return cls(int(ticks))

    def parts(self) -> tuple[int, int, int, int, int]:
        """(days, hours, minutes, seconds, ticks below a second), all with the sign of the span."""
        sign = -1 if self.ticks < 0 else 1
        seconds, ticks = divmod(abs(self.ticks), TICKS_PER_SECOND)
        return (
            sign * (seconds // 86400),
            sign * (seconds // 3600 % 24),
            sign * (seconds // 60 % 60),
            sign * (seconds % 60),
            sign * ticks,
        )

    def __eq__(self, other: object) -> bool:
        return type(other) is TimeSpan and other.ticks == self.ticks

    def __lt__(self, other: TimeSpan) -> bool:
        return self.ticks < other.ticks

    def __hash__(self) -> int:
        return hash((TimeSpan, self.ticks))

    def __str__(self) -> str:
        days, hours, minutes, seconds, ticks = (abs(p) for p in self.parts())
        text = f"{hours:02}:{minutes:02}:{seconds:02}"
        if days:
            text = f"{days}.{text}"
        if ticks:
            text += f".{ticks:07}"
        return f"-{text}" if self.ticks < 0 else text

    def __repr__(self) -> str:
        return f"TimeSpan({self})"


class DateTimeOffset:
    """A clock reading (`ticks`) with what it is ahead of UTC (`offset`, in ticks)."""

    __slots__ = ("ticks", "offset")
    type_name = "System.DateTimeOffset"

    def __init__(self, ticks: int, offset: int = 0) -> None:
        if not (0 <= ticks <= MAX_TICKS and 0 <= ticks - offset <= MAX_TICKS):
            raise _range(
                "The UTC time represented when the offset is applied must be between year 0 and 10,000.",
                "offset",
            )
        self.ticks, self.offset = ticks, offset

    @classmethod
    def from_date(cls, date: DateTime) -> DateTimeOffset:
        return cls(date.ticks, date.utc_offset_ticks())

    @property
    def utc_ticks(self) -> int:
        return self.ticks - self.offset

    @property
    def clock(self) -> DateTime:
        """Its DateTime property: the clock reading, unspecified."""
        return DateTime(self.ticks)

    def __eq__(self, other: object) -> bool:
        return type(other) is DateTimeOffset and other.utc_ticks == self.utc_ticks

    def __lt__(self, other: DateTimeOffset) -> bool:
        return self.utc_ticks < other.utc_ticks

    def __hash__(self) -> int:
        return hash((DateTimeOffset, self.utc_ticks))

    def __repr__(self) -> str:
        return f"DateTimeOffset({self.ticks}, {self.offset})"


register_class(DateTime, "System.DateTime")
register_class(TimeSpan, "System.TimeSpan")
register_class(DateTimeOffset, "System.DateTimeOffset")


def net_failure(type_name: str, message: str) -> Exception:
    """A .NET exception thrown by a method of a value."""
    return ps_error(type_name, message, exception=type_name)


def span_overflow() -> Exception:
    return net_failure("System.OverflowException", "TimeSpan overflowed because the duration is too long.")


def _range(message: str, parameter: str | None) -> Exception:
    text = f"{message} (Parameter '{parameter}')" if parameter else message
    return ps_error(
        "System.ArgumentOutOfRangeException",
        text,
        exception="System.ArgumentOutOfRangeException",
        properties={"ParamName": parameter},
    )


def from_wire(text: Any) -> Any:
    """A DateTime out of the service's ISO 8601 text: `Z` is Utc, an offset is turned into Utc, neither is Unspecified. Other text stays."""
    if type(text) is not str:
        return text
    try:
        date, _, clock = text.partition("T")
        year, month, day = (int(p) for p in date.split("-"))
        offset, kind = 0, UNSPECIFIED
        if clock[-1:] in ("Z", "z"):
            clock, kind = clock[:-1], UTC
        elif len(clock) > 6 and clock[-6] in "+-":
            sign = -1 if clock[-6] == "-" else 1
            offset = sign * (int(clock[-5:-3]) * 60 + int(clock[-2:])) * TICKS_PER_MINUTE
            clock, kind = clock[:-6], UTC
        whole, _, fraction = clock.partition(".")
        hour, minute, second = (int(p) for p in (whole or "00:00:00").split(":"))
        ticks = int((fraction + "0000000")[:7]) if fraction else 0
        found = DateTime.of(year, month, day, hour, minute, second, ticks, kind)
        return DateTime(found.ticks - offset, kind) if offset else found
    except (ValueError, IndexError):
        return text


def to_utc_text(date: DateTime) -> str:
    """The ISO 8601 text in UTC that the service takes."""
    year, month, day, hour, minute, second, ticks = date.to_utc().fields()
    fraction = f".{ticks:07}".rstrip("0") if ticks else ""
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"
