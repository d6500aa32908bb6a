"""Add-History: adds entries to the history."""

from __future__ import annotations

from exoshell.cmdlets.objects.history import history_of, status
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.access import get_property


@cmdlet(
    "Add",
    "History",
    module="Microsoft.PowerShell.Core",
    output=("Microsoft.PowerShell.Commands.HistoryInfo",),
)
class AddHistory(Cmdlet):
    """Adds entries to the history."""

    input_object = Param(
        "psobject[]", "The objects to work on, usually from the pipeline.", position=0, pipe=BY_VALUE
    )
    passthru = Param("switch", "Give the entry.")

    def process(self) -> None:
        for item in self.input_object or []:
            text = get_property(item, "CommandLine")
            if text is None:
                continue
            state = get_property(item, "ExecutionStatus")
            made = history_of(self.session).add(
                str(text),
                status(str(getattr(state, "name", state) or "Completed")),
                get_property(item, "StartExecutionTime"),
                get_property(item, "EndExecutionTime"),
            )
            if self.passthru:
                self.write(made)
