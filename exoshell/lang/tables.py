"""The parse tables Lark made of grammar/powershell.lark, as the driver uses them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Tables:
    """Rows by state: `rows[s]` maps a terminal to `state + 1` (shift) or `-(rule + 1)` (reduce).

    `defaults[s]` is `rule + 1` where a state can only reduce; `line_ends` are the states where a newline is an error instead of being
    skipped; `alone` says what a state that only takes a call directly behind it reduces to otherwise. An action of None passes the only
    value on. `units` remembers chains of such reductions.
    """

    __slots__ = (
        "rows",
        "gotos",
        "defaults",
        "modes",
        "actions",
        "lengths",
        "origins",
        "end",
        "units",
        "alone",
        "line_ends",
        "_items",
        "_packed",
    )

    def __init__(self, data: tuple[Any, ...]) -> None:
        from exoshell.lang.builder import action_of

        rules, states, self.end, line_ends, self.alone, self._packed = data
        self.rows: list[dict[int, int]] = [s[0] for s in states]
        self.gotos: list[dict[str, int]] = [s[1] for s in states]
        self.defaults: list[int] = [s[2] for s in states]
        self.modes: list[int] = [s[3] for s in states]
        self.origins: list[str] = [r[0] for r in rules]
        self.lengths: list[int] = [r[1] for r in rules]
        self.actions: list[Any] = [
            None if r[2] in ("pass_", "first") and r[1] == 1 else action_of(r[2]) for r in rules
        ]
        self.line_ends = frozenset(line_ends)
        self.units: dict[tuple[int, int, int], int] = {}
        self._items: tuple[tuple[str, ...], ...] | None = None

    @property
    def items(self) -> tuple[tuple[str, ...], ...]:
        """The kernel items of each state as text; only errors need them."""
        if self._items is None:
            import marshal

            self._items = marshal.loads(self._packed)
        return self._items


_tables: Tables | None = None


def load() -> Tables:
    """The tables, read once."""
    global _tables
    if _tables is None:
        import marshal

        with open(__file__.rpartition("tables.py")[0] + "powershell.tables", "rb") as file:
            _tables = Tables(marshal.loads(file.read()))
    return _tables
