"""Reading one row of a data table at a time.

A table is `NAME.jsonl` (a JSON value a line) with `NAME.index` (`Name<TAB>offset<TAB>length[<TAB>marks]`). Opening one reads the small
index only; a row is parsed when it is asked for and then kept.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_FOLDER = __file__.rpartition("tables.py")[0] + "data/"


def read_json(name: str) -> Any:
    """The content of one small JSON file of the package data."""
    import json

    with open(_FOLDER + name, encoding="utf-8") as file:
        return json.load(file)


class Table:
    """Rows by name, without regard to case."""

    __slots__ = ("stem", "index", "_rows", "_file")

    def __init__(self, stem: str) -> None:
        self.stem = stem
        index: dict[str, list[str]] = {}
        with open(f"{_FOLDER}{stem}.index", encoding="utf-8") as file:
            for line in file.read().splitlines():
                entry = line.split("\t")
                index[entry[0].lower()] = entry
        self.index = index  # lower name -> [name, offset, length, marks?]
        self._rows: dict[str, dict[str, Any]] = {}
        self._file: Any = None

    def __len__(self) -> int:
        return len(self.index)

    def __iter__(self) -> Iterator[str]:
        return iter(self.index)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self.index

    def names(self) -> list[str]:
        """All names as documented, in the table's order."""
        return [entry[0] for entry in self.index.values()]

    def spelling(self, name: str) -> str | None:
        """The documented spelling of a name, or None."""
        entry = self.index.get(name.lower())
        return entry[0] if entry else None

    def marks(self, name: str) -> str:
        """The index marks of a row ('' when there are none or no such row)."""
        entry = self.index.get(name.lower())
        return entry[3] if entry and len(entry) > 3 else ""

    def get(self, name: str) -> dict[str, Any] | None:
        """One row, or None."""
        key = name.lower()
        row = self._rows.get(key)
        if row is None:
            entry = self.index.get(key)
            if entry is None:
                return None
            row = self._rows[key] = self._read(int(entry[1]), int(entry[2]))
        return row

    def __getitem__(self, name: str) -> dict[str, Any]:
        row = self.get(name)
        if row is None:
            raise KeyError(name)
        return row

    def items(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every (documented name, row); parses the whole table."""
        for key, entry in self.index.items():
            yield entry[0], self[key]

    def _read(self, offset: int, length: int) -> Any:
        import json

        if self._file is None:
            self._file = open(f"{_FOLDER}{self.stem}.jsonl", "rb")  # noqa: SIM115 - kept open for the next row
        self._file.seek(offset)
        return json.loads(self._file.read(length))
