"""Clear-Item."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet, literal_param, path_param
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, Param, cmdlet


@cmdlet("Clear", "Item", module="Microsoft.PowerShell.Management", default_set="Path", should_process=True)
class ClearItem(PathCmdlet):
    """Clears the value of an item without removing it."""

    path = path_param()
    literal_path = literal_param()
    force = Param("switch", "Read-only items too.")
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        for place in self.places():
            if self.should_process(f"Item: {place[1]}", "Clear Item"):
                provider_of(self.session, place[0]).set_item(place[1], None)
