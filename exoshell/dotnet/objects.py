"""System.Object, PSObject and PSCustomObject."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OBJECT = table("System.Object")
CUSTOM = table("System.Management.Automation.PSCustomObject")
PSOBJECT = table("System.Management.Automation.PSObject")


@OBJECT.method("ToString", "string ToString()")
def object_text(obj: Any) -> str:
    from exoshell.values.text import net_text

    return net_text(obj)


@OBJECT.method("GetType", "type GetType()", raw=True)
def get_type(obj: Any) -> Any:
    return types.type_of(obj)


@OBJECT.method("Equals", "bool Equals(System.Object obj)")
def object_equals(obj: Any, other: Any) -> bool:
    if obj is other:
        return True
    if type(obj) is not type(other) or isinstance(obj, (list, PSCustomObject)):
        return False
    return bool(obj == other)


@OBJECT.method("GetHashCode", "int GetHashCode()")
def hash_code(obj: Any) -> int:
    try:
        value = hash(obj)
    except TypeError:
        value = id(obj)
    return (value + 2**31) % 2**32 - 2**31


@OBJECT.static("Equals", "static bool Equals(System.Object objA, System.Object objB)")
def objects_equal(first: Any, second: Any) -> bool:
    if first is None or second is None:
        return first is second
    return object_equals(first, second)


@OBJECT.static("ReferenceEquals", "static bool ReferenceEquals(System.Object objA, System.Object objB)")
def reference_equals(first: Any, second: Any) -> bool:
    return first is second


@OBJECT.new("System.Object new()")
def new_object(ps_type: Any) -> Any:
    from exoshell.values.objects import NetObject

    made = NetObject()
    made.extension = None
    made.ps_type = None
    return made


@CUSTOM.method("ToString", "string ToString()")
def custom_text(obj: Any) -> str:
    return ""


@CUSTOM.method("Equals", "bool Equals(System.Object obj)")
def custom_equals(obj: Any, other: Any) -> bool:
    """The wrapped object is compared with its wrapper, so even the same object is not equal."""
    return False


@PSOBJECT.new("psobject new()", "psobject new(System.Object obj)")
def new_psobject(ps_type: Any, value: Any = None) -> Any:
    return PSCustomObject() if value is None else value
