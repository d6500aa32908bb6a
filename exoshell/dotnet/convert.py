"""System.Convert, System.BitConverter, System.Random, System.DBNull."""

from __future__ import annotations

from exoshell.dotnet import number_parse as P
from exoshell.dotnet.errors import argument_error, net_error, null_error, range_error
from exoshell.dotnet.table import table
from exoshell.values import numbers, types
from exoshell.values.char import Char
from exoshell.values.collections import TypedArray
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

CONVERT = table("System.Convert")


def raw_bytes(values: Any) -> bytes:
    """A byte[] as Python bytes."""
    if values is None:
        raise null_error("inArray")
    return bytes(int(b) for b in values)


def byte_array(data: bytes) -> Any:
    """Python bytes as a byte[]."""
    return TypedArray([numbers.Byte(b) for b in data], types.named_type("System.Byte"))


def to_base64(values: Any, *rest: Any) -> str:
    """ToBase64String(bytes[, offset, length][, options])."""
    import base64

    data = raw_bytes(values)
    spans = [a for a in rest if type(a) is int]
    if len(spans) == 2:
        data = data[spans[0] : spans[0] + spans[1]]
    text = base64.b64encode(data).decode()
    if any(type(a) is types.EnumValue and a.value for a in rest):
        text = "\r\n".join(text[i : i + 76] for i in range(0, len(text), 76))
    return text


def from_base64(text: Any) -> Any:
    """FromBase64String: white space is skipped."""
    import base64
    import binascii

    if text is None:
        raise null_error("s")
    body = "".join(c for c in text if c not in " \t\r\n")
    try:
        if len(body) % 4:
            raise binascii.Error
        return byte_array(base64.b64decode(body, validate=True))
    except (binascii.Error, ValueError):
        raise net_error(
            "System.FormatException",
            "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, "
            "or an illegal character among the padding characters.",
        ) from None


def _based(text: str, base: int, name: str) -> Any:
    """Text in base 2, 8, 10 or 16 as an integer of the type."""
    kind, low, high, shown = P.RANGES[name]
    if base not in (2, 8, 10, 16):
        raise argument_error("Invalid Base.")
    if text is None or text == "":
        if text is None:
            return kind(0)
        raise range_error(
            "startIndex",
            "Index was out of range. Must be non-negative and less than the size of the collection.",
        )
    body = text[2:] if base == 16 and text[:2].lower() == "0x" else text
    try:
        value = int(body, base)
        if "_" in body or body != body.strip():
            raise ValueError
    except ValueError:
        raise net_error("System.FormatException", "Could not find any recognizable digits.") from None
    width = (high - low).bit_length()
    if base != 10 and high < value < 1 << width:
        value -= 1 << width
    if not low <= value <= high:
        raise P.overflow(shown)
    return kind(value)


def _integer(name: str) -> Callable[..., Any]:
    """ToInt32 and its like: numbers round half to even, text is parsed, text with a base is read in it."""
    kind, low, high, shown = P.RANGES[name]

    def call(value: Any, second: Any = None) -> Any:
        if type(value) is str and type(second) is int:
            return _based(value, second, name)
        if value is None:
            return kind(0)
        if type(value) is str:
            from exoshell.dotnet.numerics import culture_of

            return P.parse_integer(name, value, P.INTEGER, culture_of(second))
        if type(value) is Char:
            number = ord(value.value)
        elif type(value) is types.EnumValue:
            number = value.value
        elif isinstance(value, int):
            number = int(value)
        elif isinstance(value, float):
            if value != value or value in (float("inf"), float("-inf")):
                raise P.overflow(shown)
            number = round(value)
        elif type(value).__name__ == "Decimal":
            number = int(value.to_integral_value("ROUND_HALF_EVEN"))
        else:
            raise net_error(
                "System.InvalidCastException",
                f"Invalid cast from '{types.type_of(value).name}' to '{name.rpartition('.')[2]}'.",
            )
        if not low <= number <= high:
            raise P.overflow(shown)
        return kind(number)

    return call


CONVERT.add_statics({f"To{name.rpartition('.')[2]}": _integer(name) for name in P.RANGES}, raw=True)


def to_text(value: Any, second: Any = None) -> str:
    """ToString(value[, provider or base])."""
    from exoshell.dotnet.numerics import culture_of
    from exoshell.values.text import net_text

    if type(second) is int and isinstance(value, int) and type(value) is not bool:
        if second == 10:
            return str(int(value))
        width = {numbers.Int64: 64, numbers.Int16: 16, numbers.Byte: 8}.get(type(value), 32)
        number = int(value) % (1 << width)
        return {2: f"{number:b}", 8: f"{number:o}", 16: f"{number:x}"}[second]
    if value is None:
        return ""
    return net_text(value, culture_of(second))


def to_double(value: Any, provider: Any = None) -> float:
    from exoshell.dotnet.numerics import culture_of

    if value is None:
        return 0.0
    if type(value) is str:
        return float(P.parse_real("System.Double", value, P.FLOAT | P.THOUSANDS, culture_of(provider)))
    if isinstance(value, (int, float)) or type(value).__name__ == "Decimal":
        return float(value)
    raise net_error(
        "System.InvalidCastException", f"Invalid cast from '{types.type_of(value).name}' to 'Double'."
    )


def to_decimal(value: Any, provider: Any = None) -> Any:
    from decimal import Decimal

    from exoshell.dotnet.numerics import culture_of
    from exoshell.values.conversion import convert

    if value is None:
        return Decimal(0)
    if type(value) is str:
        return P.parse_decimal(value, P.NUMBER, culture_of(provider))
    return convert(value, types.named_type("System.Decimal"))


def to_bool(value: Any, provider: Any = None) -> bool:
    if type(value) is str:
        from exoshell.dotnet.numerics import parse_bool

        return parse_bool(value)
    if value is None or isinstance(value, (int, float)) or type(value).__name__ == "Decimal":
        return bool(value)
    raise net_error(
        "System.InvalidCastException", f"Invalid cast from '{types.type_of(value).name}' to 'Boolean'."
    )


def to_char(value: Any, provider: Any = None) -> Char:
    if type(value) is str:
        if len(value) != 1:
            raise net_error("System.FormatException", "String must be exactly one character long.")
        return Char(value)
    if type(value) is Char:
        return value
    if isinstance(value, int) and 0 <= value <= 0xFFFF and type(value) is not bool:
        return Char(chr(value))
    if isinstance(value, int) and type(value) is not bool:
        raise P.overflow("a character")
    raise net_error(
        "System.InvalidCastException", f"Invalid cast from '{types.type_of(value).name}' to 'Char'."
    )


def to_date(value: Any, provider: Any = None) -> Any:
    from exoshell.dotnet.dates import parse
    from exoshell.values.datetime import DateTime

    if value is None:
        return DateTime(0)
    if type(value) is str:
        return parse(value, provider)
    if type(value) is DateTime:
        return value
    raise net_error(
        "System.InvalidCastException", f"Invalid cast from '{types.type_of(value).name}' to 'DateTime'."
    )


def change_type(value: Any, target: Any, provider: Any = None) -> Any:
    """ChangeType(value, type)."""
    if type(target) is not types.PSType:
        target = types.named_type(f"System.{getattr(target, 'name', target)}")
    name = target.full_name.rpartition(".")[2]
    method = CONVERT.static_methods.get(f"to{name.lower()}")
    if method is None:
        if value is not None and types.is_assignable(types.type_of(value), target):
            return value
        raise net_error(
            "System.InvalidCastException",
            f"Invalid cast from '{types.type_of(value).full_name}' to '{target.full_name}'.",
        )
    return method.function(value)


def _hex(values: Any, *span: int) -> str:
    data = raw_bytes(values)
    return (data[span[0] : span[0] + span[1]] if span else data).hex().upper()


def from_hex(text: str) -> Any:
    try:
        return byte_array(bytes.fromhex(text))
    except ValueError:
        raise net_error(
            "System.FormatException",
            "The input is not a valid hex string as it contains a non-hex character.",
        ) from None


CONVERT.add_statics(
    {
        "ToString": to_text,
        "ToDouble": to_double,
        "ToSingle": lambda value, provider=None: numbers.Single(to_double(value, provider)),
        "ToDecimal": to_decimal,
        "ToBoolean": to_bool,
        "ToChar": to_char,
        "ToDateTime": to_date,
        "ChangeType": change_type,
        "ToBase64String": to_base64,
        "FromBase64String": from_base64,
        "ToHexString": _hex,
        "ToHexStringLower": lambda values, *span: _hex(values, *span).lower(),
        "FromHexString": from_hex,
        "IsDBNull": lambda value: isinstance(value, DBNull),
        "GetTypeCode": lambda value: types.EnumValue(types.named_type("System.TypeCode"), _code(value)),
    },
    raw=True,
)


def _code(value: Any) -> int:
    from exoshell.dotnet.reflection import type_code

    return 0 if value is None else type_code(types.type_of(value))


class DBNull(NetObject):
    """System.DBNull."""

    __slots__ = ()
    type_name = "System.DBNull"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


_DB_NULL = DBNull()
table("System.DBNull").add_static_properties({"Value": lambda: _DB_NULL})
table("System.DBNull").method("ToString", "string ToString()")(lambda value: "")
CONVERT.add_static_properties({"DBNull": lambda: _DB_NULL})

# ------------------------------------------------------------------------------------------------------------------------ BitConverter

BITS = table("System.BitConverter")
_FORMATS = {
    "System.Int16": "<h",
    "System.UInt16": "<H",
    "System.Int32": "<i",
    "System.UInt32": "<I",
    "System.Int64": "<q",
    "System.UInt64": "<Q",
    "System.Single": "<f",
    "System.Double": "<d",
    "System.Boolean": "<?",
}


def get_bytes(value: Any) -> Any:
    """GetBytes, little-endian."""
    import struct

    if type(value) is Char:
        return byte_array(ord(value.value).to_bytes(2, "little"))
    return byte_array(struct.pack(_FORMATS[types.type_of(value).full_name], value))


def _reader(name: str) -> Callable[..., Any]:
    def read(values: Any, start: int = 0) -> Any:
        import struct

        size = struct.calcsize(_FORMATS[name])
        data = raw_bytes(values)
        if not 0 <= start < len(data):
            raise range_error(
                "startIndex",
                "Index was out of range. Must be non-negative and less than the size of the collection.",
            )
        if start + size > len(data):
            raise argument_error(
                "Destination array is not long enough to copy all the items in the collection. Check array index and length.",
                "value",
            )
        found = struct.unpack_from(_FORMATS[name], data, start)[0]
        kind = (
            P.RANGES[name][0]
            if name in P.RANGES
            else numbers.Single
            if name == "System.Single"
            else type(found)
        )
        return kind(found)

    return read


def bytes_text(values: Any, start: int = 0, length: int | None = None) -> str:
    """ToString(bytes[, start[, length]]): `0A-FF`."""
    data = raw_bytes(values)
    part = data[start:] if length is None else data[start : start + length]
    return "-".join(f"{b:02X}" for b in part)


BITS.add_statics({f"To{n.rpartition('.')[2]}": _reader(n) for n in _FORMATS})
BITS.add_statics(
    {
        "GetBytes": get_bytes,
        "ToString": bytes_text,
        "ToChar": lambda values, start: Char(
            chr(int.from_bytes(raw_bytes(values)[start : start + 2], "little"))
        ),
    }
)


def _double_bits(value: float) -> Any:
    import struct

    return numbers.Int64(struct.unpack("<q", struct.pack("<d", value))[0])


BITS.add_statics({"DoubleToInt64Bits": _double_bits})
BITS.add_static_properties({"IsLittleEndian": lambda: True})

# ------------------------------------------------------------------------------------------------------------------------------ Random


class Random(NetObject):
    """System.Random; with a seed the sequence is repeatable (it is not .NET's own)."""

    __slots__ = ("source",)
    type_name = "System.Random"

    def __init__(self, seed: int | None = None) -> None:
        import random

        self.source = random.Random(seed)
        self.extension = None
        self.ps_type = None


RANDOM = table("System.Random")
RANDOM.new()(lambda ps_type, seed=None: Random(seed))


def next_number(random: Random, *span: int) -> int:
    """Next([[low,] high])."""
    low, high = (0, 2**31 - 1) if not span else (0, span[0]) if len(span) == 1 else (span[0], span[1])
    if high < low:
        name = "maxValue" if len(span) == 1 else "minValue"
        text = (
            f"'{name}' must be non-negative."
            if len(span) == 1
            else "'minValue' cannot be greater than maxValue."
        )
        raise range_error(name, text)
    return low if high == low else random.source.randrange(low, high)


def fill_bytes(random: Random, target: list[Any]) -> None:
    target[:] = [numbers.Byte(b) for b in random.source.randbytes(len(target))]


def shuffle(random: Random, target: list[Any]) -> None:
    random.source.shuffle(target)


RANDOM.add_methods({"Next": next_number, "NextBytes": fill_bytes})
RANDOM.add_methods({"NextInt64": lambda r, *span: next_number(r, *(span or (2**63 - 1,)))})
RANDOM.add_methods(
    {"NextDouble": lambda r: r.source.random(), "NextSingle": lambda r: numbers.Single(r.source.random())}
)
RANDOM.method("Shuffle", raw=True)(lambda r, target: shuffle(r, target))
RANDOM.method("GetItems", raw=True)(lambda r, choices, length: r.source.choices(choices, k=length))
_shared: list[Random] = []


def shared_random() -> Random:
    if not _shared:
        _shared.append(Random())
    return _shared[0]


RANDOM.add_static_properties({"Shared": shared_random})
