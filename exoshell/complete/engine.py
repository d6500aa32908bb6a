"""Asks the sources in turn; the first that knows the place answers."""

from __future__ import annotations

from typing import Any

from exoshell.complete import arguments, commands, comments, hashtables, members, operators, types, variables
from exoshell.complete.place import Place
from exoshell.complete.result import Completion

SOURCES = (
    comments.complete,
    variables.complete,
    members.complete,
    types.complete,
    hashtables.complete,
    operators.complete,
    arguments.complete,
    commands.complete,
)


def complete_at(text: str, cursor: int, session: Any) -> Completion:
    """The answer of the first source that has one."""
    from exoshell.lang import tokenize
    from exoshell.values.errors import PowerShellError

    inner = embedded(text, cursor)
    if inner is not None:
        begin, code = inner
        return complete_at(text[:begin] + " " * (code - begin - 1) + "(" + text[code:], cursor, session)
    place = Place(text, cursor, tokenize(text), session)
    for source in SOURCES:
        try:
            found_here = source(place)
        except PowerShellError:  # the text names something that cannot be read: there is nothing to offer
            return Completion(0, len(text))
        if found_here is not None and (found_here.candidates or found_here.start >= 0):
            return found_here
        if found_here is not None:
            break
    return Completion(0, len(text)) if place.touched() else Completion()


def embedded(text: str, cursor: int) -> tuple[int, int] | None:
    """(start of the string, start of the code) of a `$( )` that stands open inside an expandable string round the cursor; None outside."""
    from exoshell.lang import tokenize

    for token in tokenize(text):
        if token.kind in ("StringExpandable", "HereStringExpandable") and token.start < cursor <= token.end:
            start = text.rfind("$(", token.start, cursor)
            if start >= 0 and text.count("(", start, cursor) > text.count(")", start, cursor):
                return token.start, start + 2
    return None
