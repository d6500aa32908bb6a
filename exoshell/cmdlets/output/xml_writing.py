"""Objects as the XML of ConvertTo-Xml."""

from __future__ import annotations

from exoshell.cmdlets.output.csv_writing import value_text
from exoshell.values.char import Char
from exoshell.values.collections import DictionaryBase, DictionaryEntry
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject, PSObject
from exoshell.values.types import EnumValue, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
NOTE_TYPE = "System.Management.Automation.PSNoteProperty"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIMPLE = frozenset(
    "System." + name
    for name in (
        "Boolean Byte Char DateTime Decimal Double Guid Int16 Int32 Int64 SByte Single String TimeSpan UInt16 UInt32 UInt64 Uri Version "
        "Numerics.BigInteger Management.Automation.ScriptBlock Security.SecureString Xml.XmlDocument"
    ).split()
)


def _escape(text: str) -> str:
    return "".join(_ENTITIES.get(c, c) for c in text)


def _attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;")


class XmlWriter:
    """`lines(value)` gives the lines of one Object element, indented; `typed`: with the types of values."""

    __slots__ = ("depth", "typed", "made")

    def __init__(self, depth: int = 1, typed: bool = True) -> None:
        self.depth, self.typed = depth, typed
        self.made: list[str] = []

    def lines(self, value: Any, indent: str = "  ") -> list[str]:
        """The lines of an Object element."""
        self.made = []
        self._element("Object", value, None, self.depth, indent)
        return self.made

    def _head(self, tag: str, name: str | None, type_name: str | None) -> str:
        head = tag
        if name is not None:
            head += f' Name="{_attribute(name)}"'
        if self.typed and type_name is not None:
            head += f' Type="{_attribute(type_name)}"'
        return head

    def _text(self, tag: str, name: str | None, type_name: str, text: str, indent: str) -> None:
        head = self._head(tag, name, type_name)
        self.made.append(f"{indent}<{head}>{_escape(text)}</{tag}>" if text else f"{indent}<{head}></{tag}>")

    def _element(self, tag: str, value: Any, name: str | None, depth: int, indent: str) -> None:
        if value is None or value is AUTOMATION_NULL:
            self.made.append(f"{indent}<{self._head(tag, name, 'System.Object')} />")
            return
        base = value.base if type(value) is PSObject else value
        type_name = str(type_of(base).full_name)
        if type_name in _SIMPLE or type(base) is EnumValue or type(base) is Char:
            self._text(tag, name, type_name, value_text(base) or "", indent)
            return
        head = self._head(tag, name, type_name)
        self.made.append(f"{indent}<{head}>")
        before = len(self.made)
        self._content(base, depth, indent + "  ")
        if len(self.made) == before:
            self.made[-1] = f"{indent}<{head} />"
        else:
            self.made.append(f"{indent}</{tag}>")

    def _content(self, value: Any, depth: int, indent: str) -> None:
        items = self._items(value)
        if depth < 1:
            self._shallow(value, items, indent)
        elif isinstance(value, DictionaryBase):
            for key, found in value.items():
                self._element("Property", key, "Key", depth - 1, indent)
                self._element("Property", found, "Value", depth - 1, indent)
        elif items is not None:
            for item in items:
                self._element("Property", item, None, depth - 1, indent)
        else:
            for name, found in self._properties(value):
                self._element("Property", found, name, depth - 1, indent)

    def _items(self, value: Any) -> list[Any] | None:
        if isinstance(value, (PSCustomObject, DictionaryEntry, DictionaryBase)):
            return None
        from exoshell.values.enumeration import enumerate_value

        return value if isinstance(value, list) else enumerate_value(value)

    def _shallow(self, value: Any, items: list[Any] | None, indent: str) -> None:
        """What is left of an object too deep inside: its text, and the texts of what was added to it."""
        from exoshell.values.conversion import to_text

        if items is not None:
            for item in items:
                self._text("Property", None, "System.String", str(to_text(item)), indent)
            return
        self._text("Property", None, "System.String", str(to_text(value)), indent)
        if isinstance(value, PSCustomObject):
            for name, found in self._properties(value):
                self._text("Property", name, NOTE_TYPE, "" if found is None else str(to_text(found)), indent)

    def _properties(self, value: Any) -> list[tuple[str, Any]]:
        from exoshell.dotnet.access import properties_of

        pairs = []
        for info in properties_of(value):
            try:
                pairs.append((info.name, info.value))
            except PowerShellError:
                continue
        return pairs
