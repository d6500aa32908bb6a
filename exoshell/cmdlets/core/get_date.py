"""Get-Date: gets the current date and time, or formats one."""

from __future__ import annotations

from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.datetime import DateTime


@cmdlet("Get", "Date", default_set="DateAndFormat", output=("System.String", "System.DateTime"))
class GetDate(Cmdlet):
    """Gets the current date and time, or formats one."""

    date = Param(
        "datetime",
        "The date.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        sets=("DateAndFormat", "DateAndUFormat"),
        aliases=("LastWriteTime",),
    )
    unix_time_seconds = Param(
        "long",
        "Seconds since 1970 UTC.",
        mandatory=True,
        sets=("UnixTimeSecondsAndFormat", "UnixTimeSecondsAndUFormat"),
        aliases=("UnixTime",),
        validate=(ValidateRange(-62135596800, 253402300799),),
    )
    year = Param("int", "The year.", validate=(ValidateRange(1, 9999),))
    month = Param("int", "The month.", validate=(ValidateRange(1, 12),))
    day = Param("int", "The day of the month.", validate=(ValidateRange(1, 31),))
    hour = Param("int", "The hour.", validate=(ValidateRange(0, 23),))
    minute = Param("int", "The minute.", validate=(ValidateRange(0, 59),))
    second = Param("int", "The second.", validate=(ValidateRange(0, 59),))
    millisecond = Param("int", "The millisecond.", validate=(ValidateRange(0, 999),))
    display_hint = Param(
        "Microsoft.PowerShell.Commands.DisplayHintType", "What to show: Date, Time or DateTime."
    )
    u_format = Param(
        "string",
        "A format as the Unix command date takes it.",
        mandatory=True,
        sets=("DateAndUFormat", "UnixTimeSecondsAndUFormat"),
    )
    format = Param(
        "string",
        "A .NET date format.",
        sets=("DateAndFormat", "UnixTimeSecondsAndFormat"),
        completions=("FileDate", "FileDateUniversal", "FileDateTime", "FileDateTimeUniversal"),
    )
    as_utc = Param("switch", "In universal time.", name="AsUTC")

    def process(self) -> None:
        date = self._date()
        if self.is_bound("UFormat"):
            from exoshell.cmdlets.objects.unix_dates import format_unix

            self.write(format_unix(date, self.u_format))
        elif self.is_bound("Format"):
            self.write(formatted(date, self.format))
        else:
            self.write(self._hinted(date))

    def _date(self) -> DateTime:
        if self.is_bound("Date"):
            date = self.date
        elif self.is_bound("UnixTimeSeconds"):
            date = DateTime(621355968000000000 + int(self.unix_time_seconds) * 10_000_000, 1).to_local()
        else:
            date = DateTime.now()
        if any(name in self.bound for name in PARTS):
            date = self._replaced(date)
        return date.to_utc() if self.as_utc else date

    def _replaced(self, date: DateTime) -> DateTime:
        """The date with the parts that were given."""
        if "Year" in self.bound:
            date = date.add_years(self.year - date.fields()[0])
        if "Month" in self.bound:
            date = date.add_months(self.month - date.fields()[1])
        units = (
            ("Day", self.day, 2, 864_000_000_000),
            ("Hour", self.hour, 3, 36_000_000_000),
            ("Minute", self.minute, 4, 600_000_000),
            ("Second", self.second, 5, 10_000_000),
        )
        for name, value, position, ticks in units:
            if name in self.bound:
                date = date.add_ticks((value - date.fields()[position]) * ticks)
        if "Millisecond" in self.bound:
            spare = date.ticks % 10_000_000
            date = date.add_ticks(self.millisecond * 10_000 - spare)
        return date

    def _hinted(self, date: DateTime) -> Any:
        """The date, with a note that tells the formatter what to show where -DisplayHint was given."""
        if not self.is_bound("DisplayHint"):
            return date
        from exoshell.cmdlets.objects.members import add_note

        return add_note(date, "DisplayHint", self.display_hint)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PARTS = ("Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond")
FILE_FORMATS = {
    "filedate": ("yyyyMMdd", False),
    "filedateuniversal": ("yyyyMMddZ", True),
    "filedatetime": ("yyyyMMddTHHmmssffff", False),
    "filedatetimeuniversal": ("yyyyMMddTHHmmssffffZ", True),
}


def formatted(date: DateTime, spec: str) -> str:
    """`-Format`: a .NET format or one of the names for files."""
    from exoshell.values.culture import current_culture
    from exoshell.values.date_format import format_date

    named = FILE_FORMATS.get(spec.lower())
    if named is not None:
        if named[1]:
            date = date.to_utc()
        return format_date(date, named[0].replace("Z", "\\Z").replace("T", "\\T"), current_culture())
    from exoshell.values.text import net_text

    return net_text(date, None, spec)
