"""Which cmdlets the emulated tenant answers, and how: for the documentation and for tests."""

from __future__ import annotations

from exoshell.emulator import engine, resources
from exoshell.schema import catalog

OWN, GENERIC, NONE = "own", "generic", "none"


def status(cmdlet: str) -> str:
    """``own`` behaviour, the ``generic`` engine's, or ``none``."""
    handler = resources.behaviour(cmdlet)
    if handler is None:
        return NONE
    return GENERIC if handler.__module__ == engine.__name__ else OWN


def table() -> list[tuple[str, str]]:
    """Every cmdlet of the service with its status, in order of name."""
    rows = []
    for name in catalog.names("ExchangePowerShell"):
        row = catalog.load().get(name) or {}
        if row.get("exo") or row.get("kept"):
            rows.append((name, status(name)))
    return sorted(rows)
