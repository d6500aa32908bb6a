"""Which properties an object shows, in which order, and how their values are fetched.

A plain PSCustomObject is read straight from its notes; everything else goes through the member tables.
"""

from __future__ import annotations

from exoshell.values.objects import CUSTOM_TYPE_NAMES, PSCustomObject
from exoshell.values.type_extensions import EXTENSIONS, extensions_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

MISSING = object()
_METHODS = ("System.Management.Automation.PSMethod", "System.Management.Automation.PSScriptMethod")
_ADAPTED = ("Property", "ParameterizedProperty")


def type_names(value: Any) -> Sequence[str]:
    """The object's type names, most derived first."""
    if type(value) is PSCustomObject:
        return value.type_names or CUSTOM_TYPE_NAMES
    from exoshell.dotnet.access import type_names as names_of

    return names_of(value)


def is_plain(value: Any) -> bool:
    """Whether the object's notes are all that it has."""
    return type(value) is PSCustomObject and not has_type_members(value)


def has_type_members(value: PSCustomObject) -> bool:
    """Whether members were added to one of the object's types."""
    return bool(EXTENSIONS) and any(e.members for e in extensions_of(value.type_names or CUSTOM_TYPE_NAMES))


def properties(value: Any) -> list[tuple[str, str]]:
    """(name, member type) of the visible properties, in the order of `psobject.Properties`."""
    from exoshell.dotnet.access import properties_of

    return [(p.name, p.member_type) for p in properties_of(value)]


def property_names(value: Any) -> list[str]:
    """Names of the visible properties in the order in which they are shown by default: those of the .NET type before added ones."""
    if is_plain(value):
        return list(value.notes)
    found = properties(value)
    names = [n for n, kind in found if kind in _ADAPTED] + [n for n, kind in found if kind not in _ADAPTED]
    return list(dict.fromkeys(names))


def match_names(value: Any, pattern: str) -> list[str]:
    """Names of the properties that a wildcard pattern matches, in the order of `psobject.Properties`."""
    names = list(value.notes) if is_plain(value) else [n for n, _ in properties(value)]
    if pattern == "*":
        return names
    from exoshell.values.wildcard import compile_wildcard

    matches = compile_wildcard(pattern, True).matches
    return [n for n in names if matches(n)]


def find_name(value: Any, name: str) -> str | None:
    """The spelling of the property called `name` in any case, or None."""
    if type(value) is PSCustomObject:
        found = value.find(name)
        if found is not None or is_plain(value):
            return found
    folded = name.lower()
    for known, _ in properties(value):
        if known.lower() == folded:
            return known
    return None


def value_of(value: Any, name: str) -> Any:
    """The value of a property, MISSING where there is none; errors of getters are raised."""
    if type(value) is PSCustomObject:
        notes = value.notes
        if name in notes:
            return notes[name]
        found = value.find(name)
        if found is not None:
            return notes[found]
        if is_plain(value):
            return MISSING
    from exoshell.dotnet import access

    found = access.find_property(value, name)
    if found is access.MISSING or getattr(type(found), "type_name", "") in _METHODS:
        return MISSING
    return found


def display_set(value: Any) -> list[str] | None:
    """The names of the default display set, or None."""
    if type(value) is PSCustomObject and value.type_names is None and not EXTENSIONS:
        return None
    if EXTENSIONS:
        for extension in extensions_of(type_names(value)):
            if extension.display_set:
                return list(extension.display_set)
    from exoshell.dotnet.access import default_display_set

    found = default_display_set(value)
    return list(found) if found else None


def display_property_of(value: Any) -> str | None:
    """The DefaultDisplayProperty of the object's types, or None."""
    if not EXTENSIONS:
        return None
    for extension in extensions_of(type_names(value)):
        if extension.display_property:
            return extension.display_property
    return None
