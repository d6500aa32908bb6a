"""Lines that Select-String finds, and the objects for them."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values.collections import TypedArray
from exoshell.values.numbers import UInt64
from exoshell.values.objects import NetObject
from exoshell.values.types import find_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

INPUT_STREAM = "InputStream"
MATCH_INFO = "Microsoft.PowerShell.Commands.MatchInfo"
CONTEXT = "Microsoft.PowerShell.Commands.MatchInfoContext"
REVERSE, RESET = "\x1b[7m", "\x1b[0m"


class MatchContext(NetObject):
    """Lines around a match; the shown ones leave out what the match before has shown."""

    __slots__ = ("before", "after", "shown_before", "shown_after")
    type_name = CONTEXT

    def __init__(self) -> None:
        self.before: list[str] = []
        self.after: list[str] = []
        self.shown_before: list[str] = []
        self.shown_after: list[str] = []
        self.extension = None
        self.ps_type = None


class MatchInfo(NetObject):
    """One matching line. `directory` is the current directory when it was found, to which the console shows `path` relative."""

    __slots__ = (
        "ignore_case",
        "line_number",
        "line",
        "path",
        "pattern",
        "context",
        "matches",
        "directory",
        "spans",
        "emphasis",
    )
    type_name = MATCH_INFO

    def __init__(
        self, line: str, line_number: int, path: str, pattern: str, ignore_case: bool, matches: list[Any]
    ) -> None:
        self.line, self.line_number, self.path, self.pattern = line, UInt64(line_number), path, pattern
        self.ignore_case, self.matches = ignore_case, matches
        self.context: MatchContext | None = None
        self.directory = ""
        self.spans: list[tuple[int, int]] = []
        self.emphasis = False
        self.extension = None
        self.ps_type = None

    @property
    def filename(self) -> str:
        return self.path.rpartition("/")[2]

    def relative_path(self) -> str:
        """The path as the console shows it."""
        if self.path == INPUT_STREAM or not self.directory:
            return self.path
        root = self.directory.rstrip("/") + "/"
        return self.path[len(root) :] if self.path.startswith(root) else self.path

    def console_text(self) -> str:
        """The line, and its context, as the console shows them."""
        line = self.line
        if self.emphasis and self.spans:
            parts, place = [], 0
            for start, end in self.spans:
                parts += [line[place:start], REVERSE, line[start:end], RESET]
                place = end
            line = "".join(parts) + line[place:]
        return self._text(self.relative_path(), line)

    def __str__(self) -> str:
        return self._text(self.path, self.line)

    def _text(self, path: str, line: str) -> str:
        def place(text: str, number: int, mark: str) -> str:
            return f"{mark}{text}" if path == INPUT_STREAM else f"{mark}{path}:{number}:{text}"

        number = int(self.line_number)
        context = self.context
        if context is None:
            return place(line, number, "")
        first = number - len(context.shown_before)
        lines = [place(t, first + i, "  ") for i, t in enumerate(context.shown_before)]
        lines.append(place(line, number, "> "))
        lines += [place(t, number + 1 + i, "  ") for i, t in enumerate(context.shown_after)]
        return "\n".join(lines)


class ContextTracker:
    """Gives matches their context: `before` and `after` lines. A match is handed to `emit` when its last line is known."""

    __slots__ = ("before", "after", "emit", "lines", "open", "shown")

    def __init__(self, before: int, after: int, emit: Callable[[MatchInfo], Any]) -> None:
        self.before, self.after, self.emit = before, after, emit
        self.lines: list[str] = []  # the lines that may still come before a match
        self.open: list[MatchInfo] = []
        self.shown = 0  # number of the last line that belongs to the display of a match

    def line(self, text: str, number: int, found: MatchInfo | None) -> None:
        """Take the next line, with the match on it if there is one."""
        if found is not None:
            context = found.context = MatchContext()
            context.before = list(self.lines)
            hidden = max(0, self.shown - (number - len(self.lines)) + 1)
            context.shown_before = context.before[hidden:]
            self.shown = number
        elif self.open and len(self.open[-1].context.shown_after) < self.after and self.shown == number - 1:  # type: ignore[union-attr]
            self.open[-1].context.shown_after.append(text)  # type: ignore[union-attr]
            self.shown = number
        for match in self.open:
            assert match.context is not None
            match.context.after.append(text)
        if found is not None:
            self.open.append(found)
        self._release(False)
        self.lines.append(text)
        if len(self.lines) > self.before:
            del self.lines[0]

    def finish(self) -> None:
        """No more lines."""
        self._release(True)
        self.lines = []
        self.shown = 0

    def _release(self, all_: bool) -> None:
        while self.open and (all_ or len(self.open[0].context.after) >= self.after):  # type: ignore[union-attr]
            self.emit(self.open.pop(0))


def _strings(values: list[str]) -> TypedArray:
    return TypedArray(values, find_type("string"))


_match = table(MATCH_INFO)
_match.add_properties(
    {
        "IgnoreCase": lambda m: m.ignore_case,
        "LineNumber": lambda m: m.line_number,
        "Line": lambda m: m.line,
        "Filename": lambda m: m.filename,
        "Path": lambda m: m.path,
        "Pattern": lambda m: m.pattern,
        "Context": lambda m: m.context,
        "Matches": lambda m: m.matches,
    }
)
_match.add_methods({"ToString": str, "RelativePath": lambda m, folder: m.relative_path()})
_context = table(CONTEXT)
_context.add_properties(
    {
        "PreContext": lambda c: _strings(c.before),
        "PostContext": lambda c: _strings(c.after),
        "DisplayPreContext": lambda c: _strings(c.shown_before),
        "DisplayPostContext": lambda c: _strings(c.shown_after),
    }
)
