"""Dictionaries: Hashtable, OrderedDictionary, Dictionary, sorted ones, entries and their key and value collections."""

from __future__ import annotations

from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.equality import comparer_function, fold_function, net_compare, net_equals
from exoshell.dotnet.errors import argument_error, net_error, null_error, range_error
from exoshell.dotnet.table import table
from exoshell.dotnet.text_comparison import StringComparer
from exoshell.values import types
from exoshell.values.collections import (
    Dictionary,
    DictionaryBase,
    DictionaryEntry,
    Hashtable,
    OrderedDictionary,
    fold_exact,
    fold_key,
)
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

HASHTABLE = table("System.Collections.Hashtable")
ORDERED = table("System.Collections.Specialized.OrderedDictionary")
GENERIC = table("System.Collections.Generic.Dictionary`2")
GENERIC_ORDERED = table("System.Collections.Generic.OrderedDictionary`2")
CONCURRENT = table("System.Collections.Concurrent.ConcurrentDictionary`2")
SORTED_LIST = table("System.Collections.SortedList")
GENERIC_SORTED_LIST = table("System.Collections.Generic.SortedList`2")
SORTED_DICTIONARY = table("System.Collections.Generic.SortedDictionary`2")
STRING_DICTIONARY = table("System.Collections.Specialized.StringDictionary")
ENTRY = table("System.Collections.DictionaryEntry")
PAIR = table("System.Collections.Generic.KeyValuePair`2")


class SortedMap(DictionaryBase):
    """A dictionary kept in the order of its keys; `ps_type` tells which of .NET's classes it is."""

    __slots__ = ("ps_type", "compare", "key_type", "value_type")

    def __init__(self, ps_type: Any, comparer: Any = None) -> None:
        DictionaryBase.__init__(self, (), False)
        self.ps_type = ps_type
        self.fold: Any = fold_function(comparer)
        self.compare = comparer_function(comparer) or net_compare
        arguments = ps_type.arguments or (None, None)
        self.key_type: Any = arguments[0]
        self.value_type: Any = arguments[1]

    def set(self, key: Any, value: Any) -> None:
        new = not self.contains(key)
        DictionaryBase.set(self, key, value)
        if new:
            from functools import cmp_to_key

            by_key: Any = cmp_to_key(lambda a, b: self.compare(a[1], b[1]))  # type: ignore[index]
            order = sorted(self.names.items(), key=by_key)
            self.names = dict(order)
            self.entries = {folded: self.entries[folded] for folded, _ in order}

    def copy(self) -> Any:
        made = DictionaryBase.copy(self)
        made.ps_type, made.compare, made.key_type, made.value_type = (
            self.ps_type,
            self.compare,
            self.key_type,
            self.value_type,
        )
        return made


class GenericMap(Dictionary):
    """Other generic dictionaries in insertion order (ConcurrentDictionary, OrderedDictionary[K,V]); `ps_type` is set."""

    __slots__ = ("ps_type",)


class StringDictionary(DictionaryBase):
    """System.Collections.Specialized.StringDictionary: keys in lower case."""

    __slots__ = ()
    type_name = "System.Collections.Specialized.StringDictionary"


class KeyCollection(NetObject):
    """`.Keys` or `.Values` (`what`) of a dictionary: a view of it."""

    __slots__ = ("source", "what")

    def __init__(self, source: Any, what: str) -> None:
        self.source, self.what = source, what
        self.extension = None
        self.ps_type = None
        if isinstance(source, Dictionary) and source.key_type is not None:
            part = "KeyCollection" if what == "keys" else "ValueCollection"
            arguments = (source.key_type, source.value_type or types.OBJECT)
            self.ps_type = types.make_generic(f"System.Collections.Generic.Dictionary`2+{part}", arguments)

    @property
    def type_name(self) -> str:  # type: ignore[override]
        cls = type(self.source)
        part = "KeyCollection" if self.what == "keys" else "ValueCollection"
        if cls is OrderedDictionary:
            return "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection"
        if cls is Hashtable:
            return f"System.Collections.Hashtable+{part}"
        return f"System.Collections.SortedList+{part.replace('Collection', 'List')}"

    def enumerate(self) -> list[Any]:
        """The keys or values."""
        return list(self.source.keys() if self.what == "keys" else self.source.values())


def entries(source: Any) -> list[Any]:
    """A dictionary's entries as DictionaryEntry or KeyValuePair values."""
    if isinstance(source, (Dictionary, SortedMap)) and (
        type(source) is not SortedMap or source.ps_type.arguments
    ):
        pair = (source.key_type or types.OBJECT, source.value_type or types.OBJECT)
        return [DictionaryEntry(k, v, pair) for k, v in source.items()]  # type: ignore[arg-type]
    return [DictionaryEntry(k, v) for k, v in source.items()]


def enumerator(source: Any) -> Any:
    """GetEnumerator."""
    kinds = {
        Hashtable: "System.Collections.Hashtable+HashtableEnumerator",
        OrderedDictionary: "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator",
    }
    return Enumerator(entries(source), kinds.get(type(source), "System.Collections.IDictionaryEnumerator"))


def _check(key: Any, name: str = "key") -> None:
    if key is None:
        raise null_error(name)


def add(source: Any, key: Any, value: Any) -> None:
    """Hashtable.Add and its like: a taken key is an error naming both keys."""
    _check(key)
    if source.contains(key):
        shown = next((k for k in source.keys() if source.fold(k) == source.fold(key)), key)
        raise argument_error(
            f"Item has already been added. Key in dictionary: '{_text(shown)}'  Key being added: '{_text(key)}'"
        )
    source.set(key, value)


def add_generic(source: Any, key: Any, value: Any) -> None:
    """Dictionary.Add."""
    _check(key)
    if source.contains(key):
        raise argument_error(f"An item with the same key has already been added. Key: {_text(key)}")
    source.set(key, value)


def _text(value: Any) -> str:
    from exoshell.dotnet.strings import text_of

    return text_of(value)


def contains_key(source: Any, key: Any) -> bool:
    _check(key)
    return bool(source.contains(key))


def contains_value(source: Any, value: Any) -> bool:
    return any(net_equals(v, value) for v in source.values())


def remove_quietly(source: Any, key: Any) -> None:
    _check(key)
    source.remove(key)


def remove(source: Any, key: Any, result: Any = None) -> bool:
    """Dictionary.Remove(key[, [ref] value])."""
    _check(key)
    if result is not None and source.contains(key):
        result.value = source.get(key)
    return bool(source.remove(key))


def try_get(source: Any, key: Any, result: Any) -> bool:
    """TryGetValue(key, [ref] value): a missing key gives the value type's zero."""
    _check(key)
    if source.contains(key):
        result.value = source.get(key)
        return True
    from exoshell.dotnet.access import default_value

    kind = getattr(source, "value_type", None)
    result.value = default_value(kind) if kind is not None else None
    return False


def try_add(source: Any, key: Any, value: Any) -> bool:
    _check(key)
    if source.contains(key):
        return False
    source.set(key, value)
    return True


def copy_to(source: Any, target: list[Any], index: int = 0) -> None:
    made = entries(source)
    target[index : index + len(made)] = made


def item_at(source: Any, index: int) -> Any:
    """Value at a position of a sorted or ordered dictionary."""
    if not 0 <= index < len(source):
        raise range_error(
            "index", "Index was out of range. Must be non-negative and less than the size of the collection."
        )
    return source.values()[index]


def key_at(source: Any, index: int) -> Any:
    if not 0 <= index < len(source):
        raise range_error(
            "index", "Index was out of range. Must be non-negative and less than the size of the collection."
        )
    return source.keys()[index]


def remove_at(source: Any, index: int) -> None:
    source.remove(key_at(source, index))


def index_of_key(source: Any, key: Any) -> int:
    folded = source.fold(key)
    return next((n for n, k in enumerate(source.names) if k == folded), -1)


def index_of_value(source: Any, value: Any) -> int:
    return next((n for n, v in enumerate(source.values()) if net_equals(v, value)), -1)


def set_at(source: Any, index: int, value: Any) -> None:
    source.entries[source.fold(key_at(source, index))] = value


def insert_ordered(source: Any, index: int, key: Any, value: Any) -> None:
    """OrderedDictionary.Insert."""
    if not 0 <= index <= len(source):
        raise range_error("index", "Specified argument was out of the range of valid values.")
    if source.contains(key):
        raise argument_error(
            f"Item has already been added. Key in dictionary: '{_text(key)}'  Key being added: '{_text(key)}'"
        )
    source.insert(index, key, value)


def item(source: Any, key: Any) -> Any:
    """Item(key) of a Hashtable: null where it is missing."""
    if type(source) is OrderedDictionary and type(key) is int:
        return item_at(source, key)
    return source.get(key)


def generic_item(source: Any, key: Any) -> Any:
    if not source.contains(key):
        raise net_error(
            "System.Collections.Generic.KeyNotFoundException",
            f"The given key '{_text(key)}' was not present in the dictionary.",
        )
    return source.get(key)


_COMMON: dict[str, Any] = {"Clear": DictionaryBase.clear, "GetEnumerator": enumerator, "CopyTo": copy_to}
_PROPERTIES: dict[str, Any] = {
    "Count": len,
    "Keys": lambda source: KeyCollection(source, "keys"),
    "Values": lambda source: KeyCollection(source, "values"),
    "IsReadOnly": lambda source: False,
    "IsFixedSize": lambda source: False,
    "IsSynchronized": lambda source: False,
    "SyncRoot": lambda source: source,
}
HASHTABLE.add_methods(_COMMON)
HASHTABLE.add_methods(
    {
        "Add": add,
        "Contains": contains_key,
        "ContainsKey": contains_key,
        "ContainsValue": contains_value,
        "Remove": remove_quietly,
        "Clone": lambda source: source.copy(),
    }
)
HASHTABLE.add_properties(_PROPERTIES)
for _table, _function in ((HASHTABLE, item), (ORDERED, item), (SORTED_LIST, item)):
    _table.indexer("Item", "System.Object Item(System.Object key)")(_function)
HASHTABLE.add_statics({"Synchronized": lambda source: source})


@HASHTABLE.new()
def new_hashtable(ps_type: Any, *args: Any) -> Any:
    """Hashtable: case-sensitive unless a comparer says otherwise."""
    made = Hashtable((), ignore_case=False)
    comparer = next((a for a in args if isinstance(a, StringComparer)), None)
    made.fold = fold_key if comparer is not None and comparer.ignores_case else fold_exact
    for value in args:
        if isinstance(value, DictionaryBase):
            for key, one in value.items():
                made.set(key, one)
    return made


ORDERED.add_methods(_COMMON)
ORDERED.add_methods(
    {
        "Add": add,
        "Contains": contains_key,
        "Insert": insert_ordered,
        "Remove": remove_quietly,
        "RemoveAt": remove_at,
        "AsReadOnly": lambda source: source,
    }
)
ORDERED.add_properties(_PROPERTIES)


@ORDERED.new()
def new_ordered(ps_type: Any, *args: Any) -> Any:
    """OrderedDictionary: case-sensitive unless a comparer says otherwise."""
    comparer = next((a for a in args if isinstance(a, StringComparer)), None)
    return OrderedDictionary((), ignore_case=comparer is not None and comparer.ignores_case)


def fill_generic(made: Any, args: tuple[Any, ...]) -> Any:
    """Copies a dictionary argument and takes a comparer argument."""
    comparer = next((a for a in args if isinstance(a, StringComparer)), None)
    if comparer is not None:
        made.fold = fold_key if comparer.ignores_case else fold_exact
    for value in args:
        if isinstance(value, DictionaryBase):
            for key, one in value.items():
                made.set(_as(key, made.key_type), _as(one, made.value_type))
        elif isinstance(value, list):
            for pair in value:
                made.set(pair.key, pair.value)
    return made


def _as(value: Any, kind: Any) -> Any:
    if kind is None or kind is types.OBJECT:
        return value
    from exoshell.values.conversion import convert

    return convert(value, kind)


@GENERIC.new()
def new_generic(ps_type: Any, *args: Any) -> Any:
    """Dictionary[K, V]."""
    return fill_generic(Dictionary((), False, *ps_type.arguments), args)


def new_map(ps_type: Any, *args: Any) -> Any:
    """ConcurrentDictionary[K, V], OrderedDictionary[K, V]."""
    made: Any = GenericMap((), False, *ps_type.arguments)
    made.ps_type = ps_type
    return fill_generic(made, tuple(a for a in args if type(a) is not int))


_GENERIC_METHODS: dict[str, Any] = {
    "Add": add_generic,
    "ContainsKey": contains_key,
    "ContainsValue": contains_value,
    "Remove": remove,
    "TryGetValue": try_get,
    "TryAdd": try_add,
    "EnsureCapacity": lambda source, capacity: max(capacity, len(source)),
    "TrimExcess": lambda source, capacity=0: None,
}
for _table in (GENERIC, GENERIC_ORDERED, CONCURRENT):
    _table.add_methods(_COMMON)
    _table.add_methods(_GENERIC_METHODS)
    _table.add_properties(_PROPERTIES)
    _table.indexer("Item", "!1 Item(!0 key)")(generic_item)
    for _hidden in ("isreadonly", "isfixedsize", "issynchronized", "syncroot"):
        _table.properties[_hidden].hidden = False
GENERIC.method(
    "Contains",
    "bool Contains(System.Collections.Generic.KeyValuePair[!0,!1] item)",
    "bool Contains(System.Object key, int _)",
)(lambda source, pair: source.contains(pair.key) and net_equals(source.get(pair.key), pair.value))
GENERIC.methods["contains"].hidden = True
GENERIC.add_properties(
    {"Comparer": lambda source: _comparer_of(source), "Capacity": lambda source: len(source)}
)
GENERIC_ORDERED.new()(new_map)
CONCURRENT.new()(new_map)
GENERIC_ORDERED.add_methods({"IndexOf": index_of_key, "RemoveAt": remove_at, "Insert": insert_ordered})
GENERIC_ORDERED.add_methods({"GetAt": lambda source, index: entries(source)[index], "SetAt": set_at})


def _comparer_of(source: Any) -> Any:
    return StringComparer(5 if source.fold is fold_key else 4)


def get_or_add(source: Any, key: Any, value: Any) -> Any:
    if not source.contains(key):
        source.set(key, value(key) if callable(value) else value)
    return source.get(key)


def add_or_update(source: Any, key: Any, value: Any, update: Any) -> Any:
    """AddOrUpdate: `value` is a value or a factory."""
    if source.contains(key):
        source.set(key, update(key, source.get(key)))
    else:
        source.set(key, value(key) if callable(value) else value)
    return source.get(key)


def try_update(source: Any, key: Any, value: Any, expected: Any) -> bool:
    if not source.contains(key) or not net_equals(source.get(key), expected):
        return False
    source.set(key, value)
    return True


CONCURRENT.add_methods(
    {
        "TryRemove": remove,
        "GetOrAdd": get_or_add,
        "AddOrUpdate": add_or_update,
        "TryUpdate": try_update,
        "ToArray": entries,
    }
)
CONCURRENT.add_properties({"IsEmpty": lambda source: not len(source)})


def new_sorted(ps_type: Any, *args: Any) -> Any:
    """SortedList and SortedDictionary, generic or not."""
    comparer = next(
        (a for a in args if a is not None and type(a) is not int and not isinstance(a, DictionaryBase)), None
    )
    made = SortedMap(ps_type, comparer)
    for value in args:
        if isinstance(value, DictionaryBase):
            for key, one in value.items():
                made.set(_as(key, made.key_type), _as(one, made.value_type))
    return made


_POSITIONS: dict[str, Any] = {
    "RemoveAt": remove_at,
    "IndexOfKey": index_of_key,
    "IndexOfValue": index_of_value,
}
for _table in (SORTED_LIST, GENERIC_SORTED_LIST, SORTED_DICTIONARY):
    _table.new()(new_sorted)
    _table.add_methods(_COMMON)
    _table.add_properties(_PROPERTIES)
    _table.add_properties({"Capacity": lambda source: max(len(source), 16)})
    _table.add_methods({"ContainsKey": contains_key, "ContainsValue": contains_value})
SORTED_LIST.add_methods(_POSITIONS)
SORTED_LIST.add_methods(
    {
        "Add": add,
        "Contains": contains_key,
        "Remove": remove_quietly,
        "Clone": lambda source: source.copy(),
        "GetByIndex": item_at,
        "GetKey": key_at,
        "SetByIndex": set_at,
        "GetKeyList": lambda source: KeyCollection(source, "keys"),
        "GetValueList": lambda source: KeyCollection(source, "values"),
        "TrimToSize": lambda source: None,
    }
)
for _table in (GENERIC_SORTED_LIST, SORTED_DICTIONARY):
    _table.add_methods({"Add": add_generic, "Remove": remove, "TryGetValue": try_get})
    _table.add_properties({"Comparer": _comparer_of})
GENERIC_SORTED_LIST.add_methods(_POSITIONS)
GENERIC_SORTED_LIST.add_methods(
    {
        "GetValueAtIndex": item_at,
        "GetKeyAtIndex": key_at,
        "SetValueAtIndex": set_at,
        "TrimExcess": lambda source: None,
    }
)

STRING_DICTIONARY.new("System.Collections.Specialized.StringDictionary new()")(
    lambda ps_type: StringDictionary()
)
STRING_DICTIONARY.add_methods(_COMMON)
STRING_DICTIONARY.add_methods(
    {
        "Add": lambda source, key, value: add(source, key.lower(), value),
        "ContainsKey": contains_key,
        "ContainsValue": contains_value,
        "Remove": remove_quietly,
    }
)
STRING_DICTIONARY.add_properties(_PROPERTIES)

for _name in (
    "System.Collections.Hashtable+KeyCollection",
    "System.Collections.Hashtable+ValueCollection",
    "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection",
    "System.Collections.Generic.Dictionary`2+KeyCollection",
    "System.Collections.Generic.Dictionary`2+ValueCollection",
    "System.Collections.SortedList+KeyList",
    "System.Collections.SortedList+ValueList",
):
    _keys = table(_name)
    _keys.add_properties(
        {
            "Count": lambda view: len(view.source),
            "SyncRoot": lambda view: view.source,
            "IsSynchronized": lambda view: False,
        }
    )
    _keys.method("GetEnumerator", raw=True)(lambda view: Enumerator(view.enumerate()))
    _keys.method("CopyTo", raw=True)(
        lambda view, target, index: target.__setitem__(
            slice(index, index + len(view.source)), view.enumerate()
        )
    )
    _keys.method("Contains", raw=True)(
        lambda view, value: any(net_equals(v, value) for v in view.enumerate())
    )
    if "SortedList" in _name:
        _keys.get_item = lambda view, index: view.enumerate()[index]


# ----------------------------------------------------------------------------------------------------------------------------- entries

ENTRY.add_fields({"Key": "key", "Value": "value"})
ENTRY.add_properties({"Name": lambda entry: entry.key})
PAIR.add_fields({"Key": "key", "Value": "value"}, read_only=True)


@ENTRY.new()
def new_entry(ps_type: Any, key: Any = None, value: Any = None) -> Any:
    return DictionaryEntry(key, value)


@PAIR.new()
def new_pair(ps_type: Any, key: Any = None, value: Any = None) -> Any:
    return DictionaryEntry(key, value, ps_type.arguments)


@PAIR.method("ToString", "string ToString()")
def pair_text(entry: Any) -> str:
    return f"[{_text(entry.key)}, {_text(entry.value)}]"
