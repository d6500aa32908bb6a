"""What a pipeline makes several objects of."""

from __future__ import annotations

from exoshell.values.char import Char
from exoshell.values.collections import (
    ArrayList,
    Collection,
    DictionaryEntry,
    GenericList,
    Hashtable,
    MultiArray,
    OrderedDictionary,
    PSRange,
    TypedArray,
)
from exoshell.values.null import AutomationNull
from exoshell.values.numbers import BigInteger, Byte, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64
from exoshell.values.objects import PSCustomObject, PSExtendedObject, PSObject
from exoshell.values.types import EnumValue, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCALARS = frozenset(
    (
        str,
        int,
        bool,
        float,
        type(None),
        PSCustomObject,
        PSExtendedObject,
        Hashtable,
        OrderedDictionary,
        DictionaryEntry,
        Char,
        EnumValue,
        PSType,
        Int64,
        Int16,
        SByte,
        Byte,
        UInt16,
        UInt32,
        UInt64,
        BigInteger,
        Single,
    )
)
LISTS = frozenset((list, TypedArray, GenericList, ArrayList, Collection))


def range_list(value: PSRange) -> list[int]:
    """The numbers of a lazy range."""
    first, last = value.first, value.last
    return list(range(first, last + 1)) if first <= last else list(range(first, last - 1, -1))


def enumerate_value(value: Any) -> list[Any] | None:
    """The items that a value gives in a pipeline (the list itself where it is one; do not change it), or None for one object.

    Strings and dictionaries are one object. Other objects are enumerated if their class has a method `enumerate() -> list`.
    """
    kind = type(value)
    if kind in SCALARS:
        return None
    if kind in LISTS:
        return value  # type: ignore[no-any-return]
    if kind is PSRange:
        return range_list(value)
    if kind is MultiArray:
        return value.cells  # type: ignore[no-any-return]
    if kind is PSObject:
        return enumerate_value(value.base)
    if kind is AutomationNull:
        return []
    if isinstance(value, list):
        return value
    enumerate_ = getattr(kind, "enumerate", None)
    return enumerate_(value) if enumerate_ is not None else None
