"""Rows (name, Property or Method, definition) of the members of types, and the keys of dictionaries."""

from __future__ import annotations

from typing import Any

from exoshell.complete.additions import ADDED, ENUM_STATICS, EXPLICIT


def dictionary_keys(value: Any) -> list[str]:
    """The keys of a hashtable or an ordered dictionary that are texts; empty for anything else."""
    from exoshell.values.types import type_of

    if value is None or not type_of(value).full_name.endswith(("Hashtable", "OrderedDictionary")):
        return []
    return [key for key in value.keys() if isinstance(key, str)]


def explicit(ps_type: Any) -> list[tuple[str, str, str]]:
    """Members of interfaces that the type and its bases implement without showing them."""
    found = []
    while ps_type is not None:
        properties, methods = EXPLICIT.get(ps_type.full_name.partition("[")[0], ((), ()))
        found += [(name, "Property", "") for name in properties] + [(name, "Method", "") for name in methods]
        ps_type = ps_type.base
    return found


def typed_members(ps_type: Any) -> list[tuple[str, str, str]]:
    """Instance members of a type and its bases, from the facts about types."""
    from exoshell.values.type_data import members
    from exoshell.values.type_extensions import extensions_of

    rows: dict[str, tuple[str, str, str]] = {}
    current = ps_type
    while current is not None:
        if current.script is not None and hasattr(current.script, "static_methods"):
            for row in script_members(current.script, False):
                rows.setdefault(row[0].lower(), row)
        facts = members(current.full_name.partition("[")[0] if current.arguments else current.full_name)
        for kind, table in (("Property", facts.properties), ("Method", facts.methods)):
            for lowered, (name, texts) in table.items():
                text = texts[0] if texts else ""
                if not name.endswith("[]") and not (kind == "Property" and "(" in text):
                    rows.setdefault(lowered, (name, kind, text))
        for name in ADDED.get(current.full_name, ()):
            rows.setdefault(name.lower(), (name, "Property", ""))
        for addition in extensions_of([current.full_name]):
            for member in getattr(addition, "members", {}).values():
                kind = "Method" if "Method" in type(member).__name__ else "Property"
                rows.setdefault(member.name.lower(), (member.name, kind, ""))
        current = current.base
    rows.setdefault("gettype", ("GetType", "Method", "type GetType()"))
    return [*rows.values(), *explicit(ps_type)]


def script_members(cls: Any, static: bool) -> list[tuple[str, str, str]]:
    """What a class of a script declares, without what is hidden."""
    rows = [
        (p.name, "Property", p.type_name or "") for p in cls.properties if p.static == static and not p.hidden
    ]
    for overloads in (cls.static_methods if static else cls.methods).values():
        rows += [(o.name, "Method", str(o.returns or "")) for o in overloads if not o.hidden]
    return rows


def static_members(ps_type: Any) -> list[tuple[str, str, str]]:
    """Static members of a type: enumeration values, fields and properties, methods, `new`."""
    from exoshell.values.type_data import members

    facts = members(ps_type.full_name.partition("[")[0] if ps_type.arguments else ps_type.full_name)
    rows = [
        (name, "Property", f"{ps_type.display} {name}")
        for name in (ps_type.enum.names if ps_type.kind == "enum" else ())
    ]
    rows += [
        (name, "Property", texts[0] if texts else "") for name, texts in facts.static_properties.values()
    ]
    rows += [
        (name, "Method", texts[0] if texts else "")
        for name, texts in facts.static_methods.values()
        if not name.startswith("op_")
    ]
    script = ps_type.script
    if script is not None and hasattr(script, "static_methods"):
        rows += script_members(script, True)
    made_here = script is not None or (
        ps_type.kind == "enum" and not facts.static_methods and "." not in ps_type.full_name
    )
    if ps_type.kind == "enum":
        rows += [(name, "Method", "") for name in ENUM_STATICS]
    rows += [(name, "Method", "") for name in ("Equals", "ReferenceEquals") if ps_type.kind != "interface"]
    if facts.constructors or made_here:
        facts_new = facts.constructors or [""]
        rows.append(("new", "Method", facts_new[0]))
    return rows
