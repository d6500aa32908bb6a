"""A session of its own for script blocks that run apart: nothing of the caller is seen but what `$using:` hands over."""

from __future__ import annotations

from exoshell.values.errors import PowerShellError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Handed:
    """The caller's variables as `$using:` finds them."""

    def __init__(self, scope: Any) -> None:
        self.scope = scope

    def get(self, name: str) -> Any:
        return self.scope.get(name)


def inner_session(command: Any) -> Any:
    """A fresh session whose records go where the command's go."""
    from exoshell.runtime.session import Session
    from exoshell.runtime.streams import Streams

    outer = command.session
    made = Session(outer.host, outer.location, outer.commands.finders)
    made.commands.builtin_aliases = outer.commands.builtin_aliases
    made.services.update(outer.services)
    streams = outer.streams
    made.streams = Streams(
        lambda record: command.context.write_error(PowerShellError(record)),
        streams.warning,
        streams.verbose,
        streams.debug,
        streams.information,
    )
    return made


def run_each(command: Any, block: Any, items: list[Any]) -> None:
    """Run a block for each item, each in a new scope of a session apart; the output goes on as it comes."""
    from exoshell.runtime.invoke import invoke_block
    from exoshell.runtime.script_block import ScriptBlock

    session = inner_session(command)
    session.global_scope.put("using variables", Handed(command.context.scope))
    apart = ScriptBlock(block.site, session)
    for item in items:
        try:
            invoke_block(session, apart, [], item, out=command.write)
        except PowerShellError as error:
            command.write_error(error)
