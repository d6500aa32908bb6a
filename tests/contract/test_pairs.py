"""Requests and what the service answers to them, each with its evidence; the emulated tenant must answer the same.

With EXOSHELL_CONTRACT_TOKEN (an access token), EXOSHELL_CONTRACT_TENANT (its domain) and EXOSHELL_CONTRACT_USER (a mailbox)
the same pairs are put to the real service: they read only.
"""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

PAIRS = [json.loads(line) for line in Path(__file__).with_name("pairs.jsonl").read_text("utf-8").splitlines()]
EVIDENCE = {"documented", "observed", "assumed"}


class Wire:
    """Sends a request and gives back status, headers and body."""

    def __init__(self) -> None:
        self.token = os.environ.get("EXOSHELL_CONTRACT_TOKEN", "")
        self.domain = os.environ.get("EXOSHELL_CONTRACT_TENANT", "contoso.onmicrosoft.com")
        self.user = os.environ.get("EXOSHELL_CONTRACT_USER", "adele@contoso.com")
        self.application: Any = None
        if not self.token:
            from exoshell.emulator import signin, tenants
            from exoshell.emulator.app import Application

            tenant = tenants.create(":memory:", mailboxes=120, people=True, clock="2026-06-15T10:00:00Z")
            self.application = Application(tenant)
            granted = signin.user_grant(tenant, "admin@contoso.onmicrosoft.com", signin.MODULE_CLIENT,
                                        "https://outlook.office365.com/.default")  # fmt: skip
            self.token = json.loads(granted.body)["access_token"]

    def send(self, request: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        base = f"https://outlook.office365.com/adminapi/beta/{self.domain}/"
        text = json.dumps(request).replace("{user}", self.user)
        request = json.loads(text)
        if "path" in request:
            return self._http("GET", base + request["path"], b"")
        command = {"CmdletName": request["cmdlet"]}
        if request["parameters"] is not None:
            command["Parameters"] = request["parameters"]
        return self._http("POST", base + "InvokeCommand", json.dumps({"CmdletInput": command}).encode())

    def _http(self, method: str, url: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        anchor = f"UPN:SystemMailbox{{bb558c35-97f1-4cb9-8ff7-d53741dc928c}}@{self.domain}"
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "X-AnchorMailbox": anchor,
        }
        if self.application is None:
            import requests

            real = requests.request(method, url, data=body, headers=headers, timeout=120)
            return real.status_code, dict(real.headers), real.content
        parts = urlsplit(url)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "HTTP_HOST": parts.netloc, "PATH_INFO": unquote(parts.path), "QUERY_STRING": parts.query,
            "wsgi.url_scheme": "https", "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)),
            **{"HTTP_" + k.upper().replace("-", "_"): v for k, v in headers.items()},
        }  # fmt: skip
        got: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            got.update(status=int(status[:3]), headers=dict(headers))

        content = b"".join(self.application(environ, start))
        return got["status"], got["headers"], content


@pytest.fixture(scope="module")
def wire() -> Wire:
    """The emulated tenant, or the real one that the environment names."""
    return Wire()


def fits(value: Any, wanted: str) -> bool:
    """Whether a value is what the pair says: a kind, ``=text``, ``text with …`` or ``array of …``."""
    if wanted.startswith("="):
        return bool(value == wanted[1:])
    if wanted.startswith("text"):
        return isinstance(value, str) and wanted[len("text with ") :] in value
    if wanted.startswith("array"):
        most = re.fullmatch(r"array of at most (\d+)", wanted)
        exact = re.fullmatch(r"array of (\d+)", wanted)
        if not isinstance(value, list):
            return False
        return len(value) <= int(most[1]) if most else len(value) == int(exact[1]) if exact else True
    kinds = {"boolean": bool, "number": int}
    return isinstance(value, kinds[wanted]) and (wanted == "boolean" or not isinstance(value, bool))


def at(value: Any, path: str) -> Any:
    """The value at a dotted path; names with a dot of their own are tried first."""
    if isinstance(value, dict) and path in value:
        return value[path]
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"].replace(" ", "-") for pair in PAIRS])
def test_pair(wire: Wire, pair: dict[str, Any]) -> None:
    assert pair["evidence"] in EVIDENCE and pair["source"]
    status, headers, content = wire.send(pair["request"])
    assert status == pair["status"], content[:800]
    lower = {name.lower(): value for name, value in headers.items()}
    for name, wanted in pair.get("headers", {}).items():
        assert fits(lower.get(name.lower()), wanted), (name, lower.get(name.lower()))
    if pair["status"] == 403:
        with pytest.raises(ValueError):
            json.loads(content)
        return
    body = json.loads(content)
    places = {
        "body": body,
        "entity": body,
        "error": body.get("error"),
        "row": (body.get("value") or [None])[0],
    }
    for place, thing in places.items():
        for path, wanted in pair.get(place, {}).items():
            assert fits(at(thing, path), wanted), (place, path, wanted, at(thing, path))


def test_entities_have_no_sidecars(wire: Wire) -> None:
    _, _, content = wire.send({"path": "Mailbox('{user}')"})
    assert not [name for name in json.loads(content) if name.endswith("@data.type")]
