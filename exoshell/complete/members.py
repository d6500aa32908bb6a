"""Members behind `.` and `::`."""

from __future__ import annotations

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion
from exoshell.complete.shapes import Shape, shape_of_text

PRIMARY = {
    "Variable",
    "RParen",
    "RBracket",
    "RCurly",
    "StringLiteral",
    "StringExpandable",
    "Identifier",
    "Number",
    "HereStringLiteral",
    "Generic",
}


def complete(place: Place) -> Completion | None:
    """The members of what stands before the dot, properties first, methods with an opening bracket."""
    token, position = place.token, len(place.before) - 1
    if token is not None and token.kind in ("Dot", "ColonColon", "QuestionDot"):
        dot, word, start, length = token, "", place.cursor, 0
        after = next((t for t in place.all if t.start == place.cursor and t.flags & 2), None)
        if after is not None:
            word, start, length = place.text[after.start : after.end], after.start, after.end - after.start
    elif (
        len(place.before) > 1
        and place.before[-1].kind == "NewLine"
        and place.before[-2].kind == "Dot"
        and token is not None
    ):
        dot, word, start, length = place.before[-2], place.word(), token.start, token.end - token.start
        position -= 2
    elif (
        token is not None
        and place.previous is not None
        and place.previous.kind in ("Dot", "ColonColon", "QuestionDot")
    ):
        if place.previous.end != token.start:
            return None
        dot, word, start, length = place.previous, place.word(), token.start, token.end - token.start
        position -= 1
    else:
        return None
    if position < 0 or place.before[position].end != dot.start or place.before[position].kind not in PRIMARY:
        return None
    begin = primary_start(place, position)
    shape = shape_of_text(place.text[begin : dot.start], place)
    if shape is None:
        known = place.text[begin : dot.start].lower() in ("$null", "$input") or dot.kind == "ColonColon"
        return Completion() if known else Completion(start, length)
    if shape.static and dot.kind != "ColonColon":
        shape = Shape(
            ps_type=place.session.find_type("System.RuntimeType") or place.session.find_type("type")
        )
    if word[:1] in ("'", '"', "("):
        return Completion()
    from exoshell.values.wildcard import compile_wildcard

    pattern = compile_wildcard(word.replace("[", "`[") + "*", True).matches
    found = []
    for name, kind, definition in shape.members():
        if pattern(name):
            text = name if name.replace("_", "a").isalnum() else f"'{name}'"
            found.append(Candidate(f"{text}(" if kind == "Method" else text, name, kind, definition))
    return Completion(start, length, found) if found or not word else Completion()


def primary_start(place: Place, position: int) -> int:
    """Where the expression begins whose last token stands at `position`."""
    depth = 0
    while position >= 0:
        token = place.before[position]
        if token.kind in ("RParen", "RCurly", "RBracket"):
            depth += 1
        elif token.kind in ("LParen", "LCurly", "AtParen", "AtCurly", "DollarParen", "LBracket"):
            depth -= 1
        if depth <= 0:
            before = place.before[position - 1] if position else None
            glued = before is not None and before.end == token.start
            joins = before is not None and (
                before.kind in ("Dot", "ColonColon", "QuestionDot")
                or token.kind in ("Dot", "ColonColon", "QuestionDot")
                or (token.kind in ("LParen", "LBracket") and (before.kind in PRIMARY))
            )
            if not (glued and joins):
                return int(token.start)
        position -= 1
    return 0
