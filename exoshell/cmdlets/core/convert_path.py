"""Convert-Path."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet, literal_param, path_param
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Convert", "Path", module="Microsoft.PowerShell.Management", default_set="Path", output=("System.String",)
)
class ConvertPath(PathCmdlet):
    """Gives the provider's own form of paths."""

    path = path_param()
    literal_path = literal_param()

    def process(self) -> None:
        for place in self.places():
            self.write(place[1])
