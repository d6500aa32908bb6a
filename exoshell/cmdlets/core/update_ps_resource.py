"""Update-PSResource: updates modules; the built-in ones are current."""

from __future__ import annotations

from exoshell.cmdlets.objects.packages import PackageCommand
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Update",
    "PSResource",
    module="Microsoft.PowerShell.PSResourceGet",
    should_process=True,
    class_name="Update-PSResource",
)
class UpdatePSResource(PackageCommand):
    """Updates modules; the built-in ones are current."""

    def process(self) -> None:
        for name in self.names():
            if self.built_in(name):
                self.verbose(f"The module '{name}' is built into this shell.")
                if self.pass_thru:
                    self.write(self.row(name))
