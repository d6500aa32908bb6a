"""Get-Location."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import drive_not_found, drives_of
from exoshell.cmdlets.providers.location import path_info, stack_of
from exoshell.command.declaration import BY_NAME, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet(
    "Get",
    "Location",
    module="Microsoft.PowerShell.Management",
    default_set="Location",
    output=("System.Management.Automation.PathInfo", "System.Management.Automation.PathInfoStack"),
)
class GetLocation(Cmdlet):
    """Gets the current location, or the stack of kept ones."""

    ps_provider = Param(
        "string[]",
        "The current location of these providers.",
        name="PSProvider",
        sets={"Location": P(None, False, BY_NAME)},
    )
    ps_drive = Param(
        "string[]",
        "The current location in these drives.",
        name="PSDrive",
        sets={"Location": P(None, False, BY_NAME)},
    )
    stack = Param("switch", "The locations that Push-Location kept.", sets=("Stack",))
    stack_name = Param("string[]", "The stacks to show.", sets={"Stack": P(None, False, BY_NAME)})

    def process(self) -> None:
        drives = drives_of(self.session)
        if self.stack:
            for place in stack_of(self.session):
                self.write(path_info(self.session, place))
            return
        for name in self.ps_drive or ():
            drive = drives.find(name)
            if drive is None:
                self.write_error(drive_not_found(name))
            elif drive.provider == "FileSystem":
                self.write(
                    path_info(
                        self.session, (drive.name, self.session.location if drive.name == "/" else drive.root)
                    )
                )
            else:
                self.write(path_info(self.session, (drive.name, drive.location)))
        for name in self.ps_provider or ():
            self.provider_location(name)
        if not self.ps_drive and not self.ps_provider:
            self.write(path_info(self.session, drives.place()))

    def provider_location(self, name: str) -> None:
        from exoshell.cmdlets.providers.drives import provider_info

        try:
            info = provider_info(name)
        except PowerShellError as error:
            self.write_error(error)
            return
        if info.name != "FileSystem":
            self.write_error(
                ps_error(
                    "GetLocationNoMatchingDrive",
                    f"Cannot find drive. A drive with the name '{name}' does not exist.",
                    exception="System.Management.Automation.DriveNotFoundException",
                    category="ObjectNotFound",
                    target=name,
                )
            )
            return
        self.write(path_info(self.session, ("/", self.session.location)))
