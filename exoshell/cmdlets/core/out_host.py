"""Out-Host."""

from __future__ import annotations

from exoshell.cmdlets.output.console import ConsoleCommand
from exoshell.command.declaration import BY_VALUE, Param, cmdlet


@cmdlet("Out", "Host", module="Microsoft.PowerShell.Core")
class OutHost(ConsoleCommand):
    """Shows objects on the console."""

    paging = Param("switch", "One screen at a time.")
    input_object = Param("psobject", "The objects to show.", pipe=BY_VALUE)
