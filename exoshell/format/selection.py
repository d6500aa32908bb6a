"""Which generator shows an object: the view asked for, a registered view, else its properties."""

from __future__ import annotations

from exoshell.format.generators import (
    Generator,
    ListGenerator,
    TableGenerator,
    ViewTableGenerator,
    WideGenerator,
)
from exoshell.format.members import display_set, is_plain, property_names, type_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.format.shaping import Shaper
    from exoshell.format.view_data import View

LONGEST_TABLE = 4


def select_generator(shaper: Shaper, value: Any) -> Generator:
    """The generator for a document whose first object is `value`."""
    parameters = shaper.parameters
    shape = shaper.shape
    if parameters is not None and parameters.properties:
        return _by_properties(shaper, shape)
    view = None
    wanted = None if parameters is None else parameters.view
    if wanted is not None or not (is_plain(value) and value.type_names is None):
        from exoshell.format.views import find_view, unknown_view

        view = find_view(shaper, value, type_names(value), shape, wanted)
        if view is None and wanted is not None:
            raise unknown_view(shaper, value, shape, wanted)
    if view is not None:
        return _by_view(shaper, view)
    if not shape:
        shape = "Table" if _count(value) <= LONGEST_TABLE else "List"
    return _by_properties(shaper, shape)


def _count(value: Any) -> int:
    names = display_set(value)
    if names is not None:
        return len(names)
    return len(property_names(value))


def _by_properties(shaper: Shaper, shape: str) -> Generator:
    parameters = shaper.parameters
    if shape == "Table":
        return TableGenerator(shaper, parameters, None)
    if shape == "List":
        return ListGenerator(shaper, parameters, None)
    if shape == "Wide":
        return WideGenerator(shaper, parameters, None)
    from exoshell.format.custom import CustomGenerator

    return CustomGenerator(shaper, parameters, None)


def _by_view(shaper: Shaper, view: View) -> Generator:
    parameters = shaper.parameters
    if view.kind == "Table":
        return ViewTableGenerator(shaper, parameters, view)
    if view.kind == "List":
        return ListGenerator(shaper, parameters, view)
    if view.kind == "Wide":
        return WideGenerator(shaper, parameters, view)
    from exoshell.format.custom import CustomGenerator

    return CustomGenerator(shaper, parameters, view)
