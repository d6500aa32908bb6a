"""Set-ItemProperty."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.items import get_item
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAMED = "propertyValuePathSet"
OBJECT = "propertyPSObjectPathSet"


@cmdlet(
    "Set", "ItemProperty", module="Microsoft.PowerShell.Management", default_set=NAMED, should_process=True
)
class SetItemProperty(PathCmdlet):
    """Changes properties of items."""

    path = Param(
        "string[]",
        "The items.",
        sets={NAMED: P(0, True, BY_NAME), OBJECT: P(0, True, BY_NAME)},
        wildcards=True,
    )
    literal_path = Param(
        "string[]",
        "The items, taken as they are.",
        sets={
            "propertyValueLiteralPathSet": P(None, True, BY_NAME),
            "propertyPSObjectLiteralPathSet": P(None, True, BY_NAME),
        },
        aliases=("PSPath", "LP"),
    )
    name_ = Param(
        "string",
        "The property.",
        name="Name",
        sets={NAMED: P(1, True, BY_NAME), "propertyValueLiteralPathSet": P(1, True, BY_NAME)},
        aliases=("PSProperty",),
    )
    value = Param(
        "System.Object",
        "Its new value.",
        sets={NAMED: P(2, True, BY_NAME), "propertyValueLiteralPathSet": P(2, True, BY_NAME)},
        allow_null=True,
    )
    input_object = Param(
        "psobject",
        "An object whose properties are taken over.",
        sets={
            OBJECT: P(None, True, BY_VALUE | BY_NAME),
            "propertyPSObjectLiteralPathSet": P(None, True, BY_VALUE | BY_NAME),
        },
    )
    pass_thru = Param("switch", "Give what was set.")
    force = Param("switch", "Hidden and read-only items too.")
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        for place in self.places():
            for name, value in self.pairs():
                if not self.should_process(f"Item: {place[1]} Property: {name}", "Set Property"):
                    continue
                try:
                    self.set(place, name, value)
                except PowerShellError as error:
                    self.write_error(error)

    def pairs(self) -> list[tuple[str, Any]]:
        if self.name_ is not None:
            return [(self.name_, self.value)]
        from exoshell.dotnet.access import properties_of

        return [(p.name, p.value) for p in properties_of(self.input_object)]

    def set(self, place: tuple[str, str], name: str, value: Any) -> None:
        from exoshell.dotnet.access import set_property

        set_property(get_item(self.session, place), name, value)
