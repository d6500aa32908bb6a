"""Rows as the wire carries them: JSON text with type sidecars, or typed OData entities.

A view knows a noun's properties in order, each with a fragment of JSON for its default; encoding a row
replaces the fragments of the properties that the row has.  That keeps a page of a thousand mailboxes
with 250 properties each affordable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring_ascii as quote
from typing import Any

from exoshell.emulator.values import ZERO_GUID, write_date, write_size

Values = Mapping[str, Any]

_SIDECARS = {
    "Guid": ("System.Guid", "#Guid"),
    "DateTime": ("System.DateTime", ""),
    "int": ("System.Int32", ""),
    "Int16": ("System.Int16", "#Int16"),
    "long": ("System.Int64", "#Int64"),
    "UInt16": ("System.UInt16", "#Decimal"),
    "SByte": ("System.SByte", "#SByte"),
}
_NUMBERS = frozenset(("int", "long", "Int16", "UInt16", "SByte", "double", "uint"))
_SIZES = frozenset(("ByteQuantifiedSize", "Unlimited<ByteQuantifiedSize>"))


def default_of(type: str) -> Any:
    """What a property of this type shows when nothing was set."""
    if type.startswith("MultiValued"):
        return []
    if type == "bool":
        return False
    if type in _NUMBERS:
        return 0
    if type == "Guid":
        return ZERO_GUID
    if type in ("string", "SmtpAddress"):
        return ""
    return None


class Property:
    """One property of a view: name, type, default and what precedes its value on the wire."""

    __slots__ = ("default", "lead", "name", "size", "special", "type", "utc")

    def __init__(self, name: str, type: str, default: Any) -> None:
        self.name = name
        self.type = type
        self.default = default
        self.utc = name.lower().endswith("utc")
        self.size = type in _SIZES
        self.special = self.size or type == "DateTime"
        net, edm = _SIDECARS.get(type, ("", "#Collection(String)" if type.startswith("MultiValued") else ""))
        sidecars = f'"{name}@data.type":"{net}",' if net else ""
        if edm:
            sidecars += f'"{name}@odata.type":"{edm}",'
        self.lead = f'{sidecars}"{name}":'

    def text(self, value: Any) -> str:
        """The JSON text of a value."""
        kind = type(value)
        if self.size:
            value = write_size(value)
            return quote(value) if type(value) is str else json.dumps(value)
        if self.type == "DateTime" and kind is str:
            return quote(write_date(value, self.utc))  # type: ignore[arg-type]
        if kind is str:
            return quote(value)
        if value is None:
            return "null"
        if kind is bool:
            return "true" if value else "false"
        if kind is int:
            return str(value)
        if kind is list and all(type(item) is str for item in value):
            return "[" + ",".join(map(quote, value)) + "]"
        return json.dumps(value)

    def plain(self, value: Any) -> Any:
        """The value of a typed entity: dates and sizes as text."""
        if self.size:
            return write_size(value)
        if self.type == "DateTime" and isinstance(value, str):
            return write_date(value, self.utc)
        return value


class View:
    """The properties of a noun's rows."""

    def __init__(self, properties: Iterable[tuple[str, str]], defaults: Values | None = None) -> None:
        known = {key.lower(): value for key, value in (defaults or {}).items()}
        self.properties: list[Property] = []
        self._place: dict[str, int] = {}
        for name, type in properties:
            if name in self._place:
                continue
            default = known[name.lower()] if name.lower() in known else default_of(type)
            self._place[name] = len(self.properties)
            self.properties.append(Property(name, type, default))
        self._by_lower = {prop.name.lower(): prop for prop in self.properties}
        self._fragments = [prop.lead + prop.text(prop.default) for prop in self.properties]
        self._selections: dict[tuple[str, ...], View] = {}

    def property(self, name: str) -> Property | None:
        """The property of this name, read without regard to case."""
        return self._by_lower.get(name.lower())

    def selecting(self, names: Iterable[str]) -> View:
        """A view of these properties only, in the order of this view."""
        key = tuple(sorted({name.lower() for name in names}))
        view = self._selections.get(key)
        if view is None:
            chosen = [prop for prop in self.properties if prop.name.lower() in set(key)]
            view = View(((p.name, p.type) for p in chosen), {p.name: p.default for p in chosen})
            self._selections[key] = view
        return view

    def encode(self, values: Values) -> str:
        """One row as JSON text; values that the view does not know are left out."""
        fragments = self._fragments.copy()
        place = self._place
        properties = self.properties
        for name, value in values.items():
            index = place.get(name)
            if index is not None:
                prop = properties[index]
                if value is prop.default:
                    continue
                if type(value) is str and not prop.special:
                    fragments[index] = prop.lead + quote(value)
                else:
                    fragments[index] = prop.lead + prop.text(value)
        return "{" + ",".join(fragments) + "}"

    def entity(self, values: Values) -> dict[str, Any]:
        """One row as a typed entity, without sidecars."""
        row: dict[str, Any] = {}
        for prop in self.properties:
            row[prop.name] = prop.plain(values.get(prop.name, prop.default))
        return row


def encode_loose(values: Values) -> str:
    """A row of a noun whose properties nobody lists: types come from the values."""
    parts = []
    for name, value in values.items():
        if isinstance(value, list):
            kind = "MultiValued<string>"
        elif isinstance(value, int) and not isinstance(value, bool):
            kind = "int" if abs(value) < 1 << 31 else "long"
        elif isinstance(value, str) and len(value) == 20 and value[10] == "T" and value[-1] == "Z":
            kind = "DateTime"
        elif name.lower().endswith("guid") and isinstance(value, str) and len(value) == 36:
            kind = "Guid"
        else:
            kind = "string"
        prop = Property(name, kind, None)
        parts.append(prop.lead + prop.text(value))
    return "{" + ",".join(parts) + "}"
