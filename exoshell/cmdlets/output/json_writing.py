"""Objects as JSON text, in the form and to the depth that PowerShell gives them."""

from __future__ import annotations

from exoshell.values import numbers as _n
from exoshell.values.char import Char
from exoshell.values.collections import DictionaryBase, Hashtable, OrderedDictionary
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import Member, PSCustomObject, PSObject
from exoshell.values.type_extensions import EXTENSIONS
from exoshell.values.types import EnumValue, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DEFAULT, NON_ASCII, HTML = "Default", "EscapeNonAscii", "EscapeHtml"
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LINE_BREAKS = "\x85\u2028\u2029"
_HTML = "<>&'"
_INTEGERS = frozenset(
    (int, _n.Int64, _n.Int16, _n.SByte, _n.Byte, _n.UInt16, _n.UInt32, _n.UInt64, _n.BigInteger)
)
_TEXTS = ("System.Guid", "System.Uri")
_DATES = ("System.DateTime", "System.DateTimeOffset")


def quote(text: str, escaping: str = DEFAULT) -> str:
    """A JSON string."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        if escaping != HTML or not any(c in text for c in _HTML):
            return f'"{text}"'
    parts = []
    for char in text:
        short = _SHORT.get(char)
        if short is not None and not (escaping == HTML and char == '"'):
            parts.append(short)
        elif char < " " or char in _LINE_BREAKS or (escaping == HTML and char in _HTML + '"'):
            parts.append(f"\\u{ord(char):04x}")
        elif escaping == NON_ASCII and char > "\x7f":
            data = char.encode("utf-16-be", "surrogatepass")
            parts.extend(f"\\u{data[i]:02x}{data[i + 1]:02x}" for i in range(0, len(data), 2))
        else:
            parts.append(char)
    return '"' + "".join(parts) + '"'


class JsonWriter:
    """`text(value)` gives JSON. `warn` is told when the depth is exceeded, once."""

    __slots__ = ("depth", "compress", "enum_names", "escaping", "warn", "warned", "names")

    def __init__(
        self,
        depth: int = 2,
        compress: bool = False,
        enum_names: bool = False,
        escaping: str = DEFAULT,
        warn: Callable[[str], Any] | None = None,
    ) -> None:
        self.depth, self.compress, self.enum_names, self.escaping = depth, compress, enum_names, escaping
        self.warn, self.warned = warn, False
        self.names: dict[str, str] = {}  # name -> the head of a member

    def text(self, value: Any, wrapped: bool = False) -> str:
        """The JSON of a value; `wrapped`: it came through a pipeline, so what is added to its type counts (for a list: its elements)."""
        return self._value(value, 0, "\n", wrapped)

    def list_text(self, values: list[Any]) -> str:
        """The JSON of objects that came through a pipeline, as one array."""
        return self._array(values, 0, "\n", True)

    def _value(self, value: Any, level: int, indent: str, wrapped: bool) -> str:
        kind = type(value)
        if kind is str:
            return quote(value, self.escaping)
        if kind is bool:
            return "true" if value else "false"
        if kind in _INTEGERS:
            if wrapped:
                return self._scalar(value, str(int(value)), level, indent)
            return str(int(value))
        if value is None or value is AUTOMATION_NULL:
            return "null"
        if level <= self.depth:
            if kind is PSCustomObject:
                return self._notes(value, level, indent)
            if kind is list:
                return self._array(value, level, indent, False)
            if (kind is Hashtable or kind is OrderedDictionary) and value.extension is None:
                return self._object(self._entries(value), level, indent)
        base = value.base if kind is PSObject else value
        if kind is PSObject:
            wrapped = True
        simple = self._simple(base)
        if simple is not None:
            if type(base) is str or _type_name(base) in _DATES:
                return simple
            return self._scalar(value, simple, level, indent) if wrapped else simple
        if level > self.depth:
            return self._too_deep(value, base, level, indent)
        if isinstance(base, DictionaryBase):
            return self._object(self._entries(base), level, indent)
        if isinstance(base, list):
            return self._array(base, level, indent, False)
        if not isinstance(base, PSCustomObject):
            items = _items(base)
            if items is not None:
                return self._array(items, level, indent, False)
        return self._object(_properties(value, wrapped), level, indent)

    def _notes(self, value: PSCustomObject, level: int, indent: str) -> str:
        """A plain property bag."""
        notes = value.notes
        if EXTENSIONS or any(isinstance(v, Member) for v in notes.values()):
            return self._object(_properties(value, True), level, indent)
        return self._object([(n, v, False) for n, v in notes.items()], level, indent)

    def _simple(self, value: Any) -> str | None:
        """The JSON of what is no object; None for everything else."""
        kind = type(value)
        if kind is str:
            return quote(value, self.escaping)
        if kind is bool:
            return "true" if value else "false"
        if kind in _INTEGERS:
            return str(int(value))
        if isinstance(value, float):
            return self._float(value)
        if kind is Char:
            return quote(value.value, self.escaping)
        if kind is EnumValue:
            return quote(value.name, self.escaping) if self.enum_names else str(int(value.value))
        name = _type_name(value)
        if name == "System.Decimal":
            from exoshell.values.text import net_text

            shown = net_text(value, "")
            return shown if "." in shown else shown + ".0"
        if name in _TEXTS:
            from exoshell.values.text import net_text

            return quote(net_text(value), self.escaping)
        if name in _DATES:
            return quote(date_text(value), self.escaping)
        if name == "System.DBNull":
            return "null"
        return None

    def _float(self, value: float) -> str:
        if value != value or value in (float("inf"), float("-inf")):
            return '"NaN"' if value != value else '"Infinity"' if value > 0 else '"-Infinity"'
        from exoshell.values.text import net_text

        shown = net_text(value, "")
        return shown if any(c in shown for c in ".Ee") else shown + ".0"

    def _scalar(self, value: Any, shown: str, level: int, indent: str) -> str:
        """A value that came through a pipeline: with members added to it or its type it becomes an object."""
        added = _added(value)
        if not added:
            return shown
        return self._object([("value", shown, True), *((n, v, False) for n, v in added)], level, indent)

    def _too_deep(self, value: Any, base: Any, level: int, indent: str) -> str:
        if self.warn is not None and not self.warned:
            self.warned = True
            self.warn(
                f"Resulting JSON is truncated as serialization has exceeded the set depth of {self.depth}."
            )
        from exoshell.values.conversion import to_text

        shown = quote(to_text(base), self.escaping)
        if isinstance(base, PSCustomObject) or type(value) is not PSObject:
            return shown
        return self._scalar(value, shown, level, indent)

    def _entries(self, table: DictionaryBase) -> list[tuple[str, Any, bool]]:
        entries = []
        for key, value in table.items():
            if type(key) is not str:
                raise ps_error(
                    "NonStringKeyInDictionary",
                    f"The type '{type_of(table).full_name}' is not supported for serialization or deserialization of a dictionary. "
                    "Keys must be strings.",
                    exception="System.InvalidOperationException",
                    category="InvalidOperation",
                    target=table,
                )
            entries.append((key, value, False))
        if table.extension is not None:
            entries += [(n, v, False) for n, v in _added(table)]
        return entries

    def _object(self, entries: list[tuple[str, Any, bool]], level: int, indent: str) -> str:
        if not entries:
            return "{}"
        inner = indent + "  "
        colon = ":" if self.compress else ": "
        parts = []
        names = self.names
        for name, value, done in entries:
            head = names.get(name)
            if head is None:
                head = names[name] = quote(name, self.escaping) + colon
            if done:
                shown = value
            elif type(value) is str and value.isascii() and value.isalnum():
                shown = f'"{value}"'
            else:
                shown = self._value(value, level + 1, inner, False)
            parts.append(head + shown)
        if self.compress:
            return "{" + ",".join(parts) + "}"
        return "{" + inner + f",{inner}".join(parts) + indent + "}"

    def _array(self, values: list[Any], level: int, indent: str, wrapped: bool) -> str:
        if not values:
            return "[]"
        inner = indent + "  "
        parts = [self._value(v, level + 1, inner, wrapped) for v in values]
        if self.compress:
            return "[" + ",".join(parts) + "]"
        return "[" + inner + f",{inner}".join(parts) + indent + "]"


def _items(value: Any) -> list[Any] | None:
    """The elements of what is written as an array; an XML node's are its children."""
    from exoshell.values.enumeration import enumerate_value

    if _type_name(value).startswith("System.Xml.Xml"):
        from exoshell.dotnet.access import get_property

        return enumerate_value(get_property(value, "ChildNodes")) or []
    return enumerate_value(value)


def date_text(value: Any) -> str:
    """A date in ISO 8601 with as many digits of the second as it has."""
    from exoshell.values.text import net_text

    shown = net_text(value, "", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK")
    return shown


def _type_name(value: Any) -> str:
    return str(type_of(value).definition)


def _added(value: Any) -> list[tuple[str, Any]]:
    """Members added to a value that is no object by itself, or to its type."""
    from exoshell.format.members import properties, value_of

    return [
        (n, value_of(value, n))
        for n, kind in properties(value)
        if kind not in ("Property", "ParameterizedProperty")
    ]


def _properties(value: Any, wrapped: bool) -> list[tuple[str, Any, bool]]:
    """The properties that become members: all of a property bag; of a .NET object its own, and the added ones if it is wrapped."""
    if type(value) is PSCustomObject and not any(isinstance(v, Member) for v in value.notes.values()):
        return [(n, v, False) for n, v in value.notes.items()]
    from exoshell.format.members import MISSING, properties, value_of
    from exoshell.values.errors import PowerShellError

    own: list[tuple[str, Any, bool]] = []
    added: list[tuple[str, Any, bool]] = []
    for name, kind in properties(value):
        try:
            found = value_of(value, name)
        except (PowerShellError, OSError):
            continue
        if found is MISSING:
            continue
        is_own = kind in ("Property", "ParameterizedProperty")
        (own if is_own else added).append((name, found, False))
    if isinstance(value, PSCustomObject) or wrapped or getattr(value, "extension", None) is not None:
        return own + added
    return own
