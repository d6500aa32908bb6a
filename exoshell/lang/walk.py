"""Walks over trees."""

from __future__ import annotations

from exoshell.lang.ast import Ast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def children(node: Ast) -> Iterator[Any]:
    """The direct children in the order of the properties."""
    for slot in type(node).__slots__:
        value = getattr(node, slot, None)
        if isinstance(value, Ast):
            yield value
        elif type(value) is list or type(value) is tuple:
            yield from _within(value)


def _within(value: Any) -> Iterator[Ast]:
    for item in value:
        if isinstance(item, Ast):
            yield item
        elif type(item) is tuple or type(item) is list:
            yield from _within(item)


def walk(node: Ast) -> Iterator[Ast]:
    """The node and everything below it, each node once."""
    seen: set[int] = set()
    stack = [node]
    while stack:
        item = stack.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        stack.extend(reversed(list(children(item))))
