"""Writing properties: `$x.Name = v`."""

from __future__ import annotations

from exoshell.dotnet.hooks import block_value
from exoshell.values import collections as C
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import (
    AliasProperty,
    CodeProperty,
    Member,
    PSCustomObject,
    PSObject,
    ScriptProperty,
)
from exoshell.values.type_extensions import EXTENSIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def set_property(obj: Any, name: Any, value: Any) -> None:
    """`$obj.name = value`."""
    if type(name) is not str:
        name = member_name(name)
    if type(obj) is PSCustomObject:
        spelled = name if name in obj.notes else obj.find(name)
        if spelled is not None:
            obj.notes[spelled] = value
            return
    elif type(obj) in _DICTIONARIES:
        entry = None if obj.contains(name) else view(obj).property(name)
        if entry is None or entry.set is None:
            obj.set(name, value)
            if type(obj) is C.OrderedDictionary:
                obj.names[obj.fold(name)] = name
            return
    _set_other(obj, name, value)


def _set_other(obj: Any, name: str, value: Any) -> None:
    if obj is None or obj is AUTOMATION_NULL:
        raise ps_error(
            "PropertyNotFound",
            f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.",
            category="InvalidOperation",
        )
    if isinstance(obj, PSCustomObject):
        spelled = obj.find(name)
        if spelled is None:
            if EXTENSIONS:
                member = find_type_member(obj, name.lower())
                if member is not None and _write_member(obj, member, value):
                    return
            raise _cannot_find_to_set(name)
        member = obj.notes[spelled]
        if not _write_member(obj, member, value):
            obj.notes[spelled] = value
        return
    extension = getattr(obj, "extension", None)
    if extension is not None:
        for spelled, member in extension.notes.items():
            if spelled.lower() == name.lower():
                if not _write_member(obj, member, value):
                    extension.notes[spelled] = value
                return
    base = obj.base if type(obj) is PSObject else obj
    if isinstance(base, C.DictionaryBase):
        set_index(base, name, value)
        return
    _set_net_property(base, name, value)


def _set_net_property(obj: Any, name: str, value: Any) -> None:
    if EXTENSIONS:
        member = find_type_member(obj, name.lower())
        if member is not None and _write_member(obj, member, value):
            return
    members = view(obj)
    dynamic = members.dynamic_set
    if dynamic is not None and dynamic(obj, name, value):
        return
    entry = members.property(name)
    if entry is None:
        raise ps_error(
            "PropertyAssignmentException",
            f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.",
            category="InvalidOperation",
        )
    if entry.set is None:
        raise ps_error(
            "PropertyAssignmentException",
            f"'{entry.name}' is a ReadOnly property.",
            category="InvalidOperation",
        )
    entry.set(obj, value)


def _cannot_find_to_set(name: str) -> PowerShellError:
    return ps_error(
        "ExceptionWhenSetting",
        f'Exception setting "{name}": "The property \'{name}\' cannot be found on this object. '
        'Verify that the property exists and can be set."',
        exception="System.Management.Automation.SetValueInvocationException",
    )


def _write_member(obj: Any, member: Any, value: Any) -> bool:
    """Writes through a member that is not a note; False for a note."""
    if not isinstance(member, Member):
        return False
    if isinstance(member, AliasProperty):
        set_property(obj, member.target, value)
    elif isinstance(member, ScriptProperty) and member.setter is not None:
        block_value(member.setter, [value], this=obj)
    elif isinstance(member, CodeProperty) and member.set is not None:
        member.set(obj, value)
    else:
        text = "Set accessor for property" if isinstance(member, ScriptProperty) else "Property"
        raise ps_error(
            "SetWithoutSetterFromScript" if isinstance(member, ScriptProperty) else "ExceptionWhenSetting",
            f'Exception setting "{member.name}": "{text} "{member.name}" is unavailable."',
            exception="System.Management.Automation.SetValueException",
        )
    return True


from exoshell.dotnet.access import _DICTIONARIES, find_type_member, member_name, view  # noqa: E402  (access takes its functions from here)
from exoshell.dotnet.indexing import set_index  # noqa: E402
