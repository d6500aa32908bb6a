"""The number types and System.Boolean: Parse, TryParse, ToString, CompareTo, the static functions on each type."""

from __future__ import annotations

from exoshell.dotnet import number_parse as P
from exoshell.dotnet.dates import attempt, number_of, split_formats
from exoshell.dotnet.errors import argument_error, net_error, null_error
from exoshell.dotnet.table import MemberTable, table
from exoshell.values import numbers, types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_CODES = {
    "System.Boolean": 3,
    "System.SByte": 5,
    "System.Byte": 6,
    "System.Int16": 7,
    "System.UInt16": 8,
    "System.Int32": 9,
    "System.UInt32": 10,
    "System.Int64": 11,
    "System.UInt64": 12,
    "System.Single": 13,
    "System.Double": 14,
    "System.Decimal": 15,
}


def culture_of(provider: Any) -> Any:
    """The culture that an IFormatProvider means."""
    from exoshell.values.culture import as_culture

    return as_culture(getattr(provider, "culture", provider))


def number_text(value: Any, *args: Any) -> str:
    """ToString([format][, provider])."""
    from exoshell.values.text import net_text

    spec, provider = split_formats(args)
    return net_text(value, culture_of(provider), spec)


def sign(value: int) -> int:
    return (value > 0) - (value < 0)


def compare_to(value: Any, other: Any) -> int:
    if other is None:
        return 1
    if type(other) is not type(value):
        raise argument_error(f"Object must be of type {types.type_of(value).name}.")
    if isinstance(value, float):
        if value != value:
            return 0 if other != other else -1
        if other != other:
            return 1
    return (value > other) - (value < other)


def equals(value: Any, other: Any) -> bool:
    if type(other) is not type(value):
        return False
    return bool(value == other) or (isinstance(value, float) and value != value and other != other)


def _styles_and_culture(args: tuple[Any, ...], default: int) -> tuple[int, Any]:
    styles = next((number_of(a) for a in args if type(a) is types.EnumValue), default)
    provider = next((a for a in args if a is not None and type(a) is not types.EnumValue), None)
    return styles, culture_of(provider)


def _parsers(name: str, function: Callable[[Any, int, Any], Any], default: int, zero: Any) -> None:
    target = table(name)

    def parse(text: Any, *args: Any) -> Any:
        return function(text, *_styles_and_culture(args, default))

    def try_parse(text: Any, *args: Any) -> bool:
        return attempt(args[-1], zero, lambda: function(text, *_styles_and_culture(args[:-1], default)))

    target.add_statics({"Parse": parse, "TryParse": try_parse})


def _common(name: str) -> MemberTable:
    target = table(name)
    target.add_methods(
        {
            "ToString": number_text,
            "CompareTo": compare_to,
            "Equals": equals,
            "GetTypeCode": lambda value: _CODES.get(name, 1),
        }
    )
    target.add_statics(
        {
            "Max": max,
            "Min": min,
            "Abs": abs,
            "Sign": lambda v: 0 if v != v else sign(v),
            "Clamp": lambda v, low, high: low if v < low else high if v > high else v,
            "IsNegative": lambda v: v < 0,
            "IsPositive": lambda v: v >= 0,
            "IsEvenInteger": lambda v: v % 2 == 0,
            "IsOddInteger": lambda v: v % 2 == 1,
            "CopySign": lambda v, other: abs(v) if other >= 0 else -abs(v),
            "MaxMagnitude": lambda a, b: a if abs(a) > abs(b) else b,
            "MinMagnitude": lambda a, b: a if abs(a) < abs(b) else b,
        }
    )
    return target


def _shared_integer(name: str) -> None:
    kind, low, high, _ = P.RANGES[name]
    width = (high - low).bit_length()
    target = _common(name)
    _parsers(
        name, lambda text, styles, culture: P.parse_integer(name, text, styles, culture), P.INTEGER, kind(0)
    )
    mask = (1 << width) - 1

    def signed(value: int) -> Any:
        value &= mask
        return kind(value - (1 << width) if value > high else value)

    target.add_statics(
        {
            "LeadingZeroCount": lambda v: width - (int(v) & mask).bit_length(),
            "TrailingZeroCount": lambda v: width if not int(v) else (int(v) & -int(v)).bit_length() - 1,
            "PopCount": lambda v: bin(int(v) & mask).count("1"),
            "RotateLeft": lambda v, n: signed(
                ((int(v) & mask) << n % width) | ((int(v) & mask) >> (width - n % width))
            ),
            "RotateRight": lambda v, n: signed(
                ((int(v) & mask) >> n % width) | ((int(v) & mask) << (width - n % width))
            ),
            "IsPow2": lambda v: v > 0 and int(v) & (int(v) - 1) == 0,
            "Log2": lambda v: int(v).bit_length() - 1,
            "DivRem": lambda a, b: _quotient(a, b),
        }
    )


def _quotient(first: int, second: int) -> Any:
    from exoshell.dotnet.tuples import value_tuple

    whole = abs(int(first)) // abs(int(second)) * (1 if (first < 0) == (second < 0) else -1)
    kind = type(first)
    return value_tuple([kind(whole), kind(int(first) - whole * int(second))])


for _name in P.RANGES:
    _shared_integer(_name)
table("System.Int32").add_statics({"BigMul": lambda a, b: numbers.Int64(int(a) * int(b))})

_inf = float("inf")
for _name in ("System.Double", "System.Single"):
    _common(_name)
    _parsers(
        _name,
        lambda text, styles, culture, name=_name: P.parse_real(name, text, styles, culture),  # type: ignore[misc]
        P.FLOAT | P.THOUSANDS,
        0.0 if _name == "System.Double" else numbers.Single(0),
    )
    table(_name).add_statics(
        {
            "IsNaN": lambda v: v != v,
            "IsInfinity": lambda v: v in (_inf, -_inf),
            "IsPositiveInfinity": lambda v: v == _inf,
            "IsNegativeInfinity": lambda v: v == -_inf,
            "IsFinite": lambda v: v == v and v not in (_inf, -_inf),
            "IsInteger": lambda v: v == v and v not in (_inf, -_inf) and v == int(v),
            "IsRealNumber": lambda v: v == v,
        }
    )


def _math(name: str) -> Callable[..., Any]:
    def call(*args: Any) -> Any:
        from exoshell.dotnet.table import find_table

        math_table = find_table("System.Math")
        assert math_table is not None
        return math_table.static_methods[name.lower()].function(*args)

    return call


for _name in ("System.Double", "System.Single", "System.Decimal"):
    table(_name).add_statics({n: _math(n) for n in ("Ceiling", "Floor", "Round", "Truncate")})
for _name in ("System.Double", "System.Single"):
    _functions = (
        "Sqrt Pow Exp Log Log10 Log2 Sin Cos Tan Asin Acos Atan Atan2 Sinh Cosh Tanh Cbrt Asinh Acosh Atanh"
    )
    table(_name).add_statics({n: _math(n) for n in _functions.split()})

DECIMAL = _common("System.Decimal")


def _decimal_zero() -> Any:
    from decimal import Decimal

    return Decimal(0)


def _parse_decimal(text: Any, *args: Any) -> Any:
    return P.parse_decimal(text, *_styles_and_culture(args, P.NUMBER))


def _try_decimal(text: Any, *args: Any) -> bool:
    return attempt(
        args[-1], _decimal_zero(), lambda: P.parse_decimal(text, *_styles_and_culture(args[:-1], P.NUMBER))
    )


def checked_decimal(value: Any) -> Any:
    """A result within the range and precision of Decimal."""
    from exoshell.values.arithmetic import normalize_decimal

    return normalize_decimal(value)


def decimal_bits(value: Any) -> list[int]:
    """GetBits: low, middle, high and flags."""
    signed, digits, exponent = value.as_tuple()
    whole = int("".join(map(str, digits)))
    scale = -exponent if exponent < 0 else 0
    flags = (scale << 16) | (0x80000000 if signed else 0)
    parts = [whole & 0xFFFFFFFF, whole >> 32 & 0xFFFFFFFF, whole >> 64 & 0xFFFFFFFF, flags]
    return [p - 2**32 if p > 2**31 - 1 else p for p in parts]


@DECIMAL.new()
def new_decimal(ps_type: Any, *args: Any) -> Any:
    """Decimal(number) or Decimal(low, middle, high, negative, scale)."""
    from decimal import Decimal

    from exoshell.values.conversion import convert

    if len(args) == 5:
        low, middle, high, negative, scale = args
        whole = (low & 0xFFFFFFFF) | (middle & 0xFFFFFFFF) << 32 | (high & 0xFFFFFFFF) << 64
        return Decimal((int(negative), tuple(map(int, str(whole))), -int(scale)))
    return convert(args[0], types.named_type("System.Decimal"))


def _decimal_operation(name: str) -> Callable[[Any, Any], Any]:
    def run(first: Any, second: Any) -> Any:
        from exoshell.values import arithmetic

        return getattr(arithmetic, name)(first, second)

    return run


DECIMAL.add_statics(
    {
        "Parse": _parse_decimal,
        "TryParse": _try_decimal,
        "Add": _decimal_operation("add"),
        "Subtract": _decimal_operation("subtract"),
        "Multiply": _decimal_operation("multiply"),
        "Divide": _decimal_operation("divide"),
        "Remainder": _decimal_operation("remainder"),
        "Negate": lambda v: -v,
        "Compare": compare_to,
        "Equals": lambda a, b: a == b,
        "GetBits": decimal_bits,
    }
)


def _decimal_to(name: str) -> Callable[[Any], Any]:
    def run(value: Any) -> Any:
        kind, low, high, shown = P.RANGES[name]
        whole = int(value)
        if not low <= whole <= high:
            raise P.overflow(shown)
        return kind(whole)

    return run


DECIMAL.add_statics({f"To{n.rpartition('.')[2]}": _decimal_to(n) for n in P.RANGES})
DECIMAL.add_statics({"ToDouble": float, "ToSingle": lambda v: numbers.Single(float(v))})
DECIMAL.add_properties({"Scale": lambda v: max(0, -v.as_tuple().exponent)})

BIG = _common("System.Numerics.BigInteger")
_parsers("System.Numerics.BigInteger", P.parse_big, P.INTEGER, numbers.BigInteger(0))
BIG.add_statics(
    {
        "Pow": lambda v, n: numbers.BigInteger(int(v) ** int(n)),
        "Add": lambda a, b: numbers.BigInteger(int(a) + int(b)),
        "Subtract": lambda a, b: numbers.BigInteger(int(a) - int(b)),
        "Multiply": lambda a, b: numbers.BigInteger(int(a) * int(b)),
        "Divide": lambda a, b: numbers.BigInteger(
            abs(int(a)) // abs(int(b)) * (1 if (a < 0) == (b < 0) else -1)
        ),
        "Remainder": lambda a, b: numbers.BigInteger(abs(int(a)) % abs(int(b)) * (1 if a >= 0 else -1)),
        "ModPow": lambda v, n, m: numbers.BigInteger(pow(int(v), int(n), int(m))),
        "GreatestCommonDivisor": lambda a, b: numbers.BigInteger(_gcd(a, b)),
        "Compare": lambda a, b: sign(int(a) - int(b)),
        "Log": lambda v, base=None: _log(v, base),
        "Log10": lambda v: _log(v, 10),
    }
)
BIG.add_properties(
    {
        "IsZero": lambda v: v == 0,
        "IsOne": lambda v: v == 1,
        "IsEven": lambda v: v % 2 == 0,
        "IsPowerOfTwo": lambda v: v > 0 and int(v) & (int(v) - 1) == 0,
        "Sign": lambda v: sign(int(v)),
    }
)
BIG.add_static_properties(
    {n: (lambda v=v: numbers.BigInteger(v)) for n, v in (("Zero", 0), ("One", 1), ("MinusOne", -1))}
)


@BIG.method("ToByteArray", "byte[] ToByteArray()")
def big_bytes(value: Any) -> list[Any]:
    length = (int(value) + (int(value) < 0)).bit_length() // 8 + 1
    return [numbers.Byte(b) for b in int(value).to_bytes(length, "little", signed=True)]


@BIG.new()
def new_big(ps_type: Any, value: Any, *args: Any) -> Any:
    if isinstance(value, list):
        return numbers.BigInteger(int.from_bytes(bytes(int(b) for b in value), "little", signed=True))
    return numbers.BigInteger(int(value))


def _gcd(first: Any, second: Any) -> int:
    import math

    return math.gcd(int(first), int(second))


def _log(value: Any, base: Any) -> float:
    import math

    return (
        math.log(int(value))
        if base is None
        else math.log10(int(value))
        if base == 10
        else math.log(int(value), base)
    )


# ------------------------------------------------------------------------------------------------------------------------------ Boolean

BOOLEAN = table("System.Boolean")


def parse_bool(text: Any) -> bool:
    if text is None:
        raise null_error("value")
    body = text.strip(" \t\n\r\x0b\x0c\0").lower()
    if body not in ("true", "false"):
        raise net_error("System.FormatException", f"String '{text}' was not recognized as a valid Boolean.")
    return bool(body == "true")


BOOLEAN.add_methods(
    {
        "ToString": lambda value, provider=None: "True" if value else "False",
        "CompareTo": compare_to,
        "Equals": equals,
        "GetTypeCode": lambda value: 3,
    }
)
BOOLEAN.add_statics(
    {"Parse": parse_bool, "TryParse": lambda text, result: attempt(result, False, lambda: parse_bool(text))}
)
SWITCH = table("System.Management.Automation.SwitchParameter")
SWITCH.add_properties({"IsPresent": lambda s: bool(s)})
SWITCH.add_methods(
    {
        "ToBool": lambda s: bool(s),
        "ToString": lambda s: "True" if s else "False",
        "Equals": lambda s, other: bool(s) == bool(other),
    }
)
SWITCH.add_static_properties({"Present": lambda: _present()})


@SWITCH.new()
def new_switch(ps_type: Any, value: bool = False) -> Any:
    from exoshell.values.switch import ABSENT, PRESENT

    return PRESENT if value else ABSENT


def _present() -> Any:
    from exoshell.values.switch import PRESENT

    return PRESENT
