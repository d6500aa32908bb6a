"""The history of a session: entries in `session.services["history"]`, which the prompt fills."""

from __future__ import annotations

from exoshell.cmdlets.objects.results import HistoryInfo
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class History:
    """Entries in order; numbers are never used again."""

    def __init__(self) -> None:
        self.entries: list[HistoryInfo] = []
        self.last = 0

    def add(self, text: str, status: Any, start: Any, end: Any) -> HistoryInfo:
        from exoshell.values.numbers import Int64

        self.last += 1
        made = HistoryInfo(Int64(self.last), text, status, start, end)
        self.entries.append(made)
        return made

    def find(self, number: int) -> HistoryInfo | None:
        return next((e for e in self.entries if e.number == number), None)


def history_of(session: Any) -> History:
    found = session.services.get("history")
    if found is None:
        found = session.services["history"] = History()
    return found  # type: ignore[no-any-return]


def status(name: str) -> Any:
    from exoshell.values.types import enum_value

    return enum_value("System.Management.Automation.Runspaces.PipelineState", name)


def no_entry(error_id: str, message: str, number: Any = None) -> PowerShellError:
    return ps_error(
        error_id, message, exception="System.ArgumentException", category="ObjectNotFound", target=number
    )
