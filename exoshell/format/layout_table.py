"""Tables and wide lists as lines: widths that fit, cut and padded cells, wrapped headers."""

from __future__ import annotations

from exoshell.format.display_cells import ELLIPSIS as _MORE
from exoshell.format.display_cells import RESET, cell_count, split_lines, truncate, wrap
from exoshell.format.packets import CENTER, RIGHT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.format.packets import TableColumn

SMALLEST_WIDTH = 5


def share_width(widths: list[int], available: int) -> list[int]:
    """Widths where 0 means: an equal share of what the others leave (at least 1)."""
    free = [i for i, w in enumerate(widths) if not w]
    if not free:
        return widths
    rest = max(0, available - sum(widths) - len(widths) + 1)
    share, odd = divmod(rest, len(free))
    filled = list(widths)
    for place, index in enumerate(free):
        filled[index] = max(1, share + (place < odd))
    return filled


def fit_width(widths: list[int], available: int) -> list[int]:
    """The widths of the columns that are shown: the last ones shrink and vanish until all fit."""
    fitted = list(widths)
    while fitted:
        over = sum(fitted) + len(fitted) - 1 - available
        if over <= 0:
            break
        if fitted[-1] - over >= 1:
            fitted[-1] -= over
            break
        fitted.pop()
    return fitted


def pad(text: str, width: int, alignment: int) -> str:
    """The text filled with blanks to `width` cells."""
    missing = width - (len(text) if text.isascii() and "\x1b" not in text else cell_count(text))
    if missing <= 0:
        return text
    if alignment == RIGHT:
        return " " * missing + text
    if alignment == CENTER:
        left = missing // 2
        return " " * left + text + " " * (missing - left)
    return text + " " * missing


class TableWriter:
    """Draws rows under one set of columns. `styles`: (label, other label) escape sequences, or None for plain text."""

    __slots__ = ("labels", "widths", "alignments", "customs", "whole", "styles")

    def __init__(
        self, columns: list[TableColumn], available: int, styles: tuple[str, str] | None = None
    ) -> None:
        widths = share_width([c.width for c in columns], available)
        self.widths = fit_width(widths, available) if available >= SMALLEST_WIDTH else []
        shown = len(self.widths)
        self.whole = shown == len(columns)
        self.labels = [c.label for c in columns[:shown]]
        self.alignments = [c.alignment for c in columns[:shown]]
        self.customs = [c.custom_label for c in columns[:shown]]
        self.styles = styles

    def header(self) -> list[str]:
        """The labels, wrapped, and the dashes under them."""
        if not self.widths:
            return []
        styles = None
        if self.styles is not None:
            styles = [self.styles[custom] for custom in self.customs]
        lines = self._several(self.labels, self.alignments, styles)
        dashes = ["-" * min(cell_count(t), w) for t, w in zip(self.labels, self.widths, strict=True)]
        if styles is None:
            lines.append(self._one(dashes, self.alignments))
        else:
            padded = self._padded(dashes, self.alignments)
            lines.append(" ".join(s + t + RESET for s, t in zip(styles, padded, strict=True)))
        return lines

    def row(self, cells: list[str], alignments: list[int] | None = None, wrapped: bool = False) -> list[str]:
        """The lines of one row."""
        widths = self.widths
        if not widths:
            return []
        aligned = self.alignments if alignments is None else alignments
        if wrapped:
            return self._several(cells, aligned, None)
        shown = []
        last = len(widths) - 1 if self.whole else -1
        for index, width in enumerate(widths):
            text, alignment = cells[index], aligned[index]
            if text.isascii() and text.isprintable():
                length = len(text)
                if length > width:
                    text = truncate(text, width, alignment == RIGHT)
                elif length < width:
                    if alignment == RIGHT:
                        text = text.rjust(width)
                    elif alignment == CENTER:
                        text = pad(text, width, CENTER)
                    elif index != last:
                        text = text.ljust(width)
            else:
                text = self._odd_cell(text, width, alignment, index == last)
            shown.append(text)
        return [" ".join(shown)]

    def _odd_cell(self, text: str, width: int, alignment: int, last: bool) -> str:
        """A cell with line breaks, escape sequences or characters that are not one cell wide."""
        if "\n" in text or "\r" in text:
            text = split_lines(text)[0] + _MORE
        if cell_count(text) > width:
            text = truncate(text, width, alignment == RIGHT)
        if not last or alignment in (RIGHT, CENTER):
            text = pad(text, width, alignment)
        return text

    def _padded(self, cells: list[str], aligned: list[int]) -> list[str]:
        widths = self.widths
        last = len(widths) - 1
        parts = [pad(t, w, a) for t, w, a in zip(cells, widths, aligned)]  # noqa: B905
        if self.whole and aligned[last] not in (RIGHT, CENTER):
            parts[last] = cells[last]
        elif self.whole and aligned[last] == CENTER:
            parts[last] = parts[last].rstrip(" ")
        return parts

    def _one(self, cells: list[str], aligned: list[int]) -> str:
        parts = []
        last = len(self.widths) - 1
        index = 0
        for text, width in zip(cells, self.widths):  # noqa: B905 - dropped columns have cells
            if text.isascii() and text.isprintable():
                alignment = aligned[index]
                if alignment == RIGHT:
                    text = text.rjust(width)
                elif alignment == CENTER:
                    text = pad(text, width, CENTER)
                elif index != last or not self.whole:
                    text = text.ljust(width)
            elif index != last or not self.whole or aligned[index] in (RIGHT, CENTER):
                text = pad(text, width, aligned[index])
            parts.append(text)
            index += 1
        return " ".join(parts)

    def _several(self, cells: list[str], aligned: list[int], styles: list[str] | None) -> list[str]:
        columns = [wrap(t, w) for t, w in zip(cells, self.widths)]  # noqa: B905 - dropped columns have cells
        height = max(map(len, columns))
        lines = []
        for number in range(height):
            last = max(k for k, column in enumerate(columns) if len(column) > number)
            parts = []
            for index in range(last + 1):
                column = columns[index]
                text = column[number] if number < len(column) else ""
                if index < last:
                    parts.append(pad(text, self.widths[index], aligned[index]))
                    continue
                if aligned[index] in (RIGHT, CENTER):
                    text = pad(text, self.widths[index], aligned[index])
                if height > 1:
                    text = text.rstrip(" ")
                if text or height == 1:
                    parts.append(text)
            if styles is None:
                lines.append(" ".join(parts))
            else:
                lines.append(
                    "".join(styles[i] + (" " if i else "") + text + RESET for i, text in enumerate(parts))
                )
        return lines
