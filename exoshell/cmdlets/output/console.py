"""What Out-Default and Out-Host share: a formatter of their own that writes to the console."""

from __future__ import annotations

from exoshell.cmdlets.output.surroundings import console_width, preferences_of
from exoshell.command.declaration import Cmdlet
from exoshell.format.output import OutputFormatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class ConsoleCommand(Cmdlet):
    """Draws its input on the console."""

    input_object: Any
    formatter: OutputFormatter | None = None

    def begin(self) -> None:
        host = self.session.host
        preferences = preferences_of(self.session)
        self.formatter = OutputFormatter(console_width(self.session), host.out, preferences, host.err)

    def process(self) -> None:
        assert self.formatter is not None
        self.formatter.write(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        return None if self.formatter is None else self.formatter.write

    def end(self) -> None:
        if self.formatter is not None:
            self.formatter.finish()
