"""Names of commands."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

OWN_MODULES = ("Microsoft.PowerShell.", "PSReadLine", "ThreadJob")


def complete(place: Place) -> Completion | None:
    """A command's name, or the path of a script, at the start of a pipeline's element."""
    token = place.token
    if token is None or token.kind in (
        "Number",
        "Parameter",
        "LBracket",
        "LParen",
        "LCurly",
        "AtCurly",
        "AtParen",
        "DollarParen",
    ):
        return None
    written = place.word()
    if token.kind in ("StringLiteral", "StringExpandable"):
        if not written.strip("'\""):
            return Completion(token.start, token.end - token.start)
        if not place.is_command_position():
            return in_string(place, written)
    if not place.is_command_position() and not is_operand(place):
        return None
    start, length = token.start, token.end - token.start
    quote = written[:1] if written[:1] in ("'", '"') else ""
    if quote and not (place.previous is None or place.previous.kind in ("Ampersand", "Dot")):
        return in_string(place, written)
    word = written.strip("'\"")
    if is_path(place.session, word):
        from exoshell.complete.paths import complete_path

        return complete_path(place, start, length, written, literal=False, command=True)
    found = candidates(place.session, word, text_functions(place))
    if quote:
        found = [Candidate(f"{quote}{c.text}{quote}", c.list_text, c.kind) for c in found]
    if not found:
        from exoshell.complete.paths import complete_path

        found = complete_path(place, start, length, written, literal=False, command=True).candidates
    return Completion(start, length, found)


def in_string(place: Place, written: str) -> Completion:
    """A string that is no argument and no command's name may be a path."""
    from exoshell.complete.paths import complete_path

    return complete_path(place, place.token.start, place.token.end - place.token.start, written, literal=True)


def is_operand(place: Place) -> bool:
    """Whether the word stands behind an arithmetic operator, where a command may not stand but is offered all the same."""
    token, previous = place.token, place.previous
    return (
        bool(token.flags & 1)
        and previous is not None
        and previous.kind in ("Plus", "Minus", "Multiply", "Divide", "Rem")
    )


def is_path(session: Any, word: str) -> bool:
    if "\\" in word:
        return word.partition("\\")[0].lower() not in {module.lower() for module in module_names(session)}
    if "/" in word or word.startswith((".", "~")):
        return True
    head, colon, _ = word.partition(":")
    if not colon:
        return False
    from exoshell.cmdlets.providers.drives import drives_of

    return drives_of(session).find(head) is not None


def module_names(session: Any) -> set[str]:
    from exoshell.cmdlets import index

    return (
        {row[3] for row in index.CMDLETS.values() if row[3]}
        | set(session.modules)
        | {"ExchangeOnlineManagement"}
    )


def text_functions(place: Place) -> list[str]:
    """Functions and filters that the text itself defines."""
    return [
        str(token.value or place.text[token.start : token.end])
        for number, token in enumerate(place.before)
        if number and place.before[number - 1].kind in ("Function", "Filter")
    ]


def candidates(session: Any, word: str, more: list[str] | None = None) -> list[Candidate]:
    """Commands whose name begins with a word (wildcards allowed), sorted without regard to case. Commands of a service that is not
    connected, and of modules beside PowerShell's own, are offered where nothing else fits."""
    from exoshell.values.errors import PowerShellError
    from exoshell.values.wildcard import compile_wildcard

    module, slash, name = word.rpartition("\\")
    try:
        pattern = compile_wildcard(name + "*", True)
    except PowerShellError:
        return []
    if slash:
        names = [n for n in names_of_module(session, module) if pattern.matches(n)]
        return [Candidate(f"{module}\\{n}", n, "Command") for n in sorted(names, key=str.lower)]
    for listing in (near_names(session) + (more or []), all_names(session)):
        found: dict[str, str] = {}
        for known in listing:
            if pattern.matches(known):
                found.setdefault(known.lower(), known)
        if found:
            return [Candidate(spelled(found[key]), found[key], "Command") for key in sorted(found)]
    return []


def spelled(name: str) -> str:
    return f"& '{name}'" if " " in name else name


def names_of_module(session: Any, module: str) -> list[str]:
    from exoshell.cmdlets import index

    wanted = module.lower()
    names = [row[0] for row in index.CMDLETS.values() if row[3].lower() == wanted]
    if wanted == "exchangeonlinemanagement":
        names += listed(session)
    found = next((m for name, m in session.modules.items() if name.lower() == wanted), None)
    if found is not None:
        names += list(found.exported("function"))
    return names


def listed(session: Any) -> list[str]:
    listing = session.services.get("command_names")
    return list(listing()) if listing is not None else []


def is_connected(session: Any) -> bool:
    """Whether a connection to the service is there, without making anything for the question."""
    service = session.services.get("exchange")
    table = getattr(service, "connections", None)
    return bool(table is not None and table.all())


def near_names(session: Any) -> list[str]:
    """Functions, aliases and PowerShell's own cmdlets; those of the service too while it is connected."""
    from exoshell.cmdlets import index

    names = [row[0] for row in index.CMDLETS.values() if not row[3] or row[3].startswith(OWN_MODULES)]
    names = [n for n in names if index.CMDLETS[n.lower()][3] != "Microsoft.PowerShell.PSResourceGet"]
    names += [name for name in index.ALIASES if (name,) not in session.removed_aliases]
    scope = session.scope
    while scope is not None:
        for kind in ("function", "alias"):
            table = (scope.tables or {}).get(kind, {})
            names += [getattr(entry, "name", None) or key for key, entry in table.items()]
        scope = scope.parent
    return [*names, *listed(session)] if is_connected(session) else names


def all_names(session: Any) -> list[str]:
    """Every function, alias and cmdlet that the session knows; nothing is imported for it."""
    from exoshell.cmdlets import index

    return [*near_names(session), *(row[0] for row in index.CMDLETS.values()), *listed(session)]


def describe(session: Any, name: str) -> Any:
    """The CommandInfo of a name, aliases followed; None where there is no such command or it is a program. Nothing is run."""
    found = session.commands.find(name, session.scope)
    return found if hasattr(found, "parameters") else None
