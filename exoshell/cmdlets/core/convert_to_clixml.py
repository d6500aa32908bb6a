"""ConvertTo-CliXml."""

from __future__ import annotations

from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.clixml_writer import DEFAULT_DEPTH, ClixmlWriter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet(
    "ConvertTo",
    "CliXml",
    output=("System.String",),
    class_name="Microsoft.PowerShell.Commands.ConvertToClixmlCommand",
)
class ConvertToCliXml(Cmdlet):
    """Turns objects into CLIXML text."""

    input_object = Param("psobject", "The objects.", position=0, mandatory=True, pipe=BY_VALUE)
    depth = Param("int", "How many levels of objects are written.", validate=(ValidateRange(1, 2147483647),))

    values: list[Any]

    def begin(self) -> None:
        self.values = []

    def process(self) -> None:
        self.values.append(self.input_object)

    def end(self) -> None:
        writer = ClixmlWriter(self.depth or DEFAULT_DEPTH)
        for value in self.values:
            writer.write(value)
        self.write(writer.text())
