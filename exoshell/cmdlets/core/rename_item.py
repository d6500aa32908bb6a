"""Rename-Item."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.paths import path_not_found, place_of, shown_path
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet("Rename", "Item", module="Microsoft.PowerShell.Management", default_set="ByPath", should_process=True)
class RenameItem(Cmdlet):
    """Gives an item another name."""

    path = Param("string", "The item.", sets={"ByPath": P(0, True, BY_VALUE | BY_NAME)})
    literal_path = Param(
        "string",
        "The item, taken as it is.",
        sets={"ByLiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    new_name = Param(
        "string", "The new name, or a block that gives it.", position=1, mandatory=True, pipe=BY_NAME
    )
    force = Param("switch", "Hidden and read-only items too.")
    pass_thru = Param("switch", "Give the renamed item.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        try:
            self.rename(place_of(self.session, self.path or self.literal_path))
        except PowerShellError as error:
            self.write_error(error)

    def rename(self, place: tuple[str, str]) -> None:
        provider = provider_of(self.session, place[0])
        if not provider.exists(place[1]):
            raise path_not_found(shown_path(self.session, place))
        if place[0] != "FileSystem":
            if self.should_process(f"Item: {place[1]} NewName: {self.new_name}", "Rename Item"):
                provider.move(place[1], self.new_name)
            return
        source = place[1]
        name = self.new_name.replace("\\", "/")
        if "/" in name and os.path.dirname(name) not in (".", os.path.dirname(source)):
            raise ps_error(
                "Argument",
                "Cannot rename the specified target, because it represents a path or device name.",
                exception="System.Management.Automation.PSArgumentException",
                category="InvalidArgument",
                target=self.new_name,
            )
        into = os.path.join(os.path.dirname(source), os.path.basename(name))
        action = "Rename Directory" if os.path.isdir(source) else "Rename File"
        if not self.should_process(f"Item: {source} Destination: {into}", action):
            return
        try:
            if os.path.lexists(into) and into != source:
                raise FileExistsError
            os.rename(source, into)
        except OSError as error:
            raise failure(error, into, "RenameItemIOError", "WriteError") from None
        if self.pass_thru:
            self.write(get_item(self.session, ("FileSystem", into)))
