"""The lock on the network: while a tenant is emulated, a connection to any other machine is an error in this process."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_locked = False
_installed = False
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


def lock_network() -> None:
    """From now on a connection to, or a look-up of, any other machine is an error in this process."""
    global _locked, _installed
    _locked = True
    if not _installed:
        _installed = True
        sys.addaudithook(_audit)


def unlock_network() -> None:
    """Ends the lock (the hook stays and does nothing)."""
    global _locked
    _locked = False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _locked or event not in (
        "socket.connect",
        "socket.getaddrinfo",
        "socket.sendto",
        "socket.gethostbyname",
    ):
        return
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1] if len(arguments) > 1 else None
        if not isinstance(address, tuple):
            return  # a local socket
        host = str(address[0])
    else:
        host = "" if arguments[0] is None else str(arguments[0])
    if host and not host.startswith(_LOOPBACK):
        raise PermissionError(
            f"An emulated tenant is in use: the connection to '{host}' was blocked, no packet leaves this machine."
        )
