"""Arrays, lists and dictionaries.

`object[]` is a plain Python `list` (PowerShell's rule that arrays have a fixed size is kept by the member tables, not by the class);
other array types and the list classes of .NET are subclasses of `list`, dictionaries share one base that folds keys.
Comparison of two collections by `-eq` is by reference: compare with `is`, never with `==`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class TypedArray(list):  # type: ignore[type-arg]
    """An array of another element type than object; `element_type` is a PSType."""

    __slots__ = ("element_type",)

    def __init__(self, items: Any = (), element_type: Any = None) -> None:
        list.__init__(self, items)
        self.element_type = element_type


class MultiArray:
    """An array of rank > 1: `cells` in row-major order, `lengths` a tuple."""

    __slots__ = ("cells", "lengths", "element_type")

    def __init__(self, cells: list[Any], lengths: tuple[int, ...], element_type: Any = None) -> None:
        self.cells, self.lengths, self.element_type = cells, lengths, element_type


class GenericList(list):  # type: ignore[type-arg]
    """System.Collections.Generic.List of `element_type` (a PSType; None is object)."""

    __slots__ = ("element_type",)

    def __init__(self, items: Any = (), element_type: Any = None) -> None:
        list.__init__(self, items)
        self.element_type = element_type


class ArrayList(list):  # type: ignore[type-arg]
    """System.Collections.ArrayList."""

    __slots__ = ()


class Collection(list):  # type: ignore[type-arg]
    """System.Collections.ObjectModel.Collection of `element_type`; None is PSObject."""

    __slots__ = ("element_type",)

    def __init__(self, items: Any = (), element_type: Any = None) -> None:
        list.__init__(self, items)
        self.element_type = element_type


def fold_key(key: Any) -> Any:
    """What a case-insensitive dictionary compares: text without case, everything else by kind and value or by reference."""
    kind = type(key)
    if kind is str:
        return key.lower()
    if kind is int:
        return key
    return fold_exact(key)


def fold_exact(key: Any) -> Any:
    """What a case-sensitive dictionary compares. Number kinds are apart: 1, 1L and $true are three keys."""
    kind = type(key)
    if kind is str or kind is int:
        return key
    if kind.__hash__ is None or isinstance(key, list):
        return (id, id(key))
    return (kind, key)


class DictionaryBase:
    """Keys and values in insertion order; `fold` turns a key into what is compared."""

    __slots__ = ("names", "entries", "fold", "extension")

    def __init__(self, pairs: Any = (), ignore_case: bool = True) -> None:
        self.names: dict[Any, Any] = {}  # folded key -> key as given
        self.entries: dict[Any, Any] = {}  # folded key -> value
        self.fold = fold_key if ignore_case else fold_exact
        self.extension: Any = None
        for key, value in pairs:
            self.set(key, value)

    def get(self, key: Any, default: Any = None) -> Any:
        return self.entries.get(
            key.lower() if type(key) is str and self.fold is fold_key else self.fold(key), default
        )

    def set(self, key: Any, value: Any) -> None:
        folded = self.fold(key)
        if folded not in self.entries:
            self.names[folded] = key
        self.entries[folded] = value

    def contains(self, key: Any) -> bool:
        return self.fold(key) in self.entries

    def remove(self, key: Any) -> bool:
        folded = self.fold(key)
        if folded not in self.entries:
            return False
        del self.entries[folded], self.names[folded]
        return True

    def clear(self) -> None:
        self.names.clear()
        self.entries.clear()

    def keys(self) -> list[Any]:
        return list(self.names.values())

    def values(self) -> list[Any]:
        return list(self.entries.values())

    def items(self) -> Iterator[tuple[Any, Any]]:
        return zip(self.names.values(), self.entries.values(), strict=True)

    def copy(self) -> Any:
        other = type(self).__new__(type(self))
        other.names, other.entries, other.fold, other.extension = (
            dict(self.names),
            dict(self.entries),
            self.fold,
            None,
        )
        return other

    def __len__(self) -> int:
        return len(self.entries)

    def __bool__(self) -> bool:
        return True  # an empty dictionary is true in PowerShell


class Hashtable(DictionaryBase):
    """System.Collections.Hashtable: `@{}` ignores case, `[hashtable]::new()` does not."""

    __slots__ = ()


class OrderedHashtable(Hashtable):
    """System.Management.Automation.OrderedHashtable: what ConvertFrom-Json -AsHashtable gives."""

    __slots__ = ()


class OrderedDictionary(DictionaryBase):
    """System.Collections.Specialized.OrderedDictionary: `[ordered]@{}`, indexable by position."""

    __slots__ = ()

    def get_at(self, index: int) -> Any:
        """The value at a position that exists (0 <= index < len)."""
        return list(self.entries.values())[index]

    def set_at(self, index: int, value: Any) -> None:
        self.entries[list(self.entries)[index]] = value

    def insert(self, index: int, key: Any, value: Any) -> None:
        names, entries = list(self.names.items()), list(self.entries.items())
        folded = self.fold(key)
        names.insert(index, (folded, key))
        entries.insert(index, (folded, value))
        self.names, self.entries = dict(names), dict(entries)


class Dictionary(DictionaryBase):
    """System.Collections.Generic.Dictionary; `key_type` and `value_type` are PSTypes. Case-sensitive unless told otherwise."""

    __slots__ = ("key_type", "value_type")

    def __init__(
        self, pairs: Any = (), ignore_case: bool = False, key_type: Any = None, value_type: Any = None
    ) -> None:
        DictionaryBase.__init__(self, pairs, ignore_case)
        self.key_type, self.value_type = key_type, value_type

    def copy(self) -> Any:
        other = DictionaryBase.copy(self)
        other.key_type, other.value_type = self.key_type, self.value_type
        return other


class DictionaryEntry:
    """System.Collections.DictionaryEntry, or a KeyValuePair where `pair` is True."""

    __slots__ = ("key", "value", "pair")

    def __init__(self, key: Any, value: Any, pair: bool = False) -> None:
        self.key, self.value, self.pair = key, value, pair


class PSRange:
    """Not a .NET type: a lazy `1..2000000` in a pipeline or foreach head; it is turned into a list wherever it becomes a value."""

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
