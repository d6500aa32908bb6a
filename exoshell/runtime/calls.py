"""Running one command by name from Python."""

from __future__ import annotations

from exoshell.runtime.invoke import NOTHING, Site, make_stage, run_stages
from exoshell.runtime.streams import drop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def site_for(name: str | None, arguments: dict[str, Any] | list[Any] | None) -> tuple[Site, list[Any]]:
    """A call site and its values for arguments by name or position."""
    layout: list[tuple[Any, ...]] = []
    values: list[Any] = []
    if isinstance(arguments, dict):
        for key, value in arguments.items():
            layout.append((":", key, (0, 0), f"-{key}:"))
            values.append(value)
    else:
        for value in arguments or ():
            layout.append(("=", None, (0, 0), None))
            values.append(value)
    return Site(None, name, "", tuple(layout), (), (0, 0)), values


def invoke_command(X: Any, name: str, arguments: Any = None, input: Any = None) -> list[Any]:
    """The command's output as a list."""
    site, values = site_for(name, arguments)
    result: list[Any] = []
    command = X.commands.find(name, X.scope)
    stage = make_stage(X, site, command, values, input is not None, result.append)
    run_stages(X, [stage], result.append, NOTHING if input is None else input)
    return result


__all__ = ["drop", "invoke_command", "site_for"]
