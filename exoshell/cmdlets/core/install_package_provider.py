"""Install-PackageProvider: installs package providers; none is needed."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Install",
    "PackageProvider",
    module="PackageManagement",
    should_process=True,
    class_name="Install-PackageProvider",
)
class InstallPackageProvider(PackageCommand):
    """Installs package providers; none is needed."""

    def process(self) -> None:
        self.verbose("Everything that this shell can use is built in.")
