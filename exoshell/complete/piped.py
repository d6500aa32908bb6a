"""The properties of what comes down the pipeline in front of the cursor's command."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import COMMAND_NAME, Place
from exoshell.complete.result import Candidate
from exoshell.complete.shapes import Shape, element, shape_of_text


def property_candidates(place: Place, word: str, used: list[str], methods: bool = False) -> list[Candidate]:
    """Names of properties (methods behind them where they can be called) that begin with a word and are not in the list already."""
    from exoshell.values.wildcard import compile_wildcard

    shape = element(upstream(place))
    if shape is None or word[:1] in ("'", '"'):
        return []
    taken = {name.lower() for name in used}
    pattern = compile_wildcard(word.replace("[", "`[") + "*", True)
    names = sorted(shape.property_names(), key=str.lower)
    found = [
        Candidate(name if name.replace("_", "a").isalnum() else f"'{name}'", name, "Property")
        for name in names
        if pattern.matches(name) and name.lower() not in taken
    ]
    if methods:
        found += [
            Candidate(n, n, "Method")
            for n, kind, _ in shape.members(False)
            if kind == "Method" and pattern.matches(n)
        ]
    return found


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
        elif depth == 0 and kind == "NewLine" and start and place.before[start - 1].kind == "Pipe":
            pass
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
    outer.before, outer.token = [*place.before[:opener]], None
    own = construct(outer)
    if own is not None:
        return own
    found = outer.command()
    if found is None or not outer.before[found[0]].flags & COMMAND_NAME:
        return enclosing(outer)
    return upstream(outer)


def construct(outer: Place) -> Shape | None:
    """`$_` where a block stands behind `catch`, `switch ( )`, or is the argument of the methods Where and ForEach."""
    tokens = outer.before
    if not tokens:
        return None
    last = tokens[-1]
    heads = [t.kind for t in tokens[-8:]]
    if last.kind == "Catch" or (
        last.kind == "RBracket" and "Catch" in heads and "LCurly" not in heads[heads.index("Catch") :]
    ):
        return Shape(ps_type=outer.session.find_type("System.Management.Automation.ErrorRecord"), mixed=True)
    if last.kind == "LParen" and len(tokens) > 3 and tokens[-3].kind == "Dot":
        if outer.text[tokens[-2].start : tokens[-2].end].lower() in ("where", "foreach"):
            from exoshell.complete.members import primary_start

            begin = primary_start(outer, len(tokens) - 4)
            return shape_of_text(outer.text[begin : tokens[-3].start], outer)
        return None
    if last.kind == "RParen":
        depth = 0
        for position in range(len(tokens) - 1, -1, -1):
            depth += (tokens[position].kind == "RParen") - (tokens[position].kind == "LParen")
            if depth == 0:
                if position and tokens[position - 1].kind == "Switch":
                    return shape_of_text(outer.text[tokens[position].end : last.start], outer)
                return None
    return None


def dollar_under(place: Place) -> Any:
    """The shape of `$_` at the cursor."""
    return enclosing(place)
