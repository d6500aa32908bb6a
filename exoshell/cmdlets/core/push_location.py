"""Push-Location."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import drives_of
from exoshell.cmdlets.providers.location import path_info, set_location
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import PowerShellError


@cmdlet(
    "Push",
    "Location",
    module="Microsoft.PowerShell.Management",
    default_set="Path",
    output=("System.Management.Automation.PathInfo",),
)
class PushLocation(Cmdlet):
    """Keeps the current location and goes to another."""

    path = Param("string", "Where to go.", sets={"Path": P(0, False, BY_VALUE | BY_NAME)})
    literal_path = Param(
        "string",
        "Where to go, taken as it is.",
        sets={"LiteralPath": P(None, False, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    pass_thru = Param("switch", "Give the new location.")
    stack_name = Param("string", "The stack to keep the location on.", pipe=BY_NAME)

    def process(self) -> None:
        drives = drives_of(self.session)
        here = drives.place()
        text = self.literal_path or self.path
        place = here
        if text:
            try:
                place = set_location(self.session, text, literal=bool(self.literal_path))
            except PowerShellError as error:
                self.write_error(error)
                return
        drives.stack.append(here)
        if self.pass_thru:
            self.write(path_info(self.session, place))
