"""The properties of what comes down the pipeline in front of the cursor's command."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import COMMAND_NAME, Place
from exoshell.complete.result import Candidate
from exoshell.complete.shapes import Shape, shape_of_text


def property_candidates(place: Place, word: str, used: list[str]) -> list[Candidate]:
    """Names of properties that begin with a word and are not in the list already."""
    shape = upstream(place)
    if shape is None:
        return []
    typed = word.strip("'\"").lower()
    taken = {name.lower() for name in used}
    names = sorted(shape.property_names(), key=str.lower)
    return [
        Candidate(name if name.isidentifier() else f"'{name}'", name, "Property")
        for name in names
        if name.lower().startswith(typed) and name.lower() not in taken
    ]


def upstream(place: Place) -> Shape | None:
    """The shape of the objects that the pipeline in front of the cursor hands on."""
    found = place.command()
    end = found[0] if found is not None else len(place.before)
    position = end - 1
    while position >= 0 and place.before[position].kind == "NewLine":
        position -= 1
    if position < 0 or place.before[position].kind != "Pipe":
        return enclosing(place)
    start = position - 1
    depth = 0
    while start >= 0:
        kind = place.before[start].kind
        if kind in ("RParen", "RCurly", "RBracket"):
            depth += 1
        elif kind in ("LParen", "LCurly", "AtParen", "AtCurly", "DollarParen", "LBracket"):
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and kind in ("Semi", "NewLine", "Equals", "AndAnd", "OrOr"):
            break
        start -= 1
    tokens = place.before[start + 1 : position]
    if not tokens:
        return None
    return shape_of_text(place.text[tokens[0].start : tokens[-1].end], place)


def enclosing(place: Place) -> Shape | None:
    """`$_` inside a block: what is piped to the command that the block was given to."""
    opener = place.opener()
    if opener is None:
        return None
    outer = Place(place.text, place.before[opener].start, [*place.before[:opener]], place.session)
    found = outer.command()
    if found is None or not outer.before[found[0]].flags & COMMAND_NAME:
        return enclosing(outer)
    return upstream(outer)


def dollar_under(place: Place) -> Any:
    """The shape of `$_` at the cursor."""
    return enclosing(place)
