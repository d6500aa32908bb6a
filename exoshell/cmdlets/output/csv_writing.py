"""Objects as lines of comma-separated text."""

from __future__ import annotations

from exoshell.values.collections import DictionaryBase
from exoshell.values.errors import PowerShellError
from exoshell.values.objects import PSCustomObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ALWAYS, NEVER, AS_NEEDED = "Always", "Never", "AsNeeded"


def value_text(value: Any) -> str | None:
    """The text of a property's value in the culture of the session; None for null."""
    kind = type(value)
    if kind is str:
        return str(value)
    if value is None:
        return None
    if kind is int:
        return str(value)
    if kind is bool:
        return "True" if value else "False"
    if isinstance(value, PSCustomObject):
        from exoshell.values.conversion import to_text

        return to_text(value)
    from exoshell.values.text import net_text

    return net_text(value.base if kind is PSObject else value)


def names_of(value: Any) -> list[str]:
    """The columns that an object gives: a dictionary's keys, else its properties."""
    if isinstance(value, DictionaryBase):
        from exoshell.values.text import net_text

        return [k if type(k) is str else net_text(k) for k in value.keys()]
    from exoshell.format.members import match_names
    from exoshell.format.packets import Packet

    if isinstance(value, Packet):
        import exoshell.format.packet_members  # noqa: F401 - makes their members known
    return match_names(value, "*")


class CsvWriter:
    """`header(value)` fixes the columns by the first object and gives the header line; `line(value)` gives the others' lines."""

    __slots__ = ("delimiter", "quotes", "quoted", "names", "line", "wall")

    def __init__(self, delimiter: str, quotes: str = ALWAYS, quoted: list[str] | None = None) -> None:
        self.delimiter, self.quotes = delimiter, quotes
        self.quoted = None if quoted is None else {name.lower() for name in quoted}
        self.names: list[str] = []
        self.wall = f'"{delimiter}"'
        plain = quoted is None and quotes == ALWAYS
        self.line: Callable[[Any], str] = self._quoted_line if plain else self._chosen_line

    def header(self, value: Any) -> str:
        """The header line for objects like this one."""
        self.names = names_of(value)
        return self.names_line()

    def names_line(self) -> str:
        """The header line of the columns."""
        return self._joined(list(self.names))

    def type_line(self, value: Any) -> str:
        """`#TYPE` and the object's type."""
        from exoshell.format.members import type_names

        return "#TYPE " + type_names(value)[0]

    def _values(self, value: Any) -> list[str | None]:
        if type(value) is PSCustomObject:
            notes = value.notes
            return [value_text(notes[n] if n in notes else _other(value, n)) for n in self.names]
        if isinstance(value, DictionaryBase):
            return [value_text(value.get(n)) for n in self.names]
        return [value_text(_other(value, n)) for n in self.names]

    def _quoted_line(self, value: Any) -> str:
        if type(value) is PSCustomObject:
            notes = value.notes
            parts = []
            for name in self.names:
                found = notes[name] if name in notes else _other(value, name)
                if type(found) is str:
                    parts.append(found if '"' not in found else found.replace('"', '""'))
                    continue
                text = value_text(found)
                if text is None:
                    return self._joined(self._values(value))
                parts.append(text.replace('"', '""'))
            return '"' + self.wall.join(parts) + '"' if parts else ""
        return self._joined(self._values(value))

    def _chosen_line(self, value: Any) -> str:
        return self._joined(self._values(value))

    def _joined(self, texts: list[Any]) -> str:
        parts = []
        for name, text in zip(self.names, texts, strict=True):
            if text is None:
                parts.append("")
            elif self._is_quoted(name, text):
                parts.append('"' + text.replace('"', '""') + '"')
            else:
                parts.append(text)
        return self.delimiter.join(parts)

    def _is_quoted(self, name: str, text: str) -> bool:
        if self.quoted is not None:
            return name.lower() in self.quoted
        if self.quotes == AS_NEEDED:
            return self.delimiter in text or '"' in text or "\n" in text or "\r" in text
        return self.quotes == ALWAYS


def _other(value: Any, name: str) -> Any:
    """A property that is not a note under just this spelling; what cannot be read counts as null."""
    from exoshell.format.members import MISSING, value_of

    try:
        found = value_of(value, name)
    except PowerShellError:
        return None
    return None if found is MISSING else found


def list_separator(session: Any) -> str:
    """The culture's list separator, which -UseCulture takes as delimiter."""
    from exoshell.dotnet.access import get_property

    culture = session.culture
    if culture is not None and type(culture) is not str:
        found = get_property(get_property(culture, "TextInfo"), "ListSeparator")
        if found:
            return str(found)
    return ","
