"""Uninstall-PSResource: uninstalls modules; built-in ones stay."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Uninstall",
    "PSResource",
    module="Microsoft.PowerShell.PSResourceGet",
    should_process=True,
    class_name="Uninstall-PSResource",
)
class UninstallPSResource(PackageCommand):
    """Uninstalls modules; built-in ones stay."""

    def process(self) -> None:
        self.verbose("Everything that this shell can use is built in.")
