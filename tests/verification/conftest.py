"""Whole sessions against an emulated tenant in a file of its own: the shell, its transport watched, and what the file holds."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exoshell.app import network_lock
from exoshell.app.command_line import make_session
from exoshell.app.options import parse
from exoshell.base.env import Host
from exoshell.emulator import tenants
from exoshell.rest import transport
from exoshell.schema import catalog

ADMIN = "admin@yourdomain.com"
MAILBOXES = 24
TABLES = ("recipient", "address", "object", "member", "account", "audit")


def changes(method: str, url: str, body: Any) -> list[str]:
    """The names of what a request would change; questions (`Confirm: true`) and reads are none."""
    if method in ("GET", "HEAD") or url.lower().rstrip("/").endswith("/exomodulefile"):
        return []
    content = json.loads(body) if body else {}
    if isinstance(content, dict) and "requests" in content:
        return [
            n
            for item in content["requests"]
            for n in changes(item["method"], item["url"], json.dumps(item.get("body")))
        ]
    call = content.get("CmdletInput") if isinstance(content, dict) else None
    if not call:
        return [f"{method} {url}"]
    if catalog.effect(call["CmdletName"]) == catalog.READ or call["Parameters"].get("Confirm") is True:
        return []
    return [call["CmdletName"]]


def content_of(tenant: Any) -> str:
    """A digest of everything that a cmdlet could change in a tenant."""
    digest = hashlib.sha256()
    for table in TABLES:
        for row in tenant.store.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):
            digest.update(repr(row).encode())
    return digest.hexdigest()


class Shell:
    """One session in this process. `sent` has (method, url, body) of every request that has left its connections."""

    def __init__(self, file: Path, folder: Path, answers: str = "") -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        self.host = Host(io.StringIO(answers), self.out, self.err)
        self.session = make_session(self.host, str(folder), parse(["--tenant", str(file), "-NoProfile"]))
        self.sent: list[tuple[str, str, Any]] = []

    @property
    def service(self) -> Any:
        return self.session.services["exchange"]

    @property
    def tenant(self) -> Any:
        return self.session.services["tenant"]

    def connect(self, more: str = "") -> Any:
        """Signs in and watches the new connection; the connection."""
        self.run(f"Connect-ExchangeOnline -UserPrincipalName {ADMIN} -ShowBanner:$false {more}")
        connection = self.service.connections.all()[-1]
        connection.transport.wait = lambda seconds: None
        http = connection.transport.session
        send = http.request

        def request(method: str, url: str, **options: Any) -> Any:
            if "/adminapi/" in url.lower():  # the authority is asked over the same session
                self.sent.append((method, url, options.get("data")))
            return send(method, url, **options)

        http.request = request
        return connection

    def run(self, text: str) -> list[Any]:
        """The objects that a text puts out; a terminating error is raised."""
        found: list[Any] = self.session.invoke_text(text)
        return found

    def errors(self) -> list[Any]:
        """The error records since the last call, oldest first."""
        found = list(reversed(self.session.errors))
        self.session.errors.clear()
        return found

    def changing(self) -> list[str]:
        """The changes among what has been sent."""
        return [name for request in self.sent for name in changes(*request)]

    def close(self) -> None:
        self.session.close()
        if "tenant" in self.session.services:
            self.tenant.store.close()
        network_lock.unlock_network()


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tenant's file that is only copied."""
    path = tmp_path_factory.mktemp("tenant") / "base.exotenant"
    tenant = tenants.create(path, mailboxes=MAILBOXES, people=True)
    tenants.checkpoint(tenant)
    tenant.store.close()
    return path


@pytest.fixture
def tenant_file(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tenant for one test, and an empty home."""
    for name in (
        "EXOSHELL_HOME",
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "TMPDIR",
    ):
        folder = tmp_path / "home" / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(transport, "BACK_OFF", 0.0)
    file = tmp_path / "t.exotenant"
    shutil.copy(original, file)
    return file


@pytest.fixture
def shell(tenant_file: Path, tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tenant_file, tmp_path)
    yield made
    made.close()
