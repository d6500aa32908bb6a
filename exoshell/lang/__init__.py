"""PowerShell's language: `parse` makes a tree of a text, `tokenize` its tokens.

The names are loaded when they are first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.token import ParseResult, Token


def parse(text: str, file: str | None = None) -> ParseResult:
    """Parses a script; never fails: what is wrong is in the result's `errors`."""
    from exoshell.lang import parser

    return parser.parse(text, file)


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, complete or not, in order; comments are tokens too. Never fails."""
    return parse(text).tokens


def dump_ast(result: ParseResult) -> dict[str, Any] | None:
    """The tree as plain data."""
    from exoshell.lang import dump

    return dump.dump_ast(result)


def dump_tokens(result: ParseResult) -> list[Any]:
    """The tokens as plain data."""
    from exoshell.lang import dump

    return dump.dump_tokens(result)


def dump_errors(result: ParseResult) -> list[dict[str, Any]]:
    """The errors as plain data."""
    from exoshell.lang import dump

    return dump.dump_errors(result)
