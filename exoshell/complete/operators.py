"""Operators behind an operand: `$a -e`."""

from __future__ import annotations

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

PLAIN = "and as band bnot bor bxor is isnot join not or shl shr xor f".split()
CASED = "contains eq ge gt in le like lt match ne notcontains notin notlike notmatch replace split".split()
NAMES = sorted([*PLAIN, *CASED, *("c" + n for n in CASED), *("i" + n for n in CASED)])
OPERANDS = {
    "Variable",
    "Number",
    "StringLiteral",
    "StringExpandable",
    "HereStringLiteral",
    "HereStringExpandable",
    "RParen",
    "RBracket",
    "RCurly",
}


SWITCH = ("CaseSensitive", "Exact", "File", "Parallel", "Regex", "Wildcard")


def is_type(place: Place) -> bool:
    """Whether a type in brackets stands before the cursor."""
    before = place.before
    return len(before) > 1 and before[-1].kind == "RBracket" and bool(before[-2].flags & 4)


def complete(place: Place) -> Completion | None:
    """The operators that begin with what is typed, where an operator can stand."""
    token = place.token
    if token is None or not place.word().startswith(("-", "\u2013")) or place.command() is not None:
        return None
    previous = place.previous
    start, length = token.start, token.end - token.start
    if previous is not None and previous.kind == "Switch":
        found = [
            Candidate("-" + n, n, "ParameterName")
            for n in SWITCH
            if n.lower().startswith(place.word()[1:].lower())
        ]
        return Completion(start, length, found)
    if previous is not None and (previous.kind in ("Ampersand", "LParen") or is_type(place)):
        return Completion(start, length)
    if len(place.before) > 1 and place.before[-2].kind == "Ampersand":
        return Completion(start, length)
    if previous is None or not (previous.kind in OPERANDS or previous.flags & 2):
        return None
    typed = place.word()[1:].lower()
    found = [Candidate("-" + name, name, "ParameterName") for name in NAMES if name.startswith(typed)]
    return Completion(token.start, token.end - token.start, found)
