"""ConvertFrom-Json."""

from __future__ import annotations

from exoshell.cmdlets.output.json_dates import date_reader
from exoshell.cmdlets.output.json_reading import (
    MAX_DEPTH,
    DifferentCasing,
    EmptyKey,
    JsonError,
    conversion_error,
    parse,
)
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet("ConvertFrom", "Json")
class ConvertFromJson(Cmdlet):
    """Turns JSON text into objects."""

    input_object = Param(
        "string",
        "The text; several strings may be its lines.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        allow_empty_string=True,
    )
    as_hashtable = Param("switch", "Ordered hashtables instead of objects.")
    depth = Param(
        "int", "How deep objects and arrays may be nested.", validate=(ValidateRange(kind="Positive"),)
    )
    no_enumerate = Param("switch", "Give an array as one object.")
    date_kind = Param("Microsoft.PowerShell.Commands.JsonDateKind", "What becomes of dates.")

    texts: list[str]

    def begin(self) -> None:
        self.texts = []

    def process(self) -> None:
        self.texts.append(str(self.input_object))

    def end(self) -> None:
        texts = self.texts
        if len(texts) > 1:
            try:
                first = self.convert(texts[0])
            except JsonError:
                first = None
            if first is None:
                texts = ["\n".join(texts)]
            else:
                self.give(first)
                texts = texts[1:]
        for text in texts:
            try:
                found = self.convert(text)
            except (JsonError, DifferentCasing, EmptyKey) as error:
                raise conversion_error(error) from None
            self.give(found)

    def convert(self, text: str) -> Any:
        """The value of one text."""
        kind = str(getattr(self.date_kind, "name", self.date_kind or "Default"))
        depth = self.depth if "Depth" in self.bound else MAX_DEPTH
        return parse(text, as_table=bool(self.as_hashtable), depth=depth, date=date_reader(kind))

    def give(self, value: Any) -> None:
        """Write what a text holds."""
        if self.no_enumerate or not isinstance(value, list):
            self.write(value)
        else:
            for item in value:
                self.write(item)
