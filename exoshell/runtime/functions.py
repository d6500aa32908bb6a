"""From the parameters of a function or block to a CommandInfo."""

from __future__ import annotations

from exoshell.command.info import ALL_SETS, CommandInfo, ParameterInfo, ParameterSetInfo
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


NO_COMMAND = CommandInfo("", "Script", {}, cmdlet_binding=False)


def info_of(X: Any, block: Any, name: str, kind: str = "") -> CommandInfo:
    """The CommandInfo of a script block run under a name ('' for `& { }`)."""
    found = block.info_
    if found is not None and found.name == name and (not kind or found.kind == kind):
        return found  # type: ignore[no-any-return]
    made = make_info(X, block, name, kind or "Script")
    block.info_ = made
    return made


def make_info(X: Any, block: Any, name: str, kind: str) -> CommandInfo:
    unit = block.unit("new")
    head, rows = unit.meta(X, X.scope)
    options: dict[str, Any] = {}
    output: list[str] = []
    obsolete: str | None = None
    aliases: list[str] = []
    advanced = "advanced" in unit.flags
    for entry in head:
        if entry[0] != "attribute":
            continue
        attribute = bare_name(entry[1])
        if attribute == "cmdletbinding":
            options = {k.lower(): v for k, v in entry[3].items()}
        elif attribute == "outputtype":
            output = [getattr(v, "full_name", None) or str(v) for v in entry[2]]
        elif attribute == "obsolete":
            obsolete = str(entry[2][0]) if entry[2] else ""
        elif attribute == "alias":
            aliases += [str(v) for v in entry[2]]
    parameters: dict[str, ParameterInfo] = {}
    for row in rows:
        parameter = make_parameter(X, row, advanced)
        parameters[parameter.key] = parameter
    positional = truthy(options.get("positionalbinding", True))
    number_positions(list(parameters.values()), positional)
    info = CommandInfo(
        name,
        "Function" if kind == "Filter" else kind,
        parameters,
        default_set=options.get("defaultparametersetname"),
        cmdlet_binding=advanced,
        should_process=truthy(options.get("supportsshouldprocess", False)),
        impact=str(options.get("confirmimpact", "Medium")),
        positional_binding=positional,
        output=tuple(output),
        factory=block,
        type_name=name,
    )
    info.obsolete = obsolete
    info.aliases = tuple(aliases)
    if kind == "Filter":
        info.kind = "Filter"
    info.module = block.module.name if block.module is not None else ""
    if "dynamic" in unit.flags:
        from exoshell.runtime.dynamic import dynamic_parameters

        info.dynamic = dynamic_parameters
    return info


def truthy(value: Any) -> bool:
    from exoshell.values.conversion import to_bool

    return to_bool(value)


def bare_name(name: str) -> str:
    """An attribute's name without namespace and `Attribute`."""
    name = name.rpartition(".")[2].lower()
    return name.removesuffix("attribute") or name


def number_positions(parameters: list[ParameterInfo], positional: bool) -> None:
    """Positions by order of declaration where none is given."""
    if not positional or any(s.position is not None for p in parameters for s in p.set_list):
        return
    at = 0
    for parameter in parameters:
        if parameter.is_switch:
            continue
        for data in parameter.set_list:
            data.position = at
        at += 1


def completion_texts(values: list[Any]) -> list[str]:
    """The texts of `[ArgumentCompletions(…)]`."""
    return [str(v) for value in values for v in (value if isinstance(value, list) else [value])]


def make_parameter(X: Any, row: Any, advanced: bool) -> ParameterInfo:
    """One parameter from its data (name, constraints, default's text, span)."""
    name, constraints, default, _ = row
    type_name = ""
    sets: dict[str, ParameterSetInfo] = {}
    aliases: list[str] = []
    checks: list[Any] = []
    transformations: list[Any] = []
    allow = {"allownull": False, "allowemptystring": False, "allowemptycollection": False}
    extra: dict[str, Any] = {}
    ps_type = None
    for entry in constraints:
        if entry[0] == "type":
            if not type_name:
                type_name = entry[1]
                ps_type = script_type(X, entry)
            continue
        attribute = bare_name(entry[1])
        if attribute == "parameter":
            add_set(sets, entry[3], extra)
        elif attribute == "alias":
            aliases += [str(v) for v in entry[2]]
        elif attribute in allow:
            allow[attribute] = True
        elif attribute == "pstypename":
            extra["required"] = str(entry[2][0])
        elif attribute == "supportswildcards":
            extra["wildcards"] = True
        elif attribute == "argumentcompleter":
            extra["completer"] = entry[2][0] if entry[2] else None
        elif attribute == "argumentcompletions":
            extra["completions"] = tuple(completion_texts(entry[2]))
        elif attribute == "obsolete":
            extra["obsolete"] = str(entry[2][0]) if entry[2] else ""
        elif attribute in ("psdefaultvalue", "dontshow", "validatetrusteddata"):
            continue
        else:
            made = make_attribute(X, entry)
            (transformations if hasattr(made, "transform") else checks).append(made)
    parameter = ParameterInfo(
        name,
        type_name,
        sets or None,
        tuple(aliases),
        tuple(checks),
        transformations=tuple(transformations),
        allow_null=allow["allownull"],
        allow_empty_string=allow["allowemptystring"],
        allow_empty_collection=allow["allowemptycollection"],
        help=extra.get("help", ""),
        hidden=extra.get("hidden", False),
        wildcards=extra.get("wildcards", False),
        completer=extra.get("completer"),
        completions=extra.get("completions", ()),
        obsolete=extra.get("obsolete"),
        required_type_name=extra.get("required"),
        script=True,
        ps_type=ps_type,
    )
    parameter.extra = default
    del advanced
    return parameter


def script_type(X: Any, entry: Any) -> Any:
    """The PSType where the registry cannot find it by the plain name (script classes, `using namespace`)."""
    text = entry[1]
    if text.lower() in ("switch", "object", "psobject", "pscustomobject"):
        return None
    return X.find_type(text, entry[3])


def add_set(sets: dict[str, ParameterSetInfo], named: dict[str, Any], extra: dict[str, Any]) -> None:
    values = {k.lower(): v for k, v in named.items()}
    known = {
        "mandatory",
        "position",
        "parametersetname",
        "valuefrompipeline",
        "valuefrompipelinebypropertyname",
        "valuefromremainingarguments",
        "helpmessage",
        "dontshow",
        "helpmessagebasename",
        "helpmessageresourceid",
    }
    for key in named:
        if key.lower() not in known:
            raise ps_error(
                "PropertyNotFoundForType",
                f"Property '{key}' cannot be found for type 'System.Management.Automation.CmdletBindingAttribute'.",
                category="InvalidOperation",
            )
    position = values.get("position")
    if position is not None:
        from exoshell.values.conversion import to_int32

        position = to_int32(position)
    name = str(values.get("parametersetname") or ALL_SETS)
    sets[name] = ParameterSetInfo(
        position,
        truthy(values.get("mandatory", False)),
        truthy(values.get("valuefrompipeline", False)),
        truthy(values.get("valuefrompipelinebypropertyname", False)),
        truthy(values.get("valuefromremainingarguments", False)),
        values.get("helpmessage"),
    )
    if values.get("helpmessage"):
        extra["help"] = str(values["helpmessage"])
    if truthy(values.get("dontshow", False)):
        extra["hidden"] = True


def make_attribute(X: Any, entry: Any) -> Any:
    """A validation or transformation attribute from its data."""
    from exoshell.runtime.attributes import attribute_from

    made = attribute_from(X, bare_name(entry[1]), list(entry[2]), {k.lower(): v for k, v in entry[3].items()})
    if made is None:
        made = X.script_attribute(entry[1], entry[2], entry[3])
    if made is None:
        raise ps_error(
            "CustomAttributeTypeNotFound",
            f"Cannot find the type for custom attribute '{entry[1]}'. Make sure that the assembly that contains this type is loaded.",
            category="InvalidOperation",
        )
    return made


def parameter_value(X: Any, info: CommandInfo, name: str, value: Any) -> Any:
    """A later assignment to a parameter's variable: its type and checks hold on."""
    from exoshell.runtime.typed import check_parameter

    return check_parameter(X, info.parameters[name.lower()], value)
