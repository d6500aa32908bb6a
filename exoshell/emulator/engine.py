"""The behaviour of nouns that have no module of their own, driven by the catalogue."""

from __future__ import annotations

from exoshell.emulator.call import Handler


def behaviour(cmdlet: str) -> Handler | None:
    return None


def compliance_name(cmdlet: str) -> str | None:
    return None
