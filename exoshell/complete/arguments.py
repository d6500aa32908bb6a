"""Inside a command: names of parameters, and the values that a parameter takes."""

from __future__ import annotations

from typing import Any

from exoshell.complete import values
from exoshell.complete.paths import complete_path
from exoshell.complete.place import ENDS, Place
from exoshell.complete.result import Candidate, Completion

SWITCHES = ("switch", "system.management.automation.switchparameter", "switchparameter")


class Given:
    """What stands between the command's name and the cursor: parameters named, the parameter that waits for its value, positional values."""

    def __init__(self) -> None:
        self.named: list[str] = []
        self.waiting: str | None = None
        self.positional = 0
        self.items: list[str] = []  # texts of the list being typed, before the cursor
        self.later: list[str] = []  # parameters named behind the cursor
        self.after_colon = False  # `-Name:` stands directly before the cursor
        self.texts: dict[str, str] = {}  # parameter (or position as a number) -> text given


def complete(place: Place) -> Completion | None:
    """Parameters and arguments of the command that the cursor stands in."""
    found = place.command()
    if found is None or place.continues():
        return None
    position, name_token = found
    info = info_of(place, name_token)
    token = place.token
    word = place.word()
    given = read_arguments(place, position, info)
    for later in place.all:
        if later.start > place.cursor:
            if later.kind in ENDS:
                break
            if later.kind == "Parameter":
                given.later.append(full_name(info, str(later.value)))
    start, length = (token.start, token.end - token.start) if token is not None else (place.cursor, 0)
    if (
        word.startswith(("-", "\u2013"))
        and not word.endswith(":")
        and token.kind in ("Parameter", "Generic", "Minus")
    ):
        if info is None:
            return Completion(start, length)
        return Completion(start, length, parameter_names(info, word[1:], given, place.session))
    if token is not None and token.kind == "Parameter":
        given.named.append(full_name(info, str(token.value)))
        given.waiting = given.named[-1]
        given.after_colon = True
        start, length, word = place.cursor, 0, ""
    return argument(place, info, given, start, length, word)


def info_of(place: Place, name_token: Any) -> Any:
    """The CommandInfo that a token with a command's name means: of the session, of a script file, or of a function in the text itself."""
    name = str(name_token.value or place.text[name_token.start : name_token.end])
    info = command_info(place.session, name)
    if info is None:
        info = text_function(place, name)
    return info


def text_function(place: Place, name: str) -> Any:
    """A function that the text before the cursor defines, as it would be once defined; only its head is read."""
    from exoshell.lang import parse

    if "function" not in place.text.lower() or name.lower() not in place.text.lower():
        return None
    tree = parse(place.text).ast
    for node in tree.end_block.statements if tree is not None and tree.end_block is not None else []:
        if type(node).__name__ == "FunctionDefinitionAst" and str(node.name).lower() == name.lower():
            block = node.body.param_block
            return head_info(
                name, list(node.parameters or (block.parameters if block is not None else ())), block
            )
    return None


def head_info(name: str, parameters: list[Any], block: Any) -> Any:
    from exoshell.command.info import CommandInfo, ParameterInfo

    made = {}
    advanced = False
    for attribute in getattr(block, "attributes", ()) or ():
        advanced = advanced or type_text(attribute).lower() in ("cmdletbinding", "cmdletbindingattribute")
    for parameter in parameters:
        types = [a for a in parameter.attributes if type(a).__name__ == "TypeConstraintAst"]
        advanced = advanced or any(
            type_text(a).lower() in ("parameter", "parameterattribute") for a in parameter.attributes
        )
        text = type_text(types[0]) if types else ""
        row = ParameterInfo(str(parameter.name.variable_path), text, script=True)
        made[row.key] = row
    number = 0
    for row in made.values():
        if not row.is_switch:
            row.set_list[0].position = number
            number += 1
    return CommandInfo(name, "Function", made, cmdlet_binding=advanced)


def type_text(node: Any) -> str:
    from exoshell.complete.shapes import place_type_text

    return place_type_text(node.type_name)


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
            given.waiting = (
                None
                if is_switch(info, name) and not place.text[token.start : token.end].endswith(":")
                else name
            )
            given.items = []
            after_comma = False
            continue
        text = place.text[token.start : token.end].strip("'\"")
        if not after_comma and token.kind == "SplattedVariable":
            continue
        if after_comma:
            given.items.append(text)
        elif given.waiting is not None and not given.items:
            given.texts[given.waiting] = text
            given.items = [text]
        elif given.waiting is not None and not given.items:
            given.items = [text]
        else:
            given.waiting = None
            given.texts[str(given.positional)] = text
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
    """Declared parameters, those of -WhatIf and -Confirm, then the common ones, as they are listed."""
    from exoshell.command.info import common_parameters

    if not info.cmdlet_binding:
        return list(info.parameters.values())
    common = common_parameters(False)
    declared = by_class(info)
    names = {p.name.lower() for p in declared}
    process = [
        p
        for p in common_parameters(info.should_process)
        if p not in common and p.name in ("WhatIf", "Confirm")
    ]
    process = [p for p in process if p.name.lower() not in names]
    dynamic = [p for p in declared if p.dynamic]
    fixed = [p for p in declared if not p.dynamic]
    return [*fixed, *process, *dynamic, *(p for p in common if p.name.lower() not in names)]


def by_class(info: Any) -> list[Any]:
    """The declared parameters as reflection gives them: those of the cmdlet's own class before those of the classes it derives from."""
    declared = list(info.parameters.values())
    if not isinstance(info.factory, type):
        return declared
    order = info.factory.__mro__
    rank = {name: (i, at) for i, c in reversed(list(enumerate(order))) for at, name in enumerate(c.__dict__)}
    return sorted(declared, key=lambda p: rank.get(p.attr, (0, 0)))


def is_switch(info: Any, name: str) -> bool:
    parameter = find_parameter(info, name)
    return parameter is not None and parameter.is_switch


def parameter_names(info: Any, typed: str, given: Given, session: Any) -> list[Candidate]:
    """Parameters that begin with what is typed, in order of declaration, without those given and those of sets that are out; where none
    is left, those of every set."""
    return listed_parameters(info, typed, given, False) or (
        listed_parameters(info, typed, given, True) if typed else []
    )


def listed_parameters(info: Any, typed: str, given: Given, everywhere: bool) -> list[Candidate]:
    used = {name.lower() for name in (*given.named, *given.later)} | placed(info, given)
    sets = remaining_sets(info, used)
    lowered = typed.lower()
    found, by_alias = [], []
    for parameter in all_parameters(info):
        if parameter.hidden or parameter.name.lower() in used:
            continue
        if (
            not everywhere
            and sets is not None
            and not parameter.in_all
            and not sets & {name.lower() for name in parameter.sets}
        ):
            continue
        if parameter.name.lower().startswith(lowered):
            tip = f"[{parameter.type_name or 'Object'}] {parameter.name}"
            found.append(Candidate("-" + parameter.name, parameter.name, "ParameterName", tip))
        elif typed:
            by_alias += [
                Candidate("-" + alias, alias, "ParameterName", f"[{parameter.type_name}] {alias}")
                for alias in parameter.aliases
                if alias.lower().startswith(lowered) and (everywhere or not parameter.common)
            ]
    return [*found, *by_alias]


def placed(info: Any, given: Given) -> set[str]:
    """Parameters that the positional values before the cursor went to."""
    found: set[str] = set()
    for number in range(given.positional):
        parameter = positional(info, given, number)
        if parameter is not None:
            found.add(parameter.name.lower())
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
    if not found and parameter is not None and not given.waiting:
        for other in rivals(info, parameter, given):
            found = values.candidates(place, info, other, given, word) or found
    if found is not None:
        return Completion(start, length, found)
    if info is not None and info.name.lower() in ("set-location", "push-location"):
        return complete_path(place, start, length, word, literal=False, containers=True)
    return complete_path(
        place,
        start,
        length,
        word,
        literal=parameter is not None
        and (parameter.name.startswith("Literal") or parameter.name == "Destination"),
    )


def rivals(info: Any, parameter: Any, given: Given) -> list[Any]:
    """Other parameters that stand at the same position in other sets."""
    used = {name.lower() for name in given.named}
    positions = {data.position for data in parameter.set_list if data.position is not None}
    return [
        other
        for other in info.parameters.values()
        if other is not parameter
        and other.name.lower() not in used
        and not other.in_all
        and any(data.position in positions for data in other.set_list if data.position is not None)
    ]


def positional(info: Any, given: Given, number: int | None = None) -> Any:
    """The parameter that the next positional value (or the one with a number) goes to."""
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
            if data.position is None or (
                sets is not None and not parameter.in_all and name.lower() not in sets
            ):
                continue
            rows.append((data.position, name.lower() != wanted, parameter))
    rows.sort(key=lambda row: (row[0], row[1]))
    names: list[Any] = []
    for _, _, parameter in rows:
        if parameter not in names:
            names.append(parameter)
    number = given.positional if number is None else number
    return names[number] if number < len(names) else None
