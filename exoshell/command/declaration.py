"""The declaration kit: a cmdlet is a class with `Param`s, made known by the `cmdlet` decorator.

    @cmdlet("Get", "Unique", default_set="AsString", output=("System.Object",))
    class GetUnique(Cmdlet):
        '''Gets the items that differ from the one before.'''

        input_object = Param("psobject", "The items.", pipe=BY_VALUE)
        as_string = Param("switch", "Compare texts.", sets=("AsString",))

        def process(self) -> None: ...

The attribute's name is the parameter's name in snake_case unless `name=` says otherwise (a name that a `Cmdlet` attribute or a Python keyword
has already gets an underscore behind it: `process_ = Param(..., name="Process")`). On an instance the attribute holds the bound value or
`default`.
"""

from __future__ import annotations

from exoshell.command.info import ALL_SETS, BY_NAME, BY_VALUE, CommandInfo, ParameterInfo, ParameterSetInfo
from exoshell.values.enumeration import enumerate_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exoshell.command.protocols import CommandContext
    from exoshell.values.errors import PowerShellError

__all__ = ["BY_NAME", "BY_VALUE", "Cmdlet", "P", "Param", "cmdlet"]


class P:
    """What differs in one parameter set; `pipe` is BY_VALUE | BY_NAME."""

    __slots__ = ("position", "mandatory", "pipe", "remaining")

    def __init__(
        self, position: int | None = None, mandatory: bool = False, pipe: int = 0, remaining: bool = False
    ) -> None:
        self.position, self.mandatory, self.pipe, self.remaining = position, mandatory, pipe, remaining

    def info(self) -> ParameterSetInfo:
        return ParameterSetInfo(
            self.position,
            self.mandatory,
            bool(self.pipe & BY_VALUE),
            bool(self.pipe & BY_NAME),
            self.remaining,
        )


class Param:
    """A parameter of a cmdlet. `sets`: names of the sets it belongs to, or name -> P where they differ; none: every set."""

    __slots__ = (
        "type_name",
        "help",
        "name",
        "data",
        "sets",
        "aliases",
        "validate",
        "transform",
        "default",
        "allow",
        "completions",
        "completer",
        "hidden",
        "obsolete",
        "wildcards",
    )

    def __init__(
        self,
        type_name: str,
        help: str,
        *,
        name: str | None = None,
        position: int | None = None,
        mandatory: bool = False,
        pipe: int = 0,
        remaining: bool = False,
        sets: tuple[str, ...] | dict[str, P] | None = None,
        aliases: tuple[str, ...] = (),
        validate: tuple[Any, ...] = (),
        transform: tuple[Any, ...] = (),
        default: Any = None,
        allow_null: bool = False,
        allow_empty_string: bool = False,
        allow_empty_collection: bool = False,
        completions: tuple[str, ...] = (),
        completer: str | None = None,
        hidden: bool = False,
        obsolete: str | None = None,
        wildcards: bool = False,
    ) -> None:
        self.type_name, self.help, self.name = type_name, help, name
        self.data = P(position, mandatory, pipe, remaining)
        self.sets = sets
        self.aliases, self.validate, self.transform = aliases, validate, transform
        self.default = False if default is None and type_name == "switch" else default
        self.allow = (allow_null, allow_empty_string, allow_empty_collection)
        self.completions, self.completer = completions, completer
        self.hidden, self.obsolete, self.wildcards = hidden, obsolete, wildcards

    if TYPE_CHECKING:  # on an instance the attribute holds the bound value

        def __get__(self, instance: object, owner: type) -> Any: ...

        def __set__(self, instance: object, value: Any) -> None: ...

    def info(self, attr: str) -> ParameterInfo:
        """The ParameterInfo of this declaration under the Python name `attr`."""
        sets = self.sets
        if sets is None:
            data = {ALL_SETS: self.data.info()}
        elif isinstance(sets, dict):
            data = {name: p.info() for name, p in sets.items()}
        else:
            data = {name: self.data.info() for name in sets}
        return ParameterInfo(
            self.name or "".join(part[:1].upper() + part[1:] for part in attr.split("_")),
            self.type_name,
            data,
            self.aliases,
            self.validate,
            attr=attr,
            transformations=self.transform,
            allow_null=self.allow[0],
            allow_empty_string=self.allow[1],
            allow_empty_collection=self.allow[2],
            default=self.default,
            help=self.help,
            completions=self.completions,
            completer=self.completer,
            hidden=self.hidden,
            obsolete=self.obsolete,
            wildcards=self.wildcards,
        )


class Cmdlet:
    """Base of all cmdlets. The runtime makes an instance a call, sets `context` and `write`, binds, and calls begin, process and end.

    `write(obj)` emits one object as it is. `bound`: parameter name as declared -> value, of what was really given. `parameter_set`: the set's name.
    """

    info: CommandInfo
    context: CommandContext
    write: Callable[[Any], None]
    bound: dict[str, Any]
    parameter_set: str

    def begin(self) -> None:
        """Before the first object."""

    def process(self) -> None:
        """Once for each object; once without any where there is no pipeline input."""

    def end(self) -> None:
        """After the last object."""

    def close(self) -> None:
        """Always, also after an error."""

    def item_processor(self) -> Callable[[Any], None] | None:
        """A function that does with one input object what binding it and `process` would do, or None where there is no shorter way. Asked after
        begin, when the only thing to bind is the object itself to one parameter without conversion."""
        return None

    def write_all(self, value: Any) -> None:
        """Emit a value as a pipeline does: a collection one by one, anything else whole."""
        items = enumerate_value(value)
        if items is None:
            self.write(value)
        else:
            write = self.write
            for item in items:
                write(item)

    def write_error(self, error: PowerShellError) -> None:
        """Report an error and go on (unless the error action says stop)."""
        self.context.write_error(error)

    def warn(self, text: str) -> None:
        self.context.write_warning(text)

    def verbose(self, text: str) -> None:
        self.context.write_verbose(text)

    def debug(self, text: str) -> None:
        self.context.write_debug(text)

    def information(self, data: Any, tags: tuple[str, ...] = ()) -> None:
        self.context.write_information(data, tags)

    def progress(self, record: Any) -> None:
        self.context.write_progress(record)

    def should_process(self, target: str, action: str | None = None) -> bool:
        """Whether to act on `target`: -WhatIf prints and gives False, -Confirm asks."""
        return self.context.should_process(target, action)

    def should_continue(self, query: str, caption: str) -> bool:
        return self.context.should_continue(query, caption)

    @property
    def session(self) -> Any:
        return self.context.session

    def is_bound(self, name: str) -> bool:
        """Whether the parameter of that (declared) name was given."""
        return name in self.bound


def cmdlet(
    verb: str,
    noun: str,
    *,
    module: str = "Microsoft.PowerShell.Utility",
    default_set: str | None = None,
    output: tuple[str, ...] = (),
    should_process: bool = False,
    impact: str = "Medium",
    aliases: tuple[str, ...] = (),
    class_name: str | None = None,
    name: str | None = None,
) -> Callable[[type[Cmdlet]], type[Cmdlet]]:
    """Make the class a cmdlet: its `Param`s become plain attributes holding the defaults, and `info` its CommandInfo.

    `class_name`: the .NET class that stands in error ids, where it is not `Microsoft.PowerShell.Commands.VerbNounCommand`. `name`: for a command
    that is no verb and noun.
    """

    def declare(cls: type[Cmdlet]) -> type[Cmdlet]:
        parameters: dict[str, ParameterInfo] = {}
        for base in reversed(cls.__mro__):
            declared = vars(base).get("__params__")
            if declared is None:
                declared = {attr: p for attr, p in vars(base).items() if type(p) is Param}
            for attr, param in declared.items():
                info = param.info(attr)
                parameters[info.key] = info
                setattr(cls, attr, param.default)
        cls.info = CommandInfo(
            name or f"{verb}-{noun}",
            "Cmdlet",
            parameters,
            module=module,
            default_set=default_set,
            should_process=should_process,
            impact=impact,
            output=output,
            help=cls.__doc__ or "",
            aliases=aliases,
            factory=cls,
            type_name=class_name or f"Microsoft.PowerShell.Commands.{verb}{noun}Command",
        )
        return cls

    return declare
