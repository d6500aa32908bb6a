"""Trees of sources, and nodes by their place."""

from __future__ import annotations

from exoshell.compiler.analysis import children
from exoshell.lang import ast as A

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def tree_of(source: Any) -> Any:
    """The tree of a source, parsed once; `errors` is set."""
    if source.tree is None:
        from exoshell.lang import parse

        result = parse(source.text, source.path)
        source.tree = result.ast
        errors = tuple(result.errors)
        if not errors:
            from exoshell.lang.late_checks import late_errors

            errors = tuple(late_errors(result.ast, source.text))
        source.errors = errors
    return source.tree


def find_node(source: Any, start: int, end: int, what: str) -> Any:
    """The ScriptBlockAst ('script', 'block') or FunctionDefinitionAst ('function', 'filter') with that span."""
    tree = tree_of(source)
    if what == "script" or (what == "steps" and (start, end) == (0, len(source.text))):
        return tree
    wanted: type = WANTED.get(what, A.FunctionDefinitionAst)
    found = _find(tree, start, end, wanted)
    if found is None:
        raise LookupError(f"no {what} at {start}-{end}")
    return found


WANTED = {
    "block": A.ScriptBlockAst,
    "steps": A.ScriptBlockAst,
    "type": A.TypeDefinitionAst,
    "method": A.FunctionMemberAst,
}


def _find(node: Any, start: int, end: int, wanted: type) -> Any:
    for child in children(node):
        span = child.span
        if type(child) is wanted and span[0] == start and span[1] == end:
            return child
        found = _find(child, start, end, wanted)
        if found is not None:
            return found
    return None
