"""Sizes, dates, time spans and addresses: how they are kept, read and written.

Kept form: sizes are byte counts or ``"Unlimited"``, dates ISO text in UTC (``2024-01-31T08:07:47Z``),
time spans ``[d.]hh:mm:ss`` text, so that SQL can compare what it must.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

UNLIMITED = "Unlimited"
ZERO_GUID = "00000000-0000-0000-0000-000000000000"

_UNITS = {"": 1, "B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}
_SIZE = re.compile(r"\s*([\d.,]+)\s*(B|KB|MB|GB|TB)?\s*(?:\(([\d,]+) bytes\))?\s*", re.I)
_GUID = re.compile(r"\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?", re.I)
_SPAN = re.compile(r"(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_DATE_FORMS = (
    "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y",
    "%d-%b-%Y", "%d-%b-%Y %H:%M:%S", "%d %b %Y", "%b %d, %Y", "%B %d, %Y", "%d %B %Y",
    "%A, %B %d, %Y %I:%M:%S %p", "%A, %B %d, %Y", "%Y/%m/%d", "%Y/%m/%d %H:%M:%S", "%m/%d/%y", "%m-%d-%Y",
)  # fmt: skip


def read_size(text: object) -> int | str | None:
    """Reads a size as bytes; ``"Unlimited"`` stays; None when it is no size."""
    if isinstance(text, bool):
        return None
    if isinstance(text, int | float):
        return int(text)
    value = str(text).strip()
    if value.lower() == "unlimited":
        return UNLIMITED
    match = _SIZE.fullmatch(value)
    if not match:
        return None
    if match[3]:
        return int(match[3].replace(",", ""))
    return int(float(match[1].replace(",", "")) * _UNITS[(match[2] or "").upper()])


def write_size(size: object) -> object:
    """Writes ``99 GB (106,300,440,576 bytes)``; anything but a number stays as it is."""
    if not isinstance(size, int) or isinstance(size, bool):
        return size
    amount, unit = float(size), "B"
    for name in ("KB", "MB", "GB", "TB"):
        if abs(amount) < 1024:
            break
        amount, unit = amount / 1024, name
    text = f"{amount:.4g}" if amount < 1000 else f"{amount:.0f}"
    return f"{text} {unit} ({size:,} bytes)"


def read_date(value: object) -> str | None:
    """Reads a date in ISO or en-US form as kept text; None when it is no date."""
    if isinstance(value, datetime):
        return keep_date(value)
    text = str(value).strip()
    if not text:
        return None
    iso = re.sub(r"(\.\d{6})\d+", r"\1", text)
    try:
        return keep_date(datetime.fromisoformat(iso))
    except ValueError:
        pass
    for form in _DATE_FORMS:
        try:
            return keep_date(datetime.strptime(text, form))
        except ValueError:
            continue
    return None


def keep_date(when: datetime) -> str:
    """The kept form of a moment; one without a zone is UTC."""
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(kept: str) -> datetime:
    """The moment that a kept date means."""
    return datetime.strptime(kept[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC)


def write_date(kept: object, utc: bool) -> object:
    """The wire form: seven fraction digits, ``Z`` for the UTC twins, ``+00:00`` for the others."""
    if not isinstance(kept, str) or len(kept) < 19:
        return kept
    return f"{kept[:19]}.0000000{'Z' if utc else '+00:00'}"


def read_timespan(value: object) -> str | None:
    """Reads ``14``, ``14.00:00:00`` or ``12:30:00`` as kept text (``[d.]hh:mm:ss``)."""
    text = str(value).strip()
    if text.lower() == "unlimited":
        return UNLIMITED
    if re.fullmatch(r"\d+", text):
        return f"{int(text)}.00:00:00"
    match = _SPAN.fullmatch(text)
    if not match:
        return None
    sign, days, hours, minutes, seconds = match.groups()
    body = f"{int(hours):02}:{minutes}:{seconds or '00'}"
    return f"{sign or ''}{int(days)}.{body}" if days and int(days) else f"{sign or ''}{body}"


def span_seconds(kept: str) -> int:
    """Seconds of a kept time span."""
    match = _SPAN.fullmatch(kept)
    if not match:
        return 0
    sign, days, hours, minutes, seconds = match.groups()
    span = timedelta(
        days=int(days or 0), hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0)
    ).total_seconds()
    return int(-span if sign else span)


def read_guid(value: object) -> str | None:
    """Reads a GUID in lower case; None when it is none."""
    match = _GUID.fullmatch(str(value).strip())
    return match[1].lower() if match else None


def read_bool(value: object) -> bool | None:
    """Reads a truth value from JSON or from its text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value)
    return {"true": True, "$true": True, "1": True, "false": False, "$false": False, "0": False}.get(
        str(value).strip().lower()
    )


def split_address(address: str) -> tuple[str, str]:
    """``SMTP:a@b`` as (``SMTP``, ``a@b``); an address without prefix gets ``smtp``."""
    prefix, colon, rest = address.partition(":")
    if colon and prefix and prefix.replace("-", "").isalnum() and "@" not in prefix:
        return prefix, rest
    return "smtp", address


def fold(text: object) -> str:
    """The comparison form of a text: case does not count."""
    return str(text).lower()
