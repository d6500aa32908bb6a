"""A Pygments lexer on the real scanner and parser, so that half-written text is coloured as it will be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.token import (  # type: ignore[import-untyped]
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
    _TokenType,
)

from exoshell.lang.token import ATTRIBUTE_NAME, COMMAND_NAME, KEYWORD, MEMBER_NAME, TYPE_NAME, Token

_KINDS: dict[str, _TokenType] = {
    "Comment": Comment,
    "Number": Number,
    "StringLiteral": String.Single,
    "StringExpandable": String.Double,
    "HereStringLiteral": String.Heredoc,
    "HereStringExpandable": String.Heredoc,
    "Variable": Name.Variable,
    "SplattedVariable": Name.Variable,
    "Parameter": Name.Attribute,
    "Label": Name.Label,
    "LineContinuation": Punctuation,
    "Redirection": Operator,
    "RedirectInStd": Operator,
    "Unknown": Error,
    "NewLine": Whitespace,
}
_PUNCTUATION = frozenset(
    "LParen RParen LCurly RCurly LBracket RBracket AtParen AtCurly DollarParen Comma Semi Pipe AndAnd OrOr Ampersand Dot "
    "ColonColon Colon QuestionDot QuestionLBracket".split()
)
_WORDS = frozenset(("Identifier", "Generic"))


class ExoshellLexer(Lexer):  # type: ignore[misc]
    """PowerShell as exoshell reads it."""

    name = "exoshell"
    aliases: ClassVar[list[str]] = ["exoshell"]
    filenames: ClassVar[list[str]] = ["*.ps1", "*.psm1"]
    url = ""

    def __init__(self, **options: Any) -> None:
        options.setdefault("stripnl", False)
        options.setdefault("ensurenl", False)
        super().__init__(**options)

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Pieces of the text that together make up all of it."""
        from exoshell.lang import tokenize

        position = 0
        for start, end, kind in _pieces(tokenize(text)):
            if end <= position or start < position:
                continue
            if start > position:
                yield position, Text, text[position:start]
            yield start, kind, text[start:end]
            position = end
        if position < len(text):
            yield position, Text, text[position:]


def _pieces(tokens: list[Token]) -> Iterator[tuple[int, int, _TokenType]]:
    for token in sorted(tokens, key=lambda item: item.start):
        kind = _type_of(token)
        position = token.start
        for start, end, inner in _pieces(token.nested or []):
            if start > position:
                yield position, start, kind
            yield start, end, inner
            position = max(position, end)
        if position < token.end:
            yield position, token.end, kind


def _type_of(token: Token) -> _TokenType:
    flags = token.flags
    if flags & KEYWORD:
        return Keyword
    kind = _KINDS.get(token.kind)
    if kind is not None:
        return kind
    if flags & COMMAND_NAME:
        return Name.Function
    if flags & (TYPE_NAME | ATTRIBUTE_NAME):
        return Name.Class
    if flags & MEMBER_NAME:
        return Name.Property
    if token.kind in _PUNCTUATION:
        return Punctuation
    if token.kind in _WORDS:
        return String.Other if token.nested else Text
    return Operator if flags else Text
