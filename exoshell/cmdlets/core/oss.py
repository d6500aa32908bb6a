"""oss: Out-String -Stream."""

from __future__ import annotations

from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet("", "Oss", name="oss", module="", class_name="oss")
class Oss(Cmdlet):
    """Gives objects as the lines that would show them."""

    width = Param(
        "int", "How many characters a line has.", position=0, validate=(ValidateRange(2, 2147483647),)
    )
    input_object = Param("psobject", "The objects.", position=1, pipe=BY_VALUE)

    def begin(self) -> None:
        self.items: list[Any] = []

    def process(self) -> None:
        self.items.append(self.input_object)

    def end(self) -> None:
        arguments: dict[str, Any] = {"Stream": True}
        if self.is_bound("Width"):
            arguments["Width"] = self.width
        for line in self.session.invoke("Out-String", arguments, self.items):
            self.write(line)
