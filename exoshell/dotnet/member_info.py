"""`.psobject` and what hangs on it: collections of members, PSNoteProperty and its kin as values."""

from __future__ import annotations

from exoshell.dotnet import access, members
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.view import MethodEntry
from exoshell.values import types
from exoshell.values.objects import (
    AliasProperty,
    CodeProperty,
    Member,
    NetObject,
    ObjectExtension,
    PropertySet,
    PSCustomObject,
    PSExtendedObject,
    PSObject,
    ScriptMethod,
    ScriptProperty,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class MemberView(NetObject):
    """The PSObject around a value, as `.psobject` shows it."""

    __slots__ = ("target",)
    type_name = "System.Management.Automation.PSMemberSet"

    def __init__(self, target: Any) -> None:
        self.target = target
        self.extension = None
        self.ps_type = None


class MemberCollection(NetObject):
    """`.Properties`, `.Methods` or `.Members` (`kind`) of an object."""

    __slots__ = ("target", "kind")

    def __init__(self, target: Any, kind: str) -> None:
        self.target, self.kind = target, kind
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        element = {"Properties": "PSPropertyInfo", "Methods": "PSMethodInfo", "Members": "PSMemberInfo"}[
            self.kind
        ]
        return f"System.Management.Automation.PSMemberInfoIntegratingCollection`1[System.Management.Automation.{element}]"

    def items(self) -> list[PSMember]:
        """The members as values."""
        result = []
        if self.kind != "Methods":
            result += [
                PSMember(p.name, p.member_type, self.target, p.member, p)
                for p in members.properties_of(self.target, base=True)
            ]
        if self.kind != "Properties":
            result += method_members(self.target)
        return result

    def find(self, name: str) -> PSMember | None:
        """The member of this name."""
        lower = name.lower()
        if self.kind != "Methods":
            for info in members.properties_of(self.target, force=True, base=True):
                if info.name.lower() == lower:
                    return PSMember(info.name, info.member_type, self.target, info.member, info)
        if self.kind != "Properties":
            for member in method_members(self.target, lower):
                return member
        return None


def method_members(obj: Any, lower: str | None = None) -> list[PSMember]:
    """The methods of an object as values; only the one called `lower` where given."""
    result = []
    base = obj.base if type(obj) is PSObject else obj
    notes = (
        base.notes
        if isinstance(base, PSCustomObject)
        else getattr(getattr(obj, "extension", None), "notes", None) or {}
    )
    for name, value in notes.items():
        if isinstance(value, ScriptMethod) and lower in (None, name.lower()):
            result.append(PSMember(name, "ScriptMethod", obj, value))
    names = access.view(base).method_names()
    result += [
        PSMember(n, "Method", obj, access.view(base).method(n)) for n in names if lower in (None, n.lower())
    ]
    return result


class PSMember(NetObject):
    """A member as a value: `owner` the object it belongs to or None; `member` a Member, a MethodEntry, or (without owner) the held value."""

    __slots__ = ("name", "kind", "owner", "member", "info")

    def __init__(self, name: str, kind: str, owner: Any = None, member: Any = None, info: Any = None) -> None:
        self.name, self.kind, self.owner, self.member, self.info = name, kind, owner, member, info
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        if self.kind == "Method":
            return "System.Management.Automation.PSMethod`1"
        return f"System.Management.Automation.PS{self.kind}"

    @property
    def value(self) -> Any:
        if self.kind in ("Method", "ScriptMethod", "CodeMethod"):
            return self
        if self.owner is None:
            return access.read_note(None, self.member)
        if self.info is not None:
            return self.info.value
        return access.get_property(self.owner, self.name)

    def store(self, value: Any) -> None:
        """Writes the property."""
        if self.owner is None:
            self.member = value
        else:
            access.set_property(self.owner, self.name, value)

    @property
    def definition(self) -> str:
        """Text of the member: a property's definition, a method's overloads."""
        if isinstance(self.member, MethodEntry):
            return ", ".join(self.overloads())
        if self.kind == "ScriptMethod":
            return f"System.Object {self.name}();"
        info = (
            self.info
            if self.info is not None
            else members.note_info(
                self.owner or PSCustomObject({self.name: self.member}), self.name, self.member
            )
        )
        return str(info.definition)

    def overloads(self) -> list[str]:
        """Overload definitions of a method."""
        if not isinstance(self.member, MethodEntry):
            return [f"System.Object {self.name}();"]
        ps_type = self.member.ps_type
        texts = [members._shown(s.text, ps_type) for s in self.member.signatures]
        return texts or [f"System.Object {self.member.name}()"]


def method_info(obj: Any, method: Any) -> PSMember:
    """`$obj.Method` without parentheses."""
    if isinstance(method, MethodEntry):
        return PSMember(method.name, "Method", obj, method)
    if isinstance(method, ScriptMethod):
        return PSMember(method.name, "ScriptMethod", obj, method)
    return PSMember(getattr(method, "name", ""), "Method", obj, method)


def add_member(obj: Any, name: str, value: Any, force: bool = False) -> None:
    """Adds a note (any value) or a Member to an object. Raises NetError where the name is taken and `force` is not set."""
    lower = name.lower()
    if isinstance(obj, PSCustomObject):
        spelled = obj.find(name)
        if spelled is not None:
            if not force:
                raise _exists(name)
            if spelled != name:
                del obj.notes[spelled]
        if isinstance(value, Member) and type(obj) is PSCustomObject:
            obj.__class__ = PSExtendedObject
        obj.notes[name] = value
        obj._folded = None
        return
    extension = extension_of(obj)
    for spelled in list(extension.notes):
        if spelled.lower() == lower:
            if not force:
                raise _exists(name)
            del extension.notes[spelled]
    extension.notes[name] = value


def _exists(name: str) -> Exception:
    return net_error(
        "System.Management.Automation.ExtendedTypeSystemException",
        f'Cannot add a member with the name "{name}" because a member with that name already exists. '
        "To overwrite the member anyway, add the Force parameter to your command.",
    )


def extension_of(obj: Any) -> ObjectExtension:
    """The object's place for added members, made at first use."""
    try:
        extension = obj.extension
    except AttributeError:
        extension = None
    if extension is None:
        extension = obj.extension = ObjectExtension()
    return extension  # type: ignore[no-any-return]


def remove_member(obj: Any, name: str) -> None:
    """Removes an added member; nothing happens where there is none."""
    lower = name.lower()
    if isinstance(obj, PSCustomObject):
        spelled = obj.find(name)
        if spelled is not None:
            del obj.notes[spelled]
            obj._folded = None
        return
    extension = getattr(obj, "extension", None)
    if extension is not None:
        for spelled in list(extension.notes):
            if spelled.lower() == lower:
                del extension.notes[spelled]


def member_from(value: PSMember) -> Any:
    """What is stored in an object for a member value: the note's value or a Member."""
    if value.kind == "NoteProperty":
        return value.value if value.owner is not None else value.member
    return value.member


def copy_object(obj: Any) -> Any:
    """`.psobject.Copy()`."""
    if isinstance(obj, PSCustomObject):
        made = type(obj)(dict(obj.notes), None if obj.type_names is None else list(obj.type_names))
        return made
    if type(obj) is PSObject:
        extension = ObjectExtension()
        extension.notes = dict(obj.extension.notes)
        extension.type_names = obj.extension.type_names
        return PSObject(obj.base, extension)
    clone = access.view(obj).method("Clone")
    return clone.invoke(obj, []) if clone is not None and clone.method is not None else obj


def make_member(kind: str, name: str, value: Any, second: Any = None) -> Any:
    """A Member (or for a NoteProperty the value) of a PSMemberTypes name."""
    if kind == "AliasProperty":
        return AliasProperty(name, value, second)
    if kind == "ScriptProperty":
        return ScriptProperty(name, value, second)
    if kind == "ScriptMethod":
        return ScriptMethod(name, value)
    if kind == "PropertySet":
        return PropertySet(name, list(value))
    if kind == "CodeProperty":
        return CodeProperty(name, value, second)
    return value


def member_types(kind: str) -> types.EnumValue:
    """PSMemberTypes value of a kind."""
    return types.enum_value("System.Management.Automation.PSMemberTypes", kind)
