"""The XML document model: nodes, the parser, writing."""

from __future__ import annotations

from exoshell.dotnet.errors import net_error
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

XMLNS = "http://www.w3.org/2000/xmlns/"
ELEMENT, ATTRIBUTE, TEXT, CDATA, PI, COMMENT, DOCUMENT, DOCTYPE, FRAGMENT, WHITESPACE, DECLARATION = (
    1,
    2,
    3,
    4,
    7,
    8,
    9,
    10,
    11,
    13,
    17,
)
_CLASSES = {
    ELEMENT: "XmlElement",
    ATTRIBUTE: "XmlAttribute",
    TEXT: "XmlText",
    CDATA: "XmlCDataSection",
    PI: "XmlProcessingInstruction",
    COMMENT: "XmlComment",
    DOCUMENT: "XmlDocument",
    DOCTYPE: "XmlDocumentType",
    FRAGMENT: "XmlDocumentFragment",
    WHITESPACE: "XmlWhitespace",
    DECLARATION: "XmlDeclaration",
}
_NAMES = {
    TEXT: "#text",
    CDATA: "#cdata-section",
    COMMENT: "#comment",
    DOCUMENT: "#document",
    FRAGMENT: "#document-fragment",
    WHITESPACE: "#whitespace",
    DECLARATION: "xml",
}


class XmlNode(NetObject):
    """A node: `kind` is its XmlNodeType number; `prefix`, `local`, `namespace` its name; `value` the text of the kinds that have one.

    Elements have `attributes` and `children`; `short` tells `<a />` from `<a></a>`. Documents have `preserve` and `sources` (the
    declared line positions are not kept).
    """

    shows_type_name = True  # in casts and expansible strings
    __slots__ = (
        "kind",
        "prefix",
        "local",
        "namespace",
        "value",
        "parent",
        "owner",
        "children",
        "attributes",
        "short",
        "preserve",
    )

    def __init__(
        self,
        kind: int,
        owner: XmlNode | None = None,
        local: str = "",
        value: Any = None,
        prefix: str = "",
        namespace: str = "",
    ) -> None:
        self.kind, self.owner, self.value = kind, owner, value
        self.local = local or _NAMES.get(kind, "")
        self.prefix, self.namespace = prefix, namespace
        self.parent: XmlNode | None = None
        self.children: list[XmlNode] = []
        self.attributes: list[XmlNode] = []
        self.short = True
        self.preserve = False
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return "System.Xml." + _CLASSES[self.kind]

    @property
    def name(self) -> str:
        return f"{self.prefix}:{self.local}" if self.prefix else self.local

    @property
    def document(self) -> XmlNode:
        return self if self.owner is None else self.owner

    @property
    def root(self) -> XmlNode | None:
        """The document's element."""
        return next((c for c in self.children if c.kind == ELEMENT), None)

    def attribute(self, name: str) -> XmlNode | None:
        """The attribute of a qualified name."""
        return next((a for a in self.attributes if a.name == name), None)

    def set_attribute(self, name: str, value: str, namespace: str = "") -> XmlNode:
        """Sets or adds an attribute."""
        found = self.attribute(name)
        if found is None:
            prefix, colon, local = name.rpartition(":")
            found = XmlNode(ATTRIBUTE, self.document, local if colon else name, value, prefix, namespace)
            found.parent = self
            self.attributes.append(found)
        found.value = value
        return found

    def append(self, child: XmlNode, position: int | None = None) -> XmlNode:
        """Adds a child (a fragment's children one by one); it leaves its old place."""
        if child.kind == FRAGMENT:
            for inner in list(child.children):
                self.append(inner, position)
                position = None if position is None else position + 1
            return child
        if self.kind == DOCUMENT and (
            child.kind in (TEXT, CDATA) or (child.kind == ELEMENT and self.root not in (None, child))
        ):
            text = "The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type."
            if child.kind == ELEMENT:
                text = "This document already has a 'DocumentElement' node."
            raise net_error("System.InvalidOperationException", text)
        if child.document is not self.document:
            raise net_error(
                "System.ArgumentException", "The node to be inserted is from a different document context."
            )
        child.detach()
        child.parent = self
        self.children.insert(len(self.children) if position is None else position, child)
        return child

    def detach(self) -> None:
        """Takes the node out of its parent."""
        if self.parent is not None:
            siblings = self.parent.attributes if self.kind == ATTRIBUTE else self.parent.children
            if self in siblings:
                siblings.remove(self)
            self.parent = None

    def sibling(self, step: int) -> XmlNode | None:
        if self.parent is None or self.kind == ATTRIBUTE:
            return None
        position = self.parent.children.index(self) + step
        return self.parent.children[position] if 0 <= position < len(self.parent.children) else None

    def descendants(self) -> Iterator[XmlNode]:
        """Elements below, in document order."""
        for child in self.children:
            if child.kind == ELEMENT:
                yield child
                yield from child.descendants()

    def inner_text(self) -> str:
        """InnerText."""
        if self.kind in (ELEMENT, DOCUMENT, FRAGMENT):
            return "".join(c.inner_text() for c in self.children if c.kind not in (COMMENT, PI, DECLARATION))
        return self.value or ""

    def set_inner_text(self, text: str) -> None:
        if self.kind in (ELEMENT, FRAGMENT):
            self.children = []
            self.short = False
            self.append(XmlNode(TEXT, self.document, value=text))
        elif self.kind == DOCUMENT:
            raise net_error(
                "System.InvalidOperationException",
                "The 'InnerText' of a 'Document' node is read-only and cannot be set.",
            )
        else:
            self.value = text

    def inner_xml(self) -> str:
        if self.kind == ATTRIBUTE:
            return escape_attribute(self.value)
        return "".join(outer_xml(c, self) for c in self.children)

    def clone(self, deep: bool) -> XmlNode:
        """CloneNode."""
        made = XmlNode(
            self.kind,
            None if self.kind == DOCUMENT else self.document,
            self.local,
            self.value,
            self.prefix,
            self.namespace,
        )
        made.short, made.preserve = self.short, self.preserve
        return _copy_into(self, made, made.document, deep)

    def imported(self, owner: XmlNode, deep: bool) -> XmlNode:
        """A copy that belongs to another document."""
        made = XmlNode(self.kind, owner, self.local, self.value, self.prefix, self.namespace)
        made.short = self.short
        return _copy_into(self, made, owner, deep)


def _copy_into(source: XmlNode, made: XmlNode, owner: XmlNode, deep: bool) -> XmlNode:
    for attribute in source.attributes:
        copy = XmlNode(
            ATTRIBUTE, owner, attribute.local, attribute.value, attribute.prefix, attribute.namespace
        )
        copy.parent = made
        made.attributes.append(copy)
    if deep:
        for child in source.children:
            copy = child.imported(owner, True)
            copy.parent = made
            made.children.append(copy)
    return made


# ---------------------------------------------------------------------------------------------------------------------------- writing


def escape_text(text: Any) -> str:
    return (
        str(text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")
    )


def escape_attribute(text: Any) -> str:
    escaped = escape_text(text).replace('"', "&quot;")
    return escaped.replace("\n", "&#xA;").replace("\t", "&#x9;")


def start_tag(node: XmlNode, context: XmlNode | None = None) -> str:
    """`<name attributes` without the end; a namespace that no attribute declares is declared here."""
    parts = ["<" + node.name]
    for attribute in node.attributes:
        parts.append(f' {attribute.name}="{escape_attribute(attribute.value)}"')
    declaration = "xmlns" + (f":{node.prefix}" if node.prefix else "")
    known = _known_namespace(node, context)
    if node.attribute(declaration) is None and (known or "") != (node.namespace or ""):
        parts.append(f' {declaration}="{escape_attribute(node.namespace)}"')
    return "".join(parts)


def _known_namespace(node: XmlNode, context: XmlNode | None) -> str | None:
    """The namespace that the node's prefix has above it, as far as the output shows it."""
    above = node.parent if context is not None else None
    name = "xmlns" + (f":{node.prefix}" if node.prefix else "")
    while above is not None and above.kind == ELEMENT:
        found = above.attribute(name)
        if found is not None:
            return str(found.value)
        if above.prefix == node.prefix:
            return above.namespace
        above = above.parent
    return None if not node.prefix and not node.namespace else "" if node.namespace == "" else None


def outer_xml(node: XmlNode, context: XmlNode | None = None) -> str:
    """OuterXml."""
    kind = node.kind
    if kind == ELEMENT:
        head = start_tag(node, context)
        if not node.children:
            return head + (" />" if node.short else f"></{node.name}>")
        return f"{head}>{''.join(outer_xml(c, node) for c in node.children)}</{node.name}>"
    if kind in (TEXT, WHITESPACE):
        return escape_text(node.value)
    if kind == CDATA:
        return f"<![CDATA[{node.value}]]>"
    if kind == COMMENT:
        return f"<!--{node.value}-->"
    if kind == PI:
        return f"<?{node.local} {node.value}?>"
    if kind == DECLARATION:
        return f"<?xml {node.value}?>"
    if kind == ATTRIBUTE:
        return f'{node.name}="{escape_attribute(node.value)}"'
    if kind == DOCTYPE:
        return f"<!DOCTYPE {node.local}{node.value or ''}>"
    return "".join(outer_xml(c, context) for c in node.children)


def indented_xml(node: XmlNode, indent: str = "  ", newline: str = "\n", level: int = 0) -> str:
    """Text with elements on lines of their own, mixed content left as it is."""
    if node.kind == DOCUMENT:
        return newline.join(indented_xml(c, indent, newline) for c in node.children)
    if node.kind != ELEMENT or not node.children:
        return outer_xml(node, node.parent)
    head = start_tag(node, node.parent if node.parent is not None and node.parent.kind == ELEMENT else None)
    if any(c.kind in (TEXT, CDATA, WHITESPACE) for c in node.children):
        return f"{head}>{''.join(outer_xml(c, node) for c in node.children)}</{node.name}>"
    pad = newline + indent * (level + 1)
    body = "".join(pad + indented_xml(c, indent, newline, level + 1) for c in node.children)
    return f"{head}>{body}{newline}{indent * level}</{node.name}>"


# ------------------------------------------------------------------------------------------------------------------------------ parsing


def xml_error(message: str, line: int, column: int) -> Exception:
    """XmlException with its place."""
    return net_error(
        "System.Xml.XmlException",
        f"{message} Line {line}, position {column}.",
        LineNumber=line,
        LinePosition=column,
    )


class _Builder:
    """Takes expat's events and makes nodes."""

    def __init__(self, document: XmlNode, parser: Any) -> None:
        self.document, self.parser = document, parser
        self.current = document
        self.text: list[str] = []
        self.in_cdata = False
        self.open: list[tuple[str, int, int]] = []
        self.data = b""  # what is parsed
        self.spaces: list[dict[str, str]] = [{"xml": "http://www.w3.org/XML/1998/namespace"}]

    def flush(self) -> None:
        """Makes a node of the text gathered so far; white space alone counts only where it is preserved."""
        text = "".join(self.text)
        self.text = []
        if not text:
            return
        blank = not text.strip(" \t\r\n")
        if blank and not self.document.preserve:
            return
        if self.current is self.document and not blank:
            return
        self.current.children.append(self._node(WHITESPACE if blank else TEXT, value=text))

    def _node(
        self, kind: int, local: str = "", value: Any = None, prefix: str = "", namespace: str = ""
    ) -> XmlNode:
        made = XmlNode(kind, self.document, local, value, prefix, namespace)
        made.parent = self.current
        return made

    def start(self, name: str, attributes: list[str]) -> None:
        self.flush()
        scope = dict(self.spaces[-1])
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        for key, value in pairs:
            if key == "xmlns":
                scope[""] = value
            elif key.startswith("xmlns:"):
                scope[key[6:]] = value
        self.spaces.append(scope)
        prefix, colon, local = name.partition(":")
        if colon and prefix not in scope:
            raise xml_error(
                f"'{prefix}' is an undeclared prefix.",
                self.parser.CurrentLineNumber,
                self.parser.CurrentColumnNumber + 2,
            )
        node = self._node(
            ELEMENT,
            local if colon else name,
            None,
            prefix if colon else "",
            scope.get(prefix if colon else "", ""),
        )
        for key, value in pairs:
            head, mark, tail = key.partition(":")
            space = XMLNS if key == "xmlns" or head == "xmlns" else scope.get(head, "") if mark else ""
            attribute = XmlNode(
                ATTRIBUTE, self.document, tail if mark else key, value, head if mark else "", space
            )
            attribute.parent = node
            node.attributes.append(attribute)
        self.current.children.append(node)
        self.open.append((name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 2))
        node.short = False
        self.current = node

    def end(self, name: str) -> None:
        self.flush()
        self.open.pop()
        self.spaces.pop()
        node = self.current
        assert node.parent is not None
        # the end of `<a/>` is reported behind it, that of `<a></a>` before `</a>`
        place = self.parser.CurrentByteIndex
        node.short = not node.children and self.data[place - 2 : place] == b"/>"
        self.current = node.parent

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        text = f'version="{version}"'
        if encoding:
            text += f' encoding="{encoding}"'
        if standalone >= 0:
            text += f' standalone="{"yes" if standalone else "no"}"'
        self.document.children.append(self._node(DECLARATION, value=text))

    def comment(self, text: str) -> None:
        self.flush()
        self.current.children.append(self._node(COMMENT, value=text))

    def instruction(self, target: str, text: str) -> None:
        self.flush()
        self.current.children.append(self._node(PI, target, text))

    def start_cdata(self) -> None:
        self.flush()
        self.in_cdata = True

    def end_cdata(self) -> None:
        self.current.children.append(self._node(CDATA, value="".join(self.text)))
        self.text = []
        self.in_cdata = False

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        ids = f' PUBLIC "{public}" "{system}"' if public else f' SYSTEM "{system}"' if system else ""
        self.document.children.append(self._node(DOCTYPE, name, ids))


def load_xml(document: XmlNode, text: str) -> None:
    """Fills a document from text. Raises XmlException."""
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.buffer_text = False
    document.children = []
    builder = _Builder(document, parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = lambda data: builder.text.append(data)
    parser.CommentHandler = builder.comment
    parser.ProcessingInstructionHandler = builder.instruction
    parser.StartCdataSectionHandler = builder.start_cdata
    parser.EndCdataSectionHandler = builder.end_cdata
    parser.XmlDeclHandler = builder.declaration
    parser.StartDoctypeDeclHandler = builder.doctype
    body = text.lstrip("\ufeff")
    if not body.strip():
        raise net_error("System.Xml.XmlException", "Root element is missing.", LineNumber=0, LinePosition=0)
    try:
        builder.data = body.encode("utf-8", "surrogatepass")
        parser.Parse(builder.data, True)
    except expat.ExpatError as error:
        document.children = []
        raise _parse_error(error, builder, body) from error
    builder.flush()


def _parse_error(error: Any, builder: _Builder, text: str) -> Exception:
    """An expat error in .NET's words."""
    from xml.parsers.expat import errors

    message = errors.messages.get(error.code, str(error))
    line, column = error.lineno, error.offset + 1
    if message == errors.XML_ERROR_TAG_MISMATCH and builder.open:
        name, start_line, start_column = builder.open[-1]
        lines = text.split("\n")
        rest = lines[line - 1][error.offset :] if line <= len(lines) else ""
        inside = rest.startswith("</")
        tail = rest[2:] if inside else rest
        closing = tail.split(">")[0].strip()
        text_ = f"The '{name}' start tag on line {start_line} position {start_column} does not match the end tag of '{closing}'."
        return xml_error(text_, line, column + 2 if inside else column)
    if message in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN, "unclosed token") or (
        message == errors.XML_ERROR_NO_ELEMENTS
    ):
        return _unexpected_end(builder, line, column)
    if message == errors.XML_ERROR_SYNTAX and not builder.open and not builder.document.children:
        return xml_error("Data at the root level is invalid.", line, column)
    if message == errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
        rest = text.split("\n")[line - 1][error.offset :]
        words = (
            "There are multiple root elements."
            if rest.startswith("<")
            else "Data at the root level is invalid."
        )
        return xml_error(words, line, column + (1 if rest.startswith("<") else 0))
    if message == errors.XML_ERROR_UNDEFINED_ENTITY:
        return xml_error("Reference to undeclared entity.", line, column + 1)
    if message == errors.XML_ERROR_DUPLICATE_ATTRIBUTE:
        return xml_error("This is a duplicate attribute name.", line, column)
    rest = text.split("\n")[line - 1][error.offset :] if line <= len(text.split("\n")) else ""
    if rest.startswith("&") or (rest[:1] == " " and "&" in text):
        return xml_error(
            "An error occurred while parsing EntityName.", line, column + (0 if rest[:1] == " " else 1)
        )
    shown = rest[:1] or " "
    return xml_error(f"'{shown}', hexadecimal value 0x{ord(shown):02X}, is an invalid token.", line, column)


def _unexpected_end(builder: _Builder, line: int, column: int) -> Exception:
    if builder.open:
        names = ", ".join(n for n, _, _ in reversed(builder.open))
        return xml_error(
            f"Unexpected end of file has occurred. The following elements are not closed: {names}.",
            line,
            column,
        )
    return xml_error(
        "Unexpected end of file has occurred. The following elements are not closed: ", line, column
    )
