"""Uninstall-Module: uninstalls modules; built-in ones stay."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet("Uninstall", "Module", module="PowerShellGet", should_process=True, class_name="Uninstall-Module")
class UninstallModule(PackageCommand):
    """Uninstalls modules; built-in ones stay."""

    def process(self) -> None:
        self.verbose("Everything that this shell can use is built in.")
