"""The property sets of the Get-EXO* cmdlets: entity -> set -> property names."""

from __future__ import annotations

from exoshell.schema.tables import read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_sets: dict[str, Any] | None = None


def load() -> dict[str, Any]:
    """Entity (`Mailbox`, `CasMailbox`, …) -> set name -> list of property names."""
    global _sets
    if _sets is None:
        _sets = read_json("property_sets.json")
    return _sets
