"""Get-ItemPropertyValue."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.items import get_item
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet


@cmdlet("Get", "ItemPropertyValue", module="Microsoft.PowerShell.Management", default_set="Path")
class GetItemPropertyValue(PathCmdlet):
    """Gets the values of properties of items."""

    path = Param("string[]", "The items.", sets={"Path": P(0, False, BY_VALUE | BY_NAME)}, wildcards=True)
    literal_path = Param(
        "string[]",
        "The items, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    name_ = Param(
        "string[]", "The properties.", name="Name", position=1, mandatory=True, aliases=("PSProperty",)
    )
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def begin(self) -> None:
        if not self.path and not self.literal_path:
            self.path = ["."]

    def process(self) -> None:
        from exoshell.dotnet.access import get_property

        for place in self.places():
            item = get_item(self.session, place)
            for name in self.name_:
                self.write_all(get_property(item, name))
