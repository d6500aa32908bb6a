"""Names of types inside brackets, and the names of attributes' arguments."""

from __future__ import annotations

from exoshell.complete.place import TYPE_NAME, Place
from exoshell.complete.result import Candidate, Completion


def complete(place: Place) -> Completion | None:
    """Type names behind `[`, for New-Object -TypeName and inside generic brackets."""
    token = place.token
    previous = place.previous
    if token is not None and token.kind == "LBracket" and place.command() is None:
        word, start, length = "", place.cursor, 0
    elif token is not None and previous is not None and previous.kind == "LBracket" and (token.flags & TYPE_NAME or token.kind in ("Identifier", "Generic")):
        word, start, length = place.word(), token.start, token.end - token.start
    else:
        return None
    return Completion(start, length, candidates(word))


def candidates(word: str) -> list[Candidate]:
    """Accelerators, then namespaces and full names, that begin with a word."""
    from exoshell.values.type_data import accelerators, all_type_names

    lowered = word.lower()
    found = []
    if "." not in word:
        names = sorted((name for name, _ in accelerators() if name.lower().startswith(lowered)), key=str.lower)
        found += [Candidate(name, name, "Type", f"[{name}]") for name in names]
    for full in sorted(all_type_names(), key=str.lower):
        short = full.rpartition(".")[2]
        if "`" not in full and (full if "." in word else short).lower().startswith(lowered):
            found.append(Candidate(full, short, "Type", f"[{full}]"))
    return found
