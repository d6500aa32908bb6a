"""ConvertFrom-Csv."""

from __future__ import annotations

from exoshell.cmdlets.output.csv_reading import Importer
from exoshell.cmdlets.output.csv_writing import list_separator, value_text
from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_GIVEN = (ValidateNotNull(), ValidateNotNullOrEmpty())


@cmdlet("ConvertFrom", "Csv", default_set="Delimiter")
class ConvertFromCsv(Cmdlet):
    """Turns lines of comma-separated text into objects."""

    delimiter = Param("char", "What stands between fields.", position=1, sets=("Delimiter",), validate=_GIVEN)
    use_culture = Param(
        "switch",
        "The culture's list separator stands between fields.",
        mandatory=True,
        sets=("UseCulture",),
        validate=_GIVEN,
    )
    input_object = Param(
        "psobject[]",
        "The lines.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        allow_empty_string=True,
    )
    header = Param("string[]", "The names of the columns; the text has none.", validate=_GIVEN)

    importer: Importer | None = None

    def begin(self) -> None:
        delimiter = "," if self.delimiter is None else str(self.delimiter)
        if self.use_culture:
            delimiter = list_separator(self.session)
        self.importer = Importer(delimiter, self.header, self.warn)

    def process(self) -> None:
        given: Any = self.input_object
        for value in given if isinstance(given, list) else [given]:
            text = value if type(value) is str else value_text(value) or ""
            assert self.importer is not None
            for made in self.importer.objects(lines_of(text)):
                self.write(made)


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; CR, LF and CRLF end one."""
    if "\n" not in text and "\r" not in text:
        return [text]
    import io

    return io.StringIO(text, newline="").readlines()
