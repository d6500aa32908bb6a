"""Colours of the line being typed, from the real tokenizer."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.lexers.pygments import PygmentsLexer
from prompt_toolkit.styles import Style

STYLE = Style.from_dict(
    {
        "pygments.keyword": "ansibrightgreen",
        "pygments.name.function": "ansibrightyellow",
        "pygments.name.builtin": "ansibrightyellow",
        "pygments.name.variable": "ansigreen",
        "pygments.name.attribute": "ansibrightblack",
        "pygments.name.class": "ansiwhite",
        "pygments.literal.string": "ansicyan",
        "pygments.literal.number": "ansiwhite",
        "pygments.operator": "ansibrightblack",
        "pygments.comment": "ansigreen",
        "pygments.error": "ansibrightred",
        "prompt.tenant": "ansibrightcyan",
        "completion-menu.completion": "bg:ansibrightblack ansiwhite",
        "completion-menu.completion.current": "bg:ansicyan ansiblack",
    }
)


class LineLexer(Lexer):
    """prompt_toolkit's view of the Pygments lexer, made at the first key press."""

    def __init__(self) -> None:
        self.inner: Lexer | None = None

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        if self.inner is None:
            from exoshell.lang.pygments_lexer import ExoshellLexer

            self.inner = PygmentsLexer(ExoshellLexer, sync_from_start=True)
        return self.inner.lex_document(document)
