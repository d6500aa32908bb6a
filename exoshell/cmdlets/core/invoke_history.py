"""Invoke-History: runs a command of the history again."""

from __future__ import annotations

from exoshell.cmdlets.objects.history import history_of, no_entry
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet


@cmdlet("Invoke", "History", module="Microsoft.PowerShell.Core", should_process=True)
class InvokeHistory(Cmdlet):
    """Runs a command of the history again."""

    id = Param("string", "The number of the item.", position=0, pipe=BY_NAME)

    def process(self) -> None:
        history = history_of(self.session)
        wanted = self.id
        if not wanted:
            if not history.entries:
                raise no_entry("InvokeHistoryNoLastHistoryEntryFound", "Cannot locate most recent history.")
            entry = history.entries[-1]
        else:
            entry = self._entry(history, str(wanted))
        if not self.should_process(entry.command_line):
            return
        self.context.host.out(entry.command_line + "\n")
        from exoshell.runtime.scripts import source_of

        self.session.run_source(source_of(entry.command_line), self.write, self.context.scope)

    def _entry(self, history: Any, wanted: str) -> Any:
        if wanted.isdecimal():
            found = history.find(int(wanted))
            if found is None:
                raise no_entry(
                    "InvokeHistoryNoHistoryForId", f"Cannot locate the history for Id {wanted}.", wanted
                )
            return found
        for entry in reversed(history.entries):
            if entry.command_line.lower().startswith(wanted.lower()):
                return entry
        raise no_entry(
            "InvokeHistoryNoHistoryForCommandline",
            f"Cannot locate the history for command line {wanted}.",
            wanted,
        )


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
