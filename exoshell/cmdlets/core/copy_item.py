"""Copy-Item."""

from __future__ import annotations

import os
import shutil

from exoshell.cmdlets.providers.base import PathCmdlet, literal_param, path_param
from exoshell.cmdlets.providers.destinations import destination_of
from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet("Copy", "Item", module="Microsoft.PowerShell.Management", default_set="Path", should_process=True)
class CopyItem(PathCmdlet):
    """Copies items to another place."""

    path = path_param()
    literal_path = literal_param()
    destination = Param("string", "Where to.", position=1, pipe=BY_NAME)
    container = Param("switch", "Keep folders as they are.", default=True)
    force = Param("switch", "Overwrite read-only items.")
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    recurse = Param("switch", "With everything below.")
    pass_thru = Param("switch", "Give the copies.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    from_session = Param(
        "System.Management.Automation.Runspaces.PSSession", "Remote sessions do not exist here."
    )
    to_session = Param(
        "System.Management.Automation.Runspaces.PSSession", "Remote sessions do not exist here."
    )

    def process(self) -> None:
        for place in list(self.places()):
            try:
                self.copy(place)
            except PowerShellError as error:
                self.write_error(error)

    def copy(self, place: tuple[str, str]) -> None:
        target = self.target(self.destination or ".")
        if place[0] != "FileSystem" or target[0] != "FileSystem":
            provider = provider_of(self.session, place[0])
            if self.should_process(f"Item: {place[1]} Destination: {target[1]}", "Copy Item"):
                provider.copy(place[1], target[1])
            return
        source, goal = place[1], target[1]
        folder = os.path.isdir(source)
        into = goal if folder and not os.path.exists(goal) else destination_of(source, goal)
        if not self.should_process(
            f"Item: {source} Destination: {into}", "Copy Directory" if folder else "Copy File"
        ):
            return
        if os.path.exists(into) and os.path.samefile(source, into):
            raise ps_error(
                "CopyError",
                f"Cannot overwrite the item {source} with itself.",
                exception="System.IO.IOException",
                category="WriteError",
                target=source,
            )
        try:
            if not folder:
                shutil.copyfile(source, into)
                shutil.copymode(source, into)
            elif self.recurse:
                shutil.copytree(source, into, dirs_exist_ok=True)
            else:
                os.makedirs(into, exist_ok=True)
        except OSError as error:
            raise failure(error, into, "CopyFileInfoItemIOError", "WriteError") from None
        if self.pass_thru:
            self.write(get_item(self.session, ("FileSystem", into)))
