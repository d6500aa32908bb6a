"""Clear-History: removes entries from the history."""

from __future__ import annotations

from exoshell.cmdlets.objects.history import history_of, no_entry
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Clear", "History", module="Microsoft.PowerShell.Core", default_set="IDParameter", should_process=True
)
class ClearHistory(Cmdlet):
    """Removes entries from the history."""

    id = Param(
        "int[]",
        "The number of the item.",
        position=0,
        sets=("IDParameter",),
        validate=(ValidateRange(1, 2147483647),),
    )
    command_line = Param(
        "string[]",
        "The text of the command.",
        sets=("CommandLineParameter",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    count = Param("int", "How many.", position=1, validate=(ValidateRange(1, 2147483647),))
    newest = Param("switch", "From the newest.")

    def process(self) -> None:
        history = history_of(self.session)
        if not self.should_process("History", "Clear-History"):
            return
        if self.is_bound("Id"):
            for number in self.id:
                found = history.find(int(number))
                if found is None:
                    self.write_error(
                        no_entry(
                            "GetHistoryNoHistoryForId", f"Cannot locate the history for Id {number}.", number
                        )
                    )
                else:
                    history.entries.remove(found)
            return
        doomed = history.entries[:]
        if self.is_bound("CommandLine"):
            patterns = [compile_wildcard(c, True) for c in self.command_line]
            doomed = [e for e in doomed if any(p.matches(e.command_line) for p in patterns)]
        if self.newest:
            doomed.reverse()
        if self.is_bound("Count"):
            doomed = doomed[: self.count]
        for entry in doomed:
            history.entries.remove(entry)
