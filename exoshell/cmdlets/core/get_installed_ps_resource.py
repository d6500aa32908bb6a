"""Get-InstalledPSResource: lists the modules that can be used."""

from __future__ import annotations

from exoshell.cmdlets.objects.builtin_modules import BUILTIN
from exoshell.cmdlets.objects.packages import PackageCommand, no_match
from exoshell.command.declaration import cmdlet
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Get",
    "InstalledPSResource",
    module="Microsoft.PowerShell.PSResourceGet",
    should_process=True,
    class_name="Get-InstalledPSResource",
)
class GetInstalledPSResource(PackageCommand):
    """Lists the modules that can be used."""

    def process(self) -> None:
        for name in self.names() or list(BUILTIN):
            pattern = compile_wildcard(name, True)
            found = [known for known in BUILTIN if pattern.matches(known)]
            for known in found:
                self.write(self.row(known))
            if not found and not any(c in "*?[" for c in name):
                self.write_error(no_match(name))
