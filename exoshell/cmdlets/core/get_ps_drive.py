"""Get-PSDrive."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import drives_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Get",
    "PSDrive",
    module="Microsoft.PowerShell.Management",
    default_set="Name",
    output=("System.Management.Automation.PSDriveInfo",),
)
class GetPSDrive(Cmdlet):
    """Gets the drives of the session."""

    name_ = Param(
        "string[]",
        "The drives' names.",
        name="Name",
        sets={"Name": P(0, False, BY_VALUE | BY_NAME)},
        wildcards=True,
    )
    literal_name = Param(
        "string[]", "The drives' names, taken as they are.", sets={"LiteralName": P(0, True, BY_NAME)}
    )
    scope = Param("string", "The scope of the drives.", pipe=BY_NAME)
    ps_provider = Param("string[]", "Only drives of these providers.", name="PSProvider", pipe=BY_NAME)

    def process(self) -> None:
        drives = [
            d
            for d in drives_of(self.session).table.values()
            if d.provider != "Certificate" or self.literal_name or self.name_
        ]
        if self.ps_provider:
            drives = [
                d
                for d in drives
                if any(compile_wildcard(p, True).matches(d.provider) for p in self.ps_provider)
            ]
        drives.sort(key=lambda d: d.name.lower())
        names = self.name_ or self.literal_name
        if not names:
            for drive in drives:
                self.write(drive)
            return
        for name in names:
            found = [d for d in drives if compile_wildcard(name, True).matches(d.name)]
            for drive in found:
                self.write(drive)
            if not found and not any(c in name for c in "*?["):
                self.write_error(
                    ps_error(
                        "GetLocationNoMatchingDrive",
                        f"Cannot find drive. A drive with the name '{name}' does not exist.",
                        exception="System.Management.Automation.DriveNotFoundException",
                        category="ObjectNotFound",
                        target=name,
                    )
                )
