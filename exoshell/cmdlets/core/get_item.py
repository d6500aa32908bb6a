"""Get-Item."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet, literal_param, path_param
from exoshell.cmdlets.providers.items import get_item
from exoshell.command.declaration import BY_NAME, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.wildcard import has_wildcards


@cmdlet("Get", "Item", module="Microsoft.PowerShell.Management", default_set="Path")
class GetItem(PathCmdlet):
    """Gets the items at paths."""

    path = path_param()
    literal_path = literal_param()
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    force = Param("switch", "Hidden items too.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    stream = Param("string[]", "Alternate data streams; only Windows has them.")

    def process(self) -> None:
        for place in self.places():
            name = place[1].rpartition("/")[2]
            if place[0] == "FileSystem" and name.startswith(".") and not self.force and not self.is_wild():
                self.write_error(
                    ps_error(
                        "ItemNotFound",
                        f"Could not find item {place[1]}.",
                        exception="System.IO.IOException",
                        category="ObjectNotFound",
                        target=place[1],
                    )
                )
                continue
            self.write(get_item(self.session, place))

    def is_wild(self) -> bool:
        return any(has_wildcards(text) for text in self.path or ())
