"""One property of an object by name, for pipeline binding and property expressions: added members and those of the type, no dictionary keys, no
methods, no intrinsic members."""

from __future__ import annotations

from exoshell.dotnet import access
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import Member, PropertySet, PSCustomObject, PSObject, ScriptMethod
from exoshell.values.type_extensions import EXTENSIONS, extensions_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ABSENT = (False, "", None)


def find_property(obj: Any, name: str) -> tuple[bool, str, Any]:
    """(found, the name's spelling, the value). A property whose getter fails is there and null; a PropertySet is given as itself."""
    if obj is None or obj is AUTOMATION_NULL:
        return ABSENT
    if isinstance(obj, PSCustomObject):
        spelled = obj.find(name)
        if spelled is not None:
            return added(obj, spelled, obj.notes[spelled])
    else:
        extension = getattr(obj, "extension", None)
        if extension is not None and extension.notes:
            lowered = name.lower()
            for spelled, value in extension.notes.items():
                if spelled.lower() == lowered:
                    return added(obj, spelled, value)
    if EXTENSIONS:
        lowered = name.lower()
        for more in extensions_of(access.type_names(obj)):
            for spelled, value in more.members.items():
                if spelled.lower() == lowered:
                    return added(obj, spelled, value)
    if isinstance(obj, PSCustomObject):
        return ABSENT
    return of_type(obj.base if type(obj) is PSObject else obj, name)


def added(obj: Any, name: str, value: Any) -> tuple[bool, str, Any]:
    """An added member as a property."""
    if not isinstance(value, Member):
        return True, name, value
    if isinstance(value, ScriptMethod):
        return ABSENT
    if isinstance(value, PropertySet):
        return True, name, value
    try:
        return True, name, access.read_note(obj, value)
    except PowerShellError:
        return True, name, None


def of_type(base: Any, name: str) -> tuple[bool, str, Any]:
    """A property of the value's .NET type."""
    members = access.view(base)
    dynamic = members.dynamic_get
    if dynamic is not None:
        found = dynamic(base, name)
        if found is not access.MISSING:
            return True, name, found
    entry = members.property(name)
    if entry is None:
        return ABSENT
    try:
        value = access.read_entry(base, entry)
    except PowerShellError:
        return True, entry.name, None
    return True, entry.name, None if value is AUTOMATION_NULL else value
