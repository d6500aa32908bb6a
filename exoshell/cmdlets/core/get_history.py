"""Get-History: gets the commands typed in this session."""

from __future__ import annotations

from exoshell.cmdlets.objects.history import history_of, no_entry
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet(
    "Get",
    "History",
    module="Microsoft.PowerShell.Core",
    output=("Microsoft.PowerShell.Commands.HistoryInfo",),
)
class GetHistory(Cmdlet):
    """Gets the commands typed in this session."""

    id = Param(
        "long[]",
        "The number of the item.",
        position=0,
        pipe=BY_VALUE,
        validate=(ValidateRange(1, 9223372036854775807),),
    )
    count = Param("int", "How many.", position=1, validate=(ValidateRange(0, 32767),))

    def process(self) -> None:
        history = history_of(self.session)
        entries = history.entries
        limit = self.count if self.is_bound("Count") else None
        if self.is_bound("Id"):
            for number in self.id:
                found = history.find(int(number))
                if found is None:
                    self.write_error(
                        no_entry(
                            "GetHistoryNoHistoryForId", f"Cannot locate the history for Id {number}.", number
                        )
                    )
                elif limit is not None and len(self.id) == 1:
                    place = entries.index(found)
                    for entry in entries[max(0, place - limit + 1) : place + 1]:
                        self.write(entry)
                else:
                    self.write(found)
            return
        for entry in entries if limit is None else entries[len(entries) - min(limit, len(entries)) :]:
            self.write(entry)
