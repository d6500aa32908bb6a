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
    __slots__ = (
        "command",
        "source",
        "span",
        "bound",
        "unbound",
        "name",
        "expecting",
        "position",
        "length",
        "pipeline_length",
        "is_script",
    )

    def __init__(
        self, command: Any, source: Source | None, span: tuple[int, int] | None, name: str = ""
    ) -> None:
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
        number = self.script_line_number
        line = self.source.line_text(number)
        ends = self.source.starts
        return line + "\n" if number < len(ends) else line

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
    text = source.line_text(line).rstrip()
    start = min(column - 1, len(text))
    end = last_column - 1 if last == line and last_column <= len(text) + 1 else len(text)
    head = f"At {source.path or 'line'}:{line} char:{column}"
    shown, before, marks = shortened(text, start, max(end - start, 0))
    return f"{head}\n+ {shown}\n+ {' ' * before}{'~' * max(1, marks)}"


MAX_LINE, MAX_BEFORE, MAX_AFTER = 69, 12, 8


def shortened(text: str, before: int, length: int) -> tuple[str, int, int]:
    """A source line cut round the error at column `before`: (what is shown, blanks before the marks, number of marks)."""
    if "\t" in text:
        left, error = (
            text[:before].replace("\t", "    "),
            text[before : before + length].replace("\t", "    "),
        )
        text = left + error + text[before + length :].replace("\t", "    ")
        before, length = len(left), len(error)
    if len(text) <= MAX_LINE:
        return text, before, length
    rest = len(text) - before - length
    prefix, suffix = min(before, MAX_BEFORE), min(rest, MAX_AFTER)
    cut_after = False
    if prefix + length + suffix >= MAX_LINE:
        if prefix + length >= MAX_LINE:
            length = MAX_LINE - prefix
            cut_after = True
    else:
        prefix += min(before - prefix, MAX_LINE - prefix - length - suffix)
        suffix += min(rest - suffix, MAX_LINE - prefix - length - suffix)
    start = before - prefix
    shown = text[start : start + MAX_LINE]
    cut_after = cut_after or start + MAX_LINE < len(text)
    dots = f"{ELLIPSIS} " if start else ""
    return (
        dots + shown + (f" {ELLIPSIS}" if cut_after else ""),
        prefix + len(dots),
        min(length, MAX_LINE - prefix),
    )
