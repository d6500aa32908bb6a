"""List, ArrayList, Collection, ReadOnlyCollection and their kin."""

from __future__ import annotations

from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.equality import comparer_function, index_of, net_compare, net_equals, sort_items
from exoshell.dotnet.errors import argument_error, net_error, overload_error, range_error
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.collections import ArrayList, Collection, GenericList, MultiArray, TypedArray

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LIST = table("System.Collections.Generic.List`1")
ARRAY_LIST = table("System.Collections.ArrayList")
COLLECTION = table("System.Collections.ObjectModel.Collection`1")
READ_ONLY = table("System.Collections.ObjectModel.ReadOnlyCollection`1")
OBSERVABLE = table("System.Collections.ObjectModel.ObservableCollection`1")
STRINGS = table("System.Collections.Specialized.StringCollection")
_MUST_BE_LESS = "Index was out of range. Must be non-negative and less than the size of the collection."


class FixedList(ArrayList):
    """ArrayList.FixedSize or ReadOnly (`mode`) of another list."""

    __slots__ = ("mode",)

    def __init__(self, items: Any, mode: str) -> None:
        ArrayList.__init__(self, items)
        self.mode = mode


class ReadOnlyCollection(list):  # type: ignore[type-arg]
    """System.Collections.ObjectModel.ReadOnlyCollection of `element_type`."""

    __slots__ = ("ps_type",)

    def __init__(self, items: Any, element_type: Any = None) -> None:
        list.__init__(self, items)
        self.ps_type = types.make_generic(
            "System.Collections.ObjectModel.ReadOnlyCollection`1", (element_type or types.OBJECT,)
        )


class StringCollection(list):  # type: ignore[type-arg]
    """System.Collections.Specialized.StringCollection."""

    __slots__ = ()
    type_name = "System.Collections.Specialized.StringCollection"


class ObservableCollection(Collection):
    """System.Collections.ObjectModel.ObservableCollection."""

    __slots__ = ("ps_type",)


types.register_class(FixedList, "System.Collections.ArrayList")


def _changeable(items: list[Any]) -> None:
    mode = getattr(items, "mode", None)
    if mode is not None:
        text = "Collection was of a fixed size." if mode == "fixed" else "Collection is read-only."
        raise net_error("System.NotSupportedException", text)
    if type(items) is ReadOnlyCollection:
        raise net_error("System.NotSupportedException", "Collection is read-only.")


def _done(items: list[Any]) -> None:
    changed = getattr(items, "changed", None)
    if changed is not None:
        changed()


def add(items: list[Any], value: Any) -> None:
    """List.Add."""
    items.append(value)


def add_indexed(items: list[Any], value: Any) -> int:
    """ArrayList.Add: gives the index."""
    _changeable(items)
    items.append(value)
    _done(items)
    return len(items) - 1


def add_range(items: list[Any], values: Any) -> None:
    _changeable(items)
    items.extend(_elements(values))
    _done(items)


def _elements(values: Any) -> list[Any]:
    """The elements of a collection argument."""
    if isinstance(values, list):
        return list(values)
    from exoshell.values.enumeration import enumerate_value

    found = enumerate_value(values)
    if found is None and hasattr(values, "items"):
        from exoshell.dotnet.dictionaries import entries

        return entries(values)
    return [values] if found is None else list(found)


def insert(items: list[Any], index: int, value: Any) -> None:
    _changeable(items)
    if not 0 <= index <= len(items):
        name = "index"
        text = "Index must be within the bounds of the List." if type(items) is GenericList else _MUST_BE_LESS
        raise range_error(name, text)
    items.insert(index, value)
    _done(items)


def insert_range(items: list[Any], index: int, values: Any) -> None:
    _changeable(items)
    if not 0 <= index <= len(items):
        raise range_error("index", "Index must be within the bounds of the List.")
    items[index:index] = _elements(values)
    _done(items)


def remove(items: list[Any], value: Any) -> bool:
    """Removes the first equal element; tells whether there was one."""
    _changeable(items)
    found = index_of(items, value)
    if found >= 0:
        del items[found]
        _done(items)
    return found >= 0


def remove_quietly(items: list[Any], value: Any) -> None:
    """ArrayList.Remove."""
    remove(items, value)


def remove_at(items: list[Any], index: int) -> None:
    _changeable(items)
    if not 0 <= index < len(items):
        raise range_error("index", _MUST_BE_LESS)
    del items[index]
    _done(items)


def _span(items: list[Any], index: int, count: int) -> None:
    if index < 0:
        raise range_error("index", "Non-negative number required.")
    if count < 0:
        raise range_error("count", "Non-negative number required.")
    if index + count > len(items):
        raise argument_error(
            "Offset and length were out of bounds for the array or count is greater than the number of elements "
            "from index to the end of the source collection."
        )


def remove_range(items: list[Any], index: int, count: int) -> None:
    _changeable(items)
    _span(items, index, count)
    del items[index : index + count]


def get_range(items: list[Any], index: int, count: int) -> Any:
    _span(items, index, count)
    part = items[index : index + count]
    return (
        ArrayList(part)
        if isinstance(items, ArrayList)
        else GenericList(part, getattr(items, "element_type", None))
    )


def clear(items: list[Any]) -> None:
    _changeable(items)
    items.clear()
    _done(items)


def contains(items: list[Any], value: Any) -> bool:
    return index_of(items, value) >= 0


def find_index_of(items: list[Any], value: Any, start: int = 0, count: int | None = None) -> int:
    """IndexOf."""
    return index_of(items, value, start, None if count is None else start + count)


def last_index_of(items: list[Any], value: Any, start: int | None = None, count: int | None = None) -> int:
    last = len(items) - 1 if start is None else start
    first = 0 if count is None else last - count + 1
    return next((i for i in range(last, first - 1, -1) if net_equals(items[i], value)), -1)


def reverse(items: list[Any], index: int = 0, count: int | None = None) -> None:
    end = len(items) if count is None else index + count
    items[index:end] = items[index:end][::-1]


def sort(items: list[Any], *args: Any) -> None:
    """Sort(), Sort(comparer or comparison), Sort(index, count, comparer)."""
    if len(args) == 3:
        index, count, comparer = args
        items[index : index + count] = sort_items(items[index : index + count], comparer_function(comparer))
        return
    items[:] = sort_items(items, comparer_function(args[0]) if args else None)


def binary_search(items: list[Any], *args: Any) -> int:
    """BinarySearch(value[, comparer]) or (index, count, value, comparer)."""
    first, last, rest = 0, len(items) - 1, args
    if len(args) >= 4 or (len(args) == 3 and type(args[0]) is int and type(args[1]) is int):
        first, last, rest = args[0], args[0] + args[1] - 1, args[2:]
    compare = (comparer_function(rest[1]) if len(rest) > 1 else None) or net_compare
    while first <= last:
        middle = (first + last) // 2
        order = compare(items[middle], rest[0])
        if order == 0:
            return middle
        if order < 0:
            first = middle + 1
        else:
            last = middle - 1
    return ~first


def to_array(items: list[Any], element: Any = None) -> Any:
    """ToArray."""
    own = element or getattr(items, "element_type", None)
    return list(items) if own is None or own is types.OBJECT else TypedArray(items, own)


def copy_to(items: list[Any], *args: Any) -> None:
    """CopyTo(array), (array, start), (index, array, start, count)."""
    if len(args) == 4:
        index, target, start, count = args
        part = items[index : index + count]
    else:
        target, start, part = args[0], args[1] if len(args) > 1 else 0, items
    if start + len(part) > len(target):
        raise argument_error(
            "Destination array was not long enough. Check the destination index, length, and the array's lower bounds.",
            "destinationArray",
        )
    target[start : start + len(part)] = part


def exists(items: list[Any], match: Any) -> bool:
    return any(match(i) for i in items)


def find(items: list[Any], match: Any) -> Any:
    return next((i for i in items if match(i)), _zero(items))


def find_last(items: list[Any], match: Any) -> Any:
    return next((i for i in reversed(items) if match(i)), _zero(items))


def _zero(items: list[Any]) -> Any:
    from exoshell.dotnet.access import default_value

    element = getattr(items, "element_type", None)
    return default_value(element) if element is not None else None


def find_all(items: list[Any], match: Any) -> Any:
    return GenericList([i for i in items if match(i)], getattr(items, "element_type", None))


def find_index(items: list[Any], *args: Any) -> int:
    """FindIndex([start, [count,]] match)."""
    start = args[0] if len(args) > 1 else 0
    end = start + args[1] if len(args) > 2 else len(items)
    return next((i for i in range(start, end) if args[-1](items[i])), -1)


def find_last_index(items: list[Any], *args: Any) -> int:
    start = args[0] if len(args) > 1 else len(items) - 1
    return next((i for i in range(start, -1, -1) if args[-1](items[i])), -1)


def remove_all(items: list[Any], match: Any) -> int:
    kept = [i for i in items if not match(i)]
    removed = len(items) - len(kept)
    items[:] = kept
    return removed


def for_each(items: list[Any], action: Any) -> None:
    for item in list(items):
        action(item)


def convert_all(items: list[Any], converter: Any) -> Any:
    made = GenericList([converter(i) for i in items])
    shape = getattr(converter, "shape", None)
    made.element_type = shape()[1] if shape else None
    return made


def enumerator(items: list[Any], *span: int) -> Any:
    part = items[span[0] : span[0] + span[1]] if span else list(items)
    return Enumerator(part)


def clone(items: Any) -> Any:
    """A shallow copy of the same class."""
    if type(items) is MultiArray:
        return MultiArray(list(items.cells), items.lengths, items.element_type)
    if isinstance(items, TypedArray):
        return TypedArray(items, items.element_type)
    return ArrayList(items) if isinstance(items, ArrayList) else list(items)


def new_list(ps_type: Any, source: Any = None) -> Any:
    """List[T]: empty, with a capacity, or of the elements of a collection."""
    element = ps_type.arguments[0]
    items = [] if source is None or type(source) is int else _elements(source)
    return GenericList(items, None if element is types.OBJECT else element)


def _read_only(name: str, args: tuple[Any, ...]) -> Any:
    """Methods that a read-only collection implements for interfaces alone cannot be called."""
    raise overload_error(name, len(args))


def _fixed(*args: Any) -> Any:
    raise net_error("System.NotSupportedException", "Collection was of a fixed size.")


_SHARED: dict[str, Any] = {
    "Clear": clear,
    "Contains": contains,
    "CopyTo": copy_to,
    "GetEnumerator": enumerator,
    "IndexOf": find_index_of,
    "Insert": insert,
    "RemoveAt": remove_at,
}
_SEARCHING: dict[str, Any] = {
    "AddRange": add_range,
    "BinarySearch": binary_search,
    "GetRange": get_range,
    "InsertRange": insert_range,
    "LastIndexOf": last_index_of,
    "RemoveRange": remove_range,
    "Reverse": reverse,
    "Sort": sort,
}
LIST.add_methods(_SHARED | _SEARCHING)
LIST.add_methods(
    {
        "Add": add,
        "Remove": remove,
        "ToArray": to_array,
        "Exists": exists,
        "Find": find,
        "FindAll": find_all,
        "FindLast": find_last,
        "FindIndex": find_index,
        "FindLastIndex": find_last_index,
        "RemoveAll": remove_all,
        "TrueForAll": lambda items, match: all(match(i) for i in items),
        "ForEach": for_each,
        "ConvertAll": convert_all,
        "Slice": get_range,
        "AsReadOnly": lambda items: ReadOnlyCollection(items, items.element_type),
        "TrimExcess": lambda items: None,
        "EnsureCapacity": lambda items, capacity: max(capacity, len(items)),
    }
)
LIST.new()(new_list)
LIST.add_properties({"Count": len, "Capacity": lambda items: max(4, len(items)) if items else 0})
LIST.setter("Capacity")(lambda items, value: None)
ARRAY_LIST.add_methods(_SHARED | _SEARCHING)
ARRAY_LIST.add_methods(
    {
        "Add": add_indexed,
        "Remove": remove_quietly,
        "Clone": clone,
        "ToArray": to_array,
        "TrimToSize": lambda items: None,
        "SetRange": lambda items, index, values: items.__setitem__(
            slice(index, index + len(values)), list(values)
        ),
    }
)
ARRAY_LIST.add_properties(
    {
        "Count": len,
        "Capacity": lambda items: max(4, len(items)) if items else 0,
        "IsFixedSize": lambda items: getattr(items, "mode", None) is not None,
        "IsReadOnly": lambda items: getattr(items, "mode", None) == "read",
        "IsSynchronized": lambda items: False,
        "SyncRoot": lambda items: items,
    }
)
ARRAY_LIST.setter("Capacity")(lambda items, value: None)
ARRAY_LIST.new()(
    lambda ps_type, source=None: ArrayList([] if source is None or type(source) is int else _elements(source))
)
ARRAY_LIST.add_statics(
    {
        "FixedSize": lambda items: FixedList(items, "fixed"),
        "ReadOnly": lambda items: FixedList(items, "read"),
        "Synchronized": lambda items: items,
        "Adapter": lambda items: ArrayList(items),
        "Repeat": lambda value, count: ArrayList([value] * count),
    }
)
COLLECTION.add_methods(_SHARED | {"Add": add, "Remove": remove})
COLLECTION.add_properties({"Count": len})


def item(items: list[Any], index: int) -> Any:
    """Item(index)."""
    if not 0 <= index < len(items):
        raise range_error("index", _MUST_BE_LESS)
    return items[index]


for _t in (LIST, ARRAY_LIST, COLLECTION, READ_ONLY, STRINGS):
    _t.indexer("Item", "System.Object Item(int index)")(item)


@COLLECTION.new()
def new_collection(ps_type: Any, source: Any = None) -> Any:
    """Collection[T]."""
    return Collection(
        [] if source is None else _elements(source), ps_type.arguments[0] if ps_type.arguments else None
    )


@OBSERVABLE.new(raw=True)
def new_observable(ps_type: Any, source: Any = None) -> Any:
    """ObservableCollection[T]."""
    made: Any = ObservableCollection([] if source is None else _elements(source), ps_type.arguments[0])
    made.ps_type = ps_type
    return made


OBSERVABLE.add_methods(_SHARED | {"Add": add, "Remove": remove}, raw=True)
OBSERVABLE.add_properties({"Count": len})
READ_ONLY.add_methods(
    {"Contains": contains, "CopyTo": copy_to, "GetEnumerator": enumerator, "IndexOf": find_index_of}
)
READ_ONLY.add_properties({"Count": len})
for _name in ("Add", "Remove", "Insert", "RemoveAt", "Clear"):
    READ_ONLY.method(_name, raw=True)(lambda items, *args, name=_name: _read_only(name, args))
    READ_ONLY.methods[_name.lower()].hidden = True
READ_ONLY.new()(lambda ps_type, source: ReadOnlyCollection(_elements(source), ps_type.arguments[0]))
STRINGS.add_methods(_SHARED | {"Add": add_indexed, "Remove": remove_quietly, "AddRange": add_range})
STRINGS.add_properties({"Count": len})
STRINGS.new("System.Collections.Specialized.StringCollection new()")(lambda ps_type: StringCollection())
