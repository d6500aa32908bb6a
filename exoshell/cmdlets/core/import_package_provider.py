"""Import-PackageProvider: brings a package provider into the session."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Import",
    "PackageProvider",
    module="PackageManagement",
    should_process=True,
    class_name="Import-PackageProvider",
)
class ImportPackageProvider(PackageCommand):
    """Brings a package provider into the session."""

    def process(self) -> None:
        self.verbose("Everything that this shell can use is built in.")
