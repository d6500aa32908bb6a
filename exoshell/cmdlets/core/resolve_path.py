"""Resolve-Path."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.drives import provider_info
from exoshell.cmdlets.providers.items import drive_of
from exoshell.cmdlets.providers.paths import shown_path
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.files import PathInfo


@cmdlet(
    "Resolve",
    "Path",
    module="Microsoft.PowerShell.Management",
    default_set="Path",
    output=("System.Management.Automation.PathInfo", "System.String"),
)
class ResolvePath(PathCmdlet):
    """Gives the full paths of the items that a path with wildcards means."""

    path = Param(
        "string[]",
        "The paths.",
        sets={"Path": P(0, True, BY_VALUE | BY_NAME), "RelativePath": P(0, True, BY_VALUE | BY_NAME)},
        wildcards=True,
    )
    literal_path = Param(
        "string[]",
        "The paths, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    relative = Param("switch", "Give paths relative to the current location.", sets={"RelativePath": P()})
    relative_base_path = Param("string", "Give paths relative to this folder.")
    force = Param("switch", "Hidden items too.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        for place in self.places():
            shown = shown_path(self.session, place)
            if self.relative and place[0] == "FileSystem":
                self.write(self.relative_path(place[1]))
            else:
                self.write(PathInfo(shown, place[1], drive_of(self.session, place), provider_info(place[0])))

    def relative_path(self, path: str) -> str:
        base = (
            self.session.location
            if self.relative_base_path is None
            else self.target(self.relative_base_path)[1]
        )
        relative = os.path.relpath(path, base)
        return relative if relative.startswith("..") else f"./{relative}"
