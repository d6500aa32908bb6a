"""PowerShell data files (.psd1): a hashtable of constants, read without running anything."""

from __future__ import annotations

from exoshell.lang import ast
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_data_file(session: Any, path: str) -> Any:
    """The hashtable in a file; anything but constants in it is an error."""
    from exoshell.runtime.scripts import read_script

    source = read_script(path)
    session.check_parse(source)
    tree = parse_tree(source)
    table = first_hashtable(tree)
    if table is None or not is_constant(table):
        text = source.text[table.span[0] : table.span[1]] if table is not None else source.text.strip()
        raise dynamic_error(text)
    output = session.invoke_text(source.text)
    return output[0] if output else None


def parse_tree(source: Any) -> Any:
    from exoshell.lang.parser import parse

    return parse(source.text).ast


def dynamic_error(text: str) -> PowerShellError:
    return ps_error(
        "System.InvalidOperationException",
        f"Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: {text}.",
        exception="System.InvalidOperationException",
        category="NotSpecified",
    )


def children(node: Any) -> list[Any]:
    """The nodes right below one."""
    found: list[Any] = []
    for name in type(node).__slots__:
        collect(getattr(node, name, None), found)
    return found


def collect(value: Any, found: list[Any]) -> None:
    if isinstance(value, ast.Ast):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            collect(item, found)


def first_hashtable(node: Any) -> Any:
    if isinstance(node, ast.HashtableAst):
        return node
    for child in children(node):
        found = first_hashtable(child)
        if found is not None:
            return found
    return None


CONSTANT = (
    "HashtableAst",
    "PipelineAst",
    "CommandExpressionAst",
    "ArrayLiteralAst",
    "ArrayExpressionAst",
    "StatementBlockAst",
    "ParenExpressionAst",
    "ConstantExpressionAst",
    "StringConstantExpressionAst",
    "UnaryExpressionAst",
)
SAFE_VARIABLES = ("true", "false", "null")


def is_constant(node: Any) -> bool:
    """Whether a node holds constants only."""
    kind = type(node).__name__
    if kind == "VariableExpressionAst":
        path = node.variable_path
        name = getattr(path, "user_path", None) or str(path)
        return str(name).lower() in SAFE_VARIABLES
    if kind not in CONSTANT:
        return False
    return all(is_constant(child) for child in children(node))
