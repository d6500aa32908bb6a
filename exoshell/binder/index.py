"""The names and positions of one command's parameters, worked out once: `BindIndex`."""

from __future__ import annotations

from exoshell.binder.errors import binding_error
from exoshell.command.info import ALL_FLAGS, ALL_SETS, ParameterInfo, common_parameters
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import CommandInfo, ParameterSetInfo

METADATA_EXCEPTION = "System.Management.Automation.MetadataException"


class BindIndex:
    """`parameters`: all that can be bound, the command's own before the common ones; `set_count` and `default` (a flag, 0 for none) as
    PowerShell's binder counts them; `names`: lower-case name or alias -> parameter."""

    __slots__ = (
        "info",
        "parameters",
        "names",
        "aliases",
        "set_count",
        "all_flags",
        "default",
        "positional",
        "cache",
    )

    def __init__(self, info: CommandInfo, dynamic: tuple[ParameterInfo, ...] = ()) -> None:
        self.info = info
        own = tuple(info.parameters.values())
        common = common_parameters(info.should_process) if info.cmdlet_binding else ()
        assign_flags(info, dynamic)
        self.parameters = own + common + dynamic
        self.names: dict[str, ParameterInfo] = {}
        self.aliases: dict[str, ParameterInfo] = {}
        self._enter_names()
        flags = info.set_flags
        self.set_count = len(flags)
        self.all_flags = (1 << len(flags)) - 1
        default = info.default_set
        self.default = 0 if not default or default == ALL_SETS else info.flag(default)
        if default and default.lower() == ALL_SETS.lower():
            self.default = ALL_FLAGS
        self.positional = [p for p in self.parameters if any(s.position is not None for s in p.set_list)]
        self.cache: dict[str, Any] = {}

    def _enter_names(self) -> None:
        names, aliases = self.names, self.aliases
        for parameter in self.parameters:
            if parameter.key in names:
                raise metadata_error(
                    "ParameterNameAlreadyExistsForCommand",
                    f"A parameter with the name '{parameter.name}' was defined multiple times for the command.",
                )
            if parameter.key in aliases:
                raise self._conflict(parameter, aliases[parameter.key])
            names[parameter.key] = parameter
            for alias in parameter.aliases:
                lowered = alias.lower()
                if lowered in aliases:
                    raise self._twice(alias, parameter)
                if lowered in names:
                    raise self._conflict(names[lowered], parameter)
                aliases[lowered] = parameter

    def _twice(self, alias: str, parameter: ParameterInfo) -> PowerShellError:
        if parameter.common or self.aliases[alias.lower()].common:
            own = alias
            return metadata_error(
                "AliasParameterNameAlreadyExistsForCommand",
                f"The parameter alias cannot be specified because an alias with the name '{own}' was already defined multiple times for the "
                "command.",
            )
        return metadata_error(
            "AliasDeclaredMultipleTimes", f'The alias "{alias}" is declared multiple times.'
        )

    def _conflict(self, parameter: ParameterInfo, alias_owner: ParameterInfo) -> PowerShellError:
        return metadata_error(
            "ParameterNameConflictsWithAlias",
            f"The parameter '{parameter.name}' cannot be specified because it conflicts with the parameter alias of the same name for parameter "
            f"'{alias_owner.name}'.",
        )

    def find(self, name: str, span: tuple[int, int] | None = None) -> ParameterInfo | None:
        """The parameter of that name, alias or unambiguous beginning; None for no match, AmbiguousParameter raised for several."""
        lowered = name.lower()
        found = self.names.get(lowered) or self.aliases.get(lowered)
        if found is not None:
            return found
        if lowered in self.cache:
            return self.cache[lowered]
        if lowered[:1] in "-–—―":
            lowered = lowered[1:]
        matches = [p for key, p in self.names.items() if key.startswith(lowered)]
        for key, parameter in self.aliases.items():
            if key.startswith(lowered) and parameter not in matches:
                matches.append(parameter)
        if len(matches) > 1:
            own = [p for p in matches if not p.common]
            if len(own) == 1:
                matches = own
            else:
                raise binding_error(
                    self.info,
                    "AmbiguousParameter",
                    f"Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include:"
                    + "".join(f" -{p.name}" for p in matches)
                    + ".",
                    parameter=name,
                    span=span,
                )
        found = self.cache[lowered] = matches[0] if matches else None
        return found

    def positions(
        self, unbound: list[ParameterInfo], flags: int
    ) -> list[tuple[int, list[tuple[ParameterInfo, list[ParameterSetInfo]]]]]:
        """Position -> the unbound parameters that can stand there in one of the sets `flags`, in order of position."""
        table: dict[int, list[tuple[ParameterInfo, list[ParameterSetInfo]]]] = {}
        for parameter in unbound:
            if not (parameter.in_all or parameter.flags & flags):
                continue
            for data in parameter.matching(flags):
                if data.position is None or data.remaining:
                    continue
                entries = table.setdefault(data.position, [])
                for other, others in entries:
                    if other is parameter:
                        others.append(data)
                        break
                    if any(o.flag & data.flag or (o.flag == 0 and data.flag == 0) for o in others):
                        raise binding_error(
                            self.info,
                            "AmbiguousPositionalParameterNoName",
                            "Cannot bind positional parameters because no names were given.",
                        )
                else:
                    entries.append((parameter, [data]))
        return sorted(table.items(), key=lambda entry: entry[0])


def assign_flags(info: CommandInfo, dynamic: tuple[ParameterInfo, ...]) -> None:
    """Give the sets of dynamic parameters their bits; a set known only to them gets a new one."""
    flags = info.set_flags
    if not dynamic:
        return
    folded = {name.lower(): bit for name, bit in flags.items()}
    for parameter in dynamic:
        parameter.flags = 0
        for name, data in parameter.sets.items():
            if name == ALL_SETS:
                data.flag = 0
                continue
            bit = folded.get(name.lower())
            if bit is None:
                bit = folded[name.lower()] = flags[name] = 1 << len(flags)
            data.flag = bit
            parameter.flags |= bit


def metadata_error(error_id: str, message: str) -> PowerShellError:
    """A mistake in the declaration of a command."""
    error = ps_error(error_id, message, exception=METADATA_EXCEPTION, category="MetadataError")
    error.record.activity = ""
    return error


def index_of(info: CommandInfo) -> BindIndex:
    """The index of a command, made at its first use."""
    found = info._index
    if found is None:
        found = info._index = BindIndex(info)
    return found
