"""Catalogue rows as `CommandInfo`: what Exchange Online does not have is left out, deviating forms in use are added."""

from __future__ import annotations

from exoshell.command.info import ALL_SETS, COMMON_ROWS, CommandInfo, ParameterInfo, ParameterSetInfo
from exoshell.schema import catalog, deviations, module
from exoshell.schema.synopsis import help_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BY_USE = "ByUse"  # the set of forms that are in use and not documented
# Kinds of types whose values are converted here; every other value goes to the service as it is given.
_LOCAL_TYPES = {
    "switch": "switch",
    "bool": "bool",
    "securestring": "System.Security.SecureString",
    "credential": "System.Management.Automation.PSCredential",
}
_ATTR = "arg_"
_SHOULD_PROCESS = frozenset(("whatif", "confirm"))
_COMMON = frozenset(name.lower() for name, _, _ in COMMON_ROWS)


class RemoteInfo(CommandInfo):
    """A command of the service. `lenient` is the same command with one parameter set: for combinations that no documented set has, the
    service, which works out the set from the names, has the last word. `default_guessed`: no page tells which set is the default one."""

    __slots__ = ("lenient", "default_guessed")
    lenient: CommandInfo | None
    default_guessed: bool


class ParameterFacts:
    """What help and syntax say of a remote parameter; stands in `ParameterInfo.extra`."""

    __slots__ = ("type_name", "kind", "values", "row")

    def __init__(self, row: dict[str, Any]) -> None:
        self.type_name: str = row["type"]
        facts = catalog.type_facts(row["type"])
        self.kind: str = facts.get("kind", "other")
        self.values: tuple[str, ...] = tuple(row.get("values") or facts.get("values") or ())
        self.row = row


def make_info(name: str, factory: Any = None) -> RemoteInfo | None:
    """The CommandInfo of a catalogue cmdlet (any case), or None."""
    row = catalog.row(name)
    if row is None:
        return None
    everything = not row["exo"]  # a cmdlet of Exchange Server that is kept on purpose
    sets = _sets(row, everything)
    parameters: dict[str, ParameterInfo] = {}
    for param in row["params"]:
        key = param["name"].lower()
        if key in _COMMON or (key in _SHOULD_PROCESS and row["should_process"]):
            continue
        if not everything and param.get("exo") is False:
            continue
        data = _set_data(row["name"], param, sets)
        if data:
            parameters[key] = _parameter(param, data)
    _add_deviations(row["name"], parameters, sets)
    info = _command(row, parameters, row["default_set"] if row["default_set"] in sets else None, factory)
    info.default_guessed = str(row.get("default_set_from", "")).startswith("guess")
    info.lenient = _command(row, _one_set(parameters, sets), None, factory) if len(sets) > 1 else None
    return info


def _command(
    row: dict[str, Any], parameters: dict[str, ParameterInfo], default: str | None, factory: Any
) -> RemoteInfo:
    return RemoteInfo(
        row["name"],
        "Cmdlet",
        parameters,
        module="ExchangeOnlineManagement",
        default_set=default,
        should_process=row["should_process"],
        impact=catalog.confirm_impact(row["name"]),
        output=tuple(row.get("outputs") or ()),
        factory=factory,
        type_name=row["name"],
        version=module.VERSION,
        help=help_text(row),
    )


def _one_set(parameters: dict[str, ParameterInfo], sets: dict[str, Any]) -> dict[str, ParameterInfo]:
    """The parameters with one set in which only that is mandatory which is so in every documented set."""
    made = {}
    for key, info in parameters.items():
        first = next(iter(info.sets.values()))
        everywhere = ALL_SETS in info.sets or set(sets) <= set(info.sets)
        positions = {d.position for d in info.sets.values()}
        data = ParameterSetInfo(
            first.position if len(positions) == 1 else None,
            everywhere and all(d.mandatory for name, d in info.sets.items() if name != BY_USE),
            first.by_value,
            first.by_name,
        )
        made[key] = _copy(info, {ALL_SETS: data})
    return made


def _sets(row: dict[str, Any], everything: bool) -> dict[str, dict[str, Any]]:
    sets = {s["name"]: s for s in row["sets"] if everything or s.get("exo") is not False}
    return sets or {s["name"]: s for s in row["sets"]}


def _set_data(
    cmdlet: str, param: dict[str, Any], sets: dict[str, dict[str, Any]]
) -> dict[str, ParameterSetInfo]:
    """The parameter's part in each remaining set; one entry for all sets where it is the same in all."""
    name = param["name"]
    by_value, by_name = _pipeline(param)
    if cmdlet.startswith("Remove-") and param.get("mandatory") and not param.get("switch"):
        by_name = True  # what a Get- cmdlet of the noun gave can be piped to its Remove- cmdlet
    optional = deviations.is_optional(cmdlet, name)
    data: dict[str, ParameterSetInfo] = {}
    for set_name, given in sets.items():
        if name not in given["params"]:
            continue
        positional = given.get("positional") or ()
        data[set_name] = ParameterSetInfo(
            positional.index(name) if name in positional else None,
            name in (given.get("mandatory") or ()) and not optional,
            by_value,
            by_name,
        )
    if len(data) == len(sets) and len({(d.position, d.mandatory) for d in data.values()}) == 1 and data:
        first = next(iter(data.values()))
        if len(sets) == 1 or (first.position is None and not first.mandatory):
            return {ALL_SETS: first}
    return data


def _pipeline(param: dict[str, Any]) -> tuple[bool, bool]:
    """(by value, by property name). An identity is taken both ways by every cmdlet of the service, whatever its page says; where a page
    says only that input is taken, a mandatory first parameter is taken both ways and everything else by name."""
    given = param.get("pipeline")
    if param["name"] == "Identity":
        return True, True
    if given is None:
        return False, False
    if given == "unspecified":
        return param.get("position") == 0 and param.get("mandatory") is not None, True
    return "value" in given, "name" in given


def _parameter(param: dict[str, Any], data: dict[str, ParameterSetInfo]) -> ParameterInfo:
    facts = ParameterFacts(param)
    info = ParameterInfo(
        param["name"],
        "switch" if param.get("switch") else _LOCAL_TYPES.get(facts.kind, ""),
        data,
        tuple(param.get("aliases") or ()),
        attr=_ATTR + param["name"].lower(),
        completions=facts.values,
        wildcards=bool(param.get("wildcards")),
        help=_sentence(param, facts),
        allow_null=not any(d.mandatory for d in data.values()),
    )
    info.extra = facts
    return info


def _sentence(param: dict[str, Any], facts: ParameterFacts) -> str:
    """What can be said of a parameter from its facts."""
    parts = [
        f"Takes {facts.type_name}" + (", several separated by commas" if param.get("multiple") else "") + "."
    ]
    if facts.values:
        parts.append("One of: " + ", ".join(facts.values) + ".")
    if param.get("default"):
        unsure = "" if param.get("default_from") in ("yaml", None) else " (as far as known)"
        parts.append(f"The default is {param['default']}{unsure}.")
    if param.get("range"):
        parts.append(f"From {param['range'][0]} to {param['range'][1]}.")
    if param.get("max_length"):
        parts.append(f"At most {param['max_length']} characters.")
    if param.get("add_remove"):
        parts.append("Takes @{Add='…'; Remove='…'}.")
    if param.get("id_forms"):
        parts.append("Identity forms: " + ", ".join(param["id_forms"]) + ".")
    if param.get("internal"):
        parts.append("Reserved for the vendor's internal use.")
    if param.get("deprecated"):
        parts.append("Deprecated.")
    return " ".join(parts)


def _add_deviations(
    cmdlet: str, parameters: dict[str, ParameterInfo], sets: dict[str, dict[str, Any]]
) -> None:
    """Parameters in use that no set has; they stand in a set of their own in which nothing is mandatory."""
    key = cmdlet.lower()
    added = [(n, t) for n, t, _ in deviations.PARAMETERS.get(key, ()) if n.lower() not in parameters]
    if not added:
        return
    for info in parameters.values():
        if ALL_SETS not in info.sets:
            first = next(iter(info.sets.values()))
            identity = info.key == "identity"
            info.sets[BY_USE] = ParameterSetInfo(
                first.position if identity else None,
                identity and first.mandatory,
                first.by_value,
                first.by_name,
            )
            parameters[info.key] = _copy(info)
    for name, type_name in added:
        optional_value = (key, name.lower()) in deviations.VALUE_OPTIONAL
        row = {"name": name, "type": type_name, "sets": [BY_USE], "switch": optional_value}
        parameters[name.lower()] = _parameter(row, {BY_USE: ParameterSetInfo()})
        if optional_value:
            hidden = f"{name}Value"
            parameters[hidden.lower()] = ParameterInfo(
                hidden,
                "",
                {BY_USE: ParameterSetInfo(1)},
                attr=_ATTR + hidden.lower(),
                hidden=True,
                allow_null=True,
            )


def _copy(info: ParameterInfo, sets: dict[str, ParameterSetInfo] | None = None) -> ParameterInfo:
    """The same parameter anew, so that what is derived from its sets is derived again; with other sets if given."""
    made = ParameterInfo(
        info.name,
        info.type_name,
        sets or info.sets,
        info.aliases,
        attr=info.attr,
        completions=info.completions,
        wildcards=info.wildcards,
        help=info.help,
        allow_null=info.allow_null,
        hidden=info.hidden,
    )
    made.extra = info.extra
    return made
