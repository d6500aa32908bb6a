"""Format-Custom."""

from __future__ import annotations

from exoshell.cmdlets.output.format_command import PACKETS, FormatCommand
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.format.shaping import FormatParameters


@cmdlet("Format", "Custom", output=PACKETS)
class FormatCustom(FormatCommand):
    """Shows objects as trees of their properties, or by a custom view."""

    shape = "Custom"
    kind = "custom"

    property = Param(
        "System.Object[]", "The properties: names, patterns, script blocks or tables of them.", position=0
    )
    depth = Param("int", "How deep objects are opened.", validate=(ValidateRange(1, 2147483647),))

    def adjust(self, parameters: FormatParameters) -> None:
        if self.depth:
            parameters.depth = self.depth
