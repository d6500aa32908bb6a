"""Write-Progress: shows how far a piece of work has come."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import Cmdlet, Param, cmdlet


@cmdlet("Write", "Progress")
class WriteProgress(Cmdlet):
    """Shows how far a piece of work has come."""

    activity = Param("string", "What is being done.", position=0)
    status = Param("string", "How it stands.", position=1, validate=(ValidateNotNullOrEmpty(),))
    id = Param("int", "The number of the item.", position=2, validate=(ValidateRange(0, 2147483647),))
    percent_complete = Param("int", "How much is done, in percent.", validate=(ValidateRange(-1, 100),))
    seconds_remaining = Param("int", "How many seconds it will take.")
    current_operation = Param("string", "What is being done at the moment.")
    parent_id = Param("int", "The bar above.", validate=(ValidateRange(-1, 2147483647),))
    completed = Param("switch", "The work is done.")
    source_id = Param("int", "Where the record comes from.")

    def process(self) -> None:
        self.progress(ProgressRecord(self))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ProgressRecord:
    """What a progress bar shows. Percent and seconds are -1 where unknown."""

    __slots__ = (
        "activity",
        "status",
        "number",
        "parent",
        "percent",
        "seconds",
        "operation",
        "completed",
        "source",
    )

    def __init__(self, command: Any) -> None:
        self.activity = command.activity
        self.status = command.status
        self.number = command.id or 0
        self.parent = -1 if command.parent_id is None else command.parent_id
        self.percent = -1 if command.percent_complete is None else command.percent_complete
        self.seconds = -1 if command.seconds_remaining is None else command.seconds_remaining
        self.operation = command.current_operation
        self.completed = command.completed
        self.source = command.source_id or 0
