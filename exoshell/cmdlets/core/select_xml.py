"""Select-Xml."""

from __future__ import annotations

from exoshell.cmdlets.providers.failures import net_failure
from exoshell.cmdlets.providers.paths import resolve
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.access import call_method, get_property, new_object
from exoshell.dotnet.table import table
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import NetObject
from exoshell.values.types import find_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_GIVEN = (ValidateNotNullOrEmpty(),)
INFO = "Microsoft.PowerShell.Commands.SelectXmlInfo"
INPUT_STREAM = "InputStream"


class SelectXmlInfo(NetObject):
    """A node that was found: `node`, the `path` of its source, the XPath `pattern`."""

    __slots__ = ("node", "path", "pattern", "directory")
    type_name = INFO

    def __init__(self, node: Any, path: str, pattern: str, directory: str) -> None:
        self.node, self.path, self.pattern, self.directory = node, path, pattern, directory
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        text = str(get_property(self.node, "InnerText") or "").strip()
        return text if self.path == INPUT_STREAM else f"{text}:{self.path}"


_table = table(INFO)
_table.add_fields({"Node": "node", "Path": "path", "Pattern": "pattern"})
_table.add_methods({"ToString": str})


@cmdlet("Select", "Xml", default_set="Xml", output=(INFO,))
class SelectXml(Cmdlet):
    """Finds nodes of XML by an XPath expression."""

    path = Param(
        "string[]", "The files.", position=1, mandatory=True, pipe=BY_NAME, sets=("Path",), validate=_GIVEN
    )
    literal_path = Param(
        "string[]",
        "The files, their names taken as they are.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("LiteralPath",),
        aliases=("PSPath", "LP"),
        validate=_GIVEN,
    )
    xml = Param(
        "System.Xml.XmlNode[]",
        "The nodes to look in.",
        position=1,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        sets=("Xml",),
        aliases=("Node",),
        validate=_GIVEN,
    )
    content = Param(
        "string[]", "XML as text.", mandatory=True, pipe=BY_VALUE, sets=("Content",), validate=_GIVEN
    )
    x_path = Param(
        "string", "The XPath expression.", name="XPath", position=0, mandatory=True, validate=_GIVEN
    )
    namespace = Param("hashtable", "Prefixes and the namespaces they stand for.", validate=_GIVEN)

    def process(self) -> None:
        if self.parameter_set == "Xml":
            for node in self.xml or ():
                self.find(node, INPUT_STREAM)
        elif self.parameter_set == "Content":
            for text in self.content or ():
                document = self.parse(text, None)
                if document is not None:
                    self.find(document, INPUT_STREAM)
        else:
            self.read_files()

    def read_files(self) -> None:
        """Look in the files that the paths name."""
        literal = self.parameter_set == "LiteralPath"
        given: Any = self.literal_path if literal else self.path
        for text in given or ():
            try:
                places = resolve(self.session, text, literal=literal)
            except PowerShellError as error:
                self.write_error(error)
                continue
            for provider, path in places:
                if provider == "FileSystem":
                    self.read(path)

    def read(self, path: str) -> None:
        """Look in one file."""
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            self.write_error(_unreadable(path, net_failure(error, path)[1]))
            return
        from exoshell.cmdlets.providers.encodings import decode

        document = self.parse(decode(data), path)
        if document is not None:
            self.find(document, path)

    def parse(self, text: str, path: str | None) -> Any:
        """The document of a text; one that cannot be read is an error and gives None."""
        kind = find_type("System.Xml.XmlDocument")
        assert kind is not None
        document = new_object(kind, [])
        try:
            call_method(document, "LoadXml", [text])
        except PowerShellError as error:
            inner = error.record.exception.inner or error.record.exception
            if path is not None:
                self.write_error(_unreadable(path, inner.message))
            else:
                self.write_error(
                    ps_error(
                        "ProcessingFile",
                        inner.message,
                        exception=inner.type_name,
                        category="NotSpecified",
                        target=text,
                    )
                )
            return None
        return document

    def find(self, node: Any, path: str) -> None:
        """Write what the expression finds below a node."""
        arguments: list[Any] = [self.x_path]
        if self.namespace is not None:
            arguments.append(self.manager())
        found = call_method(node, "SelectNodes", arguments)
        from exoshell.values.enumeration import enumerate_value

        for match in enumerate_value(found) or ():
            self.write(SelectXmlInfo(match, path, str(self.x_path), str(self.session.location)))

    def manager(self) -> Any:
        """The namespaces that -Namespace names."""
        from exoshell.dotnet.xml import NamespaceManager

        manager = NamespaceManager()
        for prefix, address in self.namespace.items():
            manager.spaces[str(prefix)] = str(address)
        return manager


def _unreadable(path: str, reason: str) -> PowerShellError:
    return ps_error(
        "ProcessingFile",
        f"The file '{path}' cannot be read: {reason}",
        exception="System.ArgumentException",
        category="InvalidArgument",
        target=path,
    )
