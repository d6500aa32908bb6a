"""What may leave: decided here, on the request itself, whatever the cmdlet above thought.

Under -WhatIf and on a read-only connection nothing that could change the tenant is sent. The one call of a changing cmdlet that passes
is the validation form (`Confirm: true` in the body of a cmdlet with ShouldProcess), by which the service only says what it would do.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from exoshell.schema import catalog
from exoshell.values.errors import PowerShellError, ps_error

OPEN, VALIDATE_ONLY, READ_ONLY = "open", "validate-only", "read-only"


class Blocked(Exception):
    """A request that was not sent; `mode` is VALIDATE_ONLY or READ_ONLY."""

    def __init__(self, mode: str, what: str) -> None:
        super().__init__(what)
        self.mode, self.what = mode, what


def check(mode: str, method: str, url: str, body: bytes | None) -> None:
    """Raises Blocked when a request may not leave in this mode."""
    if mode == OPEN:
        return
    method = method.upper()
    if method in ("GET", "HEAD", "OPTIONS"):
        return
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    if method == "DELETE" and last.lower() == "exomodulefile":
        return  # ends our own session and nothing else
    if method != "POST" or not body:
        raise Blocked(mode, f"{method} {last}")
    try:
        content = json.loads(body)
    except ValueError:
        raise Blocked(mode, f"{method} {last}") from None
    if last.lower() == "$batch":
        for item in content.get("requests", ()) if isinstance(content, dict) else ():
            inner = item.get("body")
            check(
                mode,
                str(item.get("method", "POST")),
                str(item.get("url", "")),
                json.dumps(inner).encode() if inner else None,
            )
        return
    _check_call(mode, content)


def _check_call(mode: str, content: object) -> None:
    call = content.get("CmdletInput") if isinstance(content, dict) else None
    name = str(call.get("CmdletName") or "") if isinstance(call, dict) else ""
    if not name:
        raise Blocked(mode, "a request without a cmdlet")
    if catalog.effect(name) == catalog.READ:
        return
    given = {str(k).lower(): v for k, v in ((call or {}).get("Parameters") or {}).items()}
    if catalog.should_process(name) and given.get("confirm") is True:
        return
    raise Blocked(mode, catalog.load().spelling(name) or name)


def to_powershell(blocked: Blocked, organization: str = "") -> PowerShellError:
    """The error a script sees."""
    if blocked.mode == READ_ONLY:
        where = f" to {organization}" if organization else ""
        text = f"{blocked.what} was not sent: the connection{where} is read-only."
    else:
        text = f"{blocked.what} was not sent: -WhatIf is in force and the cmdlet cannot be asked what it would do."
    return ps_error(
        "ReadOnlyConnection",
        text,
        exception="System.InvalidOperationException",
        category="PermissionDenied",
        target=blocked.what,
    )
