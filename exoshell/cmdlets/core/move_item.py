"""Move-Item."""

from __future__ import annotations

import os
import shutil

from exoshell.cmdlets.providers.base import PathCmdlet, literal_param, path_param
from exoshell.cmdlets.providers.destinations import destination_of
from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, Param, cmdlet
from exoshell.values.errors import PowerShellError


@cmdlet("Move", "Item", module="Microsoft.PowerShell.Management", default_set="Path", should_process=True)
class MoveItem(PathCmdlet):
    """Moves items to another place."""

    path = path_param()
    literal_path = literal_param()
    destination = Param("string", "Where to.", position=1, pipe=BY_NAME)
    force = Param("switch", "Overwrite what is there.")
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    pass_thru = Param("switch", "Give the moved items.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        for place in list(self.places()):
            try:
                self.move(place)
            except PowerShellError as error:
                self.write_error(error)

    def move(self, place: tuple[str, str]) -> None:
        target = self.target(self.destination or ".")
        if place[0] != "FileSystem":
            if self.should_process(f"Item: {place[1]} Destination: {target[1]}", "Move Item"):
                provider_of(self.session, place[0]).move(place[1], target[1])
            return
        source = place[1]
        into = destination_of(source, target[1])
        folder = os.path.isdir(source)
        if not self.should_process(
            f"Item: {source} Destination: {into}", "Move Directory" if folder else "Move File"
        ):
            return
        try:
            if os.path.lexists(into) and not (os.path.exists(into) and os.path.samefile(source, into)):
                if not self.force or folder:
                    raise FileExistsError
                os.unlink(into)
            shutil.move(source, into)
        except OSError as error:
            name = "MoveDirectoryItemIOError" if folder else "MoveFileInfoItemIOError"
            raise failure(error, into, name, "WriteError") from None
        if self.pass_thru:
            self.write(get_item(self.session, ("FileSystem", into)))
