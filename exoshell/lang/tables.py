"""The parse tables Lark made of grammar/powershell.lark, as the driver uses them."""

from __future__ import annotations

from exoshell.lang import terms as T

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Tables:
    """Rows by state: `rows[s]` maps a terminal to `state + 1` (shift) or `-(rule + 1)` (reduce)."""

    __slots__ = ("rows", "gotos", "defaults", "modes", "items", "rules", "actions", "lengths", "origins", "end", "units", "alone", "line_ends")

    def __init__(self, data: tuple[Any, ...]) -> None:
        from exoshell.lang.build import action_of

        self.rules, states, self.end = data
        self.rows: list[dict[int, int]] = [s[0] for s in states]
        self.gotos: list[dict[str, int]] = [s[1] for s in states]
        self.defaults: list[int] = [s[2] for s in states]
        self.modes: list[int] = [s[3] for s in states]
        self.items: list[tuple[str, ...]] = [s[4] for s in states]
        self.origins: list[str] = [r[0] for r in self.rules]
        self.lengths: list[int] = [r[1] for r in self.rules]
        self.actions: list[Any] = [None if r[2] in ("pass_", "first") and r[1] == 1 else action_of(r[2]) for r in self.rules]
        # What a state that only takes a call directly behind it reduces to without a look at what follows.
        self.alone = {n: -r[T.RPAREN] - 1 for n, r in enumerate(self.rows) if T.ARGS in r and r.get(T.RPAREN, 0) < 0}
        # Where a newline is an error instead of being skipped.
        self.line_ends = {n for n, items in enumerate(self.items) if any(_ends_line(item) for item in items)}
        self.units: dict[tuple[int, int, int], int] = {}


def _ends_line(item: str) -> bool:
    before = item.partition(" . ")[0]
    return before.endswith((":REDIR", " PARAMETER_COLON", ":USING", ":USING BAREWORD", ":CALL"))


_tables: Tables | None = None


def load() -> Tables:
    """The tables, read once."""
    global _tables
    if _tables is None:
        import marshal

        with open(__file__.rpartition("tables.py")[0] + "powershell.tables", "rb") as file:
            _tables = Tables(marshal.loads(file.read()))
    return _tables
