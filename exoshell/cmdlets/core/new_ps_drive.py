"""New-PSDrive."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.drives import drives_of, provider_info
from exoshell.cmdlets.providers.paths import place_of
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.files import PSDriveInfo


@cmdlet(
    "New",
    "PSDrive",
    module="Microsoft.PowerShell.Management",
    should_process=True,
    output=("System.Management.Automation.PSDriveInfo",),
)
class NewPSDrive(Cmdlet):
    """Makes a drive that shows a folder under a short name."""

    name_ = Param("string", "The drive's name.", name="Name", position=0, mandatory=True, pipe=BY_NAME)
    ps_provider = Param(
        "string", "The provider.", name="PSProvider", position=1, mandatory=True, pipe=BY_NAME
    )
    root = Param(
        "string", "What the drive shows.", position=2, mandatory=True, pipe=BY_NAME, allow_empty_string=True
    )
    description = Param("string", "A text about the drive.", pipe=BY_NAME)
    scope = Param("string", "The scope of the drive.", pipe=BY_NAME)
    persist = Param("switch", "Mapped drives exist on Windows only.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        try:
            self.make()
        except PowerShellError as error:
            self.write_error(error)

    def make(self) -> None:
        drives = drives_of(self.session)
        provider = provider_info(self.ps_provider)
        if not self.should_process(
            f"Name: {self.name_} Provider: Microsoft.PowerShell.Core\\{provider.name} Root: {self.root}",
            "New drive",
        ):
            return
        root = self.root
        if provider.name == "FileSystem":
            root = place_of(self.session, self.root)[1]
            if not os.path.isdir(root):
                raise ps_error(
                    "DriveRootError",
                    f'The specified drive root "{self.root}" either does not exist, or it is not a folder.',
                    exception="System.IO.IOException",
                    category="ReadError",
                    target=self.root,
                )
        if drives.find(self.name_) is not None:
            raise ps_error(
                "DriveAlreadyExists",
                f"A drive with the name '{self.name_}' already exists.",
                exception="System.Management.Automation.SessionStateException",
                category="ResourceExists",
                target=self.name_,
            )
        drive = PSDriveInfo(self.name_, provider.name, root, self.description or "")
        drives.table[self.name_.lower()] = drive
        self.write(drive)
