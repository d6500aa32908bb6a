"""Hands the candidates of `exoshell.complete` to prompt_toolkit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from prompt_toolkit.buffer import Buffer
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
                start_position=min(0, found.start - document.cursor_position),
                display=candidate.list_text,
                display_meta=first_line(candidate.tip),
            )


def complete_word(buffer: Buffer, session: Any) -> None:
    """What Tab does: the only candidate is taken at once, among several the first is shown and the menu opens; once it is open the next
    one is taken. The word is replaced as a whole, also where the cursor stands inside it."""
    from exoshell.complete import complete

    if buffer.complete_state is not None:
        buffer.complete_next()
        return
    found = complete(buffer.text, buffer.cursor_position, session)
    if not found.candidates:
        return
    end = found.start + found.length
    if end > buffer.cursor_position:
        buffer.cursor_position = end
    if len(found.candidates) == 1:
        buffer.delete_before_cursor(buffer.cursor_position - found.start)
        buffer.insert_text(found.candidates[0].text)
    else:
        buffer.start_completion(select_first=True)


def first_line(tip: str) -> str:
    lines = tip.strip().split("\n")
    return lines[0][:80] if lines else ""
