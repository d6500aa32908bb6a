"""Remove-PSDrive."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import drive_not_found, drives_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Remove", "PSDrive", module="Microsoft.PowerShell.Management", default_set="Name", should_process=True
)
class RemovePSDrive(Cmdlet):
    """Removes drives from the session; what they show stays."""

    name_ = Param(
        "string[]",
        "The drives' names.",
        name="Name",
        sets={"Name": P(0, True, BY_VALUE | BY_NAME)},
        wildcards=True,
    )
    literal_name = Param(
        "string[]",
        "The drives' names, taken as they are.",
        sets={"LiteralName": P(0, True, BY_VALUE | BY_NAME)},
    )
    ps_provider = Param("string[]", "Only drives of these providers.", name="PSProvider", pipe=BY_NAME)
    scope = Param("string", "The scope of the drives.", pipe=BY_NAME)
    force = Param("switch", "Even the drive of the current location.")

    def process(self) -> None:
        drives = drives_of(self.session)
        for name in self.name_ or self.literal_name or ():
            found = [d for d in drives.table.values() if compile_wildcard(name, True).matches(d.name)]
            if not found:
                self.write_error(drive_not_found(name))
            for drive in found:
                if drive.name.lower() == drives.current.lower():
                    self.write_error(
                        ps_error(
                            "DriveRemoveError",
                            f"Cannot remove drive '{drive.name}' because it is in use.",
                            exception="System.Management.Automation.PSInvalidOperationException",
                            category="InvalidOperation",
                            target=drive.name,
                        )
                    )
                elif self.should_process(
                    f"Name: {drive.name} Provider: Microsoft.PowerShell.Core\\{drive.provider} Root: {drive.root}",
                    "Remove Drive",
                ):
                    del drives.table[drive.name.lower()]
