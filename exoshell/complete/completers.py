"""Scripts that complete arguments: `[ArgumentCompleter({ })]` and Register-ArgumentCompleter."""

from __future__ import annotations

from typing import Any

from exoshell.complete.place import Place
from exoshell.complete.result import Candidate


def scripted(place: Place, info: Any, parameter: Any, given: Any, word: str) -> list[Candidate] | None:
    """What the completer of a parameter gives; None where it has none. A completer that fails gives nothing."""
    block = (
        parameter.completer
        if hasattr(parameter.completer, "invoke")
        else registered(place.session, info.name, parameter.name)
    )
    if block is None:
        return None
    from exoshell.values.errors import PowerShellError

    try:
        outputs = block.invoke(
            [info.name, parameter.name, closed(word), command_ast(place), bound(info, given, word)]
        )
    except PowerShellError:
        return []
    return [candidate(value) for value in outputs if value is not None]


def registered(session: Any, command: str, parameter: str) -> Any:
    """The script block registered for a parameter: of the command itself before that for every command."""
    table = session.services.get("argument_completers") or {}
    lowered = parameter.lower()
    found = table.get((command.lower(), lowered))
    return found if found is not None else table.get(("", lowered))


def closed(word: str) -> str:
    """The word as a whole string: an open quote is closed."""
    if word[:1] in ("'", '"') and (len(word) == 1 or word[-1] != word[0]):
        return word + word[0]
    return word


def bound(info: Any, given: Any, word: str) -> Any:
    """What is given so far by name of parameter, texts as they stand."""
    from exoshell.complete.arguments import positional
    from exoshell.values.collections import Dictionary

    table = Dictionary(ignore_case=True)
    switches = [name for name in given.named if name not in given.texts]
    if word and given.waiting:
        table.set(given.waiting, word.strip("'\""))
    for name, text in given.texts.items():
        parameter = positional(info, given, int(name)) if name.isdigit() else None
        table.set(parameter.name if parameter is not None else name, text)
    for name in switches:
        if name != given.waiting:
            table.set(name, True)
    return table


def command_ast(place: Place) -> Any:
    """The CommandAst round the cursor, as an object of the language."""
    from exoshell.runtime.language_objects import parse_input

    found = [node for node in parse_input(place.text).walk(True) if type(node.node).__name__ == "CommandAst"]
    inside = [node for node in found if node.node.span[0] < place.cursor]
    return inside[-1] if inside else None


def candidate(value: Any) -> Candidate:
    from exoshell.values.conversion import to_text

    text = getattr(value, "text", None)
    if text is not None and hasattr(value, "list_text"):
        return Candidate(text, value.list_text, str(getattr(value.kind, "name", value.kind)), value.tip)
    shown = to_text(value)
    return Candidate(shown, shown, "Text")
