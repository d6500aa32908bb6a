"""Writes an OPATH tree as text that ``parse`` reads back to the same tree."""

from __future__ import annotations

from exoshell.lang.opath.nodes import And, Bare, Comparison, Node, Not, Or


def to_text(node: Node) -> str:
    """Writes the filter with single-quoted text and the fewest parentheses."""
    return _write(node, 0)


def _write(node: Node, binding: int) -> str:
    if isinstance(node, Comparison):
        return f"{node.property} -{node.operator} {_value(node.value)}"
    if isinstance(node, Not):
        return f"-not ({_write(node.part, 0)})"
    level, word = (1, " -or ") if isinstance(node, Or) else (2, " -and ")
    assert isinstance(node, Or | And)
    # One level deeper for the parts keeps nested groups of the same kind apart.
    text = word.join(_write(part, level + 1) for part in node.parts)
    return f"({text})" if binding > level or len(node.parts) < 2 and binding else text


def _value(value: object) -> str:
    if value is None:
        return "$null"
    if value is True or value is False:
        return "$true" if value else "$false"
    if isinstance(value, Bare):
        return value.name
    if isinstance(value, str):
        return "'" + "".join(_doubled(char) for char in value) + "'"
    return str(value)


def _doubled(char: str) -> str:
    return char * 2 if char in "'‘’‚‛" else char
