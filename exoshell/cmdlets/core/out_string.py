"""Out-String."""

from __future__ import annotations

from exoshell.cmdlets.output.surroundings import console_width, preferences_of
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.format.text_output import TextFormatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@cmdlet("Out", "String", default_set="NoNewLineFormatting", output=("System.String",))
class OutString(Cmdlet):
    """Gives the text that the console would show for objects."""

    stream = Param(
        "switch", "One string a line, instead of one for all.", sets=("StreamFormatting",), name="Stream"
    )
    width = Param("int", "The width of a line in cells.", validate=(ValidateRange(2, 2147483647),))
    no_newline = Param("switch", "No line ends.", sets=("NoNewLineFormatting",))
    input_object = Param("psobject", "The objects.", pipe=BY_VALUE)

    formatter: TextFormatter | None = None
    lines: list[str]

    def begin(self) -> None:
        self.lines = []
        take = (lambda line: self.write(line)) if self.stream else self.lines.append
        width = self.width if "Width" in self.bound else None
        self.formatter = TextFormatter(take, width, preferences_of(self.session), console_width(self.session))

    def process(self) -> None:
        assert self.formatter is not None
        self.formatter.write(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        return None if self.formatter is None else self.formatter.write

    def end(self) -> None:
        assert self.formatter is not None
        self.formatter.finish()
        if not self.stream:
            end = "" if self.no_newline else "\n"
            self.write("".join([line + end for line in self.lines]))
