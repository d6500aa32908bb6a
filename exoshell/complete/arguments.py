"""Inside a command: names of parameters, and the values that a parameter takes."""

from __future__ import annotations

from typing import Any

from exoshell.complete import values
from exoshell.complete.paths import complete_path
from exoshell.complete.place import Place
from exoshell.complete.result import Candidate, Completion

SWITCHES = ("switch", "system.management.automation.switchparameter", "switchparameter")


class Given:
    """What stands between the command's name and the cursor: parameters named, the parameter that waits for its value, positional values."""

    def __init__(self) -> None:
        self.named: list[str] = []
        self.waiting: str | None = None
        self.positional = 0
        self.items: list[str] = []  # texts of the list being typed, before the cursor


def complete(place: Place) -> Completion | None:
    """Parameters and arguments of the command that the cursor stands in."""
    found = place.command()
    if found is None:
        return None
    position, name_token = found
    info = command_info(place.session, str(name_token.value or place.text[name_token.start : name_token.end]))
    token = place.token
    word = place.word()
    given = read_arguments(place, position, info)
    if token is not None and token.kind == "Parameter" and not word.endswith(":"):
        if info is None:
            return Completion()
        return Completion(token.start, token.end - token.start, parameter_names(info, word[1:], given, place.session))
    start, length = (token.start, token.end - token.start) if token is not None else (place.cursor, 0)
    if token is not None and token.kind == "Parameter":
        start, length, word = place.cursor, 0, ""
    return argument(place, info, given, start, length, word)


def command_info(session: Any, name: str) -> Any:
    """The CommandInfo of a name, aliases followed; None where there is no such command. Nothing is run."""
    from exoshell.complete.commands import describe

    return describe(session, name)


def read_arguments(place: Place, position: int, info: Any) -> Given:
    given = Given()
    depth = 0
    after_comma = False
    for token in place.before[position + 1 :]:
        if token.kind in ("LParen", "LCurly", "AtParen", "AtCurly", "DollarParen", "LBracket"):
            depth += 1
            continue
        if token.kind in ("RParen", "RCurly", "RBracket"):
            depth -= 1
            if depth:
                continue
        if depth:
            continue
        if token.kind == "Comma":
            after_comma = True
            continue
        if token.kind == "Parameter":
            name = full_name(info, str(token.value))
            given.named.append(name)
            given.waiting = None if is_switch(info, name) and not place.text[token.start : token.end].endswith(":") else name
            given.items = []
            after_comma = False
            continue
        text = place.text[token.start : token.end].strip("'\"")
        if after_comma:
            given.items.append(text)
        elif given.waiting is not None and not given.items:
            given.items = [text]
        else:
            given.waiting = None
            given.positional += 1
            given.items = [text]
        after_comma = False
    if not after_comma:
        if given.items and given.waiting is not None:
            given.waiting = None
        given.items = []
    elif given.waiting is None:
        given.positional -= 1
    return given


def full_name(info: Any, typed: str) -> str:
    parameter = find_parameter(info, typed)
    return parameter.name if parameter is not None else typed


def find_parameter(info: Any, typed: str) -> Any:
    """The parameter that a name, an alias or an unambiguous beginning means."""
    if info is None:
        return None
    lowered = typed.lower()
    everything = all_parameters(info)
    for parameter in everything:
        if parameter.name.lower() == lowered or lowered in (alias.lower() for alias in parameter.aliases):
            return parameter
    begun = [parameter for parameter in everything if parameter.name.lower().startswith(lowered)]
    return begun[0] if len(begun) == 1 else None


def all_parameters(info: Any) -> list[Any]:
    from exoshell.command.info import common_parameters

    common = common_parameters(info.should_process) if info.cmdlet_binding else ()
    return [*info.parameters.values(), *common]


def is_switch(info: Any, name: str) -> bool:
    parameter = find_parameter(info, name)
    return parameter is not None and parameter.is_switch


def parameter_names(info: Any, typed: str, given: Given, session: Any) -> list[Candidate]:
    """Parameters that begin with what is typed, in order of declaration, without those given and those of sets that are out."""
    from exoshell.values.wildcard import compile_wildcard

    used = {name.lower() for name in given.named}
    sets = remaining_sets(info, used)
    pattern = compile_wildcard(typed + "*", True)
    found = []
    for parameter in all_parameters(info):
        if parameter.hidden or parameter.name.lower() in used or not pattern.matches(parameter.name):
            continue
        if sets is not None and not parameter.in_all and not sets & {name.lower() for name in parameter.sets}:
            continue
        tip = f"[{parameter.type_name or 'Object'}] {parameter.name}"
        found.append(Candidate("-" + parameter.name, parameter.name, "ParameterName", tip))
    if not found and typed:
        for parameter in all_parameters(info):
            for alias in parameter.aliases:
                if pattern.matches(alias) and parameter.name.lower() not in used and not parameter.hidden:
                    found.append(Candidate("-" + alias, alias, "ParameterName", f"[{parameter.type_name}] {alias}"))
    return found


def remaining_sets(info: Any, used: set[str]) -> set[str] | None:
    """The parameter sets that what is given leaves possible; None where nothing rules any out."""
    sets: set[str] | None = None
    for parameter in info.parameters.values():
        if parameter.name.lower() in used and not parameter.in_all:
            own = {name.lower() for name in parameter.sets}
            sets = own if sets is None else sets & own
    return sets


def argument(place: Place, info: Any, given: Given, start: int, length: int, word: str) -> Completion:
    parameter = find_parameter(info, given.waiting) if given.waiting else positional(info, given)
    found = values.candidates(place, info, parameter, given, word) if parameter is not None else None
    if found is not None:
        return Completion(start, length, found)
    return complete_path(place, start, length, word, literal=parameter is not None and parameter.name.startswith("Literal"))


def positional(info: Any, given: Given) -> Any:
    """The parameter that the next positional value goes to."""
    if info is None:
        return None
    used = {name.lower() for name in given.named}
    sets = remaining_sets(info, used)
    wanted = (info.default_set or "").lower()
    rows = []
    for parameter in info.parameters.values():
        if parameter.name.lower() in used:
            continue
        for name, data in parameter.sets.items():
            if data.position is None or (sets is not None and not parameter.in_all and name.lower() not in sets):
                continue
            rows.append((data.position, name.lower() != wanted, parameter))
    rows.sort(key=lambda row: (row[0], row[1]))
    names: list[Any] = []
    for _, _, parameter in rows:
        if parameter not in names:
            names.append(parameter)
    return names[given.positional] if given.positional < len(names) else (names[-1] if names and given.items else None)
