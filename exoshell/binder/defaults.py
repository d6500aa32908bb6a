"""`$PSDefaultParameterValues`: values for parameters that a call leaves out."""

from __future__ import annotations

from exoshell.values.errors import PowerShellError
from exoshell.values.wildcard import compile_wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.binder.binding import Binding
    from exoshell.command.info import ParameterInfo


MULTIPLE_VALUES = (
    "Multiple different default values are defined in $PSDefaultParameterValues for the parameter matching the following name or alias: {0}. "
    "These defaults have been ignored."
)


def apply(b: Binding) -> None:
    """Bind the session's default values to parameters that are still unbound. A value that does not fit is a warning."""
    env = b.env
    table = env.default_parameter_values() if env is not None else None
    if not table:
        return
    b.replayable = False
    if len(table) == 0 or is_disabled(table):
        return
    chosen: dict[ParameterInfo, Any] = {}
    disputed: list[ParameterInfo] = []
    flags = b.current
    for key, value in table.items():
        for parameter in parameters_for(b, key):
            if parameter not in b.unbound or (parameter.flags and not parameter.flags & b.current):
                continue
            if parameter.name in b.from_defaults:
                continue
            if parameter.flags:
                flags &= parameter.flags
            if parameter in chosen and chosen[parameter] is not value and chosen[parameter] != value:
                if parameter not in disputed:
                    disputed.append(parameter)
                    env.write_warning(MULTIPLE_VALUES.format(parameter.name))
                continue
            chosen[parameter] = value
    for parameter in disputed:
        del chosen[parameter]
        b.from_defaults.append(parameter.name)
    if not chosen or flags == 0:
        return
    for parameter, value in chosen.items():
        bind_default(b, parameter, value)


def is_disabled(table: Any) -> bool:
    value = table.get("Disabled")
    return value is not None and value is not False


def parameters_for(b: Binding, key: Any) -> list[ParameterInfo]:
    """The parameters of this command that a key `command:parameter` names; both parts may hold wildcards."""
    if not isinstance(key, str) or ":" not in key:
        return []
    command, _, name = key.strip().partition(":")
    command, name = command.strip().strip("'\""), name.strip().strip("'\"")
    if not command or not name:
        return []
    names = [b.info.name, *b.info.aliases]
    if not any(compile_wildcard(command, True).matches(n) for n in names) and not is_alias_of(b, command):
        return []
    if "*" in name or "?" in name or "[" in name:
        pattern = compile_wildcard(name, True)
        return [p for p in b.index.parameters if pattern.matches(p.name)]
    try:
        found = b.index.find(name)
    except PowerShellError:
        return []
    return [found] if found is not None else []


def is_alias_of(b: Binding, command: str) -> bool:
    resolve = getattr(b.env, "resolve_alias", None)
    return resolve is not None and str(resolve(command) or "").lower() == b.info.name.lower()


def bind_default(b: Binding, parameter: ParameterInfo, value: Any) -> None:
    from exoshell.binder.argument import Given
    from exoshell.binder.binding import is_script_block, takes_block

    current, name = b.current, parameter.name
    try:
        if is_script_block(value) and not takes_block(parameter):
            output = b.env.invoke_block(value, [b.env.invocation])
            value = output[0] if len(output) == 1 else output or None
        elif is_script_block(value) and parameter.is_object:
            output = b.env.invoke_block(value, [b.env.invocation])
            value = output[0] if len(output) == 1 else output or None
        b.bind(parameter, Given(name, None, True, value, None), True, b.current, delay=False)
        b.from_defaults.append(name)
    except PowerShellError as error:
        b.current = current
        from exoshell.values.conversion import to_text

        b.env.write_warning(
            f"The binding of default value '{to_text(value)}' to parameter '{name}' failed: {error.record.exception.message}"
        )
        b.from_defaults.append(name)
