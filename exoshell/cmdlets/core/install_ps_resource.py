"""Install-PSResource: installs modules; the built-in ones are there."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Install",
    "PSResource",
    module="Microsoft.PowerShell.PSResourceGet",
    should_process=True,
    class_name="Install-PSResource",
)
class InstallPSResource(PackageCommand):
    """Installs modules; the built-in ones are there."""

    def process(self) -> None:
        for name in self.names():
            if self.built_in(name):
                self.verbose(f"The module '{name}' is built into this shell.")
                if self.pass_thru:
                    self.write(self.row(name))
