"""Members of arrays and the static methods of System.Array."""

from __future__ import annotations

from exoshell.dotnet.arrays import make_array
from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.equality import comparer_function, net_compare, sort_items
from exoshell.dotnet.errors import argument_error, net_error
from exoshell.dotnet.lists import (
    ReadOnlyCollection,
    _fixed,
    _zero,
    binary_search,
    clone,
    contains,
    copy_to,
    find_index_of,
    last_index_of,
    reverse,
)
from exoshell.dotnet.table import MemberTable, table
from exoshell.values import types
from exoshell.values.collections import MultiArray, TypedArray
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


ARRAY = table("System.Array")


def _cells(items: Any) -> list[Any]:
    return items.cells if type(items) is MultiArray else items


def _offset(items: Any, indexes: tuple[Any, ...]) -> int:
    """Position of an element given by its indexes (a list of them or each alone)."""
    flat = list(indexes[0]) if len(indexes) == 1 and isinstance(indexes[0], list) else list(indexes)
    lengths = items.lengths if type(items) is MultiArray else (len(items),)
    if len(flat) != len(lengths):
        raise argument_error(
            "Array was not a one-dimensional array."
            if len(flat) == 1
            else "Indices length does not match the array rank."
        )
    offset = 0
    for index, length in zip(flat, lengths, strict=True):
        if not 0 <= index < length:
            raise net_error("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        offset = offset * length + index
    return offset


def _length_of(items: Any, dimension: int) -> int:
    lengths = items.lengths if type(items) is MultiArray else (len(items),)
    if not 0 <= dimension < len(lengths):
        raise net_error("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
    return int(lengths[dimension])


@ARRAY.method("SetValue")
def set_value(items: Any, value: Any, *indexes: Any) -> None:
    """SetValue(value, indexes…)."""
    from exoshell.values.conversion import convert

    element = getattr(items, "element_type", None)
    _cells(items)[_offset(items, indexes)] = value if element is None else convert(value, element)


ARRAY.add_methods(
    {
        "Clone": clone,
        "CopyTo": copy_to,
        "GetEnumerator": lambda items: Enumerator(list(_cells(items))),
        "GetLength": _length_of,
        "GetLongLength": _length_of,
        "GetUpperBound": lambda items, dimension: _length_of(items, dimension) - 1,
        "GetLowerBound": lambda items, dimension: 0,
        "GetValue": lambda items, *indexes: _cells(items)[_offset(items, indexes)],
        "Initialize": lambda items: None,
    }
)
# Members of IList, which PowerShell shows on arrays though .NET implements them explicitly.
for _name, _function, _text in (
    ("Contains", contains, "bool Contains(System.Object value)"),
    ("IndexOf", find_index_of, "int IndexOf(System.Object value)"),
    ("Add", _fixed, "int Add(System.Object value)"),
    ("Remove", _fixed, "void Remove(System.Object value)"),
    ("RemoveAt", _fixed, "void RemoveAt(int index)"),
    ("Insert", _fixed, "void Insert(int index, System.Object value)"),
):
    ARRAY.method(_name, _text)(_function)
    ARRAY.methods[_name.lower()].hidden = True


@ARRAY.method("Clear", "void Clear()")
def clear_array(items: Any) -> None:
    """IList.Clear of an array: every element becomes the zero of its type."""
    zero = _zero(items)
    cells = _cells(items)
    cells[:] = [zero] * len(cells)


@ARRAY.method("Get", "System.Object Get(Params int[] indices)")
def get_cell(items: Any, *indexes: Any) -> Any:
    return _cells(items)[_offset(items, indexes)]


@ARRAY.method("Set", raw=True)
def set_cell(items: Any, *args: Any) -> Any:
    set_value(items, args[-1], *args[:-1])
    return AUTOMATION_NULL


ARRAY.add_properties(
    {
        "Length": lambda items: len(_cells(items)),
        "LongLength": lambda items: len(_cells(items)),
        "Count": lambda items: len(_cells(items)),
        "Rank": lambda items: len(items.lengths) if type(items) is MultiArray else 1,
        "SyncRoot": lambda items: items,
        "IsReadOnly": lambda items: False,
        "IsFixedSize": lambda items: True,
        "IsSynchronized": lambda items: False,
    }
)
ARRAY.properties["count"].type_text = "int"


@ARRAY.static(
    "Reverse", "static void Reverse(array array)", "static void Reverse(array array, int index, int length)"
)
def array_reverse(items: list[Any], index: int = 0, count: int | None = None) -> None:
    reverse(items, index, count)


@ARRAY.static("Sort", raw=True)
def array_sort(items: list[Any], *args: Any) -> Any:
    """Sort(array), (keys, items), with index, length and a comparer or comparison."""
    from exoshell.dotnet.hooks import block_value, is_block

    others = args[0] if args and isinstance(args[0], list) else None
    rest = args[1:] if others is not None else args
    numbers = [a for a in rest if type(a) is int]
    comparer = next((a for a in rest if a is not None and type(a) is not int), None)
    if is_block(comparer):
        block = comparer
        comparer = lambda a, b: int(block_value(block, [a, b]) or 0)  # noqa: E731
    compare = comparer_function(comparer)
    start, end = (numbers[0], numbers[0] + numbers[1]) if len(numbers) > 1 else (0, len(items))
    if others is None:
        items[start:end] = sort_items(items[start:end], compare)
        return AUTOMATION_NULL
    order = sort_items(list(range(start, end)), lambda a, b: (compare or net_compare)(items[a], items[b]))
    items[start:end], others[start:end] = [items[i] for i in order], [others[i] for i in order]
    return AUTOMATION_NULL


@ARRAY.static("IndexOf", raw=True)
def array_index_of(items: list[Any], value: Any, start: int = 0, count: int | None = None) -> int:
    return find_index_of(items, _same_kind(items, value), start, count)


def _same_kind(items: list[Any], value: Any) -> Any:
    """A value looked for in a typed array is converted to its element type."""
    element = getattr(items, "element_type", None)
    if element is None or value is None:
        return value
    from exoshell.values.conversion import try_convert

    done, found = try_convert(value, element)
    return found if done else value


@ARRAY.static("LastIndexOf", raw=True)
def array_last_index_of(items: list[Any], value: Any, *span: int) -> int:
    return last_index_of(items, _same_kind(items, value), *span)


@ARRAY.static("BinarySearch", raw=True)
def array_binary_search(items: list[Any], *args: Any) -> int:
    return binary_search(items, *args)


@ARRAY.static("Copy")
def array_copy(source: list[Any], *args: Any) -> None:
    """Copy(source, target, length) or (source, index, target, index, length)."""
    if len(args) == 2:
        first, target, second, length = 0, args[0], 0, args[1]
    else:
        first, target, second, length = args
    if first + length > len(source):
        raise argument_error(
            "Source array was not long enough. Check the source index, length, and the array's lower bounds.",
            "sourceArray",
        )
    if second + length > len(target):
        raise argument_error(
            "Destination array was not long enough. Check the destination index, length, and the array's lower bounds.",
            "destinationArray",
        )
    target[second : second + length] = source[first : first + length]


@ARRAY.static("Clear")
def array_clear(items: Any, index: int = 0, length: int | None = None) -> None:
    cells = _cells(items)
    end = len(cells) if length is None else index + length
    cells[index:end] = [_zero(items)] * (end - index)


@ARRAY.static("CreateInstance")
def create_instance(element: Any, *lengths: Any) -> Any:
    sizes = list(lengths[0]) if isinstance(lengths[0], list) else list(lengths)
    return make_array(element, sizes)


@ARRAY.static("Resize", raw=True)
def resize(reference: Any, size: int) -> Any:
    """Resize([ref] array, size)."""
    items = reference.value
    zero = _zero(items)
    grown = list(items[:size]) + [zero] * (size - len(items))
    element = getattr(items, "element_type", None)
    reference.value = grown if element is None else TypedArray(grown, element)
    return AUTOMATION_NULL


@ARRAY.static("Fill", raw=True)
def fill(items: list[Any], value: Any, start: int = 0, count: int | None = None) -> Any:
    end = len(items) if count is None else start + count
    items[start:end] = [_same_kind(items, value)] * (end - start)
    return AUTOMATION_NULL


@ARRAY.static("ConvertAll", raw=True)
def array_convert_all(items: list[Any], converter: Any) -> Any:
    made = [_call(converter, i) for i in items]
    shape = getattr(converter, "shape", None)
    element = shape()[1] if shape else types.OBJECT
    return made if element is types.OBJECT else TypedArray(made, element)


def _call(function: Any, *args: Any) -> Any:
    from exoshell.dotnet.hooks import block_value, is_block

    return block_value(function, list(args)) if is_block(function) else function(*args)


def _true(function: Any, item: Any) -> bool:
    from exoshell.values.conversion import to_bool

    return to_bool(_call(function, item))


def _array_like(items: list[Any], made: list[Any]) -> Any:
    element = getattr(items, "element_type", None)
    return made if element is None else TypedArray(made, element)


def array_for_each(items: list[Any], action: Any) -> Any:
    """Array.ForEach."""
    for item in items:
        _call(action, item)
    return AUTOMATION_NULL


ARRAY.add_statics(
    {
        "Find": lambda items, match: next((i for i in items if _true(match, i)), _zero(items)),
        "FindLast": lambda items, match: next((i for i in reversed(items) if _true(match, i)), _zero(items)),
        "FindAll": lambda items, match: _array_like(items, [i for i in items if _true(match, i)]),
        "FindIndex": lambda items, *args: next((n for n, i in enumerate(items) if _true(args[-1], i)), -1),
        "Exists": lambda items, match: any(_true(match, i) for i in items),
        "TrueForAll": lambda items, match: all(_true(match, i) for i in items),
        "ForEach": array_for_each,
        "AsReadOnly": lambda items: ReadOnlyCollection(items, getattr(items, "element_type", None)),
        "Empty": lambda: [],
    },
    raw=True,
)


def interface_members(target: MemberTable, functions: dict[str, Any]) -> None:
    """Members for a table of another list-like class."""
    target.add_methods(functions)
