"""Format-Wide."""

from __future__ import annotations

from exoshell.cmdlets.output.format_command import PACKETS, FormatCommand, exclusive
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.format.shaping import FormatParameters


@cmdlet("Format", "Wide", output=PACKETS)
class FormatWide(FormatCommand):
    """Shows one property of each object, several on a line."""

    shape = "Wide"
    kind = "wide"

    property = Param(
        "System.Object", "The one property: a name, a script block or a table of one.", position=0
    )
    auto_size = Param("switch", "As many columns as the longest value allows.")
    column = Param("int", "How many columns.", validate=(ValidateRange(1, 2147483647),))

    def adjust(self, parameters: FormatParameters) -> None:
        if self.auto_size and self.column:
            raise exclusive("AutoSize", "Column")
        parameters.autosize, parameters.columns = bool(self.auto_size), self.column
