"""Whether a request header is one that .NET takes: names are tokens, values of well-known headers have their form."""

from __future__ import annotations

import re
from collections.abc import Callable

from exoshell.values.errors import PowerShellError, ps_error

_TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_PARAMETERS = rf"(?:\s*;\s*{_TOKEN}(?:\s*=\s*(?:{_TOKEN}|{_QUOTED}))?)*"
_TAG = r'(?:W/)?"[^"]*"'
_DATE = (
    r"[A-Za-z]+, ?\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d.*|[A-Za-z]{3} [A-Za-z]{3} +\d{1,2} .*|\d.*"
)


def _list(item: str) -> str:
    return rf"\s*{item}(?:\s*,\s*{item})*\s*,?\s*"


_MEDIA = rf"{_TOKEN}/{_TOKEN}{_PARAMETERS}"
_FORMS = {
    "if-match": rf"\*|{_list(_TAG)}",
    "if-none-match": rf"\*|{_list(_TAG)}",
    "if-range": rf"{_TAG}|{_DATE}",
    "if-modified-since": _DATE,
    "if-unmodified-since": _DATE,
    "date": _DATE,
    "accept": _list(_MEDIA),
    "accept-charset": _list(rf"{_TOKEN}{_PARAMETERS}"),
    "accept-encoding": _list(rf"{_TOKEN}{_PARAMETERS}"),
    "accept-language": _list(rf"{_TOKEN}{_PARAMETERS}"),
    "authorization": rf"{_TOKEN}(?:\s+.*)?",
    "proxy-authorization": rf"{_TOKEN}(?:\s+.*)?",
    "range": rf"{_TOKEN}=\s*(?:\d+-\d*|-\d+)(?:\s*,\s*(?:\d+-\d*|-\d+))*",
    "max-forwards": r"\d+",
    "content-length": r"\d+",
    "host": r"[^\s/@?#]+",
    "user-agent": rf"(?:{_TOKEN}(?:/{_TOKEN})?|\((?:[^()]|\([^()]*\))*\))(?:\s+(?:{_TOKEN}(?:/{_TOKEN})?|\((?:[^()]|\([^()]*\))*\)))*",
    "expect": rf"{_list(rf'{_TOKEN}(?:=(?:{_TOKEN}|{_QUOTED}))?{_PARAMETERS}')}",
    "te": _list(rf"{_TOKEN}{_PARAMETERS}"),
    "connection": _list(_TOKEN),
    "from": r"\S+@\S+|.*<\S+@\S+>",
    "cache-control": _list(rf"{_TOKEN}(?:\s*=\s*(?:{_TOKEN}|{_QUOTED}))?"),
}
MEDIA_TYPE = re.compile(_MEDIA)
_compiled: dict[str, Callable[[str], object]] = {}


def check_header(name: str, value: str) -> None:
    """Raises System.FormatException for what cannot be sent."""
    if not re.fullmatch(_TOKEN, name):
        raise format_error(f"The header name '{name}' has an invalid format.")
    if "\n" in value or "\r" in value:
        raise format_error("New-line characters are not allowed in header values.")
    form = _FORMS.get(name.lower())
    if form is None or not value:
        return
    matches = _compiled.get(form)
    if matches is None:
        matches = _compiled[form] = re.compile(form, re.DOTALL).fullmatch
    if not matches(value.strip()):
        raise format_error(f"The format of value '{value}' is invalid.")


def format_error(message: str) -> PowerShellError:
    return ps_error("System.FormatException", message, exception="System.FormatException")


def parse_links(values: list[str]) -> dict[str, str]:
    """Link headers: relation -> address, the first of a relation."""
    found: dict[str, str] = {}
    for value in values:
        for m in re.finditer(
            r"<(?P<url>[^>]*)>\s*;[^,<]*?rel\s*=\s*(?:\"(?P<rel>[^\"]*)\"|(?P<bare>[^\s;,]+))",
            value,
            re.IGNORECASE,
        ):
            found.setdefault(m.group("rel") or m.group("bare") or "", m.group("url"))
    return {k: v for k, v in found.items() if k}
