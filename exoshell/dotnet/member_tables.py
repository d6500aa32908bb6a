"""Members of `.psobject`, of its collections, and of PSNoteProperty and its kin."""

from __future__ import annotations

from exoshell.dotnet import access
from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.intrinsic import BaseView, TypeNames, set_type_names
from exoshell.dotnet.member_info import (
    MemberCollection,
    MemberView,
    PSMember,
    add_member,
    copy_object,
    member_from,
    member_types,
    remove_member,
)
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.collections import Collection
from exoshell.values.objects import PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SMA = "System.Management.Automation."
VIEW = table(SMA + "PSMemberSet")


def _base(view: MemberView) -> Any:
    return view.target.base if type(view.target) is PSObject else view.target


VIEW.add_properties(
    {
        "Members": lambda v: MemberCollection(v.target, "Members"),
        "Properties": lambda v: MemberCollection(v.target, "Properties"),
        "Methods": lambda v: MemberCollection(v.target, "Methods"),
        "ImmediateBaseObject": _base,
        "BaseObject": _base,
        "TypeNames": lambda v: TypeNames(v.target),
        "MemberType": lambda v: member_types("MemberSet"),
        "Name": lambda v: "psobject",
        "TypeNameOfValue": lambda v: SMA + "PSObject",
    }
)
VIEW.methods.clear()


@VIEW.method("Copy", raw=True)
def copy(view: Any) -> Any:
    return copy_object(view.target)


@VIEW.method("ToString", raw=True)
def view_text(view: Any) -> str:
    from exoshell.dotnet.strings import text_of

    return text_of(_base(view))


def base_member(view: Any, name: str) -> Any:
    """`$x.psbase.Name`: a member of the .NET object, keys and added members left out."""
    if not isinstance(view, BaseView):
        return access.MISSING
    entry = access.view(view.target).property(name)
    return access.MISSING if entry is None else access.read_entry(view.target, entry)


VIEW.dynamic_get = base_member

# ------------------------------------------------------------------------------------------------------------------------- collections


def match(owner: MemberCollection, pattern: str, kinds: Any = None) -> Any:
    """Match(name pattern[, member types])."""
    from exoshell.values.wildcard import compile_wildcard

    test = compile_wildcard(pattern)
    found = [m for m in owner.items() if test.matches(m.name)]
    if kinds is not None:
        mask = kinds.value
        found = [m for m in found if member_types(m.kind).value & mask]
    return Collection(found)


def add(owner: MemberCollection, member: PSMember, *rest: Any) -> None:
    """Add(member[, pre-validated])."""
    if owner.kind == "Methods" and member.kind not in ("ScriptMethod", "CodeMethod"):
        raise net_error(SMA + "ExtendedTypeSystemException", "Only methods can be added to this collection.")
    if owner.find(member.name) is not None and not rest:
        raise net_error(
            SMA + "ExtendedTypeSystemException",
            f'Cannot add a member with the name "{member.name}" because a member with that name already exists. '
            "To overwrite the member anyway, add the Force parameter to your command.",
        )
    target = owner.target
    if (
        not hasattr(target, "notes")
        and not hasattr(type(target), "extension")
        and not hasattr(target, "extension")
    ):
        return
    add_member(target, member.name, member_from(member), force=True)
    member.owner = target
    member.info = None


for _suffix in (
    "PSMemberInfoIntegratingCollection`1",
    "PSMemberInfoCollection`1",
    "ReadOnlyPSMemberInfoCollection`1",
):
    _t = table(SMA + _suffix)
    _t.get_item = lambda owner, index: (
        owner.items()[index] if type(index) is int else owner.find(access.member_name(index))
    )
    _t.add_methods(
        {
            "Add": add,
            "Remove": lambda owner, name: remove_member(owner.target, name),
            "Match": match,
            "Item": lambda owner, name: owner.find(name),
            "GetEnumerator": lambda owner: Enumerator(owner.items()),
        },
        raw=True,
    )
    for _method in ("add", "remove"):
        _t.methods[_method].function = (lambda f: lambda *args: _quiet(f, *args))(
            _t.methods[_method].function
        )
    _t.add_properties({"Count": lambda owner: len(owner.items())})


def _quiet(function: Any, *args: Any) -> Any:
    from exoshell.values.null import AUTOMATION_NULL

    function(*args)
    return AUTOMATION_NULL


MemberCollection.enumerate = MemberCollection.items  # type: ignore[attr-defined]

# -------------------------------------------------------------------------------------------------------------------------- members


def _settable(member: PSMember) -> bool:
    return bool(member.info.settable) if member.info is not None else True


def _value_type(member: PSMember) -> str:
    if member.kind in ("Method", "ScriptMethod", "CodeMethod"):
        return f"{SMA}PS{member.kind}"
    if member.info is not None:
        return str(member.info.type_name)
    value = member.value
    return "System.Object" if value is None else types.type_of(value).full_name


def _text(member: PSMember) -> str:
    return str(member.definition)


def _make(kind: str) -> Any:
    def new(ps_type: Any, name: str, value: Any = None, second: Any = None) -> PSMember:
        from exoshell.dotnet.member_info import make_member

        return PSMember(name, kind, None, make_member(kind, name, value, second))

    return new


for _kind in "NoteProperty ScriptProperty AliasProperty CodeProperty Property PropertySet Method Method`1 ScriptMethod CodeMethod ParameterizedProperty".split():
    _t = table(f"{SMA}PS{_kind}")
    _t.add_properties(
        {
            "Name": lambda m: m.name,
            "MemberType": lambda m: member_types(m.kind),
            "Value": lambda m: m.value,
            "TypeNameOfValue": _value_type,
            "IsInstance": lambda m: m.kind != "Property" and m.kind != "Method",
            "IsSettable": _settable,
            "IsGettable": lambda m: True,
        }
    )
    _t.properties["value"].set = lambda m, value: m.store(value)
    _t.properties["value"].type_text = "System.Object"
    _t.method("ToString", "string ToString()")(_text)
    _t.method("Copy", raw=True)(lambda m: PSMember(m.name, m.kind, m.owner, m.member, m.info))
    if _kind in ("NoteProperty", "ScriptProperty", "AliasProperty", "ScriptMethod"):
        _t.new(raw=True)(_make(_kind))
    if "Method" in _kind:
        _t.add_properties({"OverloadDefinitions": lambda m: m.overloads()})
        _t.properties["overloaddefinitions"].type_text = "string[]"
        _t.method("Invoke", raw=True)(
            lambda m, *args: access.call_method(
                m.owner, m.name, list(args[0]) if len(args) == 1 and type(args[0]) is list else list(args)
            )
        )
table(SMA + "PSAliasProperty").add_properties({"ReferencedMemberName": lambda m: m.member.target})
table(SMA + "PSScriptProperty").add_properties(
    {"GetterScript": lambda m: m.member.getter, "SetterScript": lambda m: m.member.setter}
)
table(SMA + "PSScriptMethod").add_properties({"Script": lambda m: m.member.script})
table(SMA + "PSPropertySet").add_properties(
    {"ReferencedPropertyNames": lambda m: Collection(list(m.member.names), types.STRING)}
)

OBJECT_VIEW = table(SMA + "PSObject")
OBJECT_VIEW.static("AsPSObject", raw=True)(lambda value: value)
PSReference = table(SMA + "PSReference")
PSReference.add_fields({"Value": "value"})
PSReference.properties["value"].type_text = "System.Object"


@PSReference.new("System.Management.Automation.PSReference new(System.Object value)")
def new_reference(ps_type: Any, value: Any = None) -> Any:
    from exoshell.values.reference import PSReference as Reference

    return Reference(value)


NAMES = table("System.Collections.ObjectModel.Collection`1")


def changed_names(names: TypeNames) -> None:
    """After a change of `pstypenames`."""
    set_type_names(names.target, list(names))
