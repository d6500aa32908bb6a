"""A text that is parsed and the file it came from."""

from __future__ import annotations


class Source:
    """A program's text; `file` is its path, or None for what was typed."""

    __slots__ = ("text", "file", "_starts")

    def __init__(self, text: str, file: str | None = None) -> None:
        self.text = text
        self.file = file
        self._starts: list[int] | None = None

    def slice(self, span: tuple[int, int]) -> str:
        """The text of a span."""
        return self.text[span[0] : span[1]]

    def _line_starts(self) -> list[int]:
        starts = self._starts
        if starts is None:
            starts = [0]
            text = self.text
            index = 0
            size = len(text)
            while index < size:
                char = text[index]
                index += 1
                if char == "\n":
                    starts.append(index)
                elif char == "\r":
                    if index < size and text[index] == "\n":
                        index += 1
                    starts.append(index)
            self._starts = starts
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset."""
        starts = self._line_starts()
        low, high = 0, len(starts)
        while high - low > 1:
            middle = (low + high) // 2
            if starts[middle] <= offset:
                low = middle
            else:
                high = middle
        return low + 1, offset - starts[low] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its newline."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
