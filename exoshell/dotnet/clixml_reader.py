"""CLIXML as objects. What was a .NET object becomes a property bag whose type names begin with `Deserialized.`."""

from __future__ import annotations

from exoshell.dotnet.clixml_writer import NAMESPACE
from exoshell.values import numbers as _n
from exoshell.values.char import Char
from exoshell.values.collections import ArrayList, Hashtable, OrderedDictionary, TypedArray
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import CodeProperty, PSCustomObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

PREFIX = "Deserialized."
_INTEGERS = {
    "I32": int,
    "I64": _n.Int64,
    "I16": _n.Int16,
    "SB": _n.SByte,
    "By": _n.Byte,
    "U16": _n.UInt16,
    "U32": _n.UInt32,
    "U64": _n.UInt64,
}
_CONVERTED = {
    "DT": "System.DateTime",
    "G": "System.Guid",
    "URI": "System.Uri",
    "Version": "System.Version",
    "SemVer": "System.Management.Automation.SemanticVersion",
    "D": "System.Decimal",
    "XD": "System.Xml.XmlDocument",
}


def unescape(text: str) -> str:
    """The text behind `_xHHHH_`."""
    if "_x" not in text:
        return text
    import re

    found = re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def xml_error(message: str) -> PowerShellError:
    """Text that is no CLIXML."""
    return ps_error(
        "System.Xml.XmlException", message, exception="System.Xml.XmlException", category="NotSpecified"
    )


def read_objects(data: bytes | str) -> Iterator[Any]:
    """The objects of a document, one by one. Raises PowerShellError for anything else."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data.encode() if isinstance(data, str) else data, parser)
    except etree.XMLSyntaxError as error:
        at, place = error.position
        raise xml_error(f"{error.msg.rpartition(', line')[0]}. Line {at}, position {place}.") from None
    if root.tag != f"{{{NAMESPACE}}}Objs":
        line: Any = root.sourceline or 1
        raise xml_error(
            f"Element 'Objs' with namespace name '{NAMESPACE}' was not found. Line {line}, position 2."
        )
    reader = _Reader()
    for element in root:
        yield reader.value(element)


class DeserializedNames(list):  # type: ignore[type-arg]
    """Type names of an object that was read; `text` is what its ToString() gave when it was written, or None."""

    __slots__ = ("text",)

    def __init__(self, names: Any) -> None:
        list.__init__(self, names)
        self.text: str | None = None


class _Reader:
    __slots__ = ("objects", "names")

    def __init__(self) -> None:
        self.objects: dict[str, Any] = {}
        self.names: dict[str, list[str]] = {}

    def value(self, element: Any) -> Any:
        """The value of one element."""
        tag = element.tag.rpartition("}")[2]
        text = element.text or ""
        if tag == "S" or tag == "SBK":
            return unescape(text)
        if tag in _INTEGERS:
            return _INTEGERS[tag](text)
        if tag == "B":
            return text == "true"
        if tag == "Nil":
            return None
        if tag == "Obj":
            return self._object(element)
        if tag == "Ref":
            return self.objects.get(element.get("RefId"))
        return self._other(tag, text)

    def _other(self, tag: str, text: str) -> Any:
        if tag == "C":
            return Char(chr(int(text)))
        if tag in ("Db", "Sg"):
            number = float(text.replace("INF", "inf"))
            return _n.Single(number) if tag == "Sg" else number
        if tag == "TS":
            return _span(text)
        if tag == "BA":
            import base64

            from exoshell.values.types import find_type

            return TypedArray([_n.Byte(b) for b in base64.b64decode(text)], find_type("byte"))
        if tag == "SS":
            from exoshell.values.secure_string import SecureString

            return SecureString(bytes.fromhex(text).decode("utf-16-le"))
        if tag in _CONVERTED:
            from exoshell.values.conversion import convert
            from exoshell.values.types import find_type

            found = convert(unescape(text), find_type(_CONVERTED[tag]))
            return found.to_utc() if tag == "DT" and text.endswith("Z") else found
        raise xml_error(f"Element '{tag}' was not expected.")

    def _object(self, element: Any) -> Any:
        parts = {child.tag.rpartition("}")[2]: child for child in element}
        names = self._type_names(parts)
        number = element.get("RefId")
        for tag in ("DCT", "LST", "IE", "STK", "QUE"):
            if tag in parts:
                return self._container(tag, parts, names, number)
        for tag, child in parts.items():
            if tag not in ("TN", "TNRef", "ToString", "Props", "MS"):
                return self._wrapped(child, parts, names, number)
        made = PSCustomObject({}, None)
        if names:
            made.type_names = DeserializedNames(PREFIX + n for n in names)
            if "ToString" in parts:
                made.type_names.text = unescape(parts["ToString"].text or "")
        self.objects[number] = made
        for tag in ("Props", "MS"):
            for child in parts.get(tag, ()):
                made.notes[unescape(child.get("N"))] = self.value(child)
        return made

    def _type_names(self, parts: dict[str, Any]) -> list[str]:
        if "TN" in parts:
            names = [unescape(t.text or "") for t in parts["TN"]]
            self.names[parts["TN"].get("RefId")] = names
            return names
        return self.names.get(parts["TNRef"].get("RefId"), []) if "TNRef" in parts else []

    def _container(self, tag: str, parts: dict[str, Any], names: list[str], number: str) -> Any:
        content = parts[tag]
        made: Any
        if tag == "DCT":
            made = OrderedDictionary() if any("OrderedDictionary" in n for n in names) else Hashtable()
        else:
            made = ArrayList()
        self.objects[number] = made
        if tag == "DCT":
            for entry in content:
                pair = {child.get("N"): self.value(child) for child in entry}
                made.set(pair.get("Key"), pair.get("Value"))
        else:
            made.extend(self.value(child) for child in content)
        return self._dressed(made, names, parts)

    def _dressed(self, made: Any, names: list[str], parts: dict[str, Any]) -> Any:
        """A container with its deserialized type names and added members."""
        notes = {unescape(c.get("N")): self.value(c) for c in parts.get("MS", ())}
        standard = names[:1] in (
            ["System.Object[]"],
            ["System.Collections.ArrayList"],
            ["System.Collections.Hashtable"],
        )
        if standard and not notes or not names:
            return made
        wrapper = PSObject(made)
        wrapper.extension.type_names = [PREFIX + n for n in names]
        wrapper.extension.notes.update(notes)
        return wrapper

    def _wrapped(self, content: Any, parts: dict[str, Any], names: list[str], number: str) -> Any:
        """A simple value with type names or members: an enumeration value, a string with notes."""
        wrapper = PSObject(self.value(content))
        self.objects[number] = wrapper
        if names:
            wrapper.extension.type_names = [PREFIX + n for n in names]
        for child in parts.get("MS", ()):
            wrapper.extension.notes[unescape(child.get("N"))] = self.value(child)
        if "ToString" in parts and "System.Enum" in names:
            text = unescape(parts["ToString"].text or "")
            wrapper.extension.notes["Value"] = CodeProperty("Value", lambda obj: text, None, "System.String")
        return wrapper


def _span(text: str) -> Any:
    """An XML duration as a TimeSpan."""
    import re

    from exoshell.values.datetime import TimeSpan

    found = re.fullmatch(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?", text)
    if found is None:
        raise xml_error(f"The string '{text}' is not a valid TimeSpan value.")
    sign, days, hours, minutes, seconds, fraction = found.groups()
    total = ((int(days or 0) * 24 + int(hours or 0)) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    ticks = total * 10_000_000 + int((fraction or "").ljust(7, "0")[:7] or 0)
    return TimeSpan(-ticks if sign else ticks)
