"""Objects as lines of text for a file or a variable: what Out-String, Out-File and `>` write."""

from __future__ import annotations

from exoshell.format.engine import OutputEngine, text_lines
from exoshell.format.preferences import Preferences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class TextFormatter:
    """`write_line` takes lines without their ends; `width` None means that none was asked for: tables get the console's, lists are not
    wrapped."""

    __slots__ = ("engine", "write")

    def __init__(
        self,
        write_line: Callable[[str], Any],
        width: int | None = None,
        preferences: Preferences | None = None,
        console_width: int = 120,
    ) -> None:
        known = preferences or Preferences()
        self.engine = OutputEngine(text_lines(write_line, width, known, console_width), known)
        self.write = self._write

    def _write(self, value: Any) -> None:
        """Draw one object."""
        if type(value) is str:
            self.engine.write_text(value)
        else:
            self.engine.write(value)

    def finish(self) -> None:
        """Draw what is still held back."""
        self.engine.finish()
