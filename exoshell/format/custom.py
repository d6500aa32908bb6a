"""Format-Custom: an object as a tree of its properties, or by a custom view."""

from __future__ import annotations

from exoshell.format.cells import cell_text, enumerable, is_scalar
from exoshell.format.display_cells import ELLIPSIS
from exoshell.format.expressions import Expression, Parameter
from exoshell.format.generators import Generator
from exoshell.format.members import type_names
from exoshell.format.packets import NEWLINE, ComplexEntry, FormatEntryData, FormatStartData, Frame
from exoshell.format.views import custom_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

INDENT = 2


class CustomGenerator(Generator):
    """Trees of objects."""

    __slots__ = ()

    def start(self, value: Any) -> FormatStartData:
        return FormatStartData("Custom")

    def entry(self, value: Any, stream: str) -> FormatEntryData:
        if self.view is not None:
            items = custom_items(self.shaper, self.view, value)
        else:
            items = self._tree(value)
        return FormatEntryData(ComplexEntry(items), False, stream)

    def _tree(self, value: Any) -> list[Any]:
        depth = self.parameters.depth if self.parameters is not None else 5
        items: list[Any] = []
        if is_scalar(value, type_names(value)):
            self._leaf(value, items)
        else:
            elements = enumerable(value)
            if elements is not None:
                self._elements(elements, 0, depth, items)
            else:
                self._object(value, self.active(value), 0, depth, items)
        return items

    def _leaf(self, value: Any, items: list[Any]) -> None:
        items.append(cell_text(value, self.shaper.limit))
        items.append(NEWLINE)

    def _object(
        self,
        value: Any,
        pairs: list[tuple[Expression, Parameter | None]],
        level: int,
        depth: int,
        items: list[Any],
    ) -> None:
        name = type_names(value)[0].rpartition(".")[2]
        inner: list[Any] = []
        for expression, parameter in pairs:
            inner.append(expression.text + " = ")
            found, fine = self.shaper.evaluation.value(expression, value)
            limit = depth if parameter is None or parameter.depth is None else parameter.depth
            self._property(found if fine else "", level, limit, inner)
        items += ["class " + name, NEWLINE, "{", NEWLINE, Frame(inner, INDENT), "}", NEWLINE]

    def _property(self, value: Any, level: int, depth: int, items: list[Any]) -> None:
        elements = None if value is None else enumerable(value)
        if elements is not None:
            inner: list[Any] = []
            self._elements(elements, level + 1, depth, inner)
            items += [NEWLINE, Frame(inner, INDENT)]
        elif self._is_leaf(value, level, depth):
            self._leaf(value, items)
        else:
            inner = []
            self._object(value, self._all(value), level + 1, depth, inner)
            items += [NEWLINE, Frame(inner, INDENT)]

    def _all(self, value: Any) -> list[tuple[Expression, Parameter | None]]:
        asked, self.parameters = self.parameters, None
        try:
            return self.active(value)
        finally:
            self.parameters = asked

    def _is_leaf(self, value: Any, level: int, depth: int) -> bool:
        return level >= depth or value is None or is_scalar(value, type_names(value))

    def _elements(self, elements: list[Any], level: int, depth: int, items: list[Any]) -> None:
        inner: list[Any] = []
        for count, element in enumerate(elements):
            if count == self.shaper.limit >= 0:
                self._leaf(ELLIPSIS, inner)
                break
            if self._is_leaf(element, level, depth):
                self._leaf(element, inner)
                continue
            parts = enumerable(element)
            if parts is not None:
                deeper: list[Any] = []
                self._elements(parts, level + 1, depth, deeper)
                inner += [NEWLINE, Frame(deeper, INDENT)]
            else:
                self._object(element, self._all(element), level + 1, depth, inner)
        items += ["[", NEWLINE, Frame(inner, INDENT), "]", NEWLINE, NEWLINE]
