"""Bit operators: `-band -bor -bxor -bnot -shl -shr`."""

from __future__ import annotations

from exoshell.values.arithmetic import INT32, INT64, RANKS, SINGLE, UINT32, UINT64, rank_of, text_number
from exoshell.values.char import Char
from exoshell.values.failures import operation_failure
from exoshell.values.numbers import Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64
from exoshell.values.types import EnumValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SIGNED = frozenset((5, 7, 9, 11))
_MASK64 = 2**64 - 1


def _signed(value: int, bits: int) -> int:
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def _apply(method: str, a: int, b: int) -> int:
    if method == "op_BitwiseAnd":
        return a & b
    return a | b if method == "op_BitwiseOr" else a ^ b


def _number(value: Any, other: Any) -> Any:
    if rank_of(value):
        return value
    if value is None:
        return 0
    if type(value) is bool:
        return int(value)
    if type(value) is Char:
        return ord(value.value)
    if type(value) is str:
        return text_number(value, other)
    return None


def _real_bits(value: Any) -> int:
    """A real operand as 64 bits; rounds half to even."""
    from exoshell.values.conversion import convert
    from exoshell.values.types import named_type

    if isinstance(value, int):
        return int(value) & _MASK64
    target = "System.Int64" if value < 0 else "System.UInt64"
    return int(convert(value, named_type(target))) & _MASK64


def bitwise(method: str, sign: str, left: Any, right: Any) -> Any:
    """-band, -bor, -bxor."""
    if type(left) is EnumValue or (type(right) is EnumValue and type(left) is str):
        return _enum_bits(method, sign, left, right)
    if type(right) is EnumValue:
        right = right.value
    a = _number(left, right)
    b = _number(right, left)
    if a is None or b is None:
        from exoshell.values.operator_methods import call_operator

        return call_operator(method, sign, a if type(left) is str else left, right)
    return _integers(method, a, b)


def _integers(method: str, a: Any, b: Any) -> Any:
    ranks = RANKS[type(a)], RANKS[type(b)]
    wide = max(ranks)
    if wide >= SINGLE:
        result = _apply(method, _real_bits(a), _real_bits(b))
        return Int64(_signed(result, 64)) if a < 0 or b < 0 else UInt64(result)
    a, b = int(a), int(b)
    if wide <= INT32:
        return _apply(method, a, b)
    negative = any(r in _SIGNED and v < 0 for r, v in zip(ranks, (a, b), strict=True))
    result = _apply(method, a, b)
    if wide == UINT32:
        if negative and method != "op_BitwiseAnd":
            return Int64(result)
        return UInt32(result & 0xFFFFFFFF)
    if wide == INT64:
        return Int64(result)
    return UInt64(result & _MASK64)


def _enum_bits(method: str, sign: str, left: Any, right: Any) -> Any:
    from exoshell.values.conversion import convert

    owner = left.type if type(left) is EnumValue else right.type
    operands = []
    for value in (left, right):
        if type(value) is EnumValue:
            operands.append(value.value)
        elif type(value) is str:
            operands.append(convert(value, owner).value)
        else:
            number = _number(value, 0)
            if number is None:
                from exoshell.values.operator_methods import call_operator

                return call_operator(method, sign, left, right)
            operands.append(_signed(_real_bits(number), 64))
    result = _apply(method, operands[0], operands[1])
    return EnumValue(owner, _signed(result, 64 if abs(result) > 2**32 - 1 and _is_wide(owner) else 32))


def _is_wide(owner: Any) -> bool:
    return owner.enum is not None and owner.enum.underlying in ("long", "ulong")


def _finite(value: Any) -> Any:
    """A real that has a whole part; the error of the cast to Int32 for NaN and infinities."""
    from exoshell.values.conversion import to_int32

    if value != value or value in (float("inf"), float("-inf")):
        to_int32(value)
    return value


def complement(value: Any) -> Any:
    """-bnot."""
    if type(value) is EnumValue:
        return EnumValue(value.type, ~value.value)
    if type(value).__name__ == "BigInteger":
        return type(value)(~int(value))
    number = _number(value, 0)
    if number is None:
        from exoshell.values.conversion import to_int32

        number = to_int32(value)
    rank = rank_of(number)
    if rank >= SINGLE:
        rounded = round(_finite(number))
        if -(2**31) <= rounded < 2**31:
            return ~rounded
        if -(2**63) <= rounded < 2**63:
            return Int64(~rounded)
        return UInt64(~_real_bits(number) & _MASK64)
    if rank == UINT32:
        return UInt32(~int(number) & 0xFFFFFFFF)
    if rank == UINT64:
        return UInt64(~int(number) & _MASK64)
    return Int64(~int(number)) if rank == INT64 else ~int(number)


def shift(method: str, sign: str, left: Any, right: Any) -> Any:
    """-shl, -shr. An integer keeps its kind; reals are rounded to integers first."""
    from exoshell.values.conversion import to_int32
    from exoshell.values.failures import not_defined
    from exoshell.values.operator_methods import call_operator, shown_type

    if left is None:
        return 0
    if type(left) is EnumValue:
        name = left.type.full_name
        raise operation_failure(
            "System.InvalidOperationException",
            f"The binary operator {method[3:]} is not defined for the types '{name}' and 'System.Int32'.",
        )
    if type(left) is bool:
        if type(right) is str:
            right = text_number(right, 0)
        if right is None or rank_of(right) or type(right) in (bool, Char):
            raise not_defined(shown_type(left), sign, shown_type(right))
        return call_operator(method, sign, left, right)
    number = _number(left, right)
    if number is None:
        return call_operator(method, sign, left, right)
    if rank_of(number) >= SINGLE:
        rounded = round(_finite(number))
        number = rounded if -(2**31) <= rounded < 2**31 else Int64(_signed(_real_bits(number), 64))
    count = to_int32(text_number(right, number) if type(right) is str else right)
    bits, signed = _WIDTHS[type(number)]
    moved = _moved(method, int(number), count & (63 if bits == 64 else 31))
    return type(number)(_signed(moved, bits) if signed else moved & ((1 << bits) - 1))


def _moved(method: str, value: int, count: int) -> int:
    return value << count if method == "op_LeftShift" else value >> count


# kind -> (bits, signed)
_WIDTHS: dict[type, tuple[int, bool]] = {
    int: (32, True),
    Int64: (64, True),
    Int16: (16, True),
    SByte: (8, True),
    Byte: (8, False),
    UInt16: (16, False),
    UInt32: (32, False),
    UInt64: (64, False),
}
