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
        return text
    from exoshell.values.conversion import try_convert
    from exoshell.values.types import find_type

    zone = found.group(1)
    name = "System.DateTimeOffset" if kind == "offset" else "System.DateTime"
    target = find_type(name)
    assert target is not None
    value = try_convert(text, target)
    if value is None:
        return text
    if kind == "offset":
        return value
    from exoshell.dotnet.access import call_method

    if zone == "Z" and kind == "default" or kind == "utc" and zone:
        return call_method(value, "ToUniversalTime", [])
    if kind == "utc" or kind == "local":
        return call_method(value, "ToUniversalTime" if kind == "utc" else "ToLocalTime", [])
    return value
