"""The outcome of a completion."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Candidate:
    """`text` goes into the line, `list_text` into the menu; `kind` is PowerShell's CompletionResultType; `tip` explains."""

    text: str
    list_text: str
    kind: str
    tip: str = ""


@dataclass(frozen=True)
class Completion:
    """`start` and `length` of the text that a candidate replaces; -1 and -1 where nothing was tried."""

    start: int = -1
    length: int = -1
    candidates: list[Candidate] = field(default_factory=list)
