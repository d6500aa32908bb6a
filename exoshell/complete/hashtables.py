"""Keys of the hashtables that commands take: calculated properties, sort keys."""

from __future__ import annotations

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

KEYS = {
    "select-object": ("Name", "Expression"),
    "sort-object": ("Expression", "Ascending", "Descending"),
    "group-object": ("Expression",),
    "format-table": ("Expression", "FormatString", "Label", "Width", "Alignment"),
    "format-list": ("Expression", "FormatString", "Label"),
    "format-wide": ("Expression", "FormatString"),
    "format-custom": ("Expression", "Depth"),
    "measure-object": ("Expression",),
}


def complete(place: Place) -> Completion | None:
    """Keys at the start of an entry of a hashtable that is an argument of a command that knows its keys, that is splatted further on, or
    that becomes an object of a type; keys in an index."""
    if place.token is not None and place.token.kind == "AtCurly" and place.token.end == place.cursor:
        place = behind(place)
    opener = place.opener()
    if opener is None:
        return None
    if place.before[opener].kind == "LBracket":
        return index_keys(place, opener)
    if place.before[opener].kind != "AtCurly":
        return None
    inside = place.before[opener + 1 :]
    if inside and inside[-1].kind not in ("Semi", "NewLine"):
        return None
    given = {
        str(token.value or place.text[token.start : token.end]).lower()
        for number, token in enumerate(inside[:-1] if inside else [])
        if inside[number + 1].kind == "Equals"
    }
    start, length = (
        (place.token.start, place.token.end - place.token.start)
        if place.token is not None
        else (place.cursor, 0)
    )
    word = place.word().lower()
    outer = behind(place)
    outer.before = place.before[:opener]
    kind, names = keys(outer)
    if names is None:
        return None if place.token is None and kind == "" else Completion(start, length)
    return Completion(
        start,
        length,
        [Candidate(n, n, kind) for n in names if n.lower() not in given and n.lower().startswith(word)],
    )


def behind(place: Place) -> Place:
    """The same place with no token at the cursor."""
    moved = Place(place.text, place.cursor, place.all, place.session)
    moved.token = None
    moved.before = [t for t in place.all if t.end <= place.cursor]
    return moved


def keys(outer: Place) -> tuple[str, list[str] | None]:
    """(kind of candidate, keys) for the hashtable that begins where `outer` ends; None where nothing is known about them. The kind is empty
    where the hashtable is no argument either."""
    before = outer.before
    if len(before) > 1 and before[-1].kind == "Equals" and before[-2].kind == "Variable":
        names = splatted(outer, str(before[-2].value))
        return ("ParameterName", names) if names is not None else ("", None)
    if len(before) > 2 and before[-1].kind == "RBracket" and before[-3].kind == "LBracket":
        names = settable(outer, str(before[-2].value))
        return ("Property", names) if names is not None else ("", None)
    found = outer.command()
    if found is None:
        return "", None
    from exoshell.complete.arguments import command_info, read_arguments

    info = command_info(outer.session, str(found[1].value))
    name = info.name.lower() if info is not None else ""
    given = read_arguments(outer, found[0], info)
    if name == "new-object" and (given.waiting or "").lower() == "property":
        type_name = given.texts.get("TypeName") or given.texts.get("0") or ""
        return "Property", settable(outer, type_name)
    return "Property", list(KEYS[name]) if name in KEYS else []


def settable(place: Place, type_name: str) -> list[str] | None:
    """Properties of a type that can be set: those that a hashtable can give a new object."""
    from exoshell.complete.shapes import Shape

    ps_type = place.session.find_type(type_name) if type_name else None
    if ps_type is None or type_name.lower() in ("pscustomobject", "ordered", "hashtable", "psobject"):
        return None
    rows = [(name, text) for name, kind, text in Shape(ps_type=ps_type).members() if kind == "Property"]
    return [name for name, text in rows if "set;" in text or "{" not in text] or None


def splatted(place: Place, variable: str) -> list[str] | None:
    """Names of the parameters of the command that the variable is splatted to further on in the text."""
    from exoshell.complete.arguments import all_parameters, info_of

    for number, token in enumerate(place.all):
        if (
            token.kind == "SplattedVariable"
            and str(token.value).lower() == variable.lower()
            and token.start > place.cursor
        ):
            names = [t for t in place.all[:number] if t.flags & 1]
            info = info_of(place, names[-1]) if names else None
            return [p.name for p in all_parameters(info) if not p.hidden] if info is not None else None
    return None


def index_keys(place: Place, opener: int) -> Completion | None:
    """`$table['Id`: the keys of a dictionary that is there already."""
    from exoshell.complete.member_rows import dictionary_keys
    from exoshell.complete.members import PRIMARY, primary_start
    from exoshell.complete.shapes import shape_of_text

    before = place.before
    if (
        not opener
        or before[opener - 1].end != before[opener].start
        or before[opener - 1].kind not in PRIMARY
        or before[opener + 1 :]
    ):
        return None
    token = place.token
    if token is not None and token.kind not in ("StringLiteral", "StringExpandable"):
        return None
    begin = primary_start(place, opener - 1)
    shape = shape_of_text(place.text[begin : before[opener].start], place)
    if shape is None or not shape.has_value:
        return None
    names = dictionary_keys(shape.value)
    if not names:
        return None
    start, length = (token.start, token.end - token.start) if token is not None else (place.cursor, 0)
    typed = place.word().strip("'\"").lower()
    found = [
        Candidate("'" + n.replace("'", "''") + "'", n, "Property")
        for n in sorted(names, key=str.lower)
        if n.lower().startswith(typed)
    ]
    return Completion(start, length, found)
