"""Adding members to values of any kind: property bags, .NET objects, and plain values wrapped for the purpose."""

from __future__ import annotations

from exoshell.values.collections import DictionaryBase
from exoshell.values.objects import (
    Member,
    NetObject,
    ObjectExtension,
    PSCustomObject,
    PSExtendedObject,
    PSObject,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def notes_of(value: Any) -> tuple[Any, dict[str, Any]]:
    """The value that can carry members (wrapped if need be) and its table of added members."""
    if isinstance(value, PSCustomObject):
        return value, value.notes
    if type(value) is PSObject:
        return value, value.extension.notes
    if isinstance(value, (NetObject, DictionaryBase)) and hasattr(value, "extension"):
        if value.extension is None:
            value.extension = ObjectExtension()
        return value, value.extension.notes
    made = PSObject(value)
    return made, made.extension.notes


def find_added(notes: dict[str, Any], name: str) -> str | None:
    """The spelling of an added member, or None."""
    if name in notes:
        return name
    lowered = name.lower()
    return next((known for known in notes if known.lower() == lowered), None)


def has_property(value: Any, name: str) -> bool:
    """Whether the value has a member of that name, added or its type's own."""
    from exoshell.binder.properties import find_property

    return find_property(value, name)[0]


def add_member(value: Any, name: str, member: Any) -> Any:
    """Add a note value or a Member; gives the value that carries it."""
    carrier, notes = notes_of(value)
    known = find_added(notes, name)
    if known is not None:
        del notes[known]  # what replaces a member stands at the end
    notes[name] = member
    if isinstance(member, Member) and type(carrier) is PSCustomObject:
        carrier.__class__ = PSExtendedObject
    if isinstance(carrier, PSCustomObject):
        carrier._folded = None
    return carrier


def add_note(value: Any, name: str, content: Any) -> Any:
    return add_member(value, name, content)


def copy_for_members(value: Any) -> Any:
    """A value that may get members without changing others: property bags are copied, plain values wrapped anew."""
    if isinstance(value, PSCustomObject):
        made = type(value)(dict(value.notes), None if value.type_names is None else list(value.type_names))
        return made
    if type(value) is PSObject:
        extension = ObjectExtension()
        extension.notes = dict(value.extension.notes)
        extension.type_names = value.extension.type_names
        return PSObject(value.base, extension)
    return value
