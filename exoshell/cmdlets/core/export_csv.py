"""Export-Csv."""

from __future__ import annotations

import os

from exoshell.cmdlets.output.csv_command import CsvWritingCommand
from exoshell.cmdlets.output.csv_reading import records
from exoshell.cmdlets.output.csv_writing import CsvWriter
from exoshell.cmdlets.output.destination import TextFile, file_of
from exoshell.cmdlets.providers.content import read_text
from exoshell.cmdlets.providers.encodings import EncodingTransformation, encoding_of
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Param, cmdlet
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

BATCH = 1000


@cmdlet("Export", "Csv", default_set="Delimiter", should_process=True)
class ExportCsv(CsvWritingCommand):
    """Writes objects to a file as comma-separated text."""

    input_object = Param("psobject", "The objects.", mandatory=True, pipe=BY_VALUE | BY_NAME)
    path = Param("string", "The file.", position=0, validate=(ValidateNotNullOrEmpty(),))
    literal_path = Param(
        "string",
        "The file, its name taken as it is.",
        aliases=("PSPath", "LP"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    force = Param("switch", "Write to a read-only file, and append objects with other properties.")
    no_clobber = Param("switch", "Refuse to replace a file.", aliases=("NoOverwrite",))
    encoding = Param(
        "System.Object",
        "The encoding.",
        transform=(EncodingTransformation(),),
        validate=(ValidateNotNullOrEmpty(),),
    )
    append = Param("switch", "Write behind what the file holds, in its columns.")

    csv: CsvWriter
    file: TextFile | None = None
    file_path = ""
    started = False
    refused = False
    lines: list[str]

    def begin(self) -> None:
        if (self.path is None) == (self.literal_path is None):
            raise ps_error(
                "CannotSpecifyPathAndLiteralPath",
                "You must specify either the -Path or -LiteralPath parameters, but not both.",
                exception="System.InvalidOperationException",
                category="InvalidData",
            )
        self.csv = self.writer()
        self.lines = []
        literal = self.path is None
        self.file_path = file_of(self.session, self.literal_path if literal else self.path, literal)
        if not self.should_process(self.file_path, "Export-Csv"):
            self.refused = True
            return
        if self.append and os.path.isfile(self.file_path):
            self._take_columns()
        self.file = TextFile(
            self.file_path,
            self.encoding,
            bool(self.append),
            not self.no_clobber or bool(self.append),
            bool(self.force),
        )

    def _take_columns(self) -> None:
        """The columns of the file that is appended to."""
        text = read_text(self.file_path, None if self.encoding is None else encoding_of(self.encoding))
        lines = text.splitlines(keepends=True)
        while lines and lines[0].startswith("#TYPE"):
            del lines[0]
        fields = next(records(lines, self.csv.delimiter), None)
        if fields and any(fields):
            self.csv.names = fields

    def process(self) -> None:
        self.take(self.input_object)

    def take(self, value: Any) -> None:
        """Write the line of one object, after the header if it is the first."""
        if value is None or self.refused:
            return
        if not self.started:
            if self.csv.names:
                self._check_columns(value)
            else:
                lines = self.head_lines(self.csv, value)
                if not self.csv.names:
                    return
                self.lines.extend(lines)
            self.started = True
        self.lines.append(self.csv.line(value))
        if len(self.lines) >= BATCH:
            self._flush()

    def item_processor(self) -> Callable[[Any], None] | None:
        return self.take

    def _check_columns(self, value: Any) -> None:
        from exoshell.cmdlets.output.csv_writing import names_of

        if self.force:
            return
        given = {name.lower() for name in names_of(value)}
        for name in self.csv.names:
            if name.lower() not in given:
                raise ps_error(
                    "CannotAppendCsvWithMismatchedPropertyNames",
                    f"Cannot append CSV content to the following file: {self.path or self.literal_path}. The appended object does not have a property "
                    f"that corresponds to the following column: {name}. To continue with mismatched properties, add the -Force "
                    "parameter, and then retry the command.",
                    exception="System.InvalidOperationException",
                    category="InvalidData",
                    target=name,
                )

    def _flush(self) -> None:
        if self.file is not None and self.lines:
            self.file.write("\n".join(self.lines) + "\n")
        self.lines = []

    def end(self) -> None:
        self._flush()

    def close(self) -> None:
        if self.file is not None:
            self._flush()
            self.file.close()
