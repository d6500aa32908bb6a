"""Limits and faults that a tenant can switch on; which request they hit follows from the seed.

Settings (see ``Tenant.change_settings``), all off at first:

``faults``: a list of rules ``{"status": 429, "every": 5, "retry_after": 2, "host": …, "path": …, "cmdlet": …,
"times": 3}`` with ``status`` one of 401, 429, 500, 503, 504, ``"break"`` (the body ends early), ``"slow"``
(``seconds`` before the answer), ``"redirect"`` (to a regional host) or ``"reset"`` (the connection is cut); ``chance`` (0 to 1) may stand for ``every``.
``rate_limit``: ``{"requests": 100, "seconds": 60}``; what is more is answered with 429.
``max_page_size``, ``page_lifetime``, ``token_lifetime``, ``revoked_before``, ``clock``, ``session_limit``.
"""

from __future__ import annotations

import errno
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from exoshell.emulator.tenant import Tenant
from exoshell.emulator.wire import Request, Response

# These befall a connection or an address: a request inside of a batch has neither.
_WHOLE = frozenset(("break", "reset", "redirect"))
_counts: dict[tuple[str, int], int] = {}
_hits: dict[tuple[str, int], int] = {}


class ConnectionCut(ConnectionResetError):
    """The connection ends without an answer."""


def reset(tenant: Tenant) -> None:
    """Starts counting from the beginning."""
    for counts in (_counts, _hits):
        for key in [key for key in counts if key[0] == tenant.store.path]:
            del counts[key]


def due(tenant: Tenant, request: Request) -> dict[str, Any] | None:
    """The fault that this request meets, or None."""
    throttled = _throttled(tenant, request)
    if throttled is not None:
        return throttled
    rules = tenant.settings().get("faults")
    if not rules:
        return None
    for number, rule in enumerate(rules):
        if not _concerns(rule, request):
            continue
        key = (tenant.store.path, number)
        count = _counts[key] = _counts.get(key, 0) + 1
        if "times" in rule and _hits.get(key, 0) >= int(rule["times"]):
            continue
        if "chance" in rule:
            hit = tenant.number_of(f"fault|{number}|{count}", 1_000_000) < float(rule["chance"]) * 1_000_000
        else:
            hit = count % int(rule.get("every", 1)) == 0
        if hit:
            _hits[key] = _hits.get(key, 0) + 1
            return dict(rule)
    return None


def _throttled(tenant: Tenant, request: Request) -> dict[str, Any] | None:
    """More requests within a span of time than ``rate_limit`` allows."""
    limit = tenant.settings().get("rate_limit")
    if not limit or "/adminapi" not in request.path.lower():
        return None
    seconds = int(limit.get("seconds", 60))
    moment = int(tenant.now().timestamp())
    key = (tenant.store.path, -1 - moment // seconds)
    _counts[key] = _counts.get(key, 0) + 1
    if _counts[key] <= int(limit["requests"]):
        return None
    return {"status": 429, "retry_after": seconds - moment % seconds}


def _concerns(rule: dict[str, Any], request: Request) -> bool:
    if rule["status"] in _WHOLE and request.batched:
        return False
    if "host" in rule and rule["host"] not in request.host:
        return False
    if "path" in rule and str(rule["path"]).lower() not in request.path.lower():
        return False
    if "host" not in rule and "path" not in rule and "/adminapi" not in request.path.lower():
        return False
    return (
        "cmdlet" not in rule or str(rule["cmdlet"]).lower() in request.body.decode("utf-8", "replace").lower()
    )


def answer(rule: dict[str, Any], request: Request, headers: dict[str, str]) -> Response | None:
    """The answer of a fault that comes instead of the real one, or None for those that spoil it."""
    status = rule["status"]
    if status == "redirect":
        return _redirect(request, headers)
    if status == "reset":
        raise ConnectionCut(errno.ECONNRESET, "The connection was reset by the emulated service.")
    if status == "slow":
        time.sleep(float(rule.get("seconds", 1)))
        return None
    if status == "break":
        return None
    more = dict(headers)
    if status in (429, 503) and "retry_after" in rule:
        more["Retry-After"] = str(rule["retry_after"])
    if status == 401:
        return Response(401, {**more, "WWW-Authenticate": 'Bearer error="invalid_token"'})
    if status == 429:
        return Response(
            429, {**more, "Content-Type": "text/plain"}, b"Too many requests. Please try again later."
        )
    detail = rule.get("exception", "Microsoft.Exchange.Data.Directory.SuitabilityDirectoryException")
    text = rule.get("text", "The service is temporarily unavailable. Please try again later.")
    body = {"error": {"code": "InternalServerError" if status == 500 else "ServiceUnavailable",
                      "message": "Invalid Operation",
                      "details": [{"code": "Server", "target": "", "message": f"|{detail}|{text}"}]}}  # fmt: skip
    return Response(int(status), {**more, "Content-Type": "application/json"}, json.dumps(body).encode())


def _redirect(request: Request, headers: dict[str, str]) -> Response | None:
    """To the regional host, once: a request that comes there is answered."""
    if request.host.startswith("eurprd05."):
        return None
    query = f"?{request.query_text}" if request.query_text else ""
    place = f"{request.scheme}://eurprd05.{request.host}{quote(request.path, safe='/()$,=')}{query}"
    return Response(302, {**headers, "Location": place})


def spoil(rule: dict[str, Any], response: Response) -> Response:
    """What a fault makes of the real answer."""
    if rule["status"] == "break":
        half = response.body[: len(response.body) // 2]
        headers = {**response.headers, "Content-Length": str(len(response.body))}
        return Response(response.status, headers, half, _broken(half))
    return response


def _broken(half: bytes) -> Iterator[bytes]:
    yield half
    raise ConnectionCut(errno.ECONNRESET, "The answer broke off.")
