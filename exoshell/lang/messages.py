"""The texts of the parser's errors."""

from __future__ import annotations

MESSAGES: dict[str, str] = {}


def format_message(id: str, args: tuple[str, ...]) -> str:
    """The message of an error."""
    return MESSAGES.get(id, id).format(*args)
