"""InvocationInfo: where a command was called, or where an error happened."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.runtime.source import Source

MAX_WIDTH = 120
ELLIPSIS = "\u2026"


class InvocationInfo(NetObject):
    """System.Management.Automation.InvocationInfo. `command`: CommandInfo or None; `span` in `source`."""

    type_name = "System.Management.Automation.InvocationInfo"
    __slots__ = ("command", "source", "span", "bound", "unbound", "name", "expecting", "position", "length", "pipeline_length", "is_script")

    def __init__(self, command: Any, source: Source | None, span: tuple[int, int] | None, name: str = "") -> None:
        self.command = command
        self.source = source
        self.span = span
        self.bound: Any = None
        self.unbound: Any = None
        self.name = name
        self.expecting = False
        self.position = 1
        self.length = 1
        self.is_script = False
        self.extension = None
        self.ps_type = None

    @property
    def script_name(self) -> str | None:
        """The script file's path, '' at the prompt (None without a position)."""
        if self.source is None or self.span is None:
            return None
        return self.source.path or ""

    @property
    def script_line_number(self) -> int:
        if self.source is None or self.span is None:
            return 0
        return self.source.position(self.span[0])[0]

    @property
    def offset_in_line(self) -> int:
        if self.source is None or self.span is None:
            return 0
        return self.source.position(self.span[0])[1]

    @property
    def line(self) -> str:
        """The line with its end where the source has one."""
        if self.source is None or self.span is None:
            return ""
        return self.source.line_text(self.script_line_number)

    @property
    def statement(self) -> str:
        if self.source is None or self.span is None:
            return ""
        return self.source.text[self.span[0] : self.span[1]]

    @property
    def position_message(self) -> str:
        """`At file:line char:column`, the line, the marks under it."""
        if self.source is None or self.span is None:
            return ""
        return position_message(self.source, self.span)


def position_message(source: Source, span: tuple[int, int]) -> str:
    """PowerShell's position message: the source line, shortened round the error, and tildes under it."""
    line, column = source.position(span[0])
    last, last_column = source.position(span[1])
    text = source.line_text(line)
    start = column - 1
    end = last_column - 1 if last == line else len(text)
    start, end = min(start, len(text)), min(end, len(text))
    head = f"At {source.path or 'line'}:{line} char:{column}"
    shown, start, end = _shortened(text, start, end)
    marks = "".join("\t" if c == "\t" else " " for c in shown[:start]) + "~" * max(1, end - start)
    return f"{head}\n+ {shown}\n+ {marks}"


def _shortened(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Cut a line that is too long for the console to the part round the error."""
    limit = 69
    if len(text) <= limit + 10:
        return text, start, end
    before, after = text[:start], text[end:]
    error = text[start:end]
    if len(error) > limit:
        error = error[:limit]
        after = ELLIPSIS
        left = before[-12:]
        return _joined(before, left, error, after, ELLIPSIS)
    room = limit - len(error)
    wanted_left, wanted_right = len(before), len(after)
    left_room = min(wanted_left, max(room // 2, room - wanted_right))
    right_room = min(wanted_right, room - left_room)
    return _joined(before, before[len(before) - left_room :], error, after, after[:right_room])


def _joined(before: str, left: str, error: str, after: str, right: str) -> tuple[str, int, int]:
    prefix = left if len(left) == len(before) else f"{ELLIPSIS} {left}"
    suffix = right if len(right) == len(after) else f"{right} {ELLIPSIS}" if right != ELLIPSIS else f" {ELLIPSIS}"
    return prefix + error + suffix, len(prefix), len(prefix) + len(error)
