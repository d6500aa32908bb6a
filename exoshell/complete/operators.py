"""Operators behind an operand: `$a -e`."""

from __future__ import annotations

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

PLAIN = "and as band bnot bor bxor is isnot join not or shl shr xor f".split()
CASED = "contains eq ge gt in le like lt match ne notcontains notin notlike notmatch replace split".split()
NAMES = sorted([*PLAIN, *CASED, *("c" + n for n in CASED), *("i" + n for n in CASED)])
OPERANDS = {"Variable", "Number", "StringLiteral", "StringExpandable", "HereStringLiteral", "HereStringExpandable", "RParen", "RBracket", "RCurly"}


def complete(place: Place) -> Completion | None:
    """The operators that begin with what is typed, where an operator can stand."""
    token = place.token
    if token is None or not place.word().startswith(("-", "\u2013")) or place.command() is not None:
        return None
    previous = place.previous
    if previous is None or not (previous.kind in OPERANDS or previous.flags & 2):
        return None
    typed = place.word()[1:].lower()
    found = [Candidate("-" + name, name, "ParameterName") for name in NAMES if name.startswith(typed)]
    return Completion(token.start, token.end - token.start, found)
