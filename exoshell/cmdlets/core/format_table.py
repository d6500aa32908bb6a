"""Format-Table."""

from __future__ import annotations

from exoshell.cmdlets.output.format_command import PACKETS, FormatCommand
from exoshell.command.declaration import Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.format.shaping import FormatParameters


@cmdlet("Format", "Table", output=PACKETS)
class FormatTable(FormatCommand):
    """Shows objects as the rows of a table."""

    shape = "Table"
    kind = "table"

    auto_size = Param("switch", "Measure every row before the first is shown.")
    repeat_header = Param("switch", "Show the header again after each screen.")
    hide_table_headers = Param("switch", "No header.")
    wrap = Param("switch", "Show all lines of text that is too wide, instead of cutting it.")
    property = Param(
        "System.Object[]", "The columns: names, patterns, script blocks or tables of them.", position=0
    )

    def adjust(self, parameters: FormatParameters) -> None:
        parameters.autosize, parameters.wrap = bool(self.auto_size), bool(self.wrap)
        parameters.repeat_header, parameters.hide_headers = (
            bool(self.repeat_header),
            bool(self.hide_table_headers),
        )
