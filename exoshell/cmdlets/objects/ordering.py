"""Ordering keys of Sort-Object, Group-Object and Compare-Object."""

from __future__ import annotations

from exoshell.cmdlets.objects.expressions import Expression, evaluation_error, plain_value, values_of
from exoshell.values.errors import PowerShellError
from exoshell.values.objects import PSCustomObject, PSExtendedObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exoshell.command.declaration import Cmdlet


class Absent:
    """The key of an object that lacks the property; it comes last in both directions."""

    __slots__ = ()


ABSENT = Absent()


def keys_of(owner: Cmdlet, expressions: list[Expression], obj: Any) -> list[Any]:
    """The values that an object is ordered by: one an expression, for a wildcard those of the properties by name; failing script blocks are reported and count as null."""
    if not expressions:
        return [obj]
    keys: list[Any] = []
    for expression in expressions:
        if expression.pattern is not None:
            keys.extend(o.value for o in sorted(values_of(expression, obj), key=lambda o: o.name.lower()))
            continue
        exists, value, error = plain_value(expression, obj)
        if error is not None:
            owner.write_error(evaluation_error(error, obj))
            value = None
        keys.append(value if exists else ABSENT)
    return keys


def comparer(ignore_case: bool) -> Callable[[Any, Any], int]:
    """A function comparing two keys that never fails: what cannot be compared is compared by its text."""
    from exoshell.values.comparison import compare

    def order(first: Any, second: Any) -> int:
        if first is ABSENT or second is ABSENT:
            return (first is ABSENT) - (second is ABSENT)
        if first is None and second is None:
            return 0
        first = bare(first)
        second = bare(second)
        try:
            return compare(first, second, ignore_case)
        except PowerShellError:
            return compare(bare_text(first), bare_text(second), ignore_case)

    return order


def bare(value: Any) -> Any:
    return value.base if type(value) is PSObject else value


def bare_text(value: Any) -> str:
    """The text of a value without its added members: an empty one for a property bag."""
    from exoshell.values.conversion import to_text

    if type(value) is PSCustomObject or type(value) is PSExtendedObject:
        return ""
    return to_text(value)


def sort_entries(
    entries: list[tuple[list[Any], Any]], descending: list[bool], ignore_case: bool
) -> list[tuple[list[Any], Any]]:
    """Sort (keys, object) pairs, stable, by each key in its direction."""
    width = max((len(keys) for keys, _ in entries), default=0)
    for position in reversed(range(width)):
        backwards = (
            descending[position] if position < len(descending) else descending[-1] if descending else False
        )
        entries = sort_by(entries, position, backwards, ignore_case)
    return entries


def sort_by(
    entries: list[tuple[list[Any], Any]], position: int, backwards: bool, ignore_case: bool
) -> list[tuple[list[Any], Any]]:
    column: list[Any] = [keys[position] if position < len(keys) else ABSENT for keys, _ in entries]
    present = [i for i, key in enumerate(column) if key is not ABSENT]
    absent = [i for i, key in enumerate(column) if key is ABSENT]
    kinds = {type(column[i]) for i in present}
    if len(kinds) == 1:
        kind = kinds.pop()
        if kind is int:
            present.sort(key=column.__getitem__, reverse=backwards)
            return [entries[i] for i in present + absent]
        if kind is str:
            from exoshell.values.collation import sort_key

            decorated = {i: sort_key(column[i], ignore_case) for i in present}
            present.sort(key=decorated.__getitem__, reverse=backwards)
            return [entries[i] for i in present + absent]
    from functools import cmp_to_key

    order = comparer(ignore_case)
    if backwards:
        downwards: Any = cmp_to_key(lambda a, b: -order(column[a], column[b]))  # type: ignore[call-overload]
        present.sort(key=downwards)
    else:
        upwards: Any = cmp_to_key(lambda a, b: order(column[a], column[b]))  # type: ignore[call-overload]
        present.sort(key=upwards)
    return [entries[i] for i in present + absent]


def same_keys(first: list[Any], second: list[Any], order: Callable[[Any, Any], int]) -> bool:
    """Whether two key lists are equal; a shorter one lacks the rest."""
    for position in range(max(len(first), len(second))):
        a = first[position] if position < len(first) else ABSENT
        b = second[position] if position < len(second) else ABSENT
        if order(a, b) != 0:
            return False
    return True
