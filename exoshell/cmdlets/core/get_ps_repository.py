"""Get-PSRepository: lists the repositories."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet
from exoshell.values.objects import PSCustomObject


@cmdlet("Get", "PSRepository", module="PowerShellGet", should_process=True, class_name="Get-PSRepository")
class GetPSRepository(PackageCommand):
    """Lists the repositories."""

    def process(self) -> None:
        self.write(
            PSCustomObject(
                {
                    "Name": "PSGallery",
                    "InstallationPolicy": "Trusted",
                    "SourceLocation": "https://www.powershellgallery.com/api/v2",
                }
            )
        )
