"""What ConvertTo-Csv and Export-Csv share."""

from __future__ import annotations

from exoshell.cmdlets.output.csv_writing import ALWAYS, AS_NEEDED, NEVER, CsvWriter, list_separator
from exoshell.command.attributes import ValidateNotNull
from exoshell.command.declaration import Cmdlet, Param
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class CsvWritingCommand(Cmdlet):
    """Makes the writer that its parameters call for."""

    delimiter = Param(
        "char", "What stands between fields.", position=1, sets=("Delimiter",), validate=(ValidateNotNull(),)
    )
    use_culture = Param("switch", "The culture's list separator stands between fields.", sets=("UseCulture",))
    include_type_information = Param("switch", "A first line with the objects' type.", aliases=("ITI",))
    no_type_information = Param(
        "switch", "No line with the type, as is usual.", aliases=("NTI",), hidden=True
    )
    quote_fields = Param("string[]", "The columns to quote; no others are.", aliases=("QF",))
    use_quotes = Param(
        "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind",
        "Which fields are quoted.",
        aliases=("UQ",),
    )
    no_header = Param("switch", "No line with the names.")

    def writer(self) -> CsvWriter:
        """The writer; parameters that exclude each other are refused."""
        bound = self.bound
        if "QuoteFields" in bound and "UseQuotes" in bound:
            raise ps_error(
                "CannotSpecifyQuoteFieldsAndUseQuotes",
                "You must specify either the -UseQuotes or -QuoteFields parameters, but not both.",
                exception="System.InvalidOperationException",
                category="InvalidData",
            )
        if self.include_type_information and self.no_type_information:
            raise ps_error(
                "CannotSpecifyIncludeTypeInformationAndNoTypeInformation",
                "You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.",
                exception="System.InvalidOperationException",
                category="InvalidData",
            )
        delimiter = "," if self.delimiter is None else str(self.delimiter)
        if self.use_culture:
            delimiter = list_separator(self.session)
        quotes = ALWAYS
        if "UseQuotes" in bound:
            name = str(getattr(self.use_quotes, "name", self.use_quotes)).lower()
            quotes = next((q for q in (ALWAYS, NEVER, AS_NEEDED) if q.lower() == name), ALWAYS)
        return CsvWriter(delimiter, quotes, self.quote_fields)

    def head_lines(self, writer: CsvWriter, value: Any) -> list[str]:
        """The lines in front of the first object's."""
        header = writer.header(value)
        lines = [writer.type_line(value)] if self.include_type_information else []
        if not self.no_header:
            lines.append(header)
        return lines
