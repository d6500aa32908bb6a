"""Members and display sets that a type files (`types.ps1xml`) or a command adds to types."""

from __future__ import annotations

from exoshell.values.errors import ps_error
from exoshell.values.objects import AliasProperty, PropertySet, ScriptMethod, ScriptProperty
from exoshell.values.type_extensions import EXTENSIONS, TypeExtension, extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def add_member(type_name: str, name: str, member: Any, force: bool) -> None:
    """Add a member to a type; one that is there already is an error unless forced."""
    target = extension(type_name)
    known = target.find(name)
    if known is not None:
        if not force:
            raise ps_error(
                "TypesDynamicUpdateException",
                f'Error in TypeData "{type_name}": The member {name} is already present.',
                category="InvalidOperation",
            )
        del target.members[known]
    target.members[name] = member


def set_fact(type_name: str, fact: str, value: Any, force: bool) -> None:
    """Set a display set or the like of a type."""
    target = extension(type_name)
    if getattr(target, fact) is not None and not force:
        word = {"display_set": "DefaultDisplayPropertySet", "key_set": "DefaultKeyPropertySet"}.get(
            fact, "DefaultDisplayProperty"
        )
        raise ps_error(
            "TypesDynamicUpdateException",
            f'Error in TypeData "{type_name}": The member {word} is already present.',
            category="InvalidOperation",
        )
    setattr(target, fact, value)


def remove_type(type_name: str) -> bool:
    """Take away everything that was added to a type; whether there was anything."""
    return EXTENSIONS.pop(type_name.lower(), None) is not None


def read_types(data: bytes, compile_block: Callable[[str], Any]) -> list[str]:
    """Add what a types file says; the names of its types. `compile_block` makes a script block."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(data, parser)
    names = []
    for element in root.findall("Type"):
        name = (element.findtext("Name") or "").strip()
        names.append(name)
        members = element.find("Members")
        for child in members if members is not None else ():
            _add_element(name, child, compile_block)
    return names


def _add_element(type_name: str, element: Any, compile_block: Callable[[str], Any]) -> None:
    name = (element.findtext("Name") or "").strip()
    tag = element.tag
    if tag == "NoteProperty":
        add_member(type_name, name, element.findtext("Value") or "", True)
    elif tag == "AliasProperty":
        add_member(
            type_name,
            name,
            AliasProperty(name, (element.findtext("ReferencedMemberName") or "").strip()),
            True,
        )
    elif tag == "ScriptProperty":
        getter, setter = element.findtext("GetScriptBlock"), element.findtext("SetScriptBlock")
        made = ScriptProperty(
            name,
            compile_block(getter) if getter is not None else None,
            compile_block(setter) if setter is not None else None,
        )
        add_member(type_name, name, made, True)
    elif tag == "ScriptMethod":
        add_member(type_name, name, ScriptMethod(name, compile_block(element.findtext("Script") or "")), True)
    elif tag == "PropertySet":
        add_member(type_name, name, PropertySet(name, _names(element)), True)
    elif tag == "MemberSet" and name == "PSStandardMembers":
        for child in element.findall("Members/PropertySet"):
            fact = {"DefaultDisplayPropertySet": "display_set", "DefaultKeyPropertySet": "key_set"}.get(
                (child.findtext("Name") or "").strip()
            )
            if fact is not None:
                setattr(extension(type_name), fact, _names(child))


def _names(element: Any) -> list[str]:
    return [(n.text or "").strip() for n in element.findall("ReferencedProperties/Name")]


def added_types() -> list[TypeExtension]:
    """Everything that was added, type by type."""
    return list(EXTENSIONS.values())
