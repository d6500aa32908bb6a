"""PowerShell data files (.psd1): a hashtable of constants, read without running anything."""

from __future__ import annotations

from exoshell.values.collections import Hashtable
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CONSTANTS = {"true": True, "false": False, "null": None}


class NotConstant(Exception):
    """The file holds something that would have to be run."""


def read_data_file(session: Any, path: str) -> Any:
    """The hashtable in a file; parse errors and anything but constants in it are errors."""
    from exoshell.lang import parse
    from exoshell.runtime.scripts import read_script

    source = read_script(path)
    session.check_parse(source)
    tree = parse(source.text).ast
    statements = tree.end_block.statements if tree is not None and tree.end_block is not None else []
    if len(statements) != 1:
        raise dynamic_error(source.text.strip())
    try:
        value = constant(statements[0])
    except NotConstant:
        start, end = statements[0].span
        raise dynamic_error(source.text[start:end]) from None
    if not isinstance(value, Hashtable):
        raise dynamic_error(source.text.strip())
    return value


def dynamic_error(text: str) -> PowerShellError:
    return ps_error(
        "System.InvalidOperationException",
        f"Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: {text}.",
        exception="System.InvalidOperationException",
        category="NotSpecified",
    )


def constant(node: Any) -> Any:
    """The value of a node of constants; NotConstant for any other."""
    handler = HANDLERS.get(type(node).__name__)
    if handler is None:
        raise NotConstant
    return handler(node)


def _pipeline(node: Any) -> Any:
    if len(node.pipeline_elements) != 1 or node.background:
        raise NotConstant
    return constant(node.pipeline_elements[0])


def _value(node: Any) -> Any:
    return node.value


def _hashtable(node: Any) -> Hashtable:
    return Hashtable((constant(key), constant(value)) for key, value in node.key_value_pairs)


def _array(node: Any) -> list[Any]:
    values: list[Any] = []
    for statement in node.sub_expression.statements:
        value = constant(statement)
        values.extend(value if isinstance(value, list) else [value])
    return values


def _variable(node: Any) -> Any:
    name = node.variable_path.lower()
    if name not in CONSTANTS:
        raise NotConstant
    return CONSTANTS[name]


def _unary(node: Any) -> Any:
    value = constant(node.child)
    if node.token_kind != "Minus" or not isinstance(value, (int, float)):
        raise NotConstant
    return type(value)(-value)


HANDLERS: dict[str, Any] = {
    "PipelineAst": _pipeline,
    "CommandExpressionAst": lambda node: constant(node.expression),
    "HashtableAst": _hashtable,
    "ArrayExpressionAst": _array,
    "ArrayLiteralAst": lambda node: [constant(element) for element in node.elements],
    "ConstantExpressionAst": _value,
    "StringConstantExpressionAst": _value,
    "ParenExpressionAst": lambda node: constant(node.pipeline),
    "VariableExpressionAst": _variable,
    "UnaryExpressionAst": _unary,
}
