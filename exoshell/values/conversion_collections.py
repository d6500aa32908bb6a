"""Casts to arrays and to the collection classes."""

from __future__ import annotations

from exoshell.values.char import Char
from exoshell.values.collections import (
    ArrayList,
    Collection,
    DictionaryBase,
    DictionaryEntry,
    GenericList,
    TypedArray,
)
from exoshell.values.conversion_objects import general_failure
from exoshell.values.enumeration import enumerate_value
from exoshell.values.errors import PowerShellError
from exoshell.values.failures import cast_detail, inner_of
from exoshell.values.text import net_text
from exoshell.values.types import OBJECT, EnumValue, PSType, is_instance, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_INTERFACES = {
    "System.Collections.Generic.IEnumerable`1",
    "System.Collections.Generic.ICollection`1",
    "System.Collections.Generic.IList`1",
    "System.Collections.Generic.IReadOnlyList`1",
    "System.Collections.Generic.IReadOnlyCollection`1",
}
_PLAIN_INTERFACES = {
    "System.Collections.IEnumerable",
    "System.Collections.ICollection",
    "System.Collections.IList",
    "System.Array",
}


def make_array(items: list[Any], element: PSType) -> Any:
    """An array of an element type: a plain list for object."""
    return list(items) if element is OBJECT else TypedArray(items, element)


def array_handler(ps_type: PSType) -> Callable[[Any], Any]:
    """The cast to an array type."""
    from exoshell.values.conversion import convert

    element = ps_type.element or OBJECT

    def cast(value: Any) -> Any:
        if value is None:
            return None
        kind = type(value)
        if element is OBJECT and kind is list:
            return value
        if kind is str:
            if element.full_name == "System.Char":
                return TypedArray([Char(c) for c in value], element)
        elif type_of(value) is ps_type:
            return value
        else:
            items = enumerate_value(value)
            if items is not None:
                if element is OBJECT:
                    return list(items)
                return TypedArray([convert(item, element) for item in items], element)
        return _scalar(value)

    def _scalar(value: Any) -> Any:
        if element is OBJECT:
            return [value]
        try:
            return make_array([convert(value, element)], element)
        except PowerShellError as error:
            raise scalar_failure(value, ps_type, error) from None

    return cast


def scalar_failure(value: Any, ps_type: PSType, error: PowerShellError) -> PowerShellError:
    """One value that does not convert to the element type."""
    plain = (
        type(value) is bool
        or type(value) is Char
        or type(value) is EnumValue
        or type_of(value).full_name == "System.DateTime"
    )
    numeric = isinstance(value, (int, float)) or type(value).__name__ == "Decimal"
    if plain or not (numeric or type(value) is str):
        return general_failure(value, ps_type)
    return cast_detail(
        "InvalidCastExceptionScalarToArray", net_text(value), ps_type.full_name, inner_of(error)
    )


def collection_handler(ps_type: PSType) -> Callable[[Any], Any] | None:
    """The cast to a collection class or interface; None for another type."""
    definition = ps_type.definition
    name = ps_type.full_name
    if name == "System.Collections.ArrayList":
        return _list_class(ps_type)
    if definition == "System.Collections.Generic.List`1":
        element = ps_type.arguments[0]
        return _builder(ps_type, element, lambda items: GenericList(items, element))
    if definition == "System.Collections.ObjectModel.Collection`1":
        element = ps_type.arguments[0]
        held = None if element.full_name == "System.Management.Automation.PSObject" else element
        return _builder(ps_type, element, lambda items: Collection(items, held))
    if definition in _BUILT_FROM_ITEMS:
        return _built(ps_type)
    if "System.Delegate" in ps_type.ancestry:
        return _delegate(ps_type)
    if definition in _INTERFACES and ps_type.arguments:
        element = ps_type.arguments[0]
        return _builder(ps_type, element, lambda items: make_array(items, element))
    if name in _PLAIN_INTERFACES:
        return _builder(ps_type, OBJECT, lambda items: list(items))
    return None


_BUILT_FROM_ITEMS = frozenset(
    f"System.Collections.{name}"
    for name in "Generic.HashSet`1 Generic.SortedSet`1 Generic.Queue`1 Generic.Stack`1 Generic.LinkedList`1 Queue Stack".split()
)


def _built(ps_type: PSType) -> Callable[[Any], Any]:
    """A collection class whose constructor takes the converted elements."""
    from exoshell.values.hooks import HOOKS

    element = ps_type.arguments[0] if ps_type.arguments else OBJECT

    def make(items: list[Any]) -> Any:
        return HOOKS.new(ps_type, [make_array(items, element)]) if HOOKS.new is not None else items

    return _builder(ps_type, element, make)


def _delegate(ps_type: PSType) -> Callable[[Any], Any]:
    """A delegate: made of a script block or a method by the room above."""
    from exoshell.values.hooks import HOOKS

    def cast(value: Any) -> Any:
        if value is None or is_instance(value, ps_type):
            return value
        if HOOKS.new is None:
            raise general_failure(value, ps_type)
        try:
            return HOOKS.new(ps_type, [value])
        except PowerShellError:
            raise general_failure(value, ps_type) from None

    return cast


def _list_class(ps_type: PSType) -> Callable[[Any], Any]:
    """ArrayList: built from collections only; a character or enumeration is taken as its capacity."""

    def cast(value: Any) -> Any:
        if value is None or type(value) is ArrayList:
            return value
        if isinstance(value, DictionaryBase):
            return ArrayList([DictionaryEntry(k, v) for k, v in value.items()])
        if type(value) is Char or type(value) is EnumValue:
            return ArrayList()
        items = None if type(value) is str else enumerate_value(value)
        if items is None:
            raise general_failure(value, ps_type)
        return ArrayList(items)

    return cast


def _builder(ps_type: PSType, element: PSType, make: Callable[[list[Any]], Any]) -> Callable[[Any], Any]:
    from exoshell.values.conversion import convert

    def cast(value: Any) -> Any:
        if value is None or is_instance(value, ps_type):
            return value
        items = None if isinstance(value, str) else enumerate_value(value)
        if items is None:
            if type(value) is Char and ps_type.kind == "generic":
                return make([])  # taken as a capacity
            if isinstance(value, DictionaryBase) and ps_type.full_name != "System.Array":
                raise general_failure(value, ps_type)
            items = [value]
        try:
            return make([convert(item, element) for item in items])
        except PowerShellError:
            raise general_failure(value, ps_type) from None

    return cast
