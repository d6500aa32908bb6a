"""ConvertTo-Json."""

from __future__ import annotations

from exoshell.cmdlets.output.json_writing import DEFAULT, HTML, NON_ASCII, JsonWriter
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DEFAULT_DEPTH = 2


@cmdlet("ConvertTo", "Json", output=("System.String",))
class ConvertToJson(Cmdlet):
    """Turns objects into JSON text."""

    input_object = Param(
        "System.Object", "The objects.", position=0, mandatory=True, pipe=BY_VALUE, allow_null=True
    )
    depth = Param("int", "How many levels of objects are written.", validate=(ValidateRange(0, 100),))
    compress = Param("switch", "No blanks and line breaks.")
    enums_as_strings = Param("switch", "Names of enumeration values instead of their numbers.")
    as_array = Param("switch", "An array even for one object.")
    escape_handling = Param(
        "Newtonsoft.Json.StringEscapeHandling", "Which characters of strings are escaped."
    )

    values: list[Any]

    def begin(self) -> None:
        self.values = []

    def process(self) -> None:
        self.values.append(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        return self.values.append

    def end(self) -> None:
        if not self.values:
            return
        escaping = str(getattr(self.escape_handling, "name", self.escape_handling or DEFAULT))
        escaping = next((e for e in (HTML, NON_ASCII) if e.lower() == escaping.lower()), DEFAULT)
        depth = self.depth if "Depth" in self.bound else DEFAULT_DEPTH
        writer = JsonWriter(depth, bool(self.compress), bool(self.enums_as_strings), escaping, self.warn)
        piped = bool(self.context.expecting_input)
        if len(self.values) == 1 and not self.as_array:
            self.write(writer.text(self.values[0], piped))
        else:
            self.write(writer.list_text(self.values))
