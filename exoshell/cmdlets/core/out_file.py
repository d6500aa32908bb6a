"""Out-File."""

from __future__ import annotations

from exoshell.cmdlets.output.destination import TextFile, file_of
from exoshell.cmdlets.output.surroundings import console_width, preferences_of
from exoshell.cmdlets.providers.encodings import EncodingTransformation
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.format.text_output import TextFormatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@cmdlet("Out", "File", default_set="ByPath", should_process=True)
class OutFile(Cmdlet):
    """Writes the text that the console would show for objects to a file."""

    file_path = Param("string", "The file.", position=0, mandatory=True, sets=("ByPath",), aliases=("Path",))
    literal_path = Param(
        "string",
        "The file, its name taken as it is.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
    )
    encoding = Param(
        "System.Object",
        "The encoding.",
        position=1,
        transform=(EncodingTransformation(),),
        validate=(ValidateNotNullOrEmpty(),),
    )
    append = Param("switch", "Write behind what the file holds.")
    force = Param("switch", "Write to a read-only file too.")
    no_clobber = Param("switch", "Refuse to replace a file.", aliases=("NoOverwrite",))
    width = Param("int", "The width of a line in cells.", validate=(ValidateRange(2, 2147483647),))
    no_newline = Param("switch", "No line ends.")
    input_object = Param("psobject", "The objects.", pipe=BY_VALUE)

    file: TextFile | None = None
    formatter: TextFormatter | None = None

    def begin(self) -> None:
        literal = self.parameter_set == "ByLiteralPath"
        path = file_of(self.session, self.literal_path if literal else self.file_path, literal)
        if not self.should_process(path, "Output to File"):
            return
        clobber = not self.no_clobber or bool(self.append)
        self.file = TextFile(path, self.encoding, bool(self.append), clobber, bool(self.force))
        write = self.file.write
        end = "" if self.no_newline else "\n"
        width = self.width if "Width" in self.bound else None
        self.formatter = TextFormatter(
            lambda line: write(line + end), width, preferences_of(self.session), console_width(self.session)
        )

    def process(self) -> None:
        if self.formatter is not None:
            self.formatter.write(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        return None if self.formatter is None else self.formatter.write

    def end(self) -> None:
        if self.formatter is not None:
            self.formatter.finish()

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
