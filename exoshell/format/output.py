"""The formatter at the end of a pipeline, as the start of the shell loads it: text goes straight out, everything else to the engine."""

from __future__ import annotations

from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class OutputFormatter:
    """Draws objects as PowerShell's console does; one instance lives as long as one stream of output.

    `width` is the console's width in cells, `writer` takes text with its line ends, `error_writer` the same for error records (default:
    `writer`), `preferences` is a `format.preferences.Preferences` or None for the defaults.
    """

    __slots__ = ("width", "writer", "error_writer", "preferences", "engine", "limit")

    def __init__(
        self,
        width: int,
        writer: Callable[[str], Any],
        preferences: Any = None,
        error_writer: Callable[[str], Any] | None = None,
    ) -> None:
        self.width, self.writer, self.preferences = width, writer, preferences
        self.error_writer = writer if error_writer is None else error_writer
        self.engine: Any = None
        self.limit: int | None = None

    def write(self, value: Any) -> None:
        """Draw one object (a collection is unrolled)."""
        kind = type(value)
        if kind is str:
            text = value
        elif kind is int:
            text = str(value)
        elif kind is bool:
            text = "True" if value else "False"
        elif value is None or value is AUTOMATION_NULL:
            return
        else:
            self._started().write(value)
            return
        if self.limit is None:
            self._note_limit()
        if self.engine is not None:
            self.engine.write_text(text)
        elif "\x1b" in text:
            self._started().write_text(text)
        else:
            self.writer(text + "\n")

    def write_error(self, record: Any) -> None:
        """Draw an object that belongs to the error stream."""
        self._started().write(record, "Error")

    def finish(self) -> None:
        """Draw what is still held back and close the last table or list."""
        if self.engine is not None:
            self.engine.finish()

    def _note_limit(self) -> None:
        self.limit = 4 if self.preferences is None else self.preferences.enumeration_limit

    def _started(self) -> Any:
        if self.engine is None:
            from exoshell.format.engine import OutputEngine, console_lines

            if self.limit is None:
                self._note_limit()
            lines = console_lines(self.width, self.writer, self.error_writer, self.preferences)
            self.engine = OutputEngine(lines, lines.preferences, self.limit)
        return self.engine
