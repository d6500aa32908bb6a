"""Running a program with the arguments of the command line."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def run_with_arguments(X: Any, source: Any, arguments: list[Any] | None, path: str | None, out: Any) -> None:
    """Bind the arguments to the program's param block and run it in the global scope."""
    from exoshell.runtime.functions import info_of
    from exoshell.runtime.scripts import script_block
    from exoshell.runtime.session import conflicts, run_unit

    scope = X.global_scope
    unit = source.unit(0, len(source.text), "into", "script")
    if conflicts(scope, unit):
        unit = source.unit(0, len(source.text), "dict", "script")
    if path is not None:
        import os

        unit.name = os.path.basename(path)
    args: dict[str, Any] = {}
    names = unit.namespace["ARGUMENTS"]
    if unit.parameters or "advanced" in unit.flags or arguments:
        from exoshell.runtime.command_line import given_from_texts
        from exoshell.runtime.context import CommandContext
        from exoshell.runtime.invoke import PLAIN_SITE
        from exoshell.runtime.stages import Stage

        block = script_block(X, source)
        info = info_of(X, block, unit.name, "ExternalScript")
        context = CommandContext(X, scope, PLAIN_SITE, info, False, Stage())
        from exoshell.binder import bind

        bound = bind(info, given_from_texts(info, arguments or []), None, context)
        for attr, ident in names.items():
            if attr in bound.values:
                args[ident] = bound.values[attr]
        if "args" in names and bound.args is not None:
            args[names["args"]] = bound.args
        if bound.common:
            context.apply_common(bound.common)
            for name, value in (context.function_preferences(bound.common, {}) or {}).items():
                scope.set(name, value)
        from exoshell.runtime.script_block import CallInfo

        call = CallInfo(info, PLAIN_SITE)
        call.bound, call.args, call.context = bound, bound.args, context
        scope.call = call
    elif path is not None:
        scope.call = script_call(X, scope, unit.name)
    if "input" in names:
        args[names["input"]] = piped_input(X)
    outer, X.scope = X.scope, scope
    try:
        run_unit(X, unit, scope, out, args)
    finally:
        X.scope = outer


def script_call(X: Any, scope: Any, name: str) -> Any:
    """The CallInfo of a script file without parameters."""
    from exoshell.command.info import CommandInfo
    from exoshell.runtime.context import CommandContext
    from exoshell.runtime.invoke import PLAIN_SITE
    from exoshell.runtime.script_block import CallInfo
    from exoshell.runtime.stages import Stage

    info = CommandInfo(name, "ExternalScript", {}, cmdlet_binding=False)
    call = CallInfo(info, PLAIN_SITE)
    call.context = CommandContext(X, scope, PLAIN_SITE, info, False, Stage())
    call.args = []
    return call


def piped_input(X: Any) -> Any:
    """`$input` of a program: the lines of standard input where it is no terminal."""
    from exoshell.runtime.automatic import InputEnumerator, no_input

    stream = X.host.stdin
    if stream is None or stream.isatty():
        return no_input()
    return InputEnumerator(stream.read().splitlines())
