"""The strict list of recorded cases that exoshell does not reproduce yet: one file a kind, one line an id, sorted.

A case that fails and is not listed is a regression; a listed case that passes is a closed gap that must leave the list
(`scripts/update_gaps` writes the lists anew; their difference is reviewed like code).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .result import Result

FOLDER = Path(__file__).resolve().parent.parent / "known_gaps"


def key(result: Result) -> str:
    return f"{result.area}: {result.id}" if result.kind in ("parser", "completion") else str(result.id)


def read(kind: str) -> set[str]:
    path = FOLDER / f"{kind}.txt"
    return {line for line in path.read_text(encoding="utf-8").split("\n") if line} if path.exists() else set()


def write(kind: str, results: Iterable[Result]) -> None:
    failing = sorted(key(result) for result in results if not result.ok)
    (FOLDER / f"{kind}.txt").write_text("".join(line + "\n" for line in failing), encoding="utf-8")
