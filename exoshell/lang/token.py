"""Tokens, parse errors and the result of parsing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.base.source import Source
    from exoshell.lang.ast import ScriptBlockAst

COMMAND_NAME = 1
MEMBER_NAME = 2
TYPE_NAME = 4
ATTRIBUTE_NAME = 8
KEYWORD = 16
BINARY_OPERATOR = 32
UNARY_OPERATOR = 64
ASSIGNMENT_OPERATOR = 128
TOKEN_IN_ERROR = 256

FLAG_NAMES = (
    (COMMAND_NAME, "CommandName"),
    (MEMBER_NAME, "MemberName"),
    (TYPE_NAME, "TypeName"),
    (ATTRIBUTE_NAME, "AttributeName"),
    (KEYWORD, "Keyword"),
    (BINARY_OPERATOR, "BinaryOperator"),
    (UNARY_OPERATOR, "UnaryOperator"),
    (ASSIGNMENT_OPERATOR, "AssignmentOperator"),
    (TOKEN_IN_ERROR, "TokenInError"),
)


class Token:
    """A token: `kind` is PowerShell's name, `start` and `end` are code points.

    `value` is the processed text of strings and bare words, the number, the name of a variable or parameter, or the pieces of a
    redirection (None where the kind has none); `nested` the tokens within an expandable text; `parts` literal texts and
    (kind, start, end, name) references in order, for expandable texts alone. `term` is the terminal of the grammar.
    """

    __slots__ = ("kind", "start", "end", "flags", "value", "nested", "parts", "term", "raw")

    def __init__(
        self, kind: str, start: int, end: int, term: int = -1, value: Any = None, flags: int = 0
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.term = term
        self.value = value
        self.flags = flags
        self.nested: list[Token] | None = None
        self.parts: list[Any] | None = None
        self.raw: str | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def __repr__(self) -> str:
        return f"Token({self.kind}, {self.start}, {self.end})"


class ParseError:
    """An error of the parser: PowerShell's `id`, the span, the `message`, and whether more input could cure it."""

    __slots__ = ("id", "start", "end", "message", "incomplete")

    def __init__(self, id: str, start: int, end: int, message: str, incomplete: bool = False) -> None:
        self.id = id
        self.start = start
        self.end = end
        self.message = message
        self.incomplete = incomplete

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def __repr__(self) -> str:
        return f"ParseError({self.id}, {self.start}, {self.end}{', incomplete' if self.incomplete else ''})"


class ParseResult:
    """What parsing a text gives."""

    __slots__ = ("source", "ast", "tokens", "errors")

    def __init__(
        self, source: Source, ast: ScriptBlockAst | None, tokens: list[Token], errors: list[ParseError]
    ) -> None:
        self.source = source
        self.ast = ast
        self.tokens = tokens
        self.errors = errors

    @property
    def incomplete(self) -> bool:
        """Whether more input could cure at least one error."""
        return any(error.incomplete for error in self.errors)
