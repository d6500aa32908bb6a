"""Hands the candidates of `exoshell.complete` to prompt_toolkit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document


class SessionCompleter(Completer):
    """Candidates for the text before and around the cursor."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        from exoshell.complete import complete

        found = complete(document.text, document.cursor_position, self.session)
        for candidate in found.candidates:
            yield Completion(
                candidate.text,
                start_position=found.start - document.cursor_position,
                display=candidate.list_text,
                display_meta=first_line(candidate.tip),
            )


def first_line(tip: str) -> str:
    lines = tip.strip().split("\n")
    return lines[0][:80] if lines else ""
