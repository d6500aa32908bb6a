"""How values flow: emitting, collecting, enumerating."""

from __future__ import annotations

from exoshell.values.char import Char
from exoshell.values.collections import Hashtable, OrderedDictionary
from exoshell.values.enumeration import enumerate_value
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.numbers import Int64
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SCALARS = frozenset(
    (int, str, bool, float, type(None), PSCustomObject, Hashtable, OrderedDictionary, Char, Int64)
)


def emit(value: Any, out: Callable[[Any], None]) -> None:
    """Write a value to a pipeline: collections item by item."""
    kind = type(value)
    if kind in SCALARS:
        out(value)
    elif kind is list:
        for item in value:
            out(item)
    elif value is not AUTOMATION_NULL:
        items = items_of(value)
        if items is None:
            out(value)
        else:
            for item in items:
                out(item)


def items_of(value: Any) -> Any:
    """What a pipeline makes of a value: an iterable of items, or None for one object."""
    if value is AUTOMATION_NULL:
        return ()
    if type(value) is range:
        return value
    return enumerate_value(value)


def collapse(items: list[Any]) -> Any:
    """Collected output as a value: nothing, one object, or an array."""
    if len(items) == 1:
        return items[0]
    return items if items else AUTOMATION_NULL


def flatten(value: Any) -> Any:
    """`$(expression)`: the value gone through a pipeline once."""
    kind = type(value)
    if kind in SCALARS or value is AUTOMATION_NULL:
        return value
    items = items_of(value)
    if items is None:
        return value
    return collapse(list(items))


def array(value: Any) -> list[Any]:
    """`@(expression)`."""
    kind = type(value)
    if kind is list:
        return value  # type: ignore[no-any-return]
    if kind in SCALARS:
        return [value]
    items = items_of(value)
    if items is None:
        return [value]
    return list(items)


def each(value: Any) -> Any:
    """What foreach goes through."""
    kind = type(value)
    if kind is list or kind is range:
        return value
    if value is None or value is AUTOMATION_NULL:
        return ()
    if kind in SCALARS:
        return (value,)
    items = items_of(value)
    if items is None:
        return (value,)
    if items is value or isinstance(value, list):
        return guarded(value)
    return items


def guarded(values: list[Any]) -> Any:
    """A list's items; changing it on the way is .NET's error."""
    count = len(values)
    i = 0
    while i < count:
        yield values[i]
        i += 1
        if len(values) != count:
            from exoshell.values.errors import ps_error

            raise ps_error(
                "BadEnumeration",
                "Collection was modified; enumeration operation may not execute.",
                exception="System.InvalidOperationException",
            )


def plain(value: Any) -> Any:
    return None if value is AUTOMATION_NULL else value


def lazy_range(first: Any, last: Any) -> Any:
    """`a..b` in front of a pipeline or in a foreach head: a Python range where both are integers."""
    if first.__class__ is int and last.__class__ is int:
        return range(first, last + 1) if first <= last else range(first, last - 1, -1)
    from exoshell.values.arithmetic import range_values

    return range_values(first, last)


class Enumerator:
    """`$foreach` and `$switch`."""

    type_name = "System.Collections.IEnumerator"

    def __init__(self, items: Any) -> None:
        self.items = list(items)
        self.at = -1

    def move_next(self) -> bool:
        self.at += 1
        return self.at < len(self.items)

    def reset(self) -> None:
        self.at = -1

    @property
    def current(self) -> Any:
        return self.items[self.at] if 0 <= self.at < len(self.items) else None

    def rest(self) -> Any:
        while self.move_next():
            yield self.current
