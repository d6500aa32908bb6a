"""Holding rows back until the widths of a table are known."""

from __future__ import annotations

import time

from exoshell.format.display_cells import cell_count
from exoshell.format.packets import (
    FormatEntryData,
    FormatStartData,
    GroupEndData,
    GroupStartData,
    TableHeader,
    TableRow,
    WideEntry,
    WideHeader,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PATIENCE_NS = 300_000_000


class RowQueue:
    """Passes packets through, except that the entries of a group whose widths must be found are held back: all of them after a start
    that asks for auto-sizing, those of the first 300 ms after one whose first column has no width. Either way stays switched on for
    all later groups."""

    __slots__ = ("available", "start", "held", "holding", "measuring", "patience", "since")

    def __init__(self, available: int) -> None:
        self.available = available
        self.start: Any = None
        self.held: list[Any] = []
        self.holding = False
        self.measuring = False
        self.patience = 0  # ns; 0: for ever
        self.since = 0

    def add(self, packet: Any) -> list[Any]:
        """The packets to draw now."""
        kind = type(packet)
        if kind is FormatStartData:
            self._note_start(packet)
        if not self.measuring:
            return [packet]
        if self.holding:
            self.held.append(packet)
            if kind is GroupEndData or (self.patience and time.monotonic_ns() - self.since > self.patience):
                return self._release()
            return []
        if kind is GroupStartData:
            self.holding = True
            self.since = time.monotonic_ns() if self.patience else 0
            self.held.append(packet)
            return []
        return [packet]

    def drain(self) -> list[Any]:
        """Everything held back, measured."""
        return self._release() if self.holding else []

    def _note_start(self, start: FormatStartData) -> None:
        self.start = start
        if start.autosize:
            self.measuring, self.patience = True, 0
        else:
            header = start.header
            if type(header) is TableHeader and header.columns and not header.columns[0].width:
                self.measuring, self.patience = True, PATIENCE_NS

    def _release(self) -> list[Any]:
        ready, self.held, self.holding = self.held, [], False
        header = self.start.header if self.start is not None else None
        entries = [p.entry for p in ready if type(p) is FormatEntryData and not p.out_of_band]
        if type(header) is TableHeader:
            measure_table(header, entries)
        elif type(header) is WideHeader and not header.columns:
            longest = max((cell_count(e.text) for e in entries if type(e) is WideEntry), default=0)
            header.columns = max(1, self.available // (longest + 1))
        return ready


def measure_table(header: TableHeader, rows: list[TableRow]) -> None:
    """Set every column's width to its longest cell or label."""
    for index, column in enumerate(header.columns):
        widest = cell_count(column.label)
        for row in rows:
            text = row.cells[index]
            cells = len(text) if text.isascii() and "\x1b" not in text else cell_count(text)
            if cells > widest:
                widest = cells
        column.width = widest
