"""Completion: a text, a cursor and a session in, candidates out. Nothing here calls the network or changes anything."""

from __future__ import annotations

from typing import Any

from exoshell.complete.result import Candidate, Completion

__all__ = ["Candidate", "Completion", "complete"]


def complete(text: str, cursor: int, session: Any) -> Completion:
    """What could stand at the cursor, in PowerShell's order. Never fails: where nothing fits the list is empty."""
    from exoshell.complete.engine import complete_at

    return complete_at(text, cursor, session)
