"""Get-Member: gets the properties and methods of objects."""

from __future__ import annotations

from exoshell.cmdlets.objects.results import MemberDefinition
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Get", "Member", output=("Microsoft.PowerShell.Commands.MemberDefinition",))
class GetMember(Cmdlet):
    """Gets the properties and methods of objects."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    name = Param("string[]", "The name.", position=0, validate=(ValidateNotNullOrEmpty(),))
    member_type = Param(
        "System.Management.Automation.PSMemberTypes", "The kind of member.", aliases=("Type",)
    )
    view = Param(
        "System.Management.Automation.PSMemberViewTypes", "Which members: Base, Extended, Adapted or All."
    )
    static = Param("switch", "Static members.")
    force = Param("switch", "Do it where it would otherwise be refused.")

    def begin(self) -> None:
        self._seen: set[str] = set()
        self._any = False

    def process(self) -> None:
        item = self.input_object
        if item is None or item is AUTOMATION_NULL:
            return
        self._any = True
        from exoshell.dotnet.access import type_names
        from exoshell.dotnet.members import members_of
        from exoshell.values.types import PSType

        names = type_names(item)
        type_name = names[0] if names else "System.Object"
        if self.static and type(item) is PSType:
            type_name = item.full_name
        if type_name.lower() in self._seen:
            return
        self._seen.add(type_name.lower())
        rows = [m for m in members_of(item, self.static, self.force) if self._wanted(m)]
        rows.sort(key=lambda m: (m.member_type, m.name.lower()))
        from exoshell.values.types import enum_value

        for row in rows:
            kind = enum_value("System.Management.Automation.PSMemberTypes", row.member_type)
            self.write(MemberDefinition(type_name, row.name, kind, row.definition))

    def _wanted(self, member: Any) -> bool:
        if member.hidden and not self.force:
            return False
        if self.name is not None:
            from exoshell.values.wildcard import compile_wildcard

            if not any(compile_wildcard(n, True).matches(member.name) for n in self.name):
                return False
        kinds = kind_names(self.member_type) if self.is_bound("MemberType") else None
        if kinds is not None and member.member_type not in kinds:
            return False
        if not self.is_bound("View"):
            return True
        views = {word.strip() for word in str(getattr(self.view, "name", self.view)).split(",")}
        if "All" in views:
            return True
        return "Extended" in views if member.member_type in EXTENDED else bool(views & {"Base", "Adapted"})

    def end(self) -> None:
        if not self._any:
            self.write_error(
                ps_error(
                    "NoObjectInGetMember",
                    "You must specify an object for the Get-Member cmdlet.",
                    exception="System.InvalidOperationException",
                    category="CloseError",
                )
            )


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

EXTENDED = frozenset(
    (
        "AliasProperty",
        "CodeMethod",
        "CodeProperty",
        "MemberSet",
        "NoteProperty",
        "PropertySet",
        "ScriptMethod",
        "ScriptProperty",
    )
)
GROUPS = {
    "Properties": (
        "AliasProperty",
        "CodeProperty",
        "NoteProperty",
        "Property",
        "PropertySet",
        "ScriptProperty",
    ),
    "Methods": ("CodeMethod", "Method", "ScriptMethod"),
}


def kind_names(value: Any) -> set[str] | None:
    """The member kinds of a PSMemberTypes value; None for all."""
    text = getattr(value, "name", None) or str(value)
    names: set[str] = set()
    for word in text.split(","):
        word = word.strip()
        if word == "All":
            return None
        names.update(GROUPS.get(word, (word,)))
    return names
