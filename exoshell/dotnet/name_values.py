"""NameValueCollection and BitArray."""

from __future__ import annotations

from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.errors import null_error, range_error
from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class NameValueCollection(NetObject):
    """System.Collections.Specialized.NameValueCollection: several texts a name, names without regard to case."""

    __slots__ = ("names", "texts", "query")
    type_name = "System.Collections.Specialized.NameValueCollection"

    def __init__(self, query: bool = False) -> None:
        self.names: dict[str, Any] = {}
        self.texts: dict[str, list[str]] = {}
        self.query = query  # its text is a query string
        self.extension = None
        self.ps_type = None

    def enumerate(self) -> list[Any]:
        return list(self.names.values())

    def add(self, name: Any, value: Any) -> None:
        key = (name or "").lower()
        self.names.setdefault(key, name)
        texts = self.texts.setdefault(key, [])
        if value is not None:
            texts.append(value)

    def get(self, name: Any) -> Any:
        if type(name) is int:
            name = self.key_at(name)
        texts = self.texts.get((name or "").lower())
        return None if not texts else ",".join(texts)

    def key_at(self, index: int) -> Any:
        if not 0 <= index < len(self.names):
            raise range_error(
                "index",
                "Index was out of range. Must be non-negative and less than the size of the collection.",
            )
        return list(self.names.values())[index]

    def put(self, name: Any, value: Any) -> None:
        key = (name or "").lower()
        self.names.setdefault(key, name)
        self.texts[key] = [] if value is None else [value]

    def drop(self, name: Any) -> None:
        key = (name or "").lower()
        self.names.pop(key, None)
        self.texts.pop(key, None)


NAME_VALUES = table("System.Collections.Specialized.NameValueCollection")


@NAME_VALUES.new()
def new_name_values(ps_type: Any, *args: Any) -> Any:
    made = NameValueCollection()
    for value in args:
        if isinstance(value, NameValueCollection):
            add_all(made, value)
    return made


def add_all(owner: NameValueCollection, name: Any, *value: Any) -> None:
    """Add(name, value) or Add(collection)."""
    if isinstance(name, NameValueCollection):
        for key, texts in name.texts.items():
            for text in texts:
                owner.add(name.names[key], text)
        return
    owner.add(name, value[0])


def get_values(owner: NameValueCollection, name: Any) -> Any:
    key = owner.key_at(name) if type(name) is int else name
    return list(owner.texts[(key or "").lower()]) if (key or "").lower() in owner.texts else None


def name_values_text(owner: NameValueCollection) -> str:
    """A query string for what HttpUtility.ParseQueryString made."""
    if not owner.query:
        return "System.Collections.Specialized.NameValueCollection"
    from exoshell.dotnet.web import url_encode

    pairs = [(owner.names[k], t) for k, texts in owner.texts.items() for t in texts]
    return "&".join(f"{url_encode(n)}={url_encode(t)}" if n is not None else url_encode(t) for n, t in pairs)


def clear_name_values(owner: NameValueCollection) -> None:
    owner.names.clear()
    owner.texts.clear()


NAME_VALUES.add_methods(
    {
        "Add": add_all,
        "Get": NameValueCollection.get,
        "GetKey": NameValueCollection.key_at,
        "GetValues": get_values,
        "Set": NameValueCollection.put,
        "Remove": NameValueCollection.drop,
        "Clear": clear_name_values,
        "HasKeys": lambda s: bool(s.names),
        "GetEnumerator": lambda s: Enumerator(s.enumerate()),
    }
)
NAME_VALUES.method("ToString", "string ToString()")(name_values_text)
NAME_VALUES.add_properties(
    {
        "Count": lambda s: len(s.names),
        "AllKeys": lambda s: list(s.names.values()),
        "Keys": lambda s: list(s.names.values()),
    }
)
NAME_VALUES.get_item = NameValueCollection.get
NAME_VALUES.set_item = NameValueCollection.put

# -------------------------------------------------------------------------------------------------------------------------------- BitArray


class BitArray(NetObject):
    """System.Collections.BitArray."""

    __slots__ = ("bits",)
    type_name = "System.Collections.BitArray"

    def __init__(self, bits: list[bool]) -> None:
        self.bits = bits
        self.extension = None
        self.ps_type = None

    def enumerate(self) -> list[Any]:
        return list(self.bits)


BITS = table("System.Collections.BitArray")


@BITS.new()
def new_bits(ps_type: Any, source: Any, fill: bool = False) -> Any:
    """BitArray(length[, value]), (bool[]), (byte[]), (int[])."""
    if type(source) is int:
        return BitArray([fill] * source)
    if isinstance(source, BitArray):
        return BitArray(list(source.bits))
    if source is None:
        raise null_error("values")
    bits: list[bool] = []
    for item in source:
        width = 1 if type(item) is bool else 32 if type(item) is int else 8
        bits += [bool(int(item) >> n & 1) for n in range(width)]
    return BitArray(bits)


def _combined(owner: BitArray, bits: list[bool]) -> BitArray:
    owner.bits = bits
    return owner


def _put_bit(owner: BitArray, index: int, value: bool) -> None:
    if not 0 <= index < len(owner.bits):
        raise range_error(
            "index", "Index was out of range. Must be non-negative and less than the size of the collection."
        )
    owner.bits[index] = bool(value)


BITS.add_methods(
    {
        "Get": lambda s, index: s.bits[index],
        "Set": _put_bit,
        "SetAll": lambda s, value: s.bits.__setitem__(slice(None), [value] * len(s.bits)),
        "And": lambda s, other: _combined(s, [a and b for a, b in zip(s.bits, other.bits, strict=True)]),
        "Or": lambda s, other: _combined(s, [a or b for a, b in zip(s.bits, other.bits, strict=True)]),
        "Xor": lambda s, other: _combined(s, [a != b for a, b in zip(s.bits, other.bits, strict=True)]),
        "Not": lambda s: _combined(s, [not a for a in s.bits]),
        "HasAnySet": lambda s: any(s.bits),
        "HasAllSet": lambda s: all(s.bits),
    }
)
BITS.add_properties({"Count": lambda s: len(s.bits), "Length": lambda s: len(s.bits)})
BITS.get_item = lambda s, index: s.bits[index]
BITS.set_item = _put_bit
