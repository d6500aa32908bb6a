"""Save-Module: saves modules to a folder; built-in ones need none."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet("Save", "Module", module="PowerShellGet", should_process=True, class_name="Save-Module")
class SaveModule(PackageCommand):
    """Saves modules to a folder; built-in ones need none."""

    def process(self) -> None:
        self.verbose("Everything that this shell can use is built in.")
