"""System.Math."""

from __future__ import annotations

import math

from exoshell.dotnet.errors import argument_error, net_error, range_error
from exoshell.dotnet.table import table
from exoshell.values.types import EnumValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MATH = table("System.Math")
_INF = float("inf")
TO_EVEN, AWAY, TO_ZERO, DOWN, UP = range(5)


def _guard(function: Any) -> Any:
    """A function of floats as .NET has it: a domain error is NaN, an overflow infinity."""

    def call(*args: float) -> float:
        try:
            return float(function(*args))
        except ValueError:
            return math.nan
        except OverflowError:
            return _INF
        except ZeroDivisionError:
            return math.nan

    return call


def _is_decimal(value: Any) -> bool:
    return type(value).__name__ == "Decimal"


def whole(value: Any, mode: int) -> Any:
    """Rounds to an integral value of the same kind."""
    if _is_decimal(value):
        import decimal

        names = (
            decimal.ROUND_HALF_EVEN,
            decimal.ROUND_HALF_UP,
            decimal.ROUND_DOWN,
            decimal.ROUND_FLOOR,
            decimal.ROUND_CEILING,
        )
        with decimal.localcontext() as context:
            context.prec = 60
            return value.to_integral_value(names[mode])
    if value != value or value in (_INF, -_INF) or abs(value) >= 4503599627370496.0:
        return float(value)
    if mode == TO_EVEN:
        result = float(round(value))
    elif mode == AWAY:
        truncated = math.trunc(value)
        result = float(truncated + (1 if value > 0 else -1) if abs(value - truncated) >= 0.5 else truncated)
    else:
        result = float((math.trunc, math.floor, math.ceil)[mode - 2](value))
    return math.copysign(result, value) if result == 0 else result


def round_number(value: Any, *args: Any) -> Any:
    """Round(value[, digits][, mode])."""
    digits, mode = 0, TO_EVEN
    for argument in args:
        if type(argument) is EnumValue:
            mode = argument.value
        else:
            digits = argument
    if _is_decimal(value):
        return _round_decimal(value, digits, mode)
    if not 0 <= digits <= 15:
        raise range_error("digits", "Rounding digits must be between 0 and 15, inclusive.")
    if digits == 0:
        return whole(value, mode)
    if abs(value) >= 1e16 or value != value:
        return float(value)
    power = 10.0**digits
    return whole(value * power, mode) / power


def _round_decimal(value: Any, digits: int, mode: int) -> Any:
    import decimal

    if not 0 <= digits <= 28:
        raise range_error("decimals", "Decimal can only round to between 0 and 28 digits of precision.")
    names = (
        decimal.ROUND_HALF_EVEN,
        decimal.ROUND_HALF_UP,
        decimal.ROUND_DOWN,
        decimal.ROUND_FLOOR,
        decimal.ROUND_CEILING,
    )
    if value.as_tuple().exponent >= -digits:
        return value
    with decimal.localcontext() as context:
        context.prec = 60
        return value.quantize(decimal.Decimal(1).scaleb(-digits), names[mode])


def absolute(value: Any) -> Any:
    if isinstance(value, int):
        kind = type(value)
        result = abs(int(value))
        limit = 2**31 - 1 if kind is int else getattr(kind, "maximum", result)
        if result > limit:
            raise net_error(
                "System.OverflowException",
                "Negating the minimum value of a twos complement number is invalid.",
            )
        return kind(result)
    return type(value)(abs(value))


def _nan_first(function: Any) -> Any:
    def pick(first: Any, second: Any) -> Any:
        if first != first:
            return first
        return second if second != second else function(first, second)

    return pick


def sign(value: Any) -> int:
    if value != value:
        raise net_error(
            "System.ArithmeticException", "Function does not accept floating point Not-a-Number values."
        )
    return (value > 0) - (value < 0)


def clamp(value: Any, low: Any, high: Any) -> Any:
    if low > high:
        raise argument_error(f"'{low}' cannot be greater than {high}.")
    return low if value < low else high if value > high else value


def power(base: float, exponent: float) -> float:
    try:
        result = math.pow(base, exponent)
    except OverflowError:
        odd = exponent == int(exponent) and int(exponent) % 2 == 1
        return -_INF if base < 0 and odd else _INF
    except ValueError:
        return _INF if base == 0 else math.nan
    return result


def log(value: float, base: float | None = None) -> float:
    if value != value or value < 0 or (base is not None and (base != base or base == 1)):
        return math.nan
    if value == 0:
        return -_INF if base is None or base > 1 else _INF
    if value == _INF:
        return _INF
    if base is None:
        return math.log(value)
    if base <= 0:
        return math.nan
    return math.log(value) / math.log(base)


def _log_base(function: Any) -> Any:
    def call(value: float) -> float:
        return -_INF if value == 0 else math.nan if value < 0 else float(function(value))

    return call


def quotient(first: Any, second: Any, rest: Any = None) -> Any:
    """DivRem: a tuple, or with [ref] the quotient alone."""
    if second == 0:
        raise ZeroDivisionError
    result = abs(int(first)) // abs(int(second)) * (1 if (first < 0) == (second < 0) else -1)
    kind = type(first)
    remainder = kind(int(first) - result * int(second))
    if rest is not None:
        rest.value = remainder
        return kind(result)
    from exoshell.dotnet.tuples import value_tuple

    return value_tuple([kind(result), remainder])


def _sin_cos(value: float) -> Any:
    from exoshell.dotnet.tuples import value_tuple

    return value_tuple([math.sin(value), math.cos(value)])


MATH.add_statics(
    {
        n: _guard(getattr(math, n.lower()))
        for n in "Sin Cos Tan Asin Acos Atan Atan2 Sinh Cosh Tanh Asinh Acosh Atanh Exp Sqrt".split()
    }
)
MATH.add_statics(
    {
        "Abs": absolute,
        "Round": round_number,
        "Floor": lambda v: whole(v, DOWN),
        "Ceiling": lambda v: whole(v, UP),
        "Truncate": lambda v: whole(v, TO_ZERO),
        "Max": _nan_first(max),
        "Min": _nan_first(min),
        "MaxMagnitude": lambda a, b: a if abs(a) > abs(b) else b,
        "MinMagnitude": lambda a, b: a if abs(a) < abs(b) else b,
        "Sign": sign,
        "Clamp": clamp,
        "Pow": power,
        "Log": log,
        "Log10": _log_base(math.log10),
        "Log2": _log_base(math.log2),
        "ILogB": lambda v: math.frexp(v)[1] - 1,
        "Cbrt": math.cbrt,
        "DivRem": quotient,
        "BigMul": lambda a, b: int(a) * int(b),
        "IEEERemainder": _guard(math.remainder),
        "FusedMultiplyAdd": lambda x, y, z: x * y + z,
        "CopySign": math.copysign,
        "BitIncrement": lambda v: math.nextafter(v, _INF),
        "BitDecrement": lambda v: math.nextafter(v, -_INF),
        "ScaleB": lambda v, n: math.ldexp(v, n),
        "SinCos": _sin_cos,
    }
)
MATH.add_static_properties({"PI": lambda: math.pi, "E": lambda: math.e, "Tau": lambda: math.tau})
