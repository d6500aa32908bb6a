"""ConvertTo-Csv."""

from __future__ import annotations

from exoshell.cmdlets.output.csv_command import CsvWritingCommand
from exoshell.cmdlets.output.csv_writing import CsvWriter
from exoshell.command.declaration import BY_NAME, BY_VALUE, Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@cmdlet("ConvertTo", "Csv", default_set="Delimiter", output=("System.String",))
class ConvertToCsv(CsvWritingCommand):
    """Turns objects into lines of comma-separated text."""

    input_object = Param("psobject", "The objects.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME)

    csv: CsvWriter
    started = False

    def begin(self) -> None:
        self.csv = self.writer()

    def process(self) -> None:
        self.take(self.input_object)

    def take(self, value: Any) -> None:
        """Write the line of one object, after the header if it is the first."""
        if value is None:
            return
        if not self.started:
            lines = self.head_lines(self.csv, value)
            if not self.csv.names:
                return
            self.started = True
            for line in lines:
                self.write(line)
        line = self.csv.line(value)
        if line:
            self.write(line)

    def item_processor(self) -> Callable[[Any], None] | None:
        return self.take
