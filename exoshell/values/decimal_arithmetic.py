"""Arithmetic of System.Decimal: 96-bit numbers with up to 28 decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from exoshell.values.conversion_numbers import make_decimal
from exoshell.values.failures import decimal_overflow, divide_by_zero

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAX = 79228162514264337593543950335


def fit(value: Decimal) -> Decimal:
    """A result with at most 28 decimals and 96 bits; rounds half to even. Raises the overflow error."""
    exponent = value.as_tuple().exponent
    scale = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if scale > 28:
        value, scale = value.quantize(Decimal(1).scaleb(-28), rounding=ROUND_HALF_EVEN), 28
    while scale > 0 and abs(int(value.scaleb(scale))) > _MAX:
        digits = len(str(abs(int(value))))
        scale = min(scale - 1, 29 - digits if value >= 1 or value <= -1 else 28)
        value = value.quantize(Decimal(1).scaleb(-max(scale, 0)), rounding=ROUND_HALF_EVEN)
    if abs(value) > _MAX:
        raise decimal_overflow()
    return value if scale or value.as_tuple().exponent == 0 else value.quantize(Decimal(1))


def decimal_operator(method: str, left: Any, right: Any) -> Any:
    """An operator where one operand is a Decimal."""
    try:
        a, b = make_decimal(left), make_decimal(right)
    except OverflowError:
        raise decimal_overflow() from None
    with localcontext() as context:
        context.prec = 90
        if method == "op_Addition":
            return fit(a + b)
        if method == "op_Subtraction":
            return fit(a - b)
        if method == "op_Multiply":
            return fit(a * b)
        if b == 0:
            raise divide_by_zero()
        if method == "op_Modulus":
            return a if abs(a) < abs(b) else fit(a % b)
        return fit(_quotient(a, b))


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    """A quotient without zeros at the end beyond what the operands' scales ask for."""
    exact = a / b
    exponents = [e if isinstance(e, int) else 0 for e in (a.as_tuple().exponent, b.as_tuple().exponent)]
    least = max(0, -exponents[0] + exponents[1])
    trimmed = exact.normalize()
    places = trimmed.as_tuple().exponent
    scale = -places if isinstance(places, int) and places < 0 else 0
    return trimmed.quantize(Decimal(1).scaleb(-max(scale, least))) if scale <= 60 else trimmed
