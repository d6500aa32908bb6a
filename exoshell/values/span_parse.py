"""Reading a TimeSpan: `5`, `1:30`, `1.02:03:04.567`, `1:02:03:04`."""

from __future__ import annotations

from exoshell.values.datetime import (
    SPAN_MAX,
    SPAN_MIN,
    TICKS_PER_DAY,
    TICKS_PER_SECOND,
    TimeSpan,
    net_failure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _format_error(text: str) -> Exception:
    return net_failure("System.FormatException", f"String '{text}' was not recognized as a valid TimeSpan.")


def _overflow(text: str) -> Exception:
    return net_failure(
        "System.OverflowException",
        f"The TimeSpan string '{text}' could not be parsed because at least one of the numeric components is out of range"
        " or contains too many digits.",
    )


def parse_span(text: str, culture: Any = None) -> TimeSpan:
    """TimeSpan.Parse. Raises FormatException or OverflowException as .NET does; `culture` gives the decimal separator."""
    body = text.strip()
    negative = body.startswith("-")
    if negative:
        body = body[1:]
    numbers, separators = _split(body)
    if not numbers:
        raise _format_error(text)
    fields = _fields(numbers, separators)
    if fields is None:
        raise _format_error(text)
    days, hours, minutes, seconds, fraction = fields
    if (
        any(len(n) > 10 for n in numbers[: len(numbers) - (fraction is not None)])
        or days > 10675199
        or hours > 23
        or minutes > 59
        or seconds > 59
        or (fraction is not None and len(fraction) > 7)
    ):
        raise _overflow(text)
    ticks = days * TICKS_PER_DAY + (hours * 3600 + minutes * 60 + seconds) * TICKS_PER_SECOND
    if fraction:
        ticks += int(fraction.ljust(7, "0"))
    ticks = -ticks if negative else ticks
    if not SPAN_MIN <= ticks <= SPAN_MAX:
        raise _overflow(text)
    return TimeSpan(ticks)


def _split(body: str) -> tuple[list[str], str]:
    """Runs of digits and the separators between them; no numbers if anything else occurs."""
    numbers, separators, run = [], "", ""
    for char in body:
        if char.isascii() and char.isdigit():
            run += char
        elif char in ":." and run:
            numbers.append(run)
            separators += char
            run = ""
        else:
            return [], ""
    if not run:
        return [], ""
    return [*numbers, run], separators


def _fields(numbers: list[str], separators: str) -> tuple[int, int, int, int, str | None] | None:
    """(days, hours, minutes, seconds, fraction digits) by the pattern of separators."""
    n = [int(x) for x in numbers]
    if separators == "":
        return n[0], 0, 0, 0, None
    if separators == ":":
        return 0, n[0], n[1], 0, None
    if separators == "::":
        if n[0] > 23 and n[1] < 24:
            return n[0], n[1], n[2], 0, None
        return 0, n[0], n[1], n[2], None
    if separators == ".:":
        return n[0], n[1], n[2], 0, None
    if separators == ":::":
        return n[0], n[1], n[2], n[3], None
    if separators == ".::":
        return n[0], n[1], n[2], n[3], None
    if separators == "::.":
        return 0, n[0], n[1], n[2], numbers[3]
    if separators in (":::.", ".::."):
        return n[0], n[1], n[2], n[3], numbers[4]
    return None
