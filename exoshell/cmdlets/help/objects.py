"""Help as objects: MamlCommandHelpInfo for commands with help texts, ExtendedCmdletHelpInfo for those without."""

from __future__ import annotations

from exoshell.cmdlets.help.comments import CommentHelp, help_of_block, parameter_comment, split_example
from exoshell.command.members import all_parameters, parameter_sets, syntax_of_set
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import CommandInfo, ParameterInfo


def bag(notes: dict[str, Any], *type_names: str) -> PSCustomObject:
    return PSCustomObject(notes, list(type_names) if type_names else None)


def texts(value: str) -> list[Any]:
    return [bag({"Text": value}, "MamlParaTextItem", "MamlTextItem")]


def help_of(info: CommandInfo) -> PSCustomObject:
    """The help object of a command."""
    if info.kind == "Cmdlet":
        return with_texts(info, declared_help(info))
    written = help_of_block(info.factory) if hasattr(info.factory, "site") else None
    return with_texts(info, written) if written is not None else without_texts(info)


def declared_help(info: CommandInfo) -> CommentHelp:
    """Help from a cmdlet's declaration: its docstring and the texts of its parameters."""
    made = CommentHelp()
    lines = (info.help or "").strip().splitlines()
    made.texts["synopsis"] = lines[0].strip() if lines else ""
    made.texts["description"] = (
        "\n".join(line.strip() for line in lines[1:]).strip() or made.texts["synopsis"]
    )
    for parameter in info.parameters.values():
        made.parameters[parameter.key] = parameter.help
    made.lists["outputs"] = list(info.output)
    return made


def net_name(parameter: ParameterInfo) -> str:
    """The type as help shows it: the .NET class without name space."""
    from exoshell.command.members import drop_namespaces, type_of_parameter

    return drop_namespaces(type_of_parameter(parameter).full_name)


def default_text(info: CommandInfo, parameter: ParameterInfo) -> str | None:
    """The default value as text."""
    if parameter.common:
        return None
    if isinstance(parameter.extra, str) and parameter.extra:
        return parameter.extra
    if parameter.is_switch:
        return "False"
    if info.kind == "Cmdlet":
        return None if parameter.default is None else str(parameter.default)
    kind = net_name(parameter)
    return "0" if kind in ("Int32", "Int64", "Double", "Byte") else None


def pipeline_text(parameter: ParameterInfo) -> str:
    ways = []
    if any(s.by_value for s in parameter.set_list):
        ways.append("ByValue")
    if any(s.by_name for s in parameter.set_list):
        ways.append("ByPropertyName")
    return f"true ({', '.join(ways)})" if ways else "false"


def parameter_object(info: CommandInfo, parameter: ParameterInfo, text: str) -> PSCustomObject:
    data = parameter.set_list[0]
    kind = net_name(parameter)
    notes: dict[str, Any] = {}
    if text:
        notes["description"] = texts(text)
    default = default_text(info, parameter)
    notes["defaultValue"] = default if default is not None else ""
    notes["parameterValue"] = kind
    notes["name"] = parameter.name
    notes["type"] = bag({"name": kind})
    notes["required"] = "true" if data.mandatory else "false"
    notes["globbing"] = "true" if parameter.wildcards else "false"
    notes["pipelineInput"] = pipeline_text(parameter)
    notes["position"] = "named" if data.position is None else str(data.position + 1)
    notes["aliases"] = None
    return bag(notes, "MamlCommandHelpInfo#parameter")


def shown_parameters(info: CommandInfo) -> list[ParameterInfo]:
    """The parameters that help lists: own ones, -WhatIf and -Confirm."""
    return [p for p in all_parameters(info) if not p.common or p.name in ("WhatIf", "Confirm")]


def with_texts(info: CommandInfo, written: CommentHelp) -> PSCustomObject:
    parameters = []
    source = getattr(info.factory, "text", "") if info.kind != "Cmdlet" else ""
    for parameter in shown_parameters(info):
        text = written.parameters.get(parameter.key, "")
        if not text and isinstance(source, str) and source:
            text = parameter_comment(source, parameter.name)
        parameters.append(parameter_object(info, parameter, text))
    notes: dict[str, Any] = {}
    if written.lists["example"]:
        notes["examples"] = bag(
            {"example": example_objects(written.lists["example"])}, "MamlCommandHelpInfo#examples"
        )
    if written.lists["link"]:
        notes["relatedLinks"] = bag(
            {"navigationLink": link_objects(written.lists["link"])}, "MamlCommandHelpInfo#relatedLinks"
        )
    notes["details"] = bag({"name": info.name, "description": texts(written.texts.get("synopsis", ""))})
    if written.texts.get("description"):
        notes["description"] = texts(written.texts["description"])
    notes["Syntax"] = bag({"syntaxItem": syntax_objects(info)}, "MamlCommandHelpInfo#syntax")
    notes["parameters"] = bag({"parameter": parameters}, "MamlCommandHelpInfo#parameters")
    for keyword, name in (("inputs", "inputTypes"), ("outputs", "returnValues")):
        if written.lists[keyword]:
            inner = "inputType" if keyword == "inputs" else "returnValue"
            notes[name] = bag({inner: bag({"type": bag({"name": "\n".join(written.lists[keyword])})})})
    if written.texts.get("notes"):
        notes["alertSet"] = bag({"alert": texts(written.texts["notes"])})
    notes["Name"] = info.name
    notes["Category"] = info.kind if info.kind != "Filter" else "Filter"
    notes["Synopsis"] = written.texts.get("synopsis", "")
    for keyword, name in (("component", "Component"), ("role", "Role"), ("functionality", "Functionality")):
        notes[name] = written.texts.get(keyword)
    notes["CommonParameters"] = info.cmdlet_binding
    notes["ModuleName"] = info.module
    return bag(notes, "MamlCommandHelpInfo", "HelpInfo")


def example_objects(examples: list[str]) -> list[Any]:
    made = []
    for number, text in enumerate(examples, 1):
        prompt, code, remarks = split_example(text)
        title = f"-------------------------- EXAMPLE {number} --------------------------"
        notes = {
            "introduction": texts(prompt),
            "code": code,
            "remarks": [bag({"Text": ""}) for _ in range(5)],
            "title": title,
            "remarkText": remarks,
        }
        made.append(bag(notes, "MamlCommandHelpInfo#example"))
    return made


def link_objects(links: list[str]) -> list[Any]:
    made = []
    for link in links:
        is_uri = "://" in link
        made.append(bag({"uri": link if is_uri else "", "linkText": "" if is_uri else link}))
    return made


def syntax_objects(info: CommandInfo) -> list[Any]:
    made = []
    for shown in parameter_sets(info):
        rows = [
            bag({"name": p.info.name})
            for p in shown.parameters
            if not p.info.common or p.info.name in ("WhatIf", "Confirm")
        ]
        made.append(bag({"name": info.name, "parameter": rows}))
    return made


def plain_parameter(info: CommandInfo, parameter: ParameterInfo) -> PSCustomObject:
    """A parameter of a command without help texts."""
    from exoshell.command.members import short_type

    data = parameter.set_list[0]
    kind = short_type(parameter)
    sets = "(All)" if parameter.in_all else ", ".join(parameter.sets)
    notes: dict[str, Any] = {
        "name": parameter.name,
        "required": "true" if data.mandatory else "false",
        "pipelineInput": pipeline_text(parameter),
        "isDynamic": "true" if parameter.dynamic else "false",
        "globbing": "true" if parameter.wildcards else "false",
        "parameterSetName": sets,
        "parameterValue": kind,
        "type": bag({"name": kind}),
        "position": "Named" if data.position is None else str(data.position),
        "aliases": ", ".join(parameter.aliases) or "None",
    }
    return bag(notes, "CmdletHelpInfo#parameter")


def without_texts(info: CommandInfo) -> PSCustomObject:
    rows = sorted(shown_parameters(info), key=lambda p: p.name.lower())
    lines = [f"{info.name} {syntax_of_set(s)}".rstrip() for s in parameter_sets(info)]
    notes: dict[str, Any] = {
        "Name": info.name,
        "Category": info.kind,
        "Synopsis": "\n" + "\n\n".join(lines) + "\n",
        "syntax": bag({"syntaxItem": syntax_objects(info)}),
        "parameters": bag({"parameter": [plain_parameter(info, p) for p in rows]}),
        "Component": None,
        "Functionality": None,
        "Role": None,
        "CommonParameters": info.cmdlet_binding,
        "ModuleName": info.module,
        "aliases": "None\n",
        "remarks": "None\n",
    }
    return bag(notes, "ExtendedCmdletHelpInfo", "CmdletHelpInfo", "HelpInfo")
