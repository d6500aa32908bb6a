"""Pop-Location."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import drives_of
from exoshell.cmdlets.providers.location import path_info
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet


@cmdlet(
    "Pop",
    "Location",
    module="Microsoft.PowerShell.Management",
    output=("System.Management.Automation.PathInfo",),
)
class PopLocation(Cmdlet):
    """Goes back to the location that Push-Location kept last."""

    pass_thru = Param("switch", "Give the new location.")
    stack_name = Param("string", "The stack to take it from.", pipe=BY_NAME)

    def process(self) -> None:
        drives = drives_of(self.session)
        if not drives.stack:
            return
        place = drives.stack.pop()
        drives.go(place)
        if self.pass_thru:
            self.write(path_info(self.session, place))
