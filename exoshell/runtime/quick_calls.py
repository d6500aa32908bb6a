"""Calls of advanced functions without a pipeline: once the binder knows the way of a call site, only values are converted and the body is called."""

from __future__ import annotations

from exoshell.runtime.script_block import CallInfo
from exoshell.values.errors import PowerShellError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NEEDS_CALL = frozenset(("call", "args", "input"))


class QuickCall(CallInfo):
    """A CallInfo whose context is made when somebody asks for it."""

    __slots__ = ("session", "caller", "_context")

    def __init__(self, session: Any, info: Any, site: Any, caller: Any, module: Any) -> None:
        self.session, self.info, self.site, self.caller, self.module = session, info, site, caller, module
        self.parent = self.presets = self.bound = self.args = self.cmdlet = None
        self.kind = ""
        self._context: Any = None

    @property
    def context(self) -> Any:
        """The CommandContext of the call."""
        if self._context is None:
            from exoshell.runtime.context import CommandContext
            from exoshell.runtime.stages import Stage

            self._context = CommandContext(self.session, self.caller, self.site, self.info, False, Stage())
        return self._context

    @context.setter
    def context(self, value: Any) -> None:
        self._context = value


def quick_call(X: Any, site: Any, command: Any, slow: Callable[..., None]) -> Callable[..., None] | None:
    """`fn(X, out, *values)` for a site that calls an advanced function, or None where the whole way is needed each time."""
    from exoshell.binder.coercion import bind_value
    from exoshell.binder.plan import ANYTHING

    block = command.factory
    if block.captured is not None or block.module is not X.scope.module or command.dynamic is not None:
        return None
    if (
        site.redirections
        or site.status
        or any(e[0] not in "=bqnv-:" or (e[0] == "n" and e[3]) for e in site.layout)
    ):
        return None
    unit = block.unit("new")
    if unit.kind != "body" or NEEDS_CALL & set(unit.flags):
        return None
    for parameter in command.parameters.values():
        if parameter.transformations or any(
            type(a).__name__ in ("ValidateScript", "ScriptAttribute") for a in parameter.attributes
        ):
            return None
    names = unit.namespace["ARGUMENTS"]
    body, leaf, module = unit.body, "leaf" in unit.flags, block.module
    positions: list[int] = []
    count = 0
    for entry in site.layout:
        positions.append(count)
        count += entry[0] != "-"
    steps: list[Any] | None = None

    def run(X: Any, out: Any, *values: Any) -> None:
        nonlocal steps
        if steps is None or has_defaults(X):
            slow(X, out, *values)
            recipe = site.plan_for(command).recipes.get(False)
            if recipe is not None and not any(p.common for p, _, _, _ in recipe.steps):
                steps = [
                    (p, names[p.attr], -1 if i < 0 else positions[i], const, quick)
                    for p, i, const, quick in recipe.steps
                ]
            return
        args: dict[str, Any] = {}
        try:
            for parameter, ident, index, value, quick in steps:
                if index >= 0:
                    value = values[index]
                if quick is not ANYTHING and value.__class__ is not quick:
                    value = bind_value(command, parameter, value, None, None)
                args[ident] = value
        except PowerShellError:
            slow(X, out, *values)
            return
        if not leaf:
            X.call = QuickCall(X, command, site, X.scope, module)
        try:
            body(X, out, **args)
        except PowerShellError as error:
            leave(X, error, command, site)
            raise

    return run


def has_defaults(X: Any) -> bool:
    """Whether `$PSDefaultParameterValues` has anything."""
    held = X.global_scope.vars.get("psdefaultparametervalues")
    if held.__class__.__name__ == "LazyOnce" and not held.ready:
        return False
    table = X.scope.get("psdefaultparametervalues")
    return table is not None and bool(getattr(table, "entries", None))


def leave(X: Any, error: PowerShellError, command: Any, site: Any) -> None:
    """An engine error goes out of an advanced function: its name and place are put on it."""
    record = error.record
    leaving = getattr(error, "leaving", None)
    if leaving is not None and leaving.info is command:
        error.leaving = None  # type: ignore[attr-defined]
    if record.command is not None or error.by_throw:
        return
    from exoshell.runtime.errors import locate

    locate(X, error)
    record.command = command.name
    if record.invocation is None or getattr(record.invocation, "command", None) is None:
        record.invocation = QuickCall(X, command, site, X.scope, None).context.invocation
        if record.activity is None:
            record.activity = command.name
