"""Lines of generated Python: indentation, the source span each line stands for, temporary names, nested Python functions."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Line = tuple[int, str, int]


class Frame:
    """One Python function being generated.

    `loops`: the loops around the current statement within this function; `definite`: variables known to be set; `assigned`: Python names of the
    unit's variables that the function writes; `own`: those that are its parameters or locals; `out`: the name of the output callable.
    """

    __slots__ = ("loops", "definite", "assigned", "own", "out", "in_try", "returns", "kind", "value_return")

    def __init__(
        self, out: str = "out", definite: set[str] | None = None, own: set[str] | None = None
    ) -> None:
        self.loops: list[Loop] = []
        self.definite: set[str] = set() if definite is None else definite
        self.assigned: set[str] = set()
        self.own: set[str] = set() if own is None else own
        self.out = out
        self.in_try = False
        self.kind = "block"
        self.value_return = False


class Loop:
    """A PowerShell loop that is a Python loop: `next_lines` is what a `continue` has to run first."""

    __slots__ = ("label", "next_lines", "is_switch", "flow")

    def __init__(
        self, label: str | None, next_lines: list[Line] | None = None, is_switch: bool = False
    ) -> None:
        self.label = label
        self.next_lines = next_lines
        self.is_switch = is_switch
        self.flow = False


def loop_label(node: Any) -> str | None:
    """A loop's label in lower case."""
    return str(node.label).lower() if node.label is not None else None


class Writer:
    """Collects lines; `lines` holds (indentation, text, span index)."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.depth = 0
        self.span = 0
        self.spans: list[tuple[int, int]] = [(0, 0)]
        self._span_index: dict[tuple[int, int], int] = {(0, 0): 0}
        self._temps = 0

    def line(self, text: str) -> None:
        self.lines.append((self.depth, text, self.span))

    def at(self, span: tuple[int, int]) -> int:
        """Make `span` the current one; gives the former one back for `self.span = …`."""
        before = self.span
        index = self._span_index.get(span)
        if index is None:
            index = self._span_index[span] = len(self.spans)
            self.spans.append(span)
        self.span = index
        return before

    def temp(self, prefix: str = "t") -> str:
        self._temps += 1
        return f"{prefix}{self._temps}"

    def captured(self, produce: Callable[[], Any]) -> tuple[list[Line], Any]:
        """Run `produce`, taking the lines it writes away; their indentation is kept as if written at depth 0."""
        kept, depth = self.lines, self.depth
        self.lines, self.depth = [], 0
        try:
            result = produce()
            return self.lines, result
        finally:
            self.lines, self.depth = kept, depth

    def extend(self, lines: list[Line]) -> None:
        depth = self.depth
        self.lines.extend((depth + d, text, span) for d, text, span in lines)

    def text(self) -> tuple[str, list[int]]:
        """The Python source and, line by line, the index of the span."""
        parts: list[str] = []
        spans: list[int] = []
        for depth, text, span in self.lines:
            parts.append("\t" * depth + text)
            spans.append(span)
        return "\n".join(parts) + "\n", spans
