"""Set-PSRepository: changes a repository."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet("Set", "PSRepository", module="PowerShellGet", should_process=True, class_name="Set-PSRepository")
class SetPSRepository(PackageCommand):
    """Changes a repository."""

    def process(self) -> None:
        self.verbose("Everything that this shell can use is built in.")
