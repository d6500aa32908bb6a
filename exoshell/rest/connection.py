"""Connections: who is signed in where, and the table of them."""

from __future__ import annotations

import random
import string
import threading
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exoshell.rest.endpoints import SYSTEM_MAILBOX, Cloud

if TYPE_CHECKING:
    from exoshell.rest.auth import TokenSource
    from exoshell.rest.client import Client
    from exoshell.rest.transport import Transport


@dataclass
class Connection:
    """One connection. `tenant` is the path segment of the API (a GUID or a domain), `organization` the initial domain where it is known."""

    cloud: Cloud
    tokens: TokenSource
    tenant: str
    organization: str = ""
    user_principal_name: str = ""
    tenant_id: str = ""
    app_id: str = ""
    delegated_organization: str = ""
    certificate_authentication: bool = False
    prefix: str = ""
    page_size: int = 1000
    compliance: bool = False
    read_only: bool = False
    command_names: tuple[str, ...] = ()
    exported: frozenset[str] = frozenset()
    number: int = 0
    connection_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    module_name: str = ""
    state: str = "Connected"
    transport: Transport | None = None
    client: Client | None = None
    password_key: str = ""
    multithreading: bool = True
    anchored_by_user: bool = True

    @property
    def name(self) -> str:
        """`ExchangeOnline_1`, `ExchangeOnlineProtection_2`."""
        return f"{'ExchangeOnlineProtection' if self.compliance else 'ExchangeOnline'}_{self.number}"

    @property
    def title(self) -> str:
        """What people call the tenant: its initial domain, or whatever is known of it."""
        return self.delegated_organization or self.organization or self.tenant

    @property
    def anchor(self) -> str:
        """The routing hint: the signed-in user, or the organization's system mailbox for apps and partners."""
        if self.user_principal_name and self.anchored_by_user and not self.delegated_organization:
            return f"UPN:{self.user_principal_name}"
        return f"UPN:{SYSTEM_MAILBOX}@{self.delegated_organization or self.organization or self.tenant}"

    @property
    def api(self) -> str:
        """The base address of the tenant's API, without a trailing slash."""
        return f"{self.cloud.rest}/adminapi/beta/{self.tenant}"

    def token_status(self) -> str:
        """`Active` or `Expired`."""
        return "Active" if self.tokens.alive() else "Expired"

    def close(self) -> None:
        """Forgets the tokens and closes the sockets."""
        self.state = "Closed"
        self.tokens.forget()
        if self.transport is not None:
            self.transport.cancel.cancel()
            self.transport.session.close()


def new_module_name() -> str:
    """The name of the temporary module that a session's cmdlets come from."""
    return (
        "tmpEXO_"
        + "".join(random.choices(string.ascii_lowercase + string.digits, k=8))
        + "."
        + random.choice("abcdefgh") * 3
    )  # noqa: S311


class ConnectionTable:
    """The open connections, in the order in which they were made; numbers count up and are not used again."""

    def __init__(self) -> None:
        self._open: list[Connection] = []
        self._last = 0
        self._lock = threading.Lock()

    def add(self, connection: Connection) -> Connection:
        with self._lock:
            self._last += 1
            connection.number = self._last
            connection.module_name = connection.module_name or new_module_name()
            self._open.append(connection)
        return connection

    def all(self) -> list[Connection]:
        return list(self._open)

    def remove(self, connection: Connection) -> None:
        with self._lock:
            if connection in self._open:
                self._open.remove(connection)
        connection.close()

    def current(self, prefix: str = "", compliance: bool | None = None) -> Connection | None:
        """The newest connection with this prefix ('' = without one); of one kind if asked for."""
        for connection in reversed(self._open):
            if connection.prefix.lower() == prefix.lower() and (
                compliance is None or connection.compliance is compliance
            ):
                return connection
        return None

    def last(self) -> Connection | None:
        """The newest connection of the Exchange kind, whatever its prefix: the one the built-in cmdlets use."""
        for connection in reversed(self._open):
            if not connection.compliance:
                return connection
        return None
