"""Out-Default."""

from __future__ import annotations

from exoshell.cmdlets.output.console import ConsoleCommand
from exoshell.command.declaration import BY_VALUE, Param, cmdlet


@cmdlet("Out", "Default", module="Microsoft.PowerShell.Core")
class OutDefault(ConsoleCommand):
    """Shows objects on the console, as the end of every pipeline does."""

    transcript = Param("switch", "Only write to the transcript.")
    input_object = Param("psobject", "The objects to show.", pipe=BY_VALUE)
