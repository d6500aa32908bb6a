"""Names of variables, splatted ones included."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

SCOPES = ("global", "local", "private", "script", "using", "variable", "workflow")


def complete(place: Place) -> Completion | None:
    """A variable's name behind `$`, `${` or `@`."""
    token = place.token
    word = place.word()
    if token is None or not word.startswith(("$", "@")) or word.startswith(("@(", "@{", "$(", "@'", '@"')):
        return None
    if token.kind not in ("Variable", "SplattedVariable", "Unknown", "Generic", "Dollar", "AtParen", "Identifier"):
        return None
    if word.startswith("@") and len(word) == 1:
        return Completion(token.start, token.end - token.start)
    braced = word.startswith("${")
    sigil = word[0]
    body = word[2:] if braced else word[1:]
    qualifier, colon, name = body.rpartition(":")
    start, length = token.start, token.end - token.start
    if colon and qualifier.lower() not in SCOPES:
        return Completion(start, length, drive_items(place.session, qualifier, name, sigil, braced))
    found = [
        spelled(sigil, qualifier + colon, shown, braced) for shown in variable_names(place.session) if shown.lower().startswith(name.lower())
    ]
    return Completion(start, length, found)


def spelled(sigil: str, prefix: str, name: str, braced: bool) -> Candidate:
    plain = all(c.isalnum() or c in "_?" for c in name)
    text = f"{sigil}{prefix}{name}" if plain and not braced else f"{sigil}{{{prefix}{name}}}"
    return Candidate(text, name, "Variable")


def variable_names(session: Any) -> list[str]:
    """The names of the variables that are in sight, sorted without regard to case."""
    names: dict[str, str] = {}
    scope = session.scope
    while scope is not None:
        for lowered, content in scope.variables():
            names.setdefault(lowered, getattr(content, "name", None) or lowered)
        scope = scope.parent
    return [names[key] for key in sorted(names)]


def drive_items(session: Any, drive: str, name: str, sigil: str, braced: bool) -> list[Candidate]:
    from exoshell.cmdlets.providers.drives import drives_of
    from exoshell.cmdlets.providers.registry import provider_of
    from exoshell.values.errors import PowerShellError

    found = drives_of(session).find(drive)
    if found is None or found.provider == "FileSystem":
        return []
    try:
        names = provider_of(session, found.provider).child_names("")
    except PowerShellError:
        return []
    return [spelled(sigil, drive + ":", n, braced) for n in sorted(names, key=str.lower) if n.lower().startswith(name.lower())]
