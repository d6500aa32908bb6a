"""Drawing packets, and shaping plain objects that arrive among them: what Out-Default, Out-String and Out-File have in common."""

from __future__ import annotations

from exoshell.format.display_cells import RESET, strip_escapes
from exoshell.format.layout_list import ComplexWriter, list_lines
from exoshell.format.layout_table import TableWriter
from exoshell.format.packets import (
    ComplexEntry,
    FormatEndData,
    FormatEntryData,
    FormatStartData,
    GroupEndData,
    GroupStartData,
    ListEntry,
    Packet,
    RawText,
    TableColumn,
    TableHeader,
    WideHeader,
)
from exoshell.format.preferences import Preferences
from exoshell.format.row_queue import RowQueue
from exoshell.values.errors import ErrorRecord, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class LineOutput:
    """Where lines go: `write(line, stream)`. `table_width` is the width of tables and wide lists, `wrap_width` that of lists and custom
    text (None: never wrapped), `colour` whether escape sequences are kept."""

    __slots__ = (
        "write",
        "table_width",
        "wrap_width",
        "colour",
        "preferences",
        "console_width",
        "height",
        "console",
    )

    def __init__(
        self,
        write: Callable[[str, str], Any],
        table_width: int,
        wrap_width: int | None,
        preferences: Preferences,
        colour: bool = False,
        console_width: int = 120,
        height: int = 0,
    ) -> None:
        self.write, self.table_width, self.wrap_width = write, table_width, wrap_width
        self.preferences, self.colour, self.console_width, self.height = (
            preferences,
            colour,
            console_width,
            height,
        )
        self.console = False  # a console shows no escape sequence at all unless it has colours

    def draw(self, line: str, stream: str = "Output") -> None:
        """Write a formatted line, without escape sequences where they are not wanted."""
        if "\x1b" in line and not self.colour:
            line = strip_escapes(line)
        self.write(line, stream)


def console_lines(width: int, writer: Any, error_writer: Any, preferences: Preferences | None) -> LineOutput:
    """Lines on a console of `width` cells: its last column stays free."""
    known = preferences or Preferences()
    colour = known.colour(True)

    def write(line: str, stream: str) -> None:
        if stream == "Output":
            writer(line + "\n")
        elif stream == "Error":
            error_writer(line + "\n")
        else:
            text = f"{stream.upper()}: {line}"
            writer(f"{known.style(stream)}{text}{RESET}\n" if colour else text + "\n")

    lines = LineOutput(write, width - 1, width - 1, known, colour, width)
    lines.console = True
    return lines


def text_lines(write: Any, width: int | None, preferences: Preferences, console_width: int) -> LineOutput:
    """Lines as Out-String and Out-File make them; `width` None when none was asked for."""
    table_width = console_width if width is None else width
    colour = preferences.colour(False)
    return LineOutput(
        lambda line, stream: write(line), table_width, width, preferences, colour, console_width
    )


class OutputEngine:
    """One stream's drawing state."""

    __slots__ = ("lines", "preferences", "limit", "shaper", "queue", "state", "documents", "group", "styles")

    def __init__(self, lines: LineOutput, preferences: Preferences, limit: int | None = None) -> None:
        self.lines, self.preferences, self.limit = lines, preferences, limit
        self.shaper: Any = None
        self.queue = RowQueue(lines.table_width)
        self.state = "Reset"
        self.documents: list[_Document] = []
        self.group: _Group | None = None

    def write(self, value: Any, stream: str = "Output") -> None:
        """Draw a packet, or shape and draw a plain object."""
        if isinstance(value, Packet):
            self._take(value)
            return
        if self.shaper is None:
            from exoshell.format.shaping import Shaper

            if self.limit is None:
                self.limit = self.preferences.enumeration_limit
            self.shaper = Shaper("", None, self.preferences, self._take, self.limit, self.lines.console_width)
            self.shaper.colour = self.lines.colour
        self.shaper.stream = "Error" if type(value) is ErrorRecord and value.merged else stream
        self.shaper.process(value)

    def write_text(self, text: str) -> None:
        """Draw a line of text between whatever else there is."""
        if self.queue.holding:
            self._take(FormatEntryData(RawText(text), True))
        else:
            self.lines.write(self._plain(text), "Output")

    def finish(self) -> None:
        """Close what is open and draw what is held back."""
        if self.shaper is not None:
            self.shaper.finish()
            self.shaper = None
            self.limit = None
        for packet in self.queue.drain():
            self._draw(packet)

    def _plain(self, text: str) -> str:
        """Text that is not formatted: only a console without colours takes its escape sequences away."""
        if "\x1b" not in text or self.lines.colour or not self.lines.console:
            return text
        return strip_escapes(text)

    def _take(self, packet: Any) -> None:
        """Check the order of packets, and pass those on that need not wait for a group to be measured."""
        kind = type(packet)
        if kind is FormatEntryData:
            if not packet.out_of_band and self.state != "Group":
                raise _out_of_sequence(packet)
        elif kind is FormatStartData:
            if self.state == "Group":
                self.finish()
                self.state = "Reset"
            self._expect("Reset", packet, "Document")
        elif kind is GroupStartData:
            self._expect("Document", packet, "Group")
        elif kind is GroupEndData:
            self._expect("Group", packet, "Document")
        else:
            self._expect("Document", packet, "Reset")
        for ready in self.queue.add(packet):
            self._draw(ready)

    def _expect(self, state: str, packet: Any, then: str) -> None:
        if self.state != state:
            raise _out_of_sequence(packet)
        self.state = then

    def _draw(self, packet: Any) -> None:
        kind = type(packet)
        if kind is FormatEntryData:
            if packet.out_of_band:
                self._draw_outside(packet)
            elif self.group is not None:
                self.group.entry(packet.entry, packet.stream)
        elif kind is FormatStartData:
            self.lines.write("", "Output")
            self.documents.append(_Document(packet))
        elif kind is GroupStartData:
            document = self.documents[-1]
            self.group = document.open(self.lines, packet, self.queue)
        elif kind is GroupEndData:
            if self.group is not None:
                self.group.ended = True
        elif kind is FormatEndData:
            self.documents.pop().close(self.lines)
            self.group = None

    def _draw_outside(self, packet: FormatEntryData) -> None:
        entry, stream, lines = packet.entry, packet.stream, self.lines
        kind = type(entry)
        if kind is RawText:
            lines.write(self._plain(entry.text), stream)
        elif kind is ComplexEntry:
            items = entry.items
            if stream == "Error" and lines.console and len(items) > 1 and items[-1] == "":
                items = items[:-2]  # the error stream has no blank line between errors
            ComplexWriter(None, lambda line: lines.draw(line, stream)).draw(items)
        elif kind is ListEntry:
            lines.write("", stream)
            style = self.preferences.style("FormatAccent") if lines.colour else ""
            for line in list_lines(entry.fields, lines.wrap_width, style):
                lines.draw(line, stream)
            lines.write("", stream)


def _out_of_sequence(packet: Any) -> Exception:
    return ps_error(
        "ConsoleLineOutputOutOfSequencePacket",
        f'The object of type "{packet.type_name}" is not valid or not in the correct sequence. This is likely caused by a '
        'user-specified "format-table" command which is conflicting with the default formatting.',
        exception="System.InvalidOperationException",
        category="InvalidData",
    )


class _Document:
    """From a FormatStartData to its FormatEndData."""

    __slots__ = ("start", "group", "groups")

    def __init__(self, start: FormatStartData) -> None:
        self.start = start
        self.group: _Group | None = None
        self.groups = 0

    def open(self, lines: LineOutput, packet: GroupStartData, queue: RowQueue) -> _Group:
        """Begin a group: its heading stands between blank lines, except that the document has begun with one."""
        if packet.grouping is not None:
            if self.groups:
                lines.write("", "Output")
            self._end_group()
            ComplexWriter(lines.table_width, lambda line: lines.draw(line)).draw(packet.grouping)
            lines.write("", "Output")
        else:
            self._end_group()
        self.groups += 1
        self.group = _GROUPS[self.start.shape](self.start, lines)
        return self.group

    def _end_group(self) -> None:
        if self.group is not None:
            self.group.end()
            self.group = None

    def close(self, lines: LineOutput) -> None:
        """End the document; a list has its blank line already."""
        self._end_group()
        if self.start.shape != "List":
            lines.write("", "Output")


class _Group:
    """Entries of one shape."""

    __slots__ = ("start", "lines", "ended")

    def __init__(self, start: FormatStartData, lines: LineOutput) -> None:
        self.start, self.lines, self.ended = start, lines, False
        self.begin()

    def begin(self) -> None:
        """Before the first entry."""

    def entry(self, entry: Any, stream: str) -> None:
        """Draw one entry."""
        raise NotImplementedError

    def end(self) -> None:
        """After the last entry."""


class _TableGroup(_Group):
    __slots__ = ("table", "rows", "screen")

    def begin(self) -> None:
        header: TableHeader = self.start.header
        styles = None
        if self.lines.colour:
            preferences = self.lines.preferences
            styles = (preferences.style("TableHeader"), preferences.style("CustomTableHeaderLabel"))
        self.table = TableWriter(header.columns, self.lines.table_width, styles)
        self.rows = 0
        self.screen = self.lines.height if header.repeat else 0
        self._show_header()

    def _show_header(self) -> None:
        if not self.start.header.hidden:
            for line in self.table.header():
                self.lines.draw(line)

    def entry(self, entry: Any, stream: str) -> None:
        write = self.lines.draw
        for line in self.table.row(entry.cells, entry.alignments, entry.wrap):
            write(line, stream)
        if self.screen:
            self.rows += 1
            if self.rows >= self.screen - 3:
                self.rows = 0
                self._show_header()


class _ListGroup(_Group):
    __slots__ = ()

    def entry(self, entry: Any, stream: str) -> None:
        lines = self.lines
        style = lines.preferences.style("FormatAccent") if lines.colour else ""
        for line in list_lines(entry.fields, lines.wrap_width, style):
            lines.draw(line, stream)
        lines.write("", stream)


class _WideGroup(_Group):
    __slots__ = ("table", "cells", "count")

    def begin(self) -> None:
        header: WideHeader = self.start.header
        self.count = max(1, header.columns)
        self.table = TableWriter([TableColumn("") for _ in range(self.count)], self.lines.table_width)
        self.cells: list[str] = []

    def entry(self, entry: Any, stream: str) -> None:
        self.cells.append(entry.text)
        if len(self.cells) == self.count:
            self.end()

    def end(self) -> None:
        if self.cells:
            self.cells.extend([""] * (self.count - len(self.cells)))
            for line in self.table.row(self.cells):
                self.lines.draw(line)
            self.cells = []


class _CustomGroup(_Group):
    __slots__ = ()

    def entry(self, entry: Any, stream: str) -> None:
        lines = self.lines
        ComplexWriter(lines.wrap_width, lambda line: lines.draw(line, stream)).draw(entry.items)


_GROUPS = {"Table": _TableGroup, "List": _ListGroup, "Wide": _WideGroup, "Custom": _CustomGroup}
