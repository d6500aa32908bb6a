"""Commands as PowerShell objects: members of CmdletInfo, FunctionInfo, AliasInfo and the metadata of parameters and parameter sets."""

from __future__ import annotations

from exoshell.command.info import ALL_SETS, CommandInfo, ParameterInfo, ParameterSetInfo, common_parameters
from exoshell.dotnet.table import table
from exoshell.values.collections import Collection, Dictionary
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SMA = "System.Management.Automation."
COMMON_NAMES = frozenset(p.name for p in common_parameters(False))
CORE_VERSION = "7.6.0.500"
MODULE_VERSION = "7.0.0.0"
NO_POSITION = -0x80000000


class AliasInfo(NetObject):
    """An alias as Get-Alias and Get-Command show it; `find` looks a command name up."""

    __slots__ = ("name", "definition", "options", "description", "module", "find")
    type_name = SMA + "AliasInfo"
    kind = "Alias"

    def __init__(
        self,
        name: str,
        definition: str,
        options: str,
        description: str,
        module: str,
        find: Callable[[str], Any],
    ) -> None:
        self.name, self.definition, self.options, self.description, self.module = (
            name,
            definition,
            options,
            description,
            module,
        )
        self.find = find
        self.extension = None
        self.ps_type = None

    @property
    def command_info(self) -> Any:
        """What the alias runs in the end, or None."""
        return self.find(self.definition)


class ParameterMetadata(NetObject):
    """A value of `.Parameters`."""

    __slots__ = ("info",)
    type_name = SMA + "ParameterMetadata"

    def __init__(self, info: ParameterInfo) -> None:
        self.info = info
        self.extension = None
        self.ps_type = None


class ParameterSetMetadata(NetObject):
    """How a parameter stands in one set: a value of `.ParameterSets`."""

    __slots__ = ("data",)
    type_name = SMA + "ParameterSetMetadata"

    def __init__(self, data: ParameterSetInfo) -> None:
        self.data = data
        self.extension = None
        self.ps_type = None


class ParameterAttribute(ParameterSetMetadata):
    """`[Parameter(…)]` as found in `.Attributes`."""

    __slots__ = ("set_name",)
    type_name = SMA + "ParameterAttribute"

    def __init__(self, data: ParameterSetInfo, set_name: str) -> None:
        ParameterSetMetadata.__init__(self, data)
        self.set_name = set_name


class PlainAttribute(NetObject):
    """An attribute that has no members of interest."""

    __slots__ = ("type_name", "names")

    def __init__(self, type_name: str, names: tuple[str, ...] = ()) -> None:
        self.type_name = type_name
        self.names = names
        self.extension = None
        self.ps_type = None


class CommandParameterInfo(NetObject):
    """A parameter in one set."""

    __slots__ = ("info", "data")
    type_name = SMA + "CommandParameterInfo"

    def __init__(self, info: ParameterInfo, data: ParameterSetInfo) -> None:
        self.info, self.data = info, data
        self.extension = None
        self.ps_type = None


class CommandParameterSetInfo(NetObject):
    """One parameter set of a command."""

    __slots__ = ("command", "name", "is_default", "parameters")
    type_name = SMA + "CommandParameterSetInfo"

    def __init__(
        self, command: CommandInfo, name: str, is_default: bool, parameters: list[CommandParameterInfo]
    ) -> None:
        self.command, self.name, self.is_default, self.parameters = command, name, is_default, parameters
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return syntax_of_set(self)


def all_parameters(info: CommandInfo) -> list[ParameterInfo]:
    """Own parameters and, where the command has them, the common ones."""
    own = list(info.parameters.values())
    return own + list(common_parameters(info.should_process)) if info.cmdlet_binding else own


def parameter_sets(info: CommandInfo) -> list[CommandParameterSetInfo]:
    """The sets of a command, the default one first."""
    flags = info.set_flags
    names = list(flags) or [ALL_SETS]
    default = (info.default_set or "").lower()
    names.sort(key=lambda name: name.lower() != default)
    made = []
    for name in names:
        flag = flags.get(name, 0)
        rows = []
        for parameter in all_parameters(info):
            for data in parameter.set_list:
                if data.flag == 0 or data.flag & flag:
                    rows.append(CommandParameterInfo(parameter, data))
                    break
        made.append(CommandParameterSetInfo(info, name, name.lower() == default, rows))
    return made


def short_type(parameter: ParameterInfo) -> str:
    """The type as a syntax line shows it: without name space."""
    from exoshell.values.errors import PowerShellError

    if parameter.required_type_name:
        return parameter.required_type_name.rpartition(".")[2]
    try:
        text = parameter.ps_type.display
    except PowerShellError:
        text = parameter.type_name
    return drop_namespaces(text or "Object")


def drop_namespaces(text: str) -> str:
    """`System.Object[]` as `Object[]`, also within type arguments."""
    if "[" in text and not text.endswith("[]"):
        head, _, inner = text.partition("[")
        return drop_namespaces(head) + "[" + ",".join(drop_namespaces(p) for p in inner[:-1].split(",")) + "]"
    return text.rpartition(".")[2]


def syntax_of_set(shown: CommandParameterSetInfo) -> str:
    """The parameters of a set in the order in which a syntax line shows them."""
    positional = [p for p in shown.parameters if p.data.position is not None]
    positional.sort(key=lambda p: p.data.position or 0)
    named = [p for p in shown.parameters if p.data.position is None]
    ordered = positional + [p for p in named if p.data.mandatory]
    rest = [p for p in named if not p.data.mandatory]
    ordered += [p for p in rest if p.info.name not in COMMON_NAMES]
    parts = [syntax_of_parameter(p) for p in ordered]
    if any(p.info.name in COMMON_NAMES for p in rest):
        parts.append("[<CommonParameters>]")
    return " ".join(parts)


def syntax_of_parameter(shown: CommandParameterInfo) -> str:
    info, data = shown.info, shown.data
    if info.is_switch:
        return f"-{info.name}" if data.mandatory else f"[-{info.name}]"
    kind = short_type(info)
    if data.position is not None:
        text = f"[-{info.name}] <{kind}>"
        return text if data.mandatory else f"[{text}]"
    return f"-{info.name} <{kind}>" if data.mandatory else f"[-{info.name} <{kind}>]"


def syntax(info: CommandInfo) -> str:
    """What `Get-Command -Syntax` gives."""
    lines = [f"{info.name} {shown}" for shown in parameter_sets(info)]
    return "\n" + "\n\n".join(lines) + "\n"


def attributes_of(info: ParameterInfo) -> list[Any]:
    made: list[Any] = list(reversed([*info.transformations, *info.attributes]))
    made += [ParameterAttribute(data, name) for name, data in info.sets.items()]
    if info.aliases:
        made.append(PlainAttribute(SMA + "AliasAttribute", info.aliases))
    for flag, name in (
        (info.allow_null, "AllowNullAttribute"),
        (info.allow_empty_string, "AllowEmptyStringAttribute"),
        (info.allow_empty_collection, "AllowEmptyCollectionAttribute"),
        (info.wildcards, "SupportsWildcardsAttribute"),
    ):
        if flag:
            made.append(PlainAttribute(SMA + name))
    if info.script and info.type_name:
        made.append(PlainAttribute(SMA + "ArgumentTypeConverterAttribute"))
    return made


def type_of_parameter(info: ParameterInfo) -> Any:
    from exoshell.values.errors import PowerShellError
    from exoshell.values.types import find_type

    try:
        return info.ps_type
    except PowerShellError:
        return find_type("object")


def text_collection(items: Any) -> Collection:
    from exoshell.values.types import find_type

    return Collection(items, find_type("string"))


def parameters_table(info: CommandInfo) -> Dictionary:
    """`.Parameters`: name -> ParameterMetadata, dynamic ones too."""
    rows = list(all_parameters(info))
    extra = info.extra
    if callable(extra) and info.dynamic is not None:
        rows += extra()
    return Dictionary([(p.name, ParameterMetadata(p)) for p in rows], ignore_case=True)


def verb_of(info: Any) -> str:
    verb, dash, _ = info.name.partition("-")
    return verb if dash else ""


def noun_of(info: Any) -> str:
    _, dash, noun = info.name.partition("-")
    return noun if dash else ""


def version_of(info: CommandInfo) -> Any:
    from exoshell.values.version import Version

    text = info.version
    if text is None:
        if info.kind == "Cmdlet":
            text = CORE_VERSION if info.module == "Microsoft.PowerShell.Core" else MODULE_VERSION
        elif info.module:
            text = getattr(getattr(info.factory, "module", None), "version", None) or "0.0"
    return Version.parse(text) if text else None


def definition_of(info: CommandInfo) -> str:
    if info.kind == "Cmdlet":
        return syntax(info)
    if info.definition is not None:
        return info.definition
    text = getattr(info.factory, "text", None)
    return str(text() if callable(text) else text) if text is not None else info.path or ""


def enum(type_name: str, name: str) -> Any:
    from exoshell.values.conversion import convert
    from exoshell.values.types import enum_value, find_type

    return convert(name, find_type(SMA + type_name)) if "," in name else enum_value(SMA + type_name, name)


def output_types(info: CommandInfo) -> Any:
    return Collection([OutputType(name) for name in info.output])


class OutputType(NetObject):
    """A PSTypeName in `.OutputType`."""

    __slots__ = ("name",)
    type_name = SMA + "PSTypeName"

    def __init__(self, name: str) -> None:
        self.name = name
        self.extension = None
        self.ps_type = None


COMMON = {
    "Name": lambda o: o.name,
    "CommandType": lambda o: enum("CommandTypes", "ExternalScript" if o.kind == "Script" else o.kind),
    "Source": lambda o: o.path if o.kind in ("Application", "ExternalScript", "Script") else o.module,
    "Version": version_of,
    "Visibility": lambda o: enum("SessionStateEntryVisibility", "Public"),
    "ModuleName": lambda o: o.module,
    "Module": lambda o: getattr(o.factory, "module", None),
    "RemotingCapability": lambda o: enum("RemotingCapability", "PowerShell"),
    "Parameters": parameters_table,
    "ParameterSets": lambda o: Collection(parameter_sets(o)),
    "OutputType": output_types,
    "Definition": definition_of,
}
COMMAND = {
    "Verb": verb_of,
    "Noun": noun_of,
    "HelpFile": lambda o: "",
    "DefaultParameterSet": lambda o: o.default_set or None,
    "Options": lambda o: enum("ScopedItemOptions", o.options or "None"),
    "Description": lambda o: o.description,
}
for _name in ("CmdletInfo", "FunctionInfo", "FilterInfo"):
    table(SMA + _name).add_properties({**COMMON, **COMMAND})
for _name in ("FunctionInfo", "FilterInfo"):
    table(SMA + _name).add_properties(
        {"ScriptBlock": lambda o: o.factory, "CmdletBinding": lambda o: o.cmdlet_binding}
    )
table(SMA + "CmdletInfo").add_properties(
    {"ImplementingType": lambda o: OutputType(o.error_name), "DLL": lambda o: ""}
)
table(SMA + "ExternalScriptInfo").add_properties(
    {**COMMON, "Path": lambda o: o.path, "ScriptBlock": lambda o: o.factory, "ScriptContents": definition_of}
)
table(SMA + "ApplicationInfo").add_properties(
    {
        **{k: v for k, v in COMMON.items() if k not in ("Parameters", "ParameterSets", "Definition")},
        "Path": lambda o: o.path,
        "Definition": lambda o: o.path,
        "Extension": lambda o: "." + o.name.rpartition(".")[2] if "." in o.name else "",
    }
)
table(SMA + "AliasInfo").add_properties(
    {
        "Name": lambda o: o.name,
        "DisplayName": lambda o: f"{o.name} -> {o.definition}",
        "CommandType": lambda o: enum("CommandTypes", "Alias"),
        "Definition": lambda o: o.definition,
        "ReferencedCommand": lambda o: o.find(o.definition),
        "ResolvedCommand": lambda o: None,
        "ResolvedCommandName": lambda o: getattr(o.command_info, "name", None),
        "Options": lambda o: enum("ScopedItemOptions", o.options or "None"),
        "Description": lambda o: o.description,
        "Source": lambda o: o.module,
        "ModuleName": lambda o: o.module,
        "Module": lambda o: None,
        "Version": lambda o: None,
        "Visibility": lambda o: enum("SessionStateEntryVisibility", "Public"),
        "Parameters": lambda o: parameters_table(o.command_info) if o.command_info is not None else None,
        "ParameterSets": lambda o: (
            Collection(parameter_sets(o.command_info)) if o.command_info is not None else None
        ),
        "OutputType": lambda o: output_types(o.command_info) if o.command_info is not None else Collection(),
    }
)
table(SMA + "ParameterMetadata").add_properties(
    {
        "Name": lambda o: o.info.name,
        "ParameterType": lambda o: type_of_parameter(o.info),
        "ParameterSets": lambda o: Dictionary(
            [(n, ParameterSetMetadata(d)) for n, d in o.info.sets.items()], ignore_case=True
        ),
        "IsDynamic": lambda o: o.info.dynamic,
        "Aliases": lambda o: text_collection(o.info.aliases),
        "Attributes": lambda o: Collection(attributes_of(o.info)),
        "SwitchParameter": lambda o: o.info.is_switch,
    }
)
IN_SET = {
    "IsMandatory": lambda o: o.data.mandatory,
    "Position": lambda o: NO_POSITION if o.data.position is None else o.data.position,
    "ValueFromPipeline": lambda o: o.data.by_value,
    "ValueFromPipelineByPropertyName": lambda o: o.data.by_name,
    "ValueFromRemainingArguments": lambda o: o.data.remaining,
    "HelpMessage": lambda o: o.data.help_message or "",
}
table(SMA + "ParameterSetMetadata").add_properties(dict(IN_SET))
table(SMA + "ParameterAttribute").add_properties(
    {
        **{k: v for k, v in IN_SET.items() if k != "IsMandatory"},
        "Mandatory": lambda o: o.data.mandatory,
        "ParameterSetName": lambda o: o.set_name,
        "DontShow": lambda o: False,
        "HelpMessage": lambda o: o.data.help_message,
    }
)
table(SMA + "CommandParameterInfo").add_properties(
    {
        "Name": lambda o: o.info.name,
        "ParameterType": lambda o: type_of_parameter(o.info),
        "IsDynamic": lambda o: o.info.dynamic,
        **IN_SET,
        "Aliases": lambda o: text_collection(o.info.aliases),
        "Attributes": lambda o: Collection(attributes_of(o.info)),
    }
)
table(SMA + "CommandParameterSetInfo").add_properties(
    {
        "Name": lambda o: o.name,
        "IsDefault": lambda o: o.is_default,
        "Parameters": lambda o: Collection(o.parameters),
    }
)
table(SMA + "CommandParameterSetInfo").method("ToString", "string ToString()")(syntax_of_set)
table(SMA + "PSTypeName").add_properties({"Name": lambda o: o.name, "Type": lambda o: _found_type(o.name)})
table(SMA + "PSTypeName").method("ToString", "string ToString()")(lambda o: o.name)
table(SMA + "AliasAttribute").add_properties({"AliasNames": lambda o: list(o.names)})
for _name in (
    "CmdletInfo",
    "FunctionInfo",
    "FilterInfo",
    "AliasInfo",
    "ApplicationInfo",
    "ExternalScriptInfo",
):
    table(SMA + _name).method("ToString", "string ToString()")(lambda o: o.name)


def _found_type(name: str) -> Any:
    from exoshell.values.types import find_type

    return find_type(name)


for _name, _fields in (
    (
        "ValidateSetAttribute",
        {
            "ValidValues": lambda o: o.valid_values(),
            "IgnoreCase": lambda o: o.ignore_case,
            "ErrorMessage": lambda o: o.message,
        },
    ),
    ("ValidateRangeAttribute", {"MinRange": lambda o: o.minimum, "MaxRange": lambda o: o.maximum}),
    ("ValidateLengthAttribute", {"MinLength": lambda o: o.minimum, "MaxLength": lambda o: o.maximum}),
    ("ValidateCountAttribute", {"MinLength": lambda o: o.minimum, "MaxLength": lambda o: o.maximum}),
    ("ValidatePatternAttribute", {"RegexPattern": lambda o: o.pattern, "ErrorMessage": lambda o: o.message}),
    ("ValidateScriptAttribute", {"ScriptBlock": lambda o: o.block, "ErrorMessage": lambda o: o.message}),
):
    table(SMA + _name).add_properties(_fields)
