"""`Get-Date -UFormat`: the format characters of the Unix command date."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.values.datetime import DateTime

# what has a .NET format of its own
NET_FORMATS = {
    "A": "dddd",
    "a": "ddd",
    "B": "MMMM",
    "b": "MMM",
    "h": "MMM",
    "c": "ddd dd MMM yyyy HH:mm:ss",
    "D": "MM/dd/yy",
    "d": "dd",
    "F": "yyyy-MM-dd",
    "H": "HH",
    "I": "hh",
    "M": "mm",
    "m": "MM",
    "p": "tt",
    "R": "HH:mm",
    "r": "hh:mm:ss tt",
    "S": "ss",
    "T": "HH:mm:ss",
    "X": "HH:mm:ss",
    "x": "MM/dd/yy",
    "Y": "yyyy",
    "y": "yy",
}


def format_unix(date: DateTime, spec: str) -> str:
    """The text of a date in a format like `%Y-%m-%d`; a leading plus sign is passed over."""
    from exoshell.values.culture import current_culture
    from exoshell.values.date_format import format_date

    if spec.startswith("+"):
        spec = spec[1:]
    parts: list[str] = []
    position = 0
    while position < len(spec):
        character = spec[position]
        position += 1
        if character != "%" or position == len(spec):
            parts.append(character)
            continue
        letter = spec[position]
        position += 1
        net = NET_FORMATS.get(letter)
        parts.append(
            format_date(date, net if len(net) > 1 else "%" + net, current_culture())
            if net
            else computed(date, letter)
        )
    return "".join(parts)


def computed(date: DateTime, letter: str) -> str:
    """The characters that need a calculation."""
    year, _, day, hour, *_ = date.fields()
    day_of_year, weekday = date.day_of_year, date.day_of_week
    if letter == "C":
        return str(year // 100)
    if letter == "e":
        return f"{day:>2}"
    if letter == "j":
        return f"{day_of_year:03}"
    if letter == "k":
        return f"{hour:>2}"
    if letter == "l":
        return f"{(hour % 12) or 12:>2}"
    if letter == "n":
        return "\n"
    if letter == "t":
        return "\t"
    if letter == "s":
        return str((date.to_utc().ticks - 621355968000000000) // 10_000_000)
    if letter == "u":
        return str(weekday or 7)
    if letter == "w":
        return str(weekday)
    if letter in "GgV":
        iso_year, week = iso_week(year, day_of_year, weekday)
        return {"G": f"{iso_year:04}", "g": f"{iso_year % 100:02}", "V": f"{week:02}"}[letter]
    if letter in "UW":
        return str(day_of_year // 7)
    if letter == "Z":
        offset = date.utc_offset_ticks() // 600_000_000
        sign = "-" if offset < 0 else "+"
        return f"{sign}{abs(offset) // 60:02}"
    return letter


def iso_week(year: int, day_of_year: int, weekday: int) -> tuple[int, int]:
    """Year and week by ISO 8601."""
    from exoshell.values.datetime import is_leap

    iso_day = weekday or 7
    week = (day_of_year - iso_day + 10) // 7
    if week < 1:
        days_before = 366 if is_leap(year - 1) else 365
        return iso_week(year - 1, day_of_year + days_before, weekday)
    if week == 53:
        days = 366 if is_leap(year) else 365
        if days - day_of_year < 4 - iso_day:
            return year + 1, 1
    return year, week
