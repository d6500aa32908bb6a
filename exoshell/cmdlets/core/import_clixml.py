"""Import-Clixml."""

from __future__ import annotations

from exoshell.cmdlets.output.destination import cannot_open, file_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.clixml_reader import read_objects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet("Import", "Clixml", default_set="ByPath")
class ImportClixml(Cmdlet):
    """Reads the objects that Export-Clixml wrote."""

    path = Param(
        "string[]", "The files.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME, sets=("ByPath",)
    )
    literal_path = Param(
        "string[]",
        "The files, their names taken as they are.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
    )
    include_total_count = Param("switch", "Give the number of objects first.")
    skip = Param("ulong", "How many objects to leave out.")
    first = Param("ulong", "How many objects to give at most.")

    def process(self) -> None:
        literal = self.parameter_set == "ByLiteralPath"
        given: Any = self.literal_path if literal else self.path
        for text in given or ():
            path = file_of(self.session, text, literal)
            try:
                with open(path, "rb") as file:
                    data = file.read()
            except OSError as error:
                raise cannot_open(error, path) from None
            self.give(data)

    def give(self, data: bytes) -> None:
        """Write the objects of one document."""
        skip = int(self.skip or 0)
        first = None if "First" not in self.bound else int(self.first)
        if self.include_total_count:
            from exoshell.values.numbers import Int64

            self.write(Int64(sum(1 for _ in read_objects(data))))
        for number, value in enumerate(read_objects(data)):
            if first is not None and number >= skip + first:
                break
            if number >= skip:
                self.write(value)
