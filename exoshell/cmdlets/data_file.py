"""Data files (.psd1): one hashtable of constants, read without running anything."""

from __future__ import annotations

from exoshell.values.collections import Hashtable
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CONSTANTS = {"true": True, "false": False, "null": None}


class NotConstant(Exception):
    """The file holds something that would have to be run."""


def read_data(text: str, file: str) -> Any:
    """The hashtable of a data file. Anything but constants is an InvalidOperationException."""
    from exoshell.lang import parse

    result = parse(text, file)
    tree = result.ast
    statements = tree.end_block.statements if tree is not None and tree.end_block is not None else []
    if result.errors or len(statements) != 1:
        raise invalid(file)
    try:
        value = constant(statements[0])
    except NotConstant:
        raise invalid(file) from None
    if not isinstance(value, Hashtable):
        raise invalid(file)
    return value


def invalid(file: str) -> Exception:
    return ps_error(
        "System.InvalidOperationException",
        f"Cannot process the data file '{file}': it must hold one hashtable whose keys and values are constants.",
        exception="System.InvalidOperationException",
        category="InvalidData",
        target=file,
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
