"""System.Xml.XmlDocument: loading, saving, making nodes; XmlDeclaration."""

from __future__ import annotations

from exoshell.dotnet import xml_nodes as N
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.table import table
from exoshell.dotnet.xml import NameTable, by_tag_name, get_attribute
from exoshell.dotnet.xml_nodes import XmlNode
from exoshell.values.objects import NetObject
from exoshell.values.types import EnumValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

X = "System.Xml."
DOCUMENT = table(X + "XmlDocument")


@DOCUMENT.new()
def new_document(ps_type: Any, *args: Any) -> XmlNode:
    return XmlNode(N.DOCUMENT)


def declaration(document: XmlNode, version: str, encoding: Any = None, standalone: Any = None) -> XmlNode:
    """CreateXmlDeclaration."""
    text = (
        f'version="{version}"'
        + (f' encoding="{encoding}"' if encoding else "")
        + (f' standalone="{standalone}"' if standalone else "")
    )
    return XmlNode(N.DECLARATION, document, value=text)


def create_element(document: XmlNode, *args: Any) -> XmlNode:
    """CreateElement(name[, namespace]) or (prefix, local name, namespace)."""
    if len(args) == 3:
        return XmlNode(N.ELEMENT, document, args[1], None, args[0] or "", args[2] or "")
    prefix, colon, local = args[0].rpartition(":")
    if not args[0]:
        raise net_error(
            "System.ArgumentException",
            "The local name for elements or attributes cannot be null or an empty string.",
        )
    _check_name(args[0])
    return XmlNode(
        N.ELEMENT,
        document,
        local if colon else args[0],
        None,
        prefix,
        args[1] if len(args) > 1 and args[1] else "",
    )


def _check_name(name: str) -> None:
    for position, char in enumerate(name):
        good = char.isalpha() or char in "_:" or (position and (char.isdigit() or char in "-."))
        if not good:
            raise net_error(
                "System.Xml.XmlException",
                f"The '{char}' character, hexadecimal value 0x{ord(char):02X}, cannot be included in a name.",
            )


def create_attribute(document: XmlNode, *args: Any) -> XmlNode:
    """CreateAttribute(name[, namespace]) or (prefix, local name, namespace)."""
    if len(args) == 3:
        return XmlNode(N.ATTRIBUTE, document, args[1], "", args[0] or "", args[2] or "")
    prefix, colon, local = args[0].rpartition(":")
    return XmlNode(
        N.ATTRIBUTE,
        document,
        local if colon else args[0],
        "",
        prefix,
        args[1] if len(args) > 1 and args[1] else "",
    )


def create_node(document: XmlNode, kind: Any, *args: Any) -> XmlNode:
    """CreateNode(type, name, namespace) or (type, prefix, name, namespace)."""
    number = (
        kind.value
        if type(kind) is EnumValue
        else {"element": 1, "attribute": 2, "text": 3, "cdatasection": 4, "comment": 8}[str(kind).lower()]
    )
    if number == N.ATTRIBUTE:
        return create_attribute(document, *(args if len(args) == 3 else (args[0], args[1])))
    if number == N.ELEMENT:
        return create_element(document, *(args if len(args) == 3 else (args[0], args[1])))
    return XmlNode(number, document, value="")


def load(document: XmlNode, source: Any) -> None:
    """Load(path, stream or reader)."""
    from exoshell.dotnet.io import decode, read_bytes

    if type(source) is str:
        text = decode(read_bytes(source.removeprefix("file://")))
    elif hasattr(source, "rest"):
        text = source.rest()
    else:
        text = decode(source.open().read())
    N.load_xml(document, text)


def saved_text(document: XmlNode) -> str:
    """What Save writes: indented unless white space is preserved."""
    return N.outer_xml(document) if document.preserve else N.indented_xml(document)


def _for_writer(document: XmlNode, settings: Any) -> str:
    """The document as an XmlWriter with these settings writes it; the declaration is the writer's own."""
    indented = settings.indent and not document.preserve
    text = (
        N.indented_xml(document, settings.indent_chars, settings.newline)
        if indented
        else N.outer_xml(document)
    )
    return text.partition("?>")[2].lstrip("\r\n") if text.startswith("<?xml ") else text


def save(document: XmlNode, target: Any) -> None:
    """Save(path, stream, TextWriter or XmlWriter)."""
    from exoshell.dotnet.io import write_bytes
    from exoshell.dotnet.text import Encoding, find_encoding

    text = saved_text(document)
    head = document.children[0] if document.children else None
    declared = _declared("encoding")(head) if head is not None and head.kind == N.DECLARATION else ""
    if getattr(target, "shows_writer", False):
        target.raw(text if target.legacy else _for_writer(document, target.settings))
        return
    if hasattr(target, "write_line"):
        name = "utf-16" if target.stream is None else "utf-8"
        body = text if head is None or head.kind != N.DECLARATION else text.partition("?>")[2].lstrip("\n")
        target.write(f'<?xml version="1.0" encoding="{name}"?>\n{body}')
        return
    encoding = find_encoding(declared) if declared else Encoding("utf-8", preamble=False)
    data = encoding.preamble + encoding.encode(text) if declared else encoding.encode(text)
    if type(target) is str:
        write_bytes(target, data)
    else:
        target.open().write(data)


DOCUMENT.add_methods(
    {
        "LoadXml": N.load_xml,
        "Load": load,
        "Save": save,
        "CreateElement": create_element,
        "CreateAttribute": create_attribute,
        "CreateNode": create_node,
        "CreateXmlDeclaration": declaration,
        "CreateTextNode": lambda d, text: XmlNode(N.TEXT, d, value=text),
        "CreateCDataSection": lambda d, text: XmlNode(N.CDATA, d, value=text),
        "CreateComment": lambda d, text: XmlNode(N.COMMENT, d, value=text),
        "CreateProcessingInstruction": lambda d, target, text: XmlNode(N.PI, d, target, text),
        "CreateDocumentFragment": lambda d: XmlNode(N.FRAGMENT, d),
        "CreateWhitespace": lambda d, text: XmlNode(N.WHITESPACE, d, value=text),
        "ImportNode": lambda d, node, deep: node.imported(d, deep),
        "GetElementsByTagName": by_tag_name,
        "GetElementById": lambda d, name: next(
            (n for n in d.descendants() if get_attribute(n, "id") == name), None
        ),
    }
)
DOCUMENT.add_properties(
    {
        "DocumentElement": lambda d: d.root,
        "DocumentType": lambda d: next((c for c in d.children if c.kind == N.DOCTYPE), None),
        "PreserveWhitespace": lambda d: d.preserve,
        "NameTable": lambda d: NameTable(),
        "XmlResolver": lambda d: None,
        "Implementation": lambda d: _plain("XmlImplementation"),
        "Schemas": lambda d: _plain("Schema.XmlSchemaSet"),
        "InnerText": lambda d: d.inner_text() if d.children else "",
    }
)
DOCUMENT.properties["preservewhitespace"].set = lambda d, value: setattr(d, "preserve", bool(value))
DOCUMENT.properties["xmlresolver"].set = lambda d, value: None


class _Plain(NetObject):
    """An object of which only the type matters."""

    __slots__ = ("shown",)
    shows_type_name = True

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return X + self.shown


def _plain(name: str) -> _Plain:
    return _Plain(name)


DECLARATION = table(X + "XmlDeclaration")


def _declared(name: str) -> Callable[[XmlNode], str]:
    def get(node: XmlNode) -> str:
        import re

        found = re.search(f'{name}="([^"]*)"', node.value or "")
        return found.group(1) if found else ""

    return get


DECLARATION.add_properties(
    {
        "Version": _declared("version"),
        "Encoding": _declared("encoding"),
        "Standalone": _declared("standalone"),
    }
)
