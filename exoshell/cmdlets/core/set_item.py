"""Set-Item."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet("Set", "Item", module="Microsoft.PowerShell.Management", default_set="Path", should_process=True)
class SetItem(PathCmdlet):
    """Changes the value of an item: a variable, an environment variable, a function, an alias."""

    path = Param("string[]", "The paths.", sets={"Path": P(0, True, BY_NAME)}, wildcards=True)
    literal_path = Param(
        "string[]",
        "The paths, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    value = Param("System.Object", "The new value.", position=1, pipe=BY_VALUE | BY_NAME)
    force = Param("switch", "Read-only items too.")
    pass_thru = Param("switch", "Give the item.")
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        for text, _ in self.texts():
            try:
                place = self.target(text)
                if place[0] == "FileSystem":
                    raise ps_error(
                        "NotSupported",
                        "Provider operation stopped because the provider does not support this operation.",
                        exception="System.Management.Automation.PSNotSupportedException",
                        category="NotImplemented",
                    )
                if self.should_process(f"Item: {place[1]} Value: {self.value}", "Set Item"):
                    provider_of(self.session, place[0]).set_item(place[1], self.value)
                    if self.pass_thru:
                        self.write(get_item(self.session, place))
            except PowerShellError as error:
                self.write_error(error)
