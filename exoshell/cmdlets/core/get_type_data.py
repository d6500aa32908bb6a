"""Get-TypeData."""

from __future__ import annotations

from exoshell.cmdlets.output.type_files import added_types
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.collections import OrderedDictionary
from exoshell.values.objects import Member, PSCustomObject
from exoshell.values.type_data import powershell_members

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TYPE_DATA = "System.Management.Automation.Runspaces.TypeData"


@cmdlet("Get", "TypeData", output=("System.Management.Automation.PSObject",))
class GetTypeData(Cmdlet):
    """Gives what was added to types."""

    type_name = Param(
        "string[]",
        "The types; patterns are allowed.",
        position=0,
        pipe=BY_VALUE,
        validate=(ValidateNotNullOrEmpty(),),
    )

    def process(self) -> None:
        from exoshell.values.wildcard import compile_wildcard

        wanted = [compile_wildcard(p, True) for p in self.type_name or ()]
        seen = set()
        for added in added_types():
            if not wanted or any(w.matches(added.type_name) for w in wanted):
                seen.add(added.type_name.lower())
                self.write(_object(added.type_name, added.members, added.display_set))
        for name in self.type_name or ():
            rows = powershell_members(name)
            if rows and name.lower() not in seen:
                members = {row[1]: row[0] for row in rows if row[0] not in ("display", "key", "show")}
                shown = next((row[1].split() for row in rows if row[0] == "show"), None)
                self.write(_object(name, members, shown))


def _object(name: str, members: dict[str, Any], shown: list[str] | None) -> PSCustomObject:
    table = OrderedDictionary((n, m.name if isinstance(m, Member) else m) for n, m in members.items())
    notes = {"TypeName": name, "Members": table, "DefaultDisplayPropertySet": shown}
    return PSCustomObject(notes, [TYPE_DATA, "System.Object"])
