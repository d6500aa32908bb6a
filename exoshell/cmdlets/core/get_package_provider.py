"""Get-PackageProvider: lists the package providers."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet
from exoshell.values.objects import PSCustomObject


@cmdlet(
    "Get",
    "PackageProvider",
    module="PackageManagement",
    should_process=True,
    class_name="Get-PackageProvider",
)
class GetPackageProvider(PackageCommand):
    """Lists the package providers."""

    def process(self) -> None:
        for name in self.names() or ["NuGet", "PowerShellGet"]:
            self.write(PSCustomObject({"Name": name, "Version": "3.0.0.1", "DynamicOptions": ""}))
