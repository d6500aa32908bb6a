"""Add-Member: adds members to an object."""

from __future__ import annotations

from exoshell.binder.properties import find_property
from exoshell.cmdlets.objects.members import add_member, find_added, notes_of
from exoshell.command.attributes import ValidateAttribute, ValidateNotNullOrEmpty, ValidationFailure
from exoshell.command.declaration import BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import (
    AliasProperty,
    PropertySet,
    PSCustomObject,
    PSObject,
    ScriptMethod,
    ScriptProperty,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


MEMBER_TYPES = frozenset(
    (
        "aliasproperty",
        "codemethod",
        "codeproperty",
        "memberset",
        "noteproperty",
        "propertyset",
        "scriptmethod",
        "scriptproperty",
    )
)


class NoMemberType(ValidateAttribute):
    """The name of a kind of member at the first position is `-MemberType`, not the name of a note."""

    __slots__ = ()

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None

    def validate(self, value: Any, env: Any = None) -> None:
        if isinstance(value, str) and value.lower() in MEMBER_TYPES:
            raise ValidationFailure(
                "The name for a NoteProperty member should not be a value that can be converted to type "
                "System.Management.Automation.PSMemberTypes.",
                True,
            )


@cmdlet("Add", "Member", default_set="TypeNameSet")
class AddMember(Cmdlet):
    """Adds members to an object."""

    input_object = Param(
        "psobject",
        "The objects to work on, usually from the pipeline.",
        mandatory=True,
        pipe=BY_VALUE,
        sets=("MemberSet", "TypeNameSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet"),
    )
    member_type = Param(
        "System.Management.Automation.PSMemberTypes",
        "The kind of member.",
        position=0,
        mandatory=True,
        sets=("MemberSet",),
        aliases=("Type",),
    )
    name = Param("string", "The name.", position=1, mandatory=True, sets=("MemberSet",))
    value = Param("System.Object", "The value.", position=2, sets=("MemberSet",))
    second_value = Param(
        "System.Object", "The second value, for members that take two.", position=3, sets=("MemberSet",)
    )
    type_name = Param(
        "string",
        "The type's name.",
        sets={
            "TypeNameSet": P(mandatory=True),
            "MemberSet": P(),
            "NotePropertySingleMemberSet": P(),
            "NotePropertyMultiMemberSet": P(),
        },
        validate=(ValidateNotNullOrEmpty(),),
    )
    force = Param(
        "switch",
        "Do it where it would otherwise be refused.",
        sets=("MemberSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet"),
    )
    pass_thru = Param(
        "switch",
        "Give the object that was worked on.",
        sets=("MemberSet", "TypeNameSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet"),
    )
    note_property_name = Param(
        "string",
        "The name of the note property.",
        position=0,
        mandatory=True,
        sets=("NotePropertySingleMemberSet",),
        validate=(ValidateNotNullOrEmpty(), NoMemberType()),
    )
    note_property_value = Param(
        "System.Object",
        "The value of the note property.",
        position=1,
        mandatory=True,
        sets=("NotePropertySingleMemberSet",),
        allow_null=True,
    )
    note_property_members = Param(
        "System.Collections.IDictionary",
        "Names and values of note properties.",
        position=0,
        mandatory=True,
        sets=("NotePropertyMultiMemberSet",),
        validate=(ValidateNotNullOrEmpty(),),
    )

    def process(self) -> None:
        target = self.input_object
        if self.note_property_members is not None:
            for key, value in self.note_property_members.items():
                target = self._add(target, str(key), value)
        elif self.is_bound("NotePropertyName"):
            target = self._add(target, self.note_property_name, self.note_property_value)
        elif self.parameter_set != "TypeNameSet":
            made = self._member()
            if made is None:
                return
            target = self._add(target, *made)
        if self.type_name:
            target = self._add_type_name(target)
        if self.pass_thru:
            self.write(target)

    def _add(self, target: Any, name: str, member: Any) -> Any:
        """Add one member; the value that carries it comes back (a plain value is wrapped for it)."""
        carrier, notes = notes_of(target)
        known = find_added(notes, name)
        if known is not None:
            if not self.force:
                self.write_error(already_exists(name, target))
                return carrier
        elif not isinstance(carrier, PSCustomObject) and exists_in_type(target, name):
            self.write_error(type_member(name, target) if self.force else already_exists(name, target))
            return carrier
        return add_member(carrier, name, member)

    def _member(self) -> tuple[str, Any] | None:
        kind = getattr(self.member_type, "name", str(self.member_type))
        name, value, second = self.name, self.value, self.second_value
        if kind == "NoteProperty":
            return name, value
        if kind == "ScriptProperty":
            return name, ScriptProperty(name, value, second)
        if kind == "ScriptMethod":
            return name, ScriptMethod(name, value)
        if kind == "AliasProperty":
            from exoshell.values.conversion import convert, to_text
            from exoshell.values.types import find_type

            cast = None if second is None else convert(second, find_type("type"))
            return name, AliasProperty(name, to_text(value), cast)
        if kind == "PropertySet":
            from exoshell.values.conversion import to_text

            items = value if isinstance(value, list) else [value]
            return name, PropertySet(name, [to_text(i) for i in items])
        if kind == "MemberSet":
            return name, member_set(name, value)
        self.write_error(
            ps_error(
                "CannotAddMemberType",
                f"The type {kind} cannot be added. Only the following types can be added: AliasProperty, CodeProperty, NoteProperty, ScriptProperty, "
                "PropertySet, ScriptMethod, CodeMethod, MemberSet.",
                exception="System.InvalidOperationException",
                category="InvalidOperation",
                target=self.input_object,
            )
        )
        return None

    def _add_type_name(self, target: Any) -> Any:
        from exoshell.dotnet.access import type_names

        names = type_names(target)
        made = [self.type_name, *[n for n in names if n != self.type_name]]
        if isinstance(target, PSCustomObject):
            target.type_names = made
            return target
        if type(target) is PSObject:
            target.extension.type_names = made
            return target
        carrier, _ = notes_of(target)
        carrier.extension.type_names = made
        return carrier


def exists_in_type(target: Any, name: str) -> bool:
    if find_property(target, name)[0]:
        return True
    from exoshell.dotnet.access import find_method

    base = target.base if type(target) is PSObject else target
    return not isinstance(base, PSCustomObject) and find_method(base, name) is not None


def member_set(name: str, value: Any) -> Any:
    """A MemberSet: a note whose value is the list of members."""
    from exoshell.dotnet.member_info import make_member

    return make_member("MemberSet", name, value)


def already_exists(name: str, target: Any) -> PowerShellError:
    error = operation_error(
        "MemberAlreadyExists",
        f'Cannot add a member with the name "{name}" because a member with that name already exists. To overwrite the member anyway, add the Force '
        "parameter to your command.",
        target,
    )
    error.record.target_type = "PSObject"
    return error


def type_member(name: str, target: Any) -> PowerShellError:
    return operation_error(
        "CannotRemoveTypeDataOrBaseMember",
        f'Cannot force the member with name "{name}" and type to be added. A member with that name and type already exists, and the existing member is '
        "not an instance extension.",
        target,
    )


def operation_error(error_id: str, message: str, target: Any) -> PowerShellError:
    return ps_error(
        error_id,
        message,
        exception="System.InvalidOperationException",
        category="InvalidOperation",
        target=target,
    )
