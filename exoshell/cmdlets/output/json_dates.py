"""Strings of JSON text that are dates."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_pattern: Any = None


def date_reader(kind: str) -> Callable[[str], Any] | None:
    """A function that gives the DateTime (or, for Offset, the DateTimeOffset) of an ISO 8601 string and any other string as it is; `kind`: Default,
    Local, Utc, Offset or String (None: nothing is a date)."""
    if kind.lower() == "string":
        return None
    return lambda text: _date(text, kind.lower())


def _date(text: str, kind: str) -> Any:
    global _pattern
    if _pattern is None:
        import re

        _pattern = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
    found = _pattern.fullmatch(text)
    if found is None:
        return _script_date(text) if text.startswith("/Date(") else text
    from exoshell.values.conversion import convert
    from exoshell.values.errors import PowerShellError
    from exoshell.values.types import find_type

    zone = found.group(1)
    target = find_type("System.DateTimeOffset" if kind == "offset" else "System.DateTime")
    assert target is not None
    try:
        value = convert(text, target)
    except PowerShellError:
        return text
    if kind == "utc" or (zone == "Z" and kind == "default"):
        return value.to_utc()
    return value.to_local() if kind == "local" else value


def _script_date(text: str) -> Any:
    """`/Date(ms)/` as a DateTime: milliseconds since 1970 UTC; with an offset it is local time."""
    import re

    from exoshell.values.datetime import UNIX_EPOCH_TICKS, UTC, DateTime

    found = re.fullmatch(r"/Date\((-?\d+)([+-]\d{4})?\)/", text)
    if found is None:
        return text
    made = DateTime(UNIX_EPOCH_TICKS + int(found.group(1)) * 10_000, UTC)
    return made.to_local() if found.group(2) else made
