"""Methods of script blocks."""

from __future__ import annotations

from exoshell.runtime.scope import U
from exoshell.runtime.script_block import ScriptBlock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_current: list[Any] = []


def invoke(block: ScriptBlock, arguments: list[Any]) -> Any:
    """`$sb.Invoke(…)`: a collection; errors come out wrapped."""
    from exoshell.runtime.invoke import invoke_block
    from exoshell.values.collections import Collection

    return Collection(invoke_block(block.session, block, arguments))


def invoke_as_is(block: ScriptBlock, arguments: list[Any]) -> Any:
    from exoshell.runtime.invoke import invoke_block
    from exoshell.runtime.values_flow import collapse

    return collapse(invoke_block(block.session, block, arguments))


def invoke_with_context(block: ScriptBlock, arguments: list[Any]) -> Any:
    """`$sb.InvokeWithContext(functions, variables, args…)`."""
    from exoshell.runtime.functions import info_of
    from exoshell.runtime.invoke import invoke_block
    from exoshell.runtime.scope import Scope, Variable
    from exoshell.values.collections import Collection

    X = block.session
    functions, variables, *rest = [*arguments, None, None][: max(2, len(arguments))]
    if variables is not None and not isinstance(variables, list):
        variables = [variables]
    scope = Scope(X, {}, ())
    scope.vars = {}
    for variable in variables or ():
        name = getattr(variable, "name", None)
        if name:
            scope.vars[name.lower()] = (
                variable.value if not isinstance(variable, Variable) else variable.read()
            )
    if functions is not None and hasattr(functions, "items"):
        table = X.commands.table(scope, "function")
        for name, body in functions.items():
            table[str(name).lower()] = info_of(
                X, ScriptBlock(body.site, X, body.module), str(name), "Function"
            )
        X.bump()
    outer, X.scope = X.scope, scope
    try:
        args = rest[0] if len(rest) == 1 and isinstance(rest[0], list) else rest
        return Collection(invoke_block(X, block, list(args or ())))
    finally:
        X.scope = outer
        X.bump()


def closure(block: ScriptBlock) -> ScriptBlock:
    """`$sb.GetNewClosure()`: a block that keeps the local variables of now."""
    X = block.session
    made = ScriptBlock(block.site, X)  # a module of its own beside the one the block comes from
    captured: dict[str, Any] = {}
    scope = X.scope
    for name, content in scope.variables():
        captured[name] = content
    if scope is X.global_scope:
        captured = {n: c for n, c in captured.items() if not hasattr(c, "options")}
    made.captured = captured
    return made


def create(text: str) -> ScriptBlock:
    """`[scriptblock]::Create(text)`; parse errors are a MethodInvocationException of a ParseException."""
    from exoshell.runtime.scripts import source_of
    from exoshell.runtime.session import current_session
    from exoshell.runtime.source import CodeSite

    X = current_session()
    source = source_of(text)
    X.check_parse(source)
    return ScriptBlock(CodeSite(source, 0, len(text), "script"), X, X.scope.module)


def ast(block: ScriptBlock) -> Any:
    """The block's tree."""
    from exoshell.runtime.language_objects import ast_of

    whole = ast_of(block.site.source)
    if whole is None or block.site.what == "script":
        return whole
    wanted = (block.site.start, block.site.end)
    return next(
        (
            n
            for n in whole.walk(True)
            if tuple(n.node.span) == wanted
            and type(n.node).__name__ in ("ScriptBlockAst", "FunctionDefinitionAst")
        ),
        None,
    )


def identifier(block: ScriptBlock) -> Any:
    from exoshell.values.guid import Guid

    return Guid.new() if hasattr(Guid, "new") else None


__all__ = ["U", "closure", "create", "invoke", "invoke_as_is", "invoke_with_context"]
