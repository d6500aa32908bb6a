"""What is known about a command before it runs: `CommandInfo`, `ParameterInfo`, `ParameterSetInfo`.

Cmdlets, functions, script files and remote cmdlets all give the same `CommandInfo`; the binder, help, completion, Get-Command and the planner
read it and nothing else. Parameter sets are bits: `CommandInfo.flag(name)`; a parameter that belongs to every set has the flags 0 and
`in_all`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ALL_SETS = "__AllParameterSets"
ALL_FLAGS = 0xFFFFFFFF

BY_VALUE = 1
BY_NAME = 2


class ParameterSetInfo:
    """How a parameter takes part in one set. `position` is None for a parameter that is given by name only."""

    __slots__ = ("position", "mandatory", "by_value", "by_name", "remaining", "help_message", "flag")

    def __init__(
        self,
        position: int | None = None,
        mandatory: bool = False,
        by_value: bool = False,
        by_name: bool = False,
        remaining: bool = False,
        help_message: str | None = None,
    ) -> None:
        self.position = position
        self.mandatory = mandatory
        self.by_value = by_value
        self.by_name = by_name
        self.remaining = remaining
        self.help_message = help_message
        self.flag = 0  # the set's bit; 0 in every set


class ParameterInfo:
    """One parameter.

    `attr` is the name under which its value is stored on a cmdlet; `type_name` a PowerShell type name or "" for object, `ps_type` the type
    itself where it is known already (script classes); `attributes` the validations in the order in which they run; `transformations` run
    before them. `script` tells a parameter of a script function, whose conversion is a transformation of its own kind. `default` is a value for
    cmdlets; functions evaluate theirs themselves.
    """

    __slots__ = (
        "name",
        "attr",
        "type_name",
        "aliases",
        "sets",
        "attributes",
        "transformations",
        "allow_null",
        "allow_empty_string",
        "allow_empty_collection",
        "default",
        "help",
        "completions",
        "completer",
        "hidden",
        "obsolete",
        "wildcards",
        "dynamic",
        "common",
        "script",
        "required_type_name",
        "extra",
        "key",
        "flags",
        "in_all",
        "set_list",
        "mandatory_somewhere",
        "pipeline_somewhere",
        "foreign",
        "_ps_type",
        "_coercion",
    )

    def __init__(
        self,
        name: str,
        type_name: str = "",
        sets: dict[str, ParameterSetInfo] | None = None,
        aliases: tuple[str, ...] = (),
        attributes: tuple[Any, ...] = (),
        *,
        attr: str | None = None,
        transformations: tuple[Any, ...] = (),
        allow_null: bool = False,
        allow_empty_string: bool = False,
        allow_empty_collection: bool = False,
        default: Any = None,
        help: str = "",
        completions: tuple[str, ...] = (),
        completer: Any = None,
        hidden: bool = False,
        obsolete: str | None = None,
        wildcards: bool = False,
        dynamic: bool = False,
        common: bool = False,
        script: bool = False,
        required_type_name: str | None = None,
        ps_type: Any = None,
    ) -> None:
        self.name = name
        self.attr = name if attr is None else attr
        self.type_name = type_name
        self.sets = {ALL_SETS: ParameterSetInfo()} if sets is None else sets
        self.aliases = aliases
        self.attributes = attributes
        self.transformations = transformations
        self.allow_null = allow_null
        self.allow_empty_string = allow_empty_string
        self.allow_empty_collection = allow_empty_collection
        self.default = default
        self.help = help
        self.completions = completions
        self.completer = completer
        self.hidden = hidden
        self.obsolete = obsolete
        self.wildcards = wildcards
        self.dynamic = dynamic
        self.common = common
        self.script = script
        self.required_type_name = required_type_name
        self.extra: Any = None  # free for the owner of the command (the compiler's default expression, …)
        self.key = name.lower()
        self.flags = 0
        self.in_all = ALL_SETS in self.sets
        self.set_list = tuple(self.sets.values())
        self.mandatory_somewhere = any(s.mandatory for s in self.set_list)
        self.pipeline_somewhere = any(s.by_value or s.by_name for s in self.set_list)
        self.foreign = False  # of a class that is not known here: takes only what is converted to it
        self._ps_type = ps_type
        self._coercion: Any = None

    @property
    def ps_type(self) -> Any:
        """The parameter's PSType; object where none is declared. A type that a script names and that is not known is a PowerShellError
        (TypeNotFound)."""
        found = self._ps_type
        if found is None:
            from exoshell.values.types import find_type

            found = find_type(self.type_name or "object")
            if found is None and not self.script:
                # a class of PowerShell's own that cmdlets here take as it comes
                found = find_type("object[]" if self.type_name.endswith("[]") else "object")
                self.foreign = True
            if found is None:
                from exoshell.values.errors import ps_error

                raise ps_error(
                    "TypeNotFound",
                    f"Unable to find type [{self.type_name}].",
                    category="InvalidOperation",
                    target=self.type_name,
                )
            self._ps_type = found
        return found

    @property
    def is_switch(self) -> bool:
        return self.type_name.lower() in SWITCH_NAMES

    @property
    def is_object(self) -> bool:
        """True where any value is taken as it is."""
        return self._ps_type is None and self.type_name.lower() in OBJECT_NAMES

    def data_in(self, flags: int) -> ParameterSetInfo | None:
        """The data for the single valid set `flags`, or of the parameter in all sets; None where it is in none."""
        for data in self.set_list:
            if data.flag == 0 or data.flag & flags:
                return data
        return None

    def matching(self, flags: int) -> list[ParameterSetInfo]:
        """The data of every set among `flags`, and of the parameter in all sets."""
        return [data for data in self.set_list if data.flag == 0 or data.flag & flags]

    def __repr__(self) -> str:
        return f"ParameterInfo({self.name}: {self.type_name or 'object'})"


SWITCH_NAMES = frozenset({"switch", "switchparameter", "system.management.automation.switchparameter"})
OBJECT_NAMES = frozenset(
    {
        "",
        "object",
        "system.object",
        "psobject",
        "system.management.automation.psobject",
        "pscustomobject",
        "pspropertyexpression",
        "pspropertyexpression[]",
    }
)


NET_CLASSES = {
    "Cmdlet": "System.Management.Automation.CmdletInfo",
    "Function": "System.Management.Automation.FunctionInfo",
    "Filter": "System.Management.Automation.FilterInfo",
    "Script": "System.Management.Automation.ExternalScriptInfo",
    "ExternalScript": "System.Management.Automation.ExternalScriptInfo",
    "Application": "System.Management.Automation.ApplicationInfo",
    "Alias": "System.Management.Automation.AliasInfo",
}


class CommandInfo:
    """A command that can be bound and run.

    `kind`: Cmdlet, Function, Filter, Script, Alias, Application. `parameters`: lower-case name -> ParameterInfo in declaration order, without the
    common ones. `cmdlet_binding`: advanced (cmdlets always). `error_name`: what stands behind the comma of FullyQualifiedErrorId.
    `factory`: the class of a cmdlet, or what the runtime calls to run a function. `dynamic`: callable giving dynamic parameters, or None.
    """

    __slots__ = (
        "name",
        "kind",
        "module",
        "parameters",
        "default_set",
        "cmdlet_binding",
        "should_process",
        "impact",
        "positional_binding",
        "output",
        "help",
        "aliases",
        "factory",
        "error_name",
        "dynamic",
        "definition",
        "options",
        "description",
        "path",
        "version",
        "extra",
        "extension",
        "obsolete",
        "_flags",
        "_index",
    )
    ps_type = None

    def __init__(
        self,
        name: str,
        kind: str,
        parameters: dict[str, ParameterInfo],
        *,
        module: str = "",
        default_set: str | None = None,
        cmdlet_binding: bool = True,
        should_process: bool = False,
        impact: str = "Medium",
        positional_binding: bool = True,
        output: tuple[str, ...] = (),
        help: str = "",
        aliases: tuple[str, ...] = (),
        factory: Any = None,
        type_name: str | None = None,
        dynamic: Callable[..., Any] | None = None,
        definition: str | None = None,
        path: str | None = None,
        version: str | None = None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.module = module
        self.parameters = parameters
        self.default_set = default_set
        self.cmdlet_binding = cmdlet_binding
        self.should_process = should_process
        self.impact = impact
        self.positional_binding = positional_binding
        self.output = output
        self.help = help
        self.aliases = aliases
        self.factory = factory
        self.error_name = name if type_name is None else type_name
        self.dynamic = dynamic
        self.definition = definition
        self.options = "None"
        self.description = ""
        self.path = path
        self.version = version
        self.extra: Any = None
        self.extension: Any = None
        self.obsolete: str | None = None
        self._index: Any = None  # the binder's
        self._flags: dict[str, int] | None = None

    @property
    def type_name(self) -> str:
        """The .NET class of the command as an object."""
        return NET_CLASSES[self.kind]

    @property
    def set_flags(self) -> dict[str, int]:
        """Set name -> bit, in the order in which the sets are first named."""
        flags = self._flags
        if flags is None:
            flags = {}
            folded: dict[str, str] = {}
            names = [name for p in self.parameters.values() for name in p.sets if name != ALL_SETS]
            if self.default_set and self.default_set != ALL_SETS:
                names.append(self.default_set)
            for name in names:
                if name.lower() not in folded:
                    folded[name.lower()] = name
                    flags[name] = 1 << len(flags)
            for parameter in self.parameters.values():
                parameter.flags = 0
                for name, data in parameter.sets.items():
                    data.flag = 0 if name == ALL_SETS else flags[folded[name.lower()]]
                    parameter.flags |= data.flag
            self._flags = flags
        return flags

    @property
    def sets(self) -> list[str]:
        """The names of the parameter sets; `__AllParameterSets` alone where none is declared."""
        return list(self.set_flags) or [ALL_SETS]

    def flag(self, name: str) -> int:
        """The bit of a set, 0 for an unknown one."""
        lowered = name.lower()
        return next((bit for known, bit in self.set_flags.items() if known.lower() == lowered), 0)

    def set_name(self, flags: int) -> str:
        """The name of the first set among `flags`; `__AllParameterSets` where that says nothing."""
        if flags != ALL_FLAGS:
            for name, bit in self.set_flags.items():
                if bit & flags:
                    return name
        return ALL_SETS

    def __repr__(self) -> str:
        return f"CommandInfo({self.kind} {self.name})"


COMMON_ROWS = (
    ("Verbose", "switch", "vb"),
    ("Debug", "switch", "db"),
    ("ErrorAction", "System.Management.Automation.ActionPreference", "ea"),
    ("WarningAction", "System.Management.Automation.ActionPreference", "wa"),
    ("InformationAction", "System.Management.Automation.ActionPreference", "infa"),
    ("ProgressAction", "System.Management.Automation.ActionPreference", "proga"),
    ("ErrorVariable", "string", "ev"),
    ("WarningVariable", "string", "wv"),
    ("InformationVariable", "string", "iv"),
    ("OutVariable", "string", "ov"),
    ("OutBuffer", "int", "ob"),
    ("PipelineVariable", "string", "pv"),
)
SHOULD_PROCESS_ROWS = (("WhatIf", "switch", "wi"), ("Confirm", "switch", "cf"))

_common: dict[bool, tuple[ParameterInfo, ...]] = {}


def common_parameters(should_process: bool) -> tuple[ParameterInfo, ...]:
    """The common parameters, -WhatIf and -Confirm among them where the command supports them."""
    found = _common.get(should_process)
    if found is None:
        rows = COMMON_ROWS + SHOULD_PROCESS_ROWS if should_process else COMMON_ROWS
        made = []
        for name, type_name, alias in rows:
            made.append(ParameterInfo(name, type_name, aliases=(alias,), common=True))
        found = _common[should_process] = tuple(made)
    return found


def assign_positions(parameters: list[ParameterInfo]) -> None:
    """Number the parameters of a function that gives no positions and names no sets itself; switches get none. (Not called where
    PositionalBinding is off.)"""
    for parameter in parameters:
        if any(name != ALL_SETS or data.position is not None for name, data in parameter.sets.items()):
            return
    position = 0
    for parameter in parameters:
        if not parameter.is_switch:
            parameter.set_list[0].position = position
            position += 1
