"""System.Xml writers: XmlWriter, XmlTextWriter, their settings, XmlConvert."""

from __future__ import annotations

from exoshell.dotnet import xml_nodes as N
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.table import table
from exoshell.dotnet.xml_documents import create_element
from exoshell.dotnet.xml_nodes import XmlNode
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

X = "System.Xml."


class WriterSettings(NetObject):
    """System.Xml.XmlWriterSettings."""

    __slots__ = ("indent", "indent_chars", "newline", "omit", "encoding", "close_output", "conformance")
    type_name = X + "XmlWriterSettings"

    def __init__(self) -> None:
        self.indent, self.indent_chars, self.newline, self.omit = False, "  ", "\n", False
        self.encoding: Any = None
        self.close_output = False
        self.conformance: Any = 2
        self.extension = None
        self.ps_type = None


SETTINGS = table(X + "XmlWriterSettings")
SETTINGS.new()(lambda ps_type: WriterSettings())
SETTINGS.add_fields(
    {
        "Indent": "indent",
        "IndentChars": "indent_chars",
        "NewLineChars": "newline",
        "OmitXmlDeclaration": "omit",
        "Encoding": "encoding",
        "CloseOutput": "close_output",
        "ConformanceLevel": "conformance",
    }
)


class XmlWriter(NetObject):
    """An XmlWriter: builds nodes, writes them to its target when it is flushed or closed."""

    __slots__ = ("target", "settings", "document", "current", "attribute", "tail", "written", "legacy")
    type_name = X + "XmlWriter"
    shows_writer = True  # XmlDocument.Save hands its text on

    def __init__(self, target: Any, settings: WriterSettings, legacy: bool = False) -> None:
        self.target, self.settings, self.legacy = target, settings, legacy
        self.document = XmlNode(N.DOCUMENT)
        self.current = self.document
        self.attribute: XmlNode | None = None
        self.tail = ""
        self.written = False
        self.extension = None
        self.ps_type = None

    def raw(self, text: str) -> None:
        """Text as it is."""
        self.tail += text

    def start(self, name: str, *rest: Any) -> None:
        """WriteStartElement(name[, namespace]) or (prefix, name, namespace)."""
        made = create_element(
            self.document, *((name, *rest) if len(rest) == 2 else (name, rest[0] if rest else ""))
        )
        made.parent = self.current
        self.current.children.append(made)
        self.current = made

    def end(self, full: bool = False) -> None:
        if self.current.kind != N.ELEMENT:
            raise net_error("System.InvalidOperationException", "There was no XML start tag open.")
        self.current.short = not full
        assert self.current.parent is not None
        self.current = self.current.parent

    def text(self, value: Any) -> None:
        """WriteString and WriteValue."""
        from exoshell.dotnet.strings import text_of

        shown = ("true" if value else "false") if type(value) is bool else text_of(value)
        if self.attribute is not None:
            self.attribute.value = (self.attribute.value or "") + shown
        elif shown:
            self._add(N.TEXT, shown)

    def _add(self, kind: int, value: str, local: str = "") -> None:
        made = XmlNode(kind, self.document, local, value)
        made.parent = self.current
        self.current.children.append(made)

    def put_attribute(self, name: str, *rest: Any) -> None:
        """WriteAttributeString(name, [namespace,] value) or (prefix, name, namespace, value)."""
        label = f"{name}:{rest[0]}" if len(rest) == 3 and name else rest[0] if len(rest) == 3 else name
        self.current.set_attribute(label, rest[-1] or "")

    def element(self, name: str, *rest: Any) -> None:
        """WriteElementString(name, [namespace,] value)."""
        self.start(name, *rest[:-1])
        if rest and rest[-1]:
            self.text(rest[-1])
        self.end()

    def flush(self) -> None:
        """Writes what there is to the target."""
        from exoshell.dotnet.text import StringBuilder

        if self.written:
            return
        declared = any(c.kind == N.DECLARATION for c in self.document.children)
        body = (
            N.indented_xml(self.document, self.settings.indent_chars, self.settings.newline)
            if self.settings.indent
            else N.outer_xml(self.document)
        )
        body += self.tail
        to_text = isinstance(self.target, StringBuilder) or hasattr(self.target, "write_line")
        if not self.settings.omit and not declared and not self.legacy:
            mark = (
                "utf-16"
                if to_text
                else self.settings.encoding.web_name
                if self.settings.encoding is not None
                else "utf-8"
            )
            body = (
                f'<?xml version="1.0" encoding="{mark}"?>'
                + (self.settings.newline if self.settings.indent else "")
                + body
            )
        if isinstance(self.target, StringBuilder):
            self.target.parts.append(body)
        elif hasattr(self.target, "write_line"):
            self.target.write(body)
        elif type(self.target) is str:
            from exoshell.dotnet.io import encoding_of, write_bytes

            encoding = encoding_of(self.settings.encoding)
            write_bytes(self.target, encoding.preamble + encoding.encode(body))
        else:
            self.target.open().write(body.encode())
        self.written = True

    def close(self) -> None:
        while self.current.kind == N.ELEMENT:
            self.end()
        self.flush()


WRITER = table(X + "XmlWriter")
WRITER.static("Create", raw=True)(
    lambda target, settings=None: XmlWriter(target, settings if settings is not None else WriterSettings())
)
_WRITES: dict[str, Any] = {
    "WriteStartDocument": lambda w, *rest: None,
    "WriteEndDocument": lambda w: None,
    "WriteStartElement": XmlWriter.start,
    "WriteEndElement": lambda w: w.end(),
    "WriteFullEndElement": lambda w: w.end(True),
    "WriteElementString": XmlWriter.element,
    "WriteAttributeString": XmlWriter.put_attribute,
    "WriteStartAttribute": lambda w, name, *rest: setattr(w, "attribute", w.current.set_attribute(name, "")),
    "WriteEndAttribute": lambda w: setattr(w, "attribute", None),
    "WriteString": XmlWriter.text,
    "WriteValue": XmlWriter.text,
    "WriteCData": lambda w, text: w._add(N.CDATA, text),
    "WriteComment": lambda w, text: w._add(N.COMMENT, text),
    "WriteProcessingInstruction": lambda w, name, text: w._add(N.PI, text, name),
    "WriteRaw": XmlWriter.raw,
    "Flush": lambda w: None,
    "Close": XmlWriter.close,
    "Dispose": XmlWriter.close,
}
WRITER.add_methods(_WRITES, raw=True)
for _name in list(_WRITES):
    WRITER.methods[_name.lower()].function = (lambda f: lambda *args: _nothing(f(*args)))(_WRITES[_name])


def _nothing(value: Any) -> Any:
    from exoshell.values.null import AUTOMATION_NULL

    return AUTOMATION_NULL


TEXT_WRITER = table(X + "XmlTextWriter")


@TEXT_WRITER.new()
def new_text_writer(ps_type: Any, target: Any, encoding: Any = None) -> XmlWriter:
    """XmlTextWriter(TextWriter) or (path, encoding): no declaration of its own."""
    settings = WriterSettings()
    settings.encoding = encoding
    made = XmlWriter(target, settings, legacy=True)
    return made


WRITER.add_properties(
    {
        "Formatting": lambda w: 1 if w.settings.indent else 0,
        "Settings": lambda w: w.settings,
        "Indentation": lambda w: len(w.settings.indent_chars),
    }
)
WRITER.properties["formatting"].set = lambda w, value: setattr(
    w.settings, "indent", getattr(value, "name", str(value)).lower() == "indented" or value == 1
)
WRITER.properties["indentation"].set = lambda w, value: setattr(w.settings, "indent_chars", " " * int(value))
CONVERT = table(X + "XmlConvert")
CONVERT.add_statics(
    {
        "EncodeName": lambda name: name.replace(" ", "_x0020_"),
        "DecodeName": lambda name: name.replace("_x0020_", " "),
    }
)
