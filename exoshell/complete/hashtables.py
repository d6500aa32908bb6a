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
    "compare-object": ("Expression",),
    "get-winevent": (),
}


def complete(place: Place) -> Completion | None:
    """Keys at the start of an entry of a hashtable that is an argument of a command that knows its keys."""
    opener = place.opener()
    if opener is None or place.before[opener].kind != "AtCurly":
        return None
    inside = place.before[opener + 1 :]
    if inside and inside[-1].kind not in ("Semi", "NewLine", "AtCurly"):
        return None
    outer = Place(place.text, place.before[opener].start, place.before[:opener], place.session)
    found = outer.command()
    if found is None:
        return None
    from exoshell.complete.arguments import command_info

    info = command_info(place.session, str(found[1].value))
    if info is None or info.name.lower() not in KEYS:
        return None
    given = {
        str(token.value or place.text[token.start : token.end]).lower()
        for number, token in enumerate(inside[:-1] if inside else [])
        if inside[number + 1].kind == "Equals"
    }
    word = place.word()
    start, length = (place.token.start, place.token.end - place.token.start) if place.token is not None else (place.cursor, 0)
    names = [k for k in KEYS[info.name.lower()] if k.lower() not in given and k.lower().startswith(word.lower())]
    return Completion(start, length, [Candidate(n, n, "Property") for n in names])
