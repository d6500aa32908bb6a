"""Remove-Item."""

from __future__ import annotations

import os
import shutil
import stat

from exoshell.cmdlets.providers.base import PathCmdlet, literal_param, path_param
from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.filesystem import is_read_only
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet("Remove", "Item", module="Microsoft.PowerShell.Management", default_set="Path", should_process=True)
class RemoveItem(PathCmdlet):
    """Deletes items."""

    path = path_param()
    literal_path = literal_param()
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    recurse = Param("switch", "With everything below.")
    force = Param("switch", "Hidden and read-only items too.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    stream = Param("string[]", "Alternate data streams; only Windows has them.")

    def process(self) -> None:
        for place in list(self.places()):
            try:
                self.remove(place)
            except PowerShellError as error:
                self.write_error(error)

    def remove(self, place: tuple[str, str]) -> None:
        if place[0] != "FileSystem":
            if self.should_process(f"Item: {place[1]}", "Remove Item"):
                provider_of(self.session, place[0]).remove(place[1])
            return
        path = place[1]
        folder = os.path.isdir(path) and not os.path.islink(path)
        if folder and not self.recurse and os.listdir(path) and not self.may_recurse(path):
            return
        if not self.should_process(path, "Remove Directory" if folder else "Remove File"):
            return
        if is_read_only(path) and not self.force and not os.path.islink(path):
            raise ps_error(
                "RemoveFileSystemItemUnAuthorizedAccess",
                "You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.",
                exception="System.IO.IOException",
                category="PermissionDenied",
                target=path,
            )
        try:
            if folder:
                shutil.rmtree(path, onerror=self.make_writable if self.force else None)
            else:
                os.unlink(path)
        except OSError as error:
            raise failure(error, path, "RemoveFileSystemItemIOError", "WriteError") from None

    def may_recurse(self, path: str) -> bool:
        return self.context.should_continue(
            f"The item at {path} has children and the Recurse parameter was not specified. If you continue, all children will be "
            "removed with the item. Are you sure you want to continue?",
            "Confirm",
        )

    @staticmethod
    def make_writable(function: object, path: str, _: object) -> None:
        os.chmod(path, stat.S_IRWXU)
        function(path)  # type: ignore[operator]
