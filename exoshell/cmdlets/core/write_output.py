"""Write-Output: writes objects to the pipeline."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.enumeration import enumerate_value
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Write", "Output")
class WriteOutput(Cmdlet):
    """Writes objects to the pipeline."""

    input_object = Param(
        "psobject",
        "The objects to work on, usually from the pipeline.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        remaining=True,
        allow_null=True,
        allow_empty_collection=True,
    )
    no_enumerate = Param("switch", "Give a collection as one object.")

    def process(self) -> None:
        item = self.input_object
        if item is AUTOMATION_NULL:
            return
        if self.no_enumerate:
            self.write(item)
            return
        items = enumerate_value(item)
        if items is None:
            self.write(item)
            return
        for element in items:
            self.write(element)

    def item_processor(self) -> Callable[[Any], None] | None:
        return self.write if self.no_enumerate else self.write_all


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
