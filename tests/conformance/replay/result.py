"""The outcome of one case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Result:
    """`kind` is the folder, `area` the file's or program's name; `expected` and `actual` are texts for the diff of one id."""

    kind: str
    area: str
    id: str
    ok: bool
    expected: str = ""
    actual: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        return {"kind": self.kind, "area": self.area, "id": self.id, "ok": self.ok, **self.extra}


def read_rows(path: Any) -> list[dict[str, Any]]:
    import json

    with open(path, encoding="utf-8", newline="\n") as handle:
        return [json.loads(line) for line in handle.read().split("\n") if line]
