"""The surroundings of a run: streams, width, environment, clock. Nobody else touches `sys.stdout`, `os.environ` or the clock."""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any, TextIO

DEFAULT_WIDTH = 120


class Host:
    """Where text goes to and comes from.

    `width` is in character cells; `interactive` is False under -NonInteractive (prompts are errors then); `colour` tells whether escape
    sequences may be written to `stdout`.
    """

    def __init__(
        self,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        *,
        width: int | None = None,
        height: int = 50,
        interactive: bool = True,
        colour: bool = False,
        environ: MutableMapping[str, str] | None = None,
    ) -> None:
        self.stdin: Any = sys.stdin if stdin is None else stdin
        self.stdout: Any = sys.stdout if stdout is None else stdout
        self.stderr: Any = sys.stderr if stderr is None else stderr
        self.environ: Any = os.environ if environ is None else environ
        self.width = width if width is not None else self._configured_width()
        self.height = height
        self.interactive = interactive
        self.colour = colour
        self.title = ""

    def _configured_width(self) -> int:
        text = self.environ.get("COLUMNS", "")
        return int(text) if text.isdecimal() and int(text) > 0 else DEFAULT_WIDTH

    def out(self, text: str) -> None:
        """Write text as it is to standard output."""
        self.stdout.write(text)

    def err(self, text: str) -> None:
        """Write text as it is to standard error; what was written to standard output before stays before it."""
        self.stdout.flush()
        self.stderr.write(text)
        self.stderr.flush()

    def flush(self) -> None:
        self.stdout.flush()

    def read_line(self, prompt: str = "") -> str | None:
        """One line of standard input without its end, or None at its end."""
        if prompt:
            self.out(prompt)
        self.flush()
        line = self.stdin.readline() if self.stdin is not None else ""
        if not line:
            return None
        line = line.rstrip("\r\n")
        if prompt and not self.stdin.isatty():  # a terminal shows what is typed; for a pipe that is done here
            self.out(line + "\n")
        return str(line)

    def read_key(self) -> str:
        """One key pressed at a terminal, without echo; where standard input is none, its next character ("" at its end)."""
        stream = self.stdin
        if stream is None or not stream.isatty() or os.name != "posix":
            return str(stream.read(1)) if stream is not None else ""
        import termios
        import tty

        number = stream.fileno()
        before = termios.tcgetattr(number)
        try:
            tty.setcbreak(number)
            return os.read(number, 1).decode("utf-8", "replace")
        finally:
            termios.tcsetattr(number, termios.TCSADRAIN, before)

    def read_secret(self, prompt: str = "") -> str | None:
        """Like read_line without echo where standard input is a terminal."""
        if self.stdin is not None and self.stdin.isatty():
            import getpass

            self.flush()
            return getpass.getpass(prompt)
        return self.read_line(prompt)

    def now_ns(self) -> int:
        """The clock, in nanoseconds since 1970 UTC."""
        return time.time_ns()
