"""Lists and custom text as lines."""

from __future__ import annotations

from exoshell.format.display_cells import RESET, cell_count, cut_head, split_lines, wrap
from exoshell.format.packets import NEWLINE, Frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SMALLEST_WIDTH = 5
SEPARATOR = " : "


def list_lines(fields: list[tuple[str, str]], width: int | None, style: str = "") -> list[str]:
    """One object of a list: labels padded to the longest, values wrapped behind them. `width` None: never wrapped."""
    if not fields or (width is not None and width < SMALLEST_WIDTH):
        return []
    room = max(cell_count(label) for label, _ in fields)
    if width is not None:
        room = min(room, width - 4)
    indent = " " * (room + 3)
    lines = []
    for label, text in fields:
        cells = cell_count(label)
        if cells > room:
            label, cells = cut_head(label, room), room
        head = label + " " * (room - cells) + SEPARATOR
        if style:
            head = style + head + RESET
        if "\n" not in text and "\r" not in text and (width is None or len(text) * 2 <= width - room - 3):
            lines.append(head + text)
            continue
        values = split_lines(text) if width is None else wrap(text, width - room - 3)
        lines.append(head + values[0])
        lines.extend([indent + value for value in values[1:]])
    return lines


class ComplexWriter:
    """Draws the items of a `ComplexEntry`: text gathers until a new line is called for, then it is wrapped and indented as the frames
    open at that moment say."""

    __slots__ = ("width", "write", "buffer", "frames")

    def __init__(self, width: int | None, write: Any) -> None:
        self.width, self.write = width, write
        self.buffer: list[str] = []
        self.frames: list[Frame] = []

    def draw(self, items: list[Any]) -> None:
        """Write all items, and what is still gathered at the end as a line (an empty one if nothing is)."""
        self._items(items)
        self._flush()

    def _items(self, items: list[Any]) -> None:
        for item in items:
            if type(item) is str:
                self.buffer.append(item)
            elif item is NEWLINE:
                self._flush()
            elif type(item) is Frame:
                self.frames.append(item)
                self._items(item.items)
                self.frames.pop()

    def _flush(self) -> None:
        text = "".join(self.buffer)
        self.buffer = []
        left = sum(f.left for f in self.frames)
        right = sum(f.right for f in self.frames)
        first = self.frames[-1].first if self.frames else 0
        if self.width is None:
            lines = split_lines(text)
        else:
            room = self.width - left - right
            if room <= 0:
                lines, first = [""], 0
            else:
                if abs(first) > room:
                    first = 0
                if first >= 0:
                    lines = wrap(text, max(1, room - first), room)
                else:
                    lines = wrap(text, room, max(1, room + first))
        head = " " * (left + max(first, 0))
        tail = " " * (left - min(first, 0))
        for number, line in enumerate(lines):
            self.write((tail if number else head) + line)
