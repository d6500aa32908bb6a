"""System.Array: making arrays, members of arrays, static methods."""

from __future__ import annotations

from exoshell.dotnet.errors import net_error, overload_error
from exoshell.values import types
from exoshell.values.collections import MultiArray, TypedArray

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from exoshell.values.types import PSType


def new_array(ps_type: PSType, args: Sequence[Any]) -> Any:
    """`[T[]]::new(n)`, `[T[,]]::new(n, m)`: filled with the element's zero."""
    from exoshell.values.conversion import to_int32

    if len(args) != ps_type.rank:
        raise overload_error("new", len(args))
    lengths = [to_int32(a) for a in args]
    if any(n < 0 for n in lengths):
        raise net_error("System.OverflowException", "Arithmetic operation resulted in an overflow.")
    return make_array(ps_type.element or types.OBJECT, lengths)


def make_array(element: PSType, lengths: Sequence[int]) -> Any:
    """An array of the given lengths whose elements are the element type's zero."""
    from exoshell.dotnet.access import default_value

    zero = default_value(element)
    if len(lengths) > 1:
        count = 1
        for length in lengths:
            count *= length
        return MultiArray([zero] * count, tuple(lengths), element)
    if element is types.OBJECT:
        return [None] * lengths[0]
    return TypedArray([zero] * lengths[0], element)
