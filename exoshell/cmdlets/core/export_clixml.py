"""Export-Clixml."""

from __future__ import annotations

from exoshell.cmdlets.output.destination import TextFile, file_of
from exoshell.cmdlets.providers.encodings import EncodingTransformation
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.clixml_writer import DEFAULT_DEPTH, ClixmlWriter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@cmdlet("Export", "Clixml", default_set="ByPath", should_process=True)
class ExportClixml(Cmdlet):
    """Writes objects to a file so that Import-Clixml gives them back."""

    depth = Param("int", "How many levels of objects are written.", validate=(ValidateRange(1, 2147483647),))
    path = Param("string", "The file.", position=0, mandatory=True, sets=("ByPath",))
    literal_path = Param(
        "string",
        "The file, its name taken as it is.",
        mandatory=True,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
    )
    input_object = Param("psobject", "The objects.", mandatory=True, pipe=BY_VALUE, allow_null=True)
    force = Param("switch", "Write to a read-only file too.")
    no_clobber = Param("switch", "Refuse to replace a file.", aliases=("NoOverwrite",))
    encoding = Param(
        "System.Object",
        "The encoding.",
        transform=(EncodingTransformation(),),
        validate=(ValidateNotNullOrEmpty(),),
    )

    file: TextFile | None = None
    writer: ClixmlWriter | None = None

    def begin(self) -> None:
        literal = self.parameter_set == "ByLiteralPath"
        path = file_of(self.session, self.literal_path if literal else self.path, literal)
        if not self.should_process(path, "Export-Clixml"):
            return
        self.file = TextFile(path, self.encoding, False, not self.no_clobber, bool(self.force))
        self.writer = ClixmlWriter(self.depth or DEFAULT_DEPTH)

    def process(self) -> None:
        if self.writer is not None:
            self.writer.write(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        return None if self.writer is None else self.writer.write

    def end(self) -> None:
        if self.file is not None and self.writer is not None:
            self.file.write(self.writer.text())

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
