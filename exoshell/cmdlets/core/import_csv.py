"""Import-Csv."""

from __future__ import annotations

from exoshell.cmdlets.output.csv_reading import Importer
from exoshell.cmdlets.output.csv_writing import list_separator
from exoshell.cmdlets.output.destination import cannot_open, file_of
from exoshell.cmdlets.providers.encodings import (
    MARKS,
    EncodingTransformation,
    decode,
    encoding_of,
)
from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


@cmdlet("Import", "Csv", default_set="DelimiterPath")
class ImportCsv(Cmdlet):
    """Reads files of comma-separated text as objects."""

    delimiter = Param(
        "char",
        "What stands between fields.",
        position=1,
        sets=("DelimiterPath", "DelimiterLiteralPath"),
        validate=(ValidateNotNull(),),
    )
    path = Param(
        "string[]",
        "The files.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        sets=("DelimiterPath", "CulturePath"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    literal_path = Param(
        "string[]",
        "The files, their names taken as they are.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("DelimiterLiteralPath", "CultureLiteralPath"),
        aliases=("PSPath", "LP"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    use_culture = Param(
        "switch",
        "The culture's list separator stands between fields.",
        mandatory=True,
        sets=("CulturePath", "CultureLiteralPath"),
        validate=(ValidateNotNull(),),
    )
    header = Param(
        "string[]", "The names of the columns; the file has none.", validate=(ValidateNotNullOrEmpty(),)
    )
    encoding = Param(
        "System.Object",
        "The encoding.",
        transform=(EncodingTransformation(),),
        validate=(ValidateNotNullOrEmpty(),),
    )

    def process(self) -> None:
        if self.path is not None and self.literal_path is not None:
            raise ps_error(
                "CannotSpecifyPathAndLiteralPath",
                "You must specify either the -Path or -LiteralPath parameters, but not both.",
                exception="System.InvalidOperationException",
                category="InvalidData",
            )
        literal = self.path is None
        given: Any = self.literal_path if literal else self.path
        for text in given or ():
            try:
                self.read(file_of(self.session, text, literal))
            except PowerShellError as error:
                self.write_error(error)

    def read(self, path: str) -> None:
        """Write the objects of one file."""
        delimiter = "," if self.delimiter is None else str(self.delimiter)
        if self.use_culture:
            delimiter = list_separator(self.session)
        importer = Importer(delimiter, self.header, self.warn)
        write = self.write
        for made in importer.objects(file_lines(path, self.encoding)):
            write(made)


def file_lines(path: str, encoding: Any) -> Iterable[str]:
    """The lines of a file with their ends, read as they are needed where the encoding allows."""
    codec = None if encoding is None else encoding_of(encoding)
    try:
        with open(path, "rb") as raw:
            head = raw.read(4)
            marked = any(head.startswith(mark) for mark, _ in MARKS)
            if marked or (codec is not None and codec[0] != "utf-8"):
                import io

                return io.StringIO(decode(head + raw.read(), codec), newline="")
        return open(path, encoding="utf-8", errors="replace", newline="")  # noqa: SIM115 - closed when it is read
    except OSError as error:
        raise cannot_open(error, path) from None
