"""System.Linq.Enumerable, System.Collections.Comparer and CaseInsensitiveComparer."""

from __future__ import annotations

from exoshell.dotnet.equality import fold_function, net_compare, net_equals, sort_items
from exoshell.dotnet.errors import net_error, overload_error
from exoshell.dotnet.hooks import block_value, is_block
from exoshell.dotnet.lists import _elements
from exoshell.dotnet.table import table
from exoshell.dotnet.text_comparison import StringComparer
from exoshell.values import types
from exoshell.values.collections import Dictionary, GenericList, TypedArray
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LINQ = table("System.Linq.Enumerable")


def _call(function: Any, *args: Any) -> Any:
    return block_value(function, list(args)) if is_block(function) else function(*args)


def _true(function: Any, *args: Any) -> bool:
    from exoshell.values.conversion import to_bool

    return to_bool(_call(function, *args))


def _element(source: Any) -> Any:
    """The element type of a sequence."""
    found = getattr(source, "element_type", None)
    if found is not None:
        return found
    own = types.type_of(source)
    return own.arguments[0] if len(own.arguments) == 1 else types.OBJECT


def _like(source: Any, items: list[Any]) -> Any:
    """A sequence of the same element type."""
    element = _element(source)
    return items if element is types.OBJECT else TypedArray(items, element)


def _result_type(function: Any) -> Any:
    shape = getattr(function, "shape", None)
    return shape()[1] if shape else None


def _made(items: list[Any], element: Any) -> Any:
    return items if element is None or element is types.OBJECT else TypedArray(items, element)


def _items(source: Any) -> list[Any]:
    if source is None:
        raise net_error("System.ArgumentNullException", "Value cannot be null. (Parameter 'source')")
    return _elements(source)


def first(source: Any, match: Any = None) -> Any:
    for item in _items(source):
        if match is None or _true(match, item):
            return item
    raise net_error(
        "System.InvalidOperationException",
        _NOTHING if match is None else "Sequence contains no matching element",
    )


_NOTHING = "Sequence contains no elements"


def last(source: Any, match: Any = None) -> Any:
    for item in reversed(_items(source)):
        if match is None or _true(match, item):
            return item
    raise net_error(
        "System.InvalidOperationException",
        _NOTHING if match is None else "Sequence contains no matching element",
    )


def single(source: Any, match: Any = None) -> Any:
    found = [i for i in _items(source) if match is None or _true(match, i)]
    if len(found) != 1:
        raise net_error(
            "System.InvalidOperationException",
            _NOTHING if not found else "Sequence contains more than one element",
        )
    return found[0]


def _or_default(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(source: Any, match: Any = None) -> Any:
        from exoshell.dotnet.access import default_value

        found = [i for i in _items(source) if match is None or _true(match, i)]
        return function(found) if found else default_value(_element(source))

    return call


def distinct(source: Any, comparer: Any = None) -> Any:
    fold = fold_function(comparer)
    seen: dict[Any, Any] = {}
    for item in _items(source):
        seen.setdefault(fold(item), item)
    return _like(source, list(seen.values()))


def _combined(keep: str) -> Callable[..., Any]:
    """Union, Intersect, Except."""

    def call(one: Any, other: Any, comparer: Any = None) -> Any:
        fold = fold_function(comparer)
        second = {fold(i): i for i in _items(other)}
        seen: dict[Any, Any] = {}
        for item in _items(one):
            inside = fold(item) in second
            if keep == "union" or (keep == "both") == inside:
                seen.setdefault(fold(item), item)
        if keep == "union":
            for key, item in second.items():
                seen.setdefault(key, item)
        return _like(one, list(seen.values()))

    return call


def total(source: Any, selector: Any = None) -> Any:
    """Sum."""
    items = [_call(selector, i) for i in _items(source)] if selector is not None else _items(source)
    if not items:
        return 0
    if not isinstance(items[0], (int, float)) and type(items[0]).__name__ != "Decimal":
        raise overload_error("Sum", 1 if selector is None else 2)
    result = sum(items)
    if isinstance(result, int):
        kind = type(items[0])
        if not (-(2**31) <= result < 2**31) and kind is int:
            raise net_error("System.OverflowException", "Arithmetic operation resulted in an overflow.")
        return kind(result)
    return result


def average(source: Any, selector: Any = None) -> Any:
    items = [_call(selector, i) for i in _items(source)] if selector is not None else _items(source)
    if not items:
        raise net_error("System.InvalidOperationException", _NOTHING)
    return sum(items) / len(items)


def _extreme(sign: int) -> Callable[..., Any]:
    def call(source: Any, selector: Any = None) -> Any:
        items = [_call(selector, i) for i in _items(source)] if selector is not None else _items(source)
        if not items:
            raise net_error("System.InvalidOperationException", _NOTHING)
        best = items[0]
        for item in items[1:]:
            if net_compare(item, best) * sign > 0:
                best = item
        return best

    return call


def _ordered(sign: int) -> Callable[..., Any]:
    def call(source: Any, selector: Any, *rest: Any) -> Any:
        keyed = [(_call(selector, i), i) for i in _items(source)]
        ordered = sort_items(keyed, lambda a, b: sign * net_compare(a[0], b[0]))
        return _like(source, [i for _, i in ordered])

    return call


def select(source: Any, selector: Any) -> Any:
    return _made([_call(selector, i) for i in _items(source)], _result_type(selector))


def select_many(source: Any, selector: Any) -> Any:
    return [x for i in _items(source) for x in _elements(_call(selector, i))]


def _while(skip: bool) -> Callable[..., Any]:
    def call(source: Any, match: Any) -> Any:
        items = _items(source)
        position = next((n for n, i in enumerate(items) if not _true(match, i)), len(items))
        return _like(source, items[position:] if skip else items[:position])

    return call


class Grouping(NetObject):
    """An IGrouping: `key` and its elements."""

    __slots__ = ("key", "items")
    type_name = "System.Linq.IGrouping`2"

    def __init__(self, key: Any) -> None:
        self.key = key
        self.items: list[Any] = []
        self.extension = None
        self.ps_type = None

    def enumerate(self) -> list[Any]:
        return self.items


table("System.Linq.IGrouping`2").add_properties({"Key": lambda g: g.key})


def group_by(source: Any, selector: Any) -> Any:
    groups: dict[Any, Grouping] = {}
    fold = fold_function(None)
    for item in _items(source):
        key = _call(selector, item)
        groups.setdefault(fold(key), Grouping(key)).items.append(item)
    return list(groups.values())


def to_dictionary(source: Any, key: Any, value: Any = None) -> Any:
    made = Dictionary(
        (), False, _result_type(key), _result_type(value) if value is not None else _element(source)
    )
    for item in _items(source):
        made.set(_call(key, item), _call(value, item) if value is not None else item)
    return made


def to_list(source: Any) -> Any:
    element = _element(source)
    return GenericList(_items(source), None if element is types.OBJECT else element)


def aggregate(source: Any, *args: Any) -> Any:
    """Aggregate([seed,] function)."""
    items = _items(source)
    if len(args) == 1:
        if not items:
            raise net_error("System.InvalidOperationException", _NOTHING)
        result, items = items[0], items[1:]
    else:
        result = args[0]
    for item in items:
        result = _call(args[-1], result, item)
    return result


def number_range(start: int, count: int) -> Any:
    return TypedArray(range(start, start + count), types.named_type("System.Int32"))


def repeat(value: Any, count: int) -> Any:
    return _made([value] * count, types.type_of(value) if value is not None else None)


def zip_items(one: Any, other: Any, function: Any = None) -> Any:
    from exoshell.dotnet.tuples import value_tuple

    pairs = zip(_items(one), _items(other), strict=False)
    return [_call(function, a, b) if function is not None else value_tuple([a, b]) for a, b in pairs]


LINQ.add_statics(
    {
        "First": first,
        "FirstOrDefault": _or_default(lambda found: found[0]),
        "Last": last,
        "LastOrDefault": _or_default(lambda found: found[-1]),
        "Single": single,
        "SingleOrDefault": _or_default(lambda found: found[0]),
        "ElementAt": lambda source, index: _items(source)[index],
        "Where": lambda source, match: _like(source, [i for i in _items(source) if _true(match, i)]),
        "Select": select,
        "SelectMany": select_many,
        "Distinct": distinct,
        "Union": _combined("union"),
        "Intersect": _combined("both"),
        "Except": _combined("first"),
        "Concat": lambda one, other: _like(one, _items(one) + _items(other)),
        "Sum": total,
        "Average": average,
        "Max": _extreme(1),
        "Min": _extreme(-1),
        "Count": lambda source, match=None: sum(
            1 for i in _items(source) if match is None or _true(match, i)
        ),
        "Any": lambda source, match=None: any(match is None or _true(match, i) for i in _items(source)),
        "All": lambda source, match: all(_true(match, i) for i in _items(source)),
        "Contains": lambda source, value, comparer=None: (
            fold_function(comparer)(value) in {fold_function(comparer)(i) for i in _items(source)}
        ),
        "OrderBy": _ordered(1),
        "OrderByDescending": _ordered(-1),
        "Order": lambda source: _like(source, sort_items(_items(source))),
        "Reverse": lambda source: _like(source, _items(source)[::-1]),
        "Skip": lambda source, count: _like(source, _items(source)[max(count, 0) :]),
        "Take": lambda source, count: _like(source, _items(source)[: max(count, 0)]),
        "SkipWhile": _while(True),
        "TakeWhile": _while(False),
        "SequenceEqual": lambda one, other: (
            len(_items(one)) == len(_items(other))
            and all(net_equals(a, b) for a, b in zip(_items(one), _items(other), strict=True))
        ),
        "ToArray": lambda source: _like(source, _items(source)),
        "ToList": to_list,
        "ToHashSet": lambda source, comparer=None: _hash_set(source, comparer),
        "ToDictionary": to_dictionary,
        "GroupBy": group_by,
        "Aggregate": aggregate,
        "Range": number_range,
        "Repeat": repeat,
        "Zip": zip_items,
        "Append": lambda source, value: _like(source, [*_items(source), value]),
        "Prepend": lambda source, value: _like(source, [value, *_items(source)]),
        "AsEnumerable": lambda source: source,
    },
    raw=True,
)


def _hash_set(source: Any, comparer: Any) -> Any:
    from exoshell.dotnet.sets import HashSet

    kind = types.make_generic("System.Collections.Generic.HashSet`1", (_element(source),))
    return HashSet(kind, _items(source), comparer)


@LINQ.static(
    "Cast",
    "static TResult[] Cast[TResult](System.Collections.IEnumerable source)",
)
def cast(source: Any) -> Any:
    return _items(source)


@LINQ.static(
    "OfType",
    "static TResult[] OfType[TResult](System.Collections.IEnumerable source)",
)
def of_type(source: Any) -> Any:
    return _items(source)


LINQ.static("Empty", "static TResult[] Empty[TResult]()")(lambda: [])

for _name, _mode in (("Comparer", 0), ("CaseInsensitiveComparer", 1)):
    _t = table(f"System.Collections.{_name}")
    _t.add_static_properties(
        {n: (lambda mode=_mode: StringComparer(mode)) for n in ("Default", "DefaultInvariant")}
    )
    _t.new(raw=True)(lambda ps_type, *args, mode=_mode: StringComparer(mode))
