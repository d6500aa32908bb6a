"""Running script blocks for cmdlets: in the caller's variables, with `$_` set."""

from __future__ import annotations

from exoshell.runtime.errors import fail
from exoshell.runtime.scope import U
from exoshell.runtime.values_flow import SCALARS, collapse, emit
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def usable_inline(context: Any, block: Any) -> bool:
    """Whether the block's compiled inline form works on the variables of the context's scope."""
    return block.inline is not None and block.scope is context.scope and block.cells is context.scope.cells


def block_runner(context: Any, block: Any) -> Callable[[Any], Any]:
    """A function `item -> pipeline value`."""
    if usable_inline(context, block):
        inline = block.inline
        if block.is_value == 2:
            return inline  # type: ignore[no-any-return]
        if block.is_value:
            return _value_of_inline(inline)

        def run(item: Any) -> Any:
            result: list[Any] = []
            inline(item, result.append)
            return collapse(result)

        return run
    into = in_scope(context, block)

    def run_standalone(item: Any) -> Any:
        result: list[Any] = []
        into(item, result.append)
        return collapse(result)

    return run_standalone


def _value_of_inline(inline: Callable[[Any], Any]) -> Callable[[Any], Any]:
    from exoshell.runtime.values_flow import flatten

    def run(item: Any) -> Any:
        value = inline(item)
        return value if type(value) in SCALARS else flatten(value)

    return run


def block_emitter(context: Any, block: Any) -> Callable[[Any, Callable[[Any], None]], None]:
    """A function `(item, out)`."""
    if usable_inline(context, block):
        inline = block.inline
        if not block.is_value:
            return inline  # type: ignore[no-any-return]

        def run(item: Any, out: Callable[[Any], None]) -> None:
            value = inline(item)
            if value.__class__ in SCALARS:
                out(value)
            elif value is not AUTOMATION_NULL:
                emit(value, out)

        return run
    return in_scope(context, block)


def in_scope(context: Any, block: Any) -> Callable[[Any, Callable[[Any], None]], None]:
    """The block by names in the context's scope (or its module's), whatever its form."""
    X = context.session
    scope = context.scope
    if block.module is not scope.module:
        scope = block.module.scope if block.module is not None else X.global_scope
    if block.captured is not None:
        scope = X.captured_scope(block, None)
    unit = block.unit("dict")
    if unit.kind != "body":
        return lambda item, out: _run_blocks(X, unit, scope, item, out)
    body = unit.body
    if "args" in unit.flags:
        body = _with_own_args(body)

    def run(item: Any, out: Callable[[Any], None]) -> None:
        outer = X.scope
        X.scope = scope
        old = scope.swap("_", item)
        try:
            body(X, out, scope)
        finally:
            scope.unswap("_", old)
            X.scope = outer

    return run


def _with_own_args(body: Any) -> Any:
    """A body whose `$args` is its own (nothing), not that of the scope it runs in."""

    def run(X: Any, out: Callable[[Any], None], scope: Any) -> None:
        old = scope.swap("args", [])
        try:
            body(X, out, scope)
        finally:
            scope.unswap("args", old)

    return run


def _run_blocks(X: Any, unit: Any, scope: Any, item: Any, out: Callable[[Any], None]) -> None:
    """A block with begin, process or end parts, run for one item."""
    outer = X.scope
    X.scope = scope
    old = scope.swap("_", item)
    try:
        parts = unit.body(X, scope)
        parts[1](out)
        if parts[2] is not None:
            parts[2](out)
        if parts[3] is not None:
            parts[3](item, out)
        if parts[4] is not None:
            parts[4](out)
    finally:
        scope.unswap("_", old)
        X.scope = outer


__all__ = ["PowerShellError", "U", "block_emitter", "block_runner", "fail"]
