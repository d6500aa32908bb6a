"""Set-Location."""

from __future__ import annotations

from exoshell.cmdlets.providers.location import path_info, set_location
from exoshell.cmdlets.providers.paths import home_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import PowerShellError


@cmdlet(
    "Set",
    "Location",
    module="Microsoft.PowerShell.Management",
    default_set="Path",
    output=("System.Management.Automation.PathInfo",),
)
class SetLocation(Cmdlet):
    """Goes to another location."""

    path = Param(
        "string", "The path; none is the home folder.", sets={"Path": P(0, False, BY_VALUE | BY_NAME)}
    )
    literal_path = Param(
        "string",
        "The path, taken as it is.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    pass_thru = Param("switch", "Give the new location.")
    stack_name = Param(
        "string", "The stack that becomes the current one.", sets={"Stack": P(None, False, BY_NAME)}
    )

    def process(self) -> None:
        literal = self.parameter_set == "LiteralPath"
        text = self.literal_path if literal else self.path
        try:
            place = set_location(self.session, text or home_of(self.session), literal=literal)
        except PowerShellError as error:
            self.write_error(error)
            return
        if self.pass_thru:
            self.write(path_info(self.session, place))
