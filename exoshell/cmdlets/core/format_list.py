"""Format-List."""

from __future__ import annotations

from exoshell.cmdlets.output.format_command import PACKETS, FormatCommand
from exoshell.command.declaration import Param, cmdlet


@cmdlet("Format", "List", output=PACKETS)
class FormatList(FormatCommand):
    """Shows objects as lists of their properties."""

    shape = "List"
    kind = "list"

    property = Param(
        "System.Object[]", "The entries: names, patterns, script blocks or tables of them.", position=0
    )
