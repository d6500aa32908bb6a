"""Error records as lines: ConciseView, NormalView, CategoryView and DetailedView."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def error_lines(record: Any, view: str = "ConciseView", width: int = 120, colour: bool = False) -> list[str]:
    """The lines of an error record under an `$ErrorView`; `width` is the console's."""
    head = record.command or record.category
    return [f"{head}: {record.details or record.exception.message}"]
