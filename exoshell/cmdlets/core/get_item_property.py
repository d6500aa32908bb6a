"""Get-ItemProperty."""

from __future__ import annotations

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.items import get_item
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.objects import PSCustomObject
from exoshell.values.wildcard import compile_wildcard


@cmdlet("Get", "ItemProperty", module="Microsoft.PowerShell.Management", default_set="Path")
class GetItemProperty(PathCmdlet):
    """Gets items, or some of their properties."""

    path = Param("string[]", "The items.", sets={"Path": P(0, True, BY_VALUE | BY_NAME)}, wildcards=True)
    literal_path = Param(
        "string[]",
        "The items, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    name_ = Param(
        "string[]",
        "The properties; none is the whole item.",
        name="Name",
        position=1,
        aliases=("PSProperty",),
        wildcards=True,
    )
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        from exoshell.dotnet.access import properties_of

        for place in self.places():
            item = get_item(self.session, place)
            if not self.name_:
                self.write(item)
                continue
            notes = {}
            for text in self.name_:
                pattern = compile_wildcard(text, True)
                notes.update({p.name: p.value for p in properties_of(item) if pattern.matches(p.name)})
            for name in ("PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider"):
                notes.update({p.name: p.value for p in properties_of(item) if p.name == name})
            self.write(PSCustomObject(notes))
