"""Objects as CLIXML, the text in which PowerShell keeps them: Export-Clixml, PSSerializer."""

from __future__ import annotations

from exoshell.values import numbers as _n
from exoshell.values.char import Char
from exoshell.values.collections import DictionaryBase, DictionaryEntry
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject, PSObject
from exoshell.values.types import EnumValue, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAMESPACE = "http://schemas.microsoft.com/powershell/2004/04"
HEAD = f'<Objs Version="1.1.0.1" xmlns="{NAMESPACE}">'
DEFAULT_DEPTH = 2
_INTEGERS = {
    int: "I32",
    _n.Int64: "I64",
    _n.Int16: "I16",
    _n.SByte: "SB",
    _n.Byte: "By",
    _n.UInt16: "U16",
    _n.UInt32: "U32",
    _n.UInt64: "U64",
}
_TEXTS = {
    "System.Guid": "G",
    "System.Uri": "URI",
    "System.Version": "Version",
    "System.Management.Automation.SemanticVersion": "SemVer",
    "System.Management.Automation.ScriptBlock": "SBK",
}
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    """Text of an element: markup as entities, control characters, lone surrogates and `_xHHHH_` look-alikes as `_xHHHH_`."""
    if text.isascii() and text.isprintable() and "_x" not in text and not any(c in text for c in "&<>"):
        return text
    parts = []
    for index, char in enumerate(text):
        known = _ENTITIES.get(char)
        if known is not None:
            parts.append(known)
        elif char < " " or "\x7f" <= char <= "\x9f":
            parts.append(f"_x{ord(char):04X}_")
        elif char > "\uffff" or "\ud800" <= char <= "\udfff":
            data = char.encode("utf-16-be", "surrogatepass")
            parts.extend(f"_x{data[i]:02X}{data[i + 1]:02X}_" for i in range(0, len(data), 2))
        elif char == "_" and _is_escape(text, index):
            parts.append("_x005F_")
        else:
            parts.append(char)
    return "".join(parts)


def _is_escape(text: str, index: int) -> bool:
    part = text[index : index + 7]
    return (
        len(part) == 7
        and part[1] in "xX"
        and part[6] == "_"
        and all(c in "0123456789abcdefABCDEF" for c in part[2:6])
    )


def _attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def _span_text(ticks: int) -> str:
    """A TimeSpan as an XML duration."""
    sign, ticks = ("-", -ticks) if ticks < 0 else ("", ticks)
    seconds, fraction = divmod(ticks, 10_000_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    text = f"{sign}P" + (f"{days}D" if days else "")
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if seconds or fraction:
        clock += f"{seconds}" + (f".{fraction:07d}".rstrip("0") if fraction else "") + "S"
    if clock:
        return f"{text}T{clock}"
    return text if days else text + "T0S"


class ClixmlWriter:
    """Writes objects one by one: `write(value)` adds it to `lines`, `text()` is the whole document. `depth` is how many levels of .NET objects
    keep their properties; property bags and collections are always written whole."""

    __slots__ = ("depth", "lines", "names", "seen", "kept")

    def __init__(self, depth: int = DEFAULT_DEPTH) -> None:
        self.depth = depth
        self.lines = [HEAD]
        self.names: dict[tuple[str, ...], int] = {}
        self.seen: dict[int, int] = {}
        self.kept: list[Any] = []  # ids stay unique as long as the objects live

    def write(self, value: Any) -> None:
        """Add one object."""
        self._value(value, None, self.depth, "  ")

    def text(self) -> str:
        """The document, without a line end."""
        return "\n".join([*self.lines, "</Objs>"])

    def _add(self, indent: str, tag: str, attributes: str, content: str | None) -> None:
        if content is None:
            self.lines.append(f"{indent}<{tag}{attributes} />")
        else:
            self.lines.append(f"{indent}<{tag}{attributes}>{content}</{tag}>")

    def _value(self, value: Any, name: str | None, depth: int, indent: str) -> None:
        mark = "" if name is None else f' N="{_attribute(name)}"'
        if value is None or value is AUTOMATION_NULL:
            self._add(indent, "Nil", mark, None)
            return
        base = value.base if type(value) is PSObject else value
        simple = self._simple(base)
        if simple is not None:
            notes = self._notes(value)
            if notes or (type(value) is PSObject and value.extension.type_names is not None):
                self._wrapped(value, simple, notes, mark, depth, indent)
            else:
                tag, content = simple
                self._add(indent, tag, mark, content or ("" if tag == "S" else None))
            return
        known = self.seen.get(id(base))
        if known is not None:
            self.lines.append(f'{indent}<Ref{mark} RefId="{known}" />')
            return
        if (
            depth < 1
            and type(base) is not EnumValue
            and not isinstance(base, (list, DictionaryBase, PSCustomObject))
        ):
            self._add(indent, "S", mark, escape(self._text(value)))
            return
        self._object(value, base, mark, depth, indent)

    def _simple(self, value: Any) -> tuple[str, str | None] | None:
        """(tag, content) of a value that is no object."""
        kind = type(value)
        if kind is str:
            return "S", escape(value)
        if kind is bool:
            return "B", "true" if value else "false"
        if kind in _INTEGERS:
            return _INTEGERS[kind], str(int(value))
        if kind is Char:
            return "C", str(ord(value.value))
        if isinstance(value, float):
            return ("Sg" if kind is _n.Single else "Db"), self._float(value)
        if isinstance(value, (list, DictionaryBase, PSCustomObject)) and not self._is_bytes(value):
            return None
        name = type_of(value).definition
        if name in _TEXTS:
            return _TEXTS[name], escape(self._text(value))
        if name == "System.DateTime":
            from exoshell.values.text import net_text

            return "DT", net_text(value, "", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK")
        if name == "System.TimeSpan":
            return "TS", _span_text(value.ticks)
        if name == "System.Decimal":
            return "D", f"{value:f}"
        if name == "System.Security.SecureString":
            return "SS", value.reveal().encode("utf-16-le").hex()
        if name == "System.Xml.XmlDocument":
            from exoshell.dotnet.access import get_property

            return "XD", escape(str(get_property(value, "OuterXml")))
        if self._is_bytes(value):
            import base64

            return "BA", base64.b64encode(bytes(value)).decode()
        return None

    def _is_bytes(self, value: Any) -> bool:
        element = getattr(value, "element_type", None)
        return (
            element is not None
            and element.full_name == "System.Byte"
            and type(value).__name__ == "TypedArray"
        )

    def _float(self, value: float) -> str:
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "INF" if value > 0 else "-INF"
        from exoshell.values.text import net_text

        return str(net_text(value, ""))

    def _text(self, value: Any) -> str:
        from exoshell.values.conversion import to_text
        from exoshell.values.text import net_text

        if isinstance(value, PSCustomObject):
            return str(to_text(value))
        return str(net_text(value.base if type(value) is PSObject else value))

    def _notes(self, value: Any) -> list[tuple[str, Any]]:
        """Members added to one object that is no property bag."""
        extension = getattr(value, "extension", None)
        if extension is None or isinstance(value, PSCustomObject):
            return []
        return [(name, self._read(value, name)) for name in extension.notes]

    def _read(self, value: Any, name: str) -> Any:
        from exoshell.dotnet.access import get_property

        try:
            return get_property(value, name)
        except (PowerShellError, OSError):
            return None

    def _open(self, base: Any, mark: str, indent: str) -> None:
        number = self.seen[id(base)] = len(self.kept)
        self.kept.append(base)
        self.lines.append(f'{indent}<Obj{mark} RefId="{number}">')

    def _type_names(self, value: Any, indent: str) -> None:
        from exoshell.dotnet.access import type_names

        names = tuple(type_names(value))
        known = self.names.get(names)
        if known is not None:
            self.lines.append(f'{indent}<TNRef RefId="{known}" />')
            return
        number = self.names[names] = len(self.names)
        self.lines.append(f'{indent}<TN RefId="{number}">')
        self.lines.extend(f"{indent}  <T>{escape(name)}</T>" for name in names)
        self.lines.append(f"{indent}</TN>")

    def _wrapped(
        self,
        value: Any,
        simple: tuple[str, str | None],
        notes: list[tuple[str, Any]],
        mark: str,
        depth: int,
        indent: str,
    ) -> None:
        """A value with members of its own."""
        self._open(value, mark, indent)
        inner = indent + "  "
        if type(value) is PSObject and value.extension.type_names is not None:
            self._type_names(value, inner)
        self._add(inner, simple[0], "", simple[1])
        self._members("MS", notes, depth, inner)
        self.lines.append(f"{indent}</Obj>")

    def _members(self, tag: str, members: list[tuple[str, Any]], depth: int, indent: str) -> None:
        if not members:
            return
        self.lines.append(f"{indent}<{tag}>")
        inner = (
            depth - 1 if tag == "Props" else depth
        )  # what was added to an object does not count as a level
        for name, value in members:
            self._value(value, name, inner, indent + "  ")
        self.lines.append(f"{indent}</{tag}>")

    def _object(self, value: Any, base: Any, mark: str, depth: int, indent: str) -> None:
        self._open(base, mark, indent)
        inner = indent + "  "
        self._type_names(value, inner)
        if isinstance(base, DictionaryBase):
            self._entries(base, depth, inner)
            self._members("MS", self._notes(value), depth, inner)
        elif type(base) is EnumValue:
            self._add(inner, "ToString", "", escape(self._text(base)))
            self._add(inner, "I32", "", str(int(base.value)))
        else:
            items = self._items(base)
            if items is not None:
                tag = "LST" if isinstance(base, list) else "IE"
                self._sequence(tag, items, depth, inner)
                self._members("MS", self._notes(value), depth, inner)
            else:
                self._properties(value, base, depth, inner)
        self.lines.append(f"{indent}</Obj>")

    def _items(self, value: Any) -> list[Any] | None:
        if isinstance(value, list):
            return value
        if isinstance(value, (PSCustomObject, DictionaryEntry)):
            return None
        from exoshell.values.enumeration import enumerate_value

        return enumerate_value(value)

    def _entries(self, table: DictionaryBase, depth: int, indent: str) -> None:
        if not len(table):
            self.lines.append(f"{indent}<DCT />")
            return
        self.lines.append(f"{indent}<DCT>")
        inner = indent + "  "
        for key, value in table.items():
            self.lines.append(f"{inner}<En>")
            self._value(key, "Key", depth, inner + "  ")
            self._value(value, "Value", depth, inner + "  ")
            self.lines.append(f"{inner}</En>")
        self.lines.append(f"{indent}</DCT>")

    def _sequence(self, tag: str, items: list[Any], depth: int, indent: str) -> None:
        if not items:
            self.lines.append(f"{indent}<{tag} />")
            return
        self.lines.append(f"{indent}<{tag}>")
        for item in items:
            self._value(item, None, depth, indent + "  ")
        self.lines.append(f"{indent}</{tag}>")

    def _properties(self, value: Any, base: Any, depth: int, indent: str) -> None:
        from exoshell.dotnet.access import properties_of

        own: list[Any] = []
        added: list[Any] = []
        for info in properties_of(value):
            try:
                found = info.value
            except (PowerShellError, OSError):
                continue
            (own if info.member_type == "Property" else added).append((info.name, found))
        if not isinstance(base, PSCustomObject):
            self._add(indent, "ToString", "", escape(self._text(base)))
        self._members("Props", own, depth, indent)
        self._members("MS", added, depth, indent)


def serialize(value: Any, depth: int = 1) -> str:
    """The CLIXML document of one object (PSSerializer.Serialize)."""
    writer = ClixmlWriter(depth)
    writer.write(value)
    return writer.text()
