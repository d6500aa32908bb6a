"""Names of commands."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion


def complete(place: Place) -> Completion | None:
    """A command's name, or the path of a script, at the start of a pipeline's element."""
    token = place.token
    if token is None or token.kind in ("Number", "Parameter") or not place.is_command_position():
        return None
    word = place.word().strip("'\"")
    if any(c in word for c in "/\\") or word.startswith("."):
        from exoshell.complete.paths import complete_path

        return complete_path(place, token.start, token.end - token.start, place.word(), literal=False)
    return Completion(token.start, token.end - token.start, candidates(place.session, word))


def candidates(session: Any, word: str) -> list[Candidate]:
    """Commands whose name begins with a word (wildcards allowed), sorted without regard to case."""
    from exoshell.values.wildcard import compile_wildcard

    pattern = compile_wildcard(word + "*", True)
    names: dict[str, str] = {}
    for name in all_names(session):
        if pattern.matches(name):
            names.setdefault(name.lower(), name)
    return [Candidate(names[key], names[key], "Command") for key in sorted(names)]


def all_names(session: Any) -> list[str]:
    """Every function, alias and cmdlet that the session knows; nothing is imported for it."""
    from exoshell.cmdlets import index

    names = [row[0] for row in index.CMDLETS.values()]
    names += [name for name in index.ALIASES if (name,) not in session.removed_aliases]
    scope = session.scope
    while scope is not None:
        for kind in ("function", "alias"):
            table = (scope.tables or {}).get(kind, {})
            names += [entry.name for entry in table.values()]
        scope = scope.parent
    listing = session.services.get("command_names")
    return [*names, *listing()] if listing is not None else names


def describe(session: Any, name: str) -> Any:
    """The CommandInfo of a name, aliases followed; None where there is no such command or it is a program. Nothing is run."""
    found = session.commands.find(name, session.scope)
    return found if hasattr(found, "parameters") else None
