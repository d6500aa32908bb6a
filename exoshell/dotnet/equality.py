"""Equality and order of values as .NET's default comparers have them."""

from __future__ import annotations

from exoshell.dotnet import text_comparison as T
from exoshell.dotnet.errors import NetError, net_error
from exoshell.values.char import Char
from exoshell.values.collections import fold_exact
from exoshell.values.errors import PowerShellError
from exoshell.values.objects import PSCustomObject, PSObject
from exoshell.values.types import type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def net_equals(first: Any, second: Any) -> bool:
    """Object.Equals: the same object, or equal values of one type."""
    if first is second:
        return True
    if type(first) is PSObject:
        first = first.base
    if type(second) is PSObject:
        second = second.base
    if type(first) is not type(second) or isinstance(first, (list, PSCustomObject)):
        return first is second
    return bool(first == second)


def index_of(items: list[Any], value: Any, start: int = 0, end: int | None = None) -> int:
    """Position of the first equal element, or -1."""
    stop = len(items) if end is None else end
    return next((i for i in range(start, stop) if net_equals(items[i], value)), -1)


def net_compare(first: Any, second: Any) -> int:
    """Comparer.Default: null first, text by culture with case, others by value. Raises NetError for what cannot be compared."""
    if first is None or second is None:
        return (first is not None) - (second is not None)
    if type(first) is str and type(second) is str:
        return T.compare_text(first, second, T.CURRENT)
    if type(first) is Char and type(second) is Char:
        return ord(first.value) - ord(second.value)
    if type(first) is type(second) and isinstance(first, (int, float)):
        return (first > second) - (first < second)
    if type(first) is not type(second):
        raise net_error("System.ArgumentException", f"Object must be of type {type_of(first).name}.")
    from exoshell.values.comparison import compare

    try:
        return int(compare(first, second, False))
    except PowerShellError as error:
        raise net_error(
            "System.ArgumentException", "At least one object must implement IComparable."
        ) from error


def sort_items(items: list[Any], compare: Callable[[Any, Any], int] | None = None) -> list[Any]:
    """A sorted copy; what a comparer throws becomes InvalidOperationException."""
    from functools import cmp_to_key

    function = net_compare if compare is None else compare
    try:
        return sorted(items, key=cmp_to_key(function))
    except NetError as error:
        raise net_error(
            "System.InvalidOperationException",
            "Failed to compare two elements in the array.",
            error.exception,
        ) from error


def comparer_function(comparer: Any) -> Callable[[Any, Any], int] | None:
    """A Python function for an IComparer, a Comparison delegate or null."""
    if comparer is None:
        return None
    if isinstance(comparer, T.StringComparer):
        mode = comparer.comparison
        return lambda a, b: T.compare_text(a, b, mode)
    if callable(comparer):
        return lambda a, b: int(comparer(a, b) or 0)
    from exoshell.dotnet.access import call_method

    return lambda a, b: int(call_method(comparer, "Compare", [a, b]))


def fold_function(comparer: Any) -> Callable[[Any], Any]:
    """What a hashed collection compares under an IEqualityComparer (null: exact)."""
    if isinstance(comparer, T.StringComparer) and comparer.ignores_case:
        return lambda key: T.fold(key) if type(key) is str else fold_exact(key)
    return fold_exact
