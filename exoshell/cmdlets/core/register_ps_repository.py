"""Register-PSRepository: registers a repository."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Register",
    "PSRepository",
    module="PowerShellGet",
    should_process=True,
    class_name="Register-PSRepository",
)
class RegisterPSRepository(PackageCommand):
    """Registers a repository."""

    def process(self) -> None:
        self.verbose("Everything that this shell can use is built in.")
