"""Files, folders and items of other drives."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

QUOTED = set(" '`$&(){};,|\"@#<>\u2018\u2019")


def complete_path(
    place: Place,
    start: int,
    length: int,
    word: str,
    *,
    literal: bool,
    command: bool = False,
    containers: bool = False,
) -> Completion:
    """Items whose path begins with a word, names sorted without regard to case. `command`: as the name of a command, which needs `&` where
    it is quoted; `containers`: only what can be gone into."""
    quote = word[:1] if word[:1] in ("'", '"') else ""
    typed = word.strip("'\"").replace("\\", "/")
    folder, separator, name = typed.rpartition("/")
    found = list(items(place.session, folder + separator, name, quote, literal or command))
    if containers:
        found = [c for c in found if c.kind == "ProviderContainer"]
    previous = place.previous
    if command and not quote and (previous is None or previous.kind != "Ampersand"):
        found = [
            Candidate("& " + c.text if c.text[:1] in "'\"" else c.text, c.list_text, c.kind) for c in found
        ]
    return Completion(start, length, found)


def items(session: Any, prefix: str, name: str, quote: str, literal: bool) -> list[Candidate]:
    from exoshell.cmdlets.providers.drives import drives_of
    from exoshell.cmdlets.providers.paths import place_of, split_qualifier
    from exoshell.cmdlets.providers.registry import provider_of
    from exoshell.values.errors import PowerShellError
    from exoshell.values.wildcard import compile_wildcard

    qualifier, rest = split_qualifier(prefix + name)
    if qualifier is not None and not prefix:
        prefix, name = qualifier + ":", rest
    try:
        provider_name, base = place_of(session, prefix or ".")
        provider = provider_of(session, provider_name)
        names = provider.child_names(base) if provider.is_container(base) else []
    except (PowerShellError, OSError):
        return []
    try:
        pattern = compile_wildcard(name + "*", True)
    except PowerShellError:
        return []
    shown_prefix = prefix if prefix.startswith(("/", "~", ".")) or qualifier is not None else f"./{prefix}"
    if qualifier is not None and provider_name != "FileSystem":
        drive = drives_of(session).find(qualifier)
        if drive is not None:
            shown_prefix = f"{drive.name}:/" + prefix.partition(":")[2].lstrip("/")
    found = []
    for child in sorted(names, key=str.lower):
        if not pattern.matches(child):
            continue
        container = provider.is_container(provider.join(base, child))
        kind = "ProviderContainer" if container else "ProviderItem"
        found.append(Candidate(spelled(shown_prefix + child, quote, literal), child, kind))
    return found


def spelled(path: str, quote: str, literal: bool) -> str:
    """A path as it is written in a line: wildcard characters escaped, quoted where it has to be."""
    text = path if literal else "".join("`" + c if c in "[]*?" else c for c in path)
    if quote == '"':
        return '"' + text.replace("`", "``").replace("$", "`$").replace('"', '`"') + '"'
    if quote or any(c in QUOTED for c in text):
        return "'" + text.replace("'", "''") + "'"
    return text
