"""A small tenant in memory with a fixed clock, and a client that calls the application directly."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import pytest

from exoshell.emulator import signin, tenants
from exoshell.emulator.app import Application
from exoshell.emulator.tenant import Tenant

CLOCK = "2026-06-15T10:00:00Z"
BASE = "https://outlook.office365.com/adminapi/beta/contoso.onmicrosoft.com"


class Answer:
    """An answer of the application."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status_code = status
        self.headers = headers
        self.body = body
        self.text = body.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Calls the application and runs cmdlets as one user."""

    def __init__(self, tenant: Tenant, user: str = "admin@contoso.onmicrosoft.com") -> None:
        self.tenant = tenant
        self.application = Application(tenant)
        self.headers = {"X-AnchorMailbox": f"UPN:{user}"}
        if user:
            answer = signin.user_grant(
                tenant, user, signin.MODULE_CLIENT, "https://outlook.office365.com/.default"
            )
            self.headers["Authorization"] = f"Bearer {json.loads(answer.body)['access_token']}"

    def request(
        self, method: str, url: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        parts = urlsplit(url)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "HTTP_HOST": parts.netloc,
            "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
            "QUERY_STRING": parts.query,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": parts.scheme,
        }
        for name, value in {**self.headers, **(headers or {})}.items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        got: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            got.update(status=int(status[:3]), headers=dict(headers))

        content = b"".join(self.application(environ, start))
        return Answer(got["status"], got["headers"], content)

    def get(self, url: str) -> Answer:
        return self.request("GET", url if "://" in url else BASE + url)

    def post_form(self, url: str, fields: dict[str, str]) -> Answer:
        return self.request("POST", url, urlencode(fields).encode())

    def invoke(
        self, cmdlet: str, headers: dict[str, str] | None = None, url: str = "", **parameters: Any
    ) -> Answer:
        body = json.dumps({"CmdletInput": {"CmdletName": cmdlet, "Parameters": parameters}}).encode()
        return self.request("POST", url or f"{BASE}/InvokeCommand", body, headers)

    def rows(self, cmdlet: str, **parameters: Any) -> list[dict[str, Any]]:
        answer = self.invoke(cmdlet, **parameters)
        assert answer.status_code == 200, answer.text
        value: list[dict[str, Any]] = answer.json()["value"]
        return value

    def warnings(self, cmdlet: str, **parameters: Any) -> list[str]:
        answer = self.invoke(cmdlet, **parameters)
        assert answer.status_code == 200, answer.text
        value: list[str] = answer.json()["@adminapi.warnings"]
        return value

    def error(self, cmdlet: str, **parameters: Any) -> str:
        """The text of a failed cmdlet: ``id|type|text``, or the inner exception's where there are no details."""
        answer = self.invoke(cmdlet, **parameters)
        assert answer.status_code == 400, answer.text
        error = answer.json()["error"]
        if "details" in error:
            return str(error["details"][0]["message"])
        return str(error["innererror"]["internalexception"]["message"])


@pytest.fixture
def tenant() -> Iterator[Tenant]:
    """A tenant with the persons that examples talk about."""
    made = tenants.create(":memory:", mailboxes=60, people=True, clock=CLOCK)
    yield made
    made.store.close()


@pytest.fixture
def client(tenant: Tenant) -> Client:
    """The administrator's client."""
    return Client(tenant)
