"""Members of the service's sizes. Scripts treat them as objects (`.Value.ToMB()`) and as text (`.Split('(')`): both work.

The members are hidden, so that a size prints as its text everywhere, as it does where the service's objects come over the wire.
"""

from __future__ import annotations

from exoshell.dotnet.table import Method, Property, find_table, table
from exoshell.values.numbers import UInt64
from exoshell.values.sizes import ByteQuantifiedSize, SizeBase, read_size

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SIZE = table("Microsoft.Exchange.Data.ByteQuantifiedSize")
UNLIMITED = table("Microsoft.Exchange.Data.Unlimited")


def _bytes(obj: Any) -> int:
    if isinstance(obj, ByteQuantifiedSize):
        return obj.bytes
    if obj.value is None:
        from exoshell.values.errors import ps_error

        raise ps_error(
            "InvalidOperationException",
            "The value is Unlimited, so it has no number of bytes.",
            exception="System.InvalidOperationException",
            category="InvalidOperation",
        )
    return int(obj.value.bytes)


def _in_unit(unit: int) -> Callable[[Any], Any]:
    def convert(obj: Any) -> Any:
        return UInt64(_bytes(obj) // unit)

    return convert


def _string_method(name: str) -> Callable[..., Any]:
    def call(obj: Any, *arguments: Any) -> Any:
        from exoshell.dotnet.access import call_method

        return call_method(obj.text, name, list(arguments))

    return call


def _to_string(obj: Any, *arguments: Any) -> str:
    return str(obj.text)


def _compare(obj: Any, other: Any) -> int:
    found = obj.compare_to(other)
    return 1 if found is None else found


def _equals(obj: Any, other: Any) -> bool:
    return isinstance(other, SizeBase) and obj == other


def _fill(target: Any) -> None:
    strings = find_table("System.String")
    for method in strings.methods.values() if strings is not None else ():
        target.methods[method.name.lower()] = Method(
            method.name, _string_method(method.name), None, raw=True, hidden=True
        )
    for name, unit in (
        ("ToBytes", 1),
        ("ToKB", 1 << 10),
        ("ToMB", 1 << 20),
        ("ToGB", 1 << 30),
        ("ToTB", 1 << 40),
    ):
        target.methods[name.lower()] = Method(name, _in_unit(unit), [f"uint64 {name}()"])
    target.methods["tostring"] = Method("ToString", _to_string, None, raw=True)
    target.methods["compareto"] = Method("CompareTo", _compare, ["int CompareTo(System.Object other)"])
    target.methods["equals"] = Method("Equals", _equals, ["bool Equals(System.Object obj)"])
    target.properties["length"] = Property("Length", lambda obj: len(obj.text), None, "int", hidden=True)


_fill(SIZE)
_fill(UNLIMITED)
SIZE.properties["value"] = Property("Value", lambda obj: obj, None, SIZE.type_name, hidden=True)
SIZE.properties["isunlimited"] = Property("IsUnlimited", lambda obj: False, None, "bool", hidden=True)
UNLIMITED.properties["value"] = Property("Value", lambda obj: obj.value, None, SIZE.type_name, hidden=True)
UNLIMITED.properties["isunlimited"] = Property(
    "IsUnlimited", lambda obj: obj.is_unlimited, None, "bool", hidden=True
)


@SIZE.static("Parse", "static Microsoft.Exchange.Data.ByteQuantifiedSize Parse(string expression)", raw=True)
def parse(text: Any) -> ByteQuantifiedSize:
    """A size from its text; FormatException for anything else."""
    found = read_size(str(text))
    if found is None:
        from exoshell.values.errors import ps_error

        raise ps_error(
            "FormatException",
            f"'{text}' is not a size.",
            exception="System.FormatException",
            category="InvalidArgument",
        )
    return ByteQuantifiedSize(found)
