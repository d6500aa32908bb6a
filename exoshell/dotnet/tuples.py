"""System.Tuple, System.ValueTuple, System.Nullable, System.Lazy."""

from __future__ import annotations

from exoshell.dotnet.equality import net_equals
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class NetTuple(NetObject):
    """A Tuple or ValueTuple; `items` are its elements."""

    __slots__ = ("items",)

    def __init__(self, ps_type: Any, items: list[Any]) -> None:
        self.items = items
        self.ps_type = ps_type
        self.extension = None


def value_tuple(items: list[Any], definition: str = "System.ValueTuple") -> NetTuple:
    """A tuple whose type arguments are the types of its elements."""
    arguments = tuple(types.OBJECT if i is None else types.type_of(i) for i in items)
    return NetTuple(types.make_generic(f"{definition}`{len(items)}", arguments), items)


def _text(owner: NetTuple) -> str:
    from exoshell.dotnet.strings import text_of

    return f"({', '.join(text_of(i) for i in owner.items)})"


def _item(number: int) -> Callable[[NetTuple], Any]:
    return lambda owner: owner.items[number]


for _base in ("System.Tuple", "System.ValueTuple"):
    for _count in range(1, 8):
        _t = table(f"{_base}`{_count}")
        _t.add_properties({"Length": lambda owner: len(owner.items)})
        _t.properties["length"].type_text = "int"
        _t.add_properties({f"Item{n + 1}": _item(n) for n in range(_count)})
        for _n in range(_count):
            _t.properties[f"item{_n + 1}"].type_text = f"!{_n}"
        _t.method("ToString", "string ToString()")(_text)
        _t.method("Equals", "bool Equals(System.Object obj)")(
            lambda a, b: (
                isinstance(b, NetTuple)
                and len(a.items) == len(b.items)
                and all(net_equals(x, y) for x, y in zip(a.items, b.items, strict=True))
            )
        )
        _parameters = ", ".join(f"!{n} item{n + 1}" for n in range(_count))
        _t.new(f"void new({_parameters})")(lambda ps_type, *items: NetTuple(ps_type, list(items)))
    table(_base).static("Create", raw=True)(lambda *items, base=_base: value_tuple(list(items), base))

NULLABLE = table("System.Nullable`1")


@NULLABLE.new(raw=True)
def new_nullable(ps_type: Any, value: Any = None) -> Any:
    from exoshell.values.conversion import convert

    return None if value is None else convert(value, ps_type.arguments[0])


class Lazy(NetObject):
    """System.Lazy."""

    __slots__ = ("factory", "made", "value")

    def __init__(self, ps_type: Any, factory: Any) -> None:
        self.factory, self.made, self.value = factory, False, None
        self.ps_type = ps_type
        self.extension = None

    def get(self) -> Any:
        if not self.made:
            self.value = self.factory()
            self.made = True
        return self.value


LAZY = table("System.Lazy`1")
LAZY.new()(lambda ps_type, factory=None, *rest: Lazy(ps_type, factory))
LAZY.add_properties({"Value": Lazy.get, "IsValueCreated": lambda lazy: lazy.made})
