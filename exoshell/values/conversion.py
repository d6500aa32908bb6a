"""Casts: what `[type]value` gives, and the small conversions that every operator uses.

`convert` finds a handler by the target type once and keeps it; handlers for numbers and text stand here, the rest is loaded when a script
first casts to such a type.
"""

from __future__ import annotations

from exoshell.values import text as _text
from exoshell.values.char import Char
from exoshell.values.null import AutomationNull
from exoshell.values.numbers import INT32_MAX, INT32_MIN
from exoshell.values.objects import PSObject
from exoshell.values.types import EnumValue, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

to_text = _text.to_text
join_text = _text.join_text

_HANDLERS: dict[PSType, Callable[[Any], Any]] = {}
_KEEP_WRAPPED = frozenset(
    ("System.Object", "System.Management.Automation.PSObject", "System.Management.Automation.PSCustomObject")
)


def convert(value: Any, ps_type: Any) -> Any:
    """`[ps_type]value`. Raises the PowerShellError of a failing cast."""
    handler = _HANDLERS.get(ps_type)
    if handler is None:
        handler = _HANDLERS[ps_type] = _make_handler(ps_type)
    kind = type(value)
    if kind is PSObject:
        if ps_type.full_name in _KEEP_WRAPPED:
            return value
        value = value.base
    elif kind is AutomationNull:
        value = None
    return handler(value)


def try_convert(value: Any, ps_type: Any) -> tuple[bool, Any]:
    """(True, converted) or (False, None)."""
    from exoshell.values.errors import PowerShellError

    try:
        return True, convert(value, ps_type)
    except PowerShellError:
        return False, None


def as_type(value: Any, ps_type: PSType) -> Any:
    """`value -as [ps_type]`."""
    return try_convert(value, ps_type)[1]


# --- truth ------------------------------------------------------------------------------------------------------------
def _list_truth(value: Any) -> bool:
    count = len(value)
    if count != 1:
        return count > 1
    only = value[0]
    if isinstance(only, list):
        return len(only) > 0
    return to_bool(only)


_TRUTH: dict[type, Callable[[Any], bool]] = {
    bool: lambda value: value,
    int: lambda value: value != 0,
    str: lambda value: value != "",
    float: lambda value: value != 0.0,
    type(None): lambda value: False,
    AutomationNull: lambda value: False,
    list: _list_truth,
    Char: lambda value: value.value != "\0",
    EnumValue: lambda value: value.value != 0,
    PSObject: lambda value: to_bool(value.base),
}


def to_bool(value: Any) -> bool:
    """The truth of a value in a condition or under [bool]."""
    found = _TRUTH.get(type(value))
    return found(value) if found is not None else _other_truth(value)


def _other_truth(value: Any) -> bool:
    if isinstance(value, (int, float)):
        return value != 0
    if isinstance(value, list):
        return _list_truth(value)
    kind = type(value)
    if kind.__name__ == "SwitchParameter":
        return bool(value.is_present)
    if kind.__name__ == "Decimal":
        return bool(value != 0)
    if kind.__name__ == "PSRange":
        return True
    if kind.__name__ == "MultiArray":
        return _list_truth(value.cells)
    items = getattr(kind, "__len__", None) if hasattr(kind, "enumerate") else None
    return _list_truth(value.enumerate()) if items is not None else True


# --- numbers ----------------------------------------------------------------------------------------------------------
def to_int32(value: Any) -> int:
    """`[int]value` as a plain int."""
    kind = type(value)
    if kind is int:
        return value  # type: ignore[no-any-return]
    if kind is float and -2147483648.5 < value < 2147483647.5:
        return round(value)
    if kind is bool:
        return int(value)
    from exoshell.values.types import find_type

    return convert(value, find_type("int"))  # type: ignore[arg-type, no-any-return]


def to_number(text: str) -> Any:
    """The number a text means in arithmetic (of the kind its literal has), or None. White space around it does not count."""
    from exoshell.values.conversion_numbers import number_of_text

    return number_of_text(text)


def fits_int32(value: int) -> bool:
    return INT32_MIN <= value <= INT32_MAX


# --- handlers ---------------------------------------------------------------------------------------------------------
def _identity(value: Any) -> Any:
    return value


_SIMPLE: dict[str, Callable[[Any], Any]] = {
    "System.Object": _identity,
    "System.Management.Automation.PSObject": _identity,
    "System.String": to_text,
    "System.Boolean": to_bool,
}
_NUMERIC = frozenset(
    f"System.{n}"
    for n in "Int32 Int64 Int16 SByte Byte UInt16 UInt32 UInt64 Double Single Decimal Char".split()
) | {"System.Numerics.BigInteger"}


def _make_handler(ps_type: PSType) -> Callable[[Any], Any]:
    name = ps_type.full_name
    simple = _SIMPLE.get(name)
    if simple is not None:
        return simple
    if name in _NUMERIC:
        from exoshell.values.conversion_numbers import number_handler

        return number_handler(ps_type)
    from exoshell.values.conversion_objects import object_handler

    return object_handler(ps_type)
