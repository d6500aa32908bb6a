"""Runspaces of their own: `ForEach-Object -Parallel`. A block runs apart from the caller's variables and functions; `$using:` hands values over."""

from __future__ import annotations

from exoshell.runtime.scope import U
from exoshell.runtime.script_block import CallInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

USING = "using variables"


def using_values(scope: Any, block: Any) -> dict[str, Any]:
    """What the `$using:` names of a block mean in a scope."""
    import re

    found: dict[str, Any] = {}
    for name in re.findall(r"[$@]using:(\w+)", block.text, re.IGNORECASE):
        found[name.lower()] = scope.get(name.lower())
    return found


def isolated_scope(session: Any, handed: dict[str, Any]) -> Any:
    """A scope that sees nothing but the automatic variables of a fresh session."""
    from exoshell.runtime.automatic import install
    from exoshell.runtime.scope import NO_INDEX, Scope

    apart = Scope.__new__(Scope)
    apart.session, apart.index, apart.cells = session, NO_INDEX, ()
    apart.vars, apart.tables, apart.strict = {}, None, None
    apart.caller = apart.parent = apart.module = apart.call = None
    apart.kind = "global"
    kept = session.global_scope
    session.global_scope = apart
    try:
        install(session)
    finally:
        session.global_scope = kept
    apart.vars[USING] = handed
    return apart


def run_parallel(context: Any, block: Any, items: list[Any], write: Callable[[Any], None]) -> None:
    """Run the block for every item, each in a scope of its own, in order."""
    from exoshell.runtime.errors import fail
    from exoshell.runtime.invoke import invoke_block

    session = context.session
    handed = using_values(context.scope, block)
    for item in items:
        scope = isolated_scope(session, handed)
        outer, session.scope = session.scope, scope
        kept, session.global_scope = session.global_scope, scope
        propagate, session.propagate = session.propagate, False
        session.bump()
        try:
            invoke_block(session, block, [], item, out=write)
        except Exception as error:
            error.by_throw = False  # type: ignore[attr-defined]
            fail(session, error)
        finally:
            session.scope, session.global_scope, session.propagate = outer, kept, propagate
            session.bump()


__all__ = ["CallInfo", "U", "isolated_scope", "run_parallel", "using_values"]
