"""Page tokens: opaque, signed, bound to the request they continue, and not valid for ever."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from exoshell.emulator.tenant import Tenant

LIFETIME = 1800


class StalePage(Exception):
    """The token is expired, foreign or broken."""


def fingerprint(*parts: object) -> str:
    """What a request asks, in a few characters: a token continues only the same question."""
    return hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=9).hexdigest()


def write(tenant: Tenant, cursor: Any, served: int, asked: str) -> str:
    """The token of the next page."""
    born = int(tenant.now().timestamp())
    body = json.dumps([cursor, served, asked, born], separators=(",", ":")).encode()
    mark = hmac.new(f"{tenant.id}|{tenant.seed}".encode(), body, "sha256").digest()[:9]
    return base64.urlsafe_b64encode(mark + body).decode().rstrip("=")


def read(tenant: Tenant, token: str, asked: str) -> tuple[Any, int]:
    """Cursor and number of rows served before; raises StalePage."""
    try:
        data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        mark, body = data[:9], data[9:]
        good = hmac.new(f"{tenant.id}|{tenant.seed}".encode(), body, "sha256").digest()[:9]
        cursor, served, question, born = json.loads(body)
    except (ValueError, TypeError):
        raise StalePage from None
    lifetime = int(tenant.settings().get("page_lifetime", LIFETIME))
    age = int(tenant.now().timestamp()) - born
    if not hmac.compare_digest(mark, good) or question != asked or age > lifetime:
        raise StalePage
    return cursor, served
