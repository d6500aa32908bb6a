"""Arithmetic: `+ - * / %`, unary signs, `++`, ranges. The compiler handles Int32 inline; these are the complete rules.

The left operand decides: text concatenates, collections grow, numbers compute in the wider of both kinds; what is none of these goes to
the operator methods of .NET types (`operator_methods`).
"""

from __future__ import annotations

from exoshell.values.char import Char
from exoshell.values.collections import (
    ArrayList,
    Collection,
    DictionaryBase,
    GenericList,
    Hashtable,
    OrderedDictionary,
    PSRange,
    TypedArray,
)
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.numbers import BigInteger, Byte, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64
from exoshell.values.objects import PSObject
from exoshell.values.text import to_text
from exoshell.values.types import EnumValue, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# .NET's order of number types: the operand with the higher code decides the kind of the computation.
INT32, UINT32, INT64, UINT64, SINGLE, DOUBLE, DECIMAL = 9, 10, 11, 12, 13, 14, 15
RANKS: dict[type, int] = {
    SByte: 5,
    Byte: 6,
    Int16: 7,
    UInt16: 8,
    int: INT32,
    UInt32: UINT32,
    Int64: INT64,
    UInt64: UINT64,
    Single: SINGLE,
    float: DOUBLE,
}
_LISTS = (list, TypedArray, GenericList, ArrayList, Collection)
_SIGNED = frozenset((5, 7, 9, 11))
_I32_LOW, _I32_HIGH = -(2**31), 2**31 - 1


def rank_of(value: Any) -> int:
    """The code of a number's kind; 0 for anything that is no number."""
    kind = type(value)
    found = RANKS.get(kind)
    if found is None:
        if kind.__name__ == "Decimal":
            RANKS[kind] = DECIMAL
            return DECIMAL
        return 0
    return found


def bare(value: Any) -> Any:
    """A value without wrapper; the empty pipeline result as null; lazy ranges as lists."""
    kind = type(value)
    if kind is PSObject:
        return bare(value.base)
    if value is AUTOMATION_NULL:
        return None
    if kind is PSRange:
        from exoshell.values.enumeration import range_list

        return range_list(value)
    return value


# --- addition ---------------------------------------------------------------------------------------------------------
def add(left: Any, right: Any) -> Any:
    """left + right."""
    kind = type(left)
    if kind is int:
        if type(right) is int:
            total = left + right
            return total if _I32_LOW <= total <= _I32_HIGH else float(total)
    elif kind is float:
        if type(right) is float:
            return left + right
    elif kind is str:
        return left + (right if type(right) is str else to_text(right))
    elif kind is list:
        return _extended(left, bare(right))
    elif kind is Int64 and (type(right) is int or type(right) is Int64):
        whole = int(left) + int(right)
        return Int64(whole) if -(2**63) <= whole < 2**63 else float(whole)
    return _add_slow(bare(left), bare(right))


def _extended(left: list[Any], right: Any) -> list[Any]:
    if isinstance(right, list):
        return [*left, *right]
    if type(right).__name__ == "MultiArray":
        return [*left, *right.cells]
    if right is not None and hasattr(type(right), "enumerate"):
        return [*left, *right.enumerate()]
    return [*left, right]


def _add_slow(left: Any, right: Any) -> Any:
    if left is None:
        return right
    kind = type(left)
    if kind is str:
        return left + to_text(right)
    if isinstance(left, list):
        return _extended(left, right)
    if kind is Char:
        return left.value + to_text(right)
    if isinstance(left, DictionaryBase):
        return _merge(left, right)
    return _compute("op_Addition", "+", left, right)


def _merge(left: DictionaryBase, right: Any) -> Any:
    from exoshell.values.errors import ps_error
    from exoshell.values.failures import operation_failure

    if right is None:
        return left
    if not isinstance(right, DictionaryBase):
        raise ps_error(
            "AddHashTableToNonHashTable",
            "A hash table can only be added to another hash table.",
            category="InvalidOperation",
        )
    made = left.copy() if type(left) in (Hashtable, OrderedDictionary) else Hashtable(list(left.items()))
    for key, value in right.items():
        if made.contains(key):
            shown = to_text(key)
            held = next((to_text(k) for k in made.keys() if made.fold(k) == made.fold(key)), shown)
            raise operation_failure(
                "System.ArgumentException",
                f"Item has already been added. Key in dictionary: '{held}'  Key being added: '{shown}'",
            )
        made.set(key, value)
    return made


# --- the other operators ----------------------------------------------------------------------------------------------
def subtract(left: Any, right: Any) -> Any:
    """left - right."""
    if type(left) is int and type(right) is int:
        total = left - right
        return total if _I32_LOW <= total <= _I32_HIGH else float(total)
    return _compute("op_Subtraction", "-", bare(left), bare(right))


def multiply(left: Any, right: Any) -> Any:
    """left * right."""
    if type(left) is int and type(right) is int:
        total = left * right
        return total if _I32_LOW <= total <= _I32_HIGH else float(total)
    left, right = bare(left), bare(right)
    if left is None:
        return None
    if type(left) is str:
        return _repeat_text(left, right)
    if isinstance(left, list):
        return _repeat_list(left, right)
    return _compute("op_Multiply", "*", left, right)


def _repeat_text(text: str, times: Any) -> str:
    from exoshell.values.conversion import to_int32
    from exoshell.values.failures import operation_failure

    count = to_int32(times)
    if count < 0:
        raise operation_failure(
            "System.ArgumentOutOfRangeException",
            f"times ('{count}') must be a non-negative value. (Parameter 'times')\nActual value was {count}.",
        )
    return text * count


def _repeat_list(items: list[Any], times: Any) -> list[Any]:
    from exoshell.values.conversion import convert
    from exoshell.values.types import named_type

    if type(times) is str:
        times = text_number(times, 0)
    count = int(convert(times, named_type("System.UInt32")))
    made = list(items) * count
    return TypedArray(made, items.element_type) if type(items) is TypedArray else made


def divide(left: Any, right: Any) -> Any:
    """left / right."""
    if type(left) is int and type(right) is int and right:
        quotient, rest = divmod(left, right)
        if not rest and quotient <= _I32_HIGH:
            return quotient
        return left / right
    return _compute("op_Division", "/", bare(left), bare(right))


def remainder(left: Any, right: Any) -> Any:
    """left % right."""
    if type(left) is int and type(right) is int and right:
        rest = abs(left) % abs(right)
        return -rest if left < 0 else rest
    return _compute("op_Modulus", "%", bare(left), bare(right))


def negate(value: Any) -> Any:
    """-value."""
    if type(value) is float:
        return 0 - value
    return subtract(0, value)


def plus(value: Any) -> Any:
    """+value."""
    if type(value) is int or type(value) is float:
        return value
    return add(0, value)


def increment(value: Any) -> Any:
    """value + 1 for `++`. Raises *OperatorRequiresNumber*."""
    if type(value) is int and value < _I32_HIGH:
        return value + 1
    return _step(bare(value), "++", add)


def decrement(value: Any) -> Any:
    """value - 1 for `--`."""
    if type(value) is int and value > _I32_LOW:
        return value - 1
    return _step(bare(value), "--", subtract)


def _step(value: Any, sign: str, operator: Callable[[Any, Any], Any]) -> Any:
    if value is None:
        return 1 if sign == "++" else -1
    if rank_of(value) or type(value) is BigInteger:
        return operator(value, 1)
    from exoshell.values.errors import ps_error

    raise ps_error(
        "OperatorRequiresNumber",
        f"The '{sign}' operator works only on numbers. The operand is a '{type_of(value).full_name}'.",
        category="InvalidOperation",
        target=sign,
    )


# --- numbers ----------------------------------------------------------------------------------------------------------
def _number(value: Any, other: Any) -> Any:
    """An operand as a number, or None if it is none: null is 0, truth values and characters are small integers, text is read."""
    if rank_of(value):
        return value
    if value is None:
        return 0
    kind = type(value)
    if kind is bool:
        return int(value)
    if kind is Char:
        return ord(value.value)
    if kind is str:
        return text_number(value, other)
    return None


def text_number(text: str, other: Any) -> Any:
    """A text operand as a number; the error names the other operand's type."""
    from exoshell.values.conversion import convert
    from exoshell.values.conversion_numbers import number_of_text
    from exoshell.values.types import named_type

    found = number_of_text(text)
    if found is not None:
        return found
    target = type_of(other).full_name if rank_of(other) else "System.Int32"
    return convert(text, named_type(target))


def _script_operator(method: str, left: Any, right: Any) -> tuple[Any] | None:
    """The result of an operator that a script class of one of the operands defines."""
    for value in (left, right):
        script = getattr(getattr(value, "ps_type", None), "script", None)
        if script is not None and method.lower() in getattr(script, "static_methods", {}):
            from exoshell.values.hooks import HOOKS

            if HOOKS.call_static is not None:
                return (HOOKS.call_static(value.ps_type, method, [left, right]),)
    return None


def _compute(method: str, sign: str, left: Any, right: Any) -> Any:
    """An operator on operands of which the left is no text and no collection (or the operator does not concern those)."""
    scripted = _script_operator(method, left, right)
    if scripted is not None:
        return scripted[0]
    if method == "op_Multiply" and type(left) in (bool, Char) and type(right) is not BigInteger:
        return _other_types(method, sign, left, right)
    if type(left) is EnumValue or type(right) is EnumValue:
        return _with_enum(method, sign, left, right)
    if _has_methods(right) and not rank_of(right) or _has_methods(left) and not rank_of(left):
        return _other_types(method, sign, _small_number(left, right), _small_operand(right, left))
    a = _number(left, right)
    b = _number(right, left)
    if a is None or b is None or (type(left) is bool and rank_of(b) == DECIMAL):
        return _other_types(method, sign, left if a is None or type(left) is not str else a, right)
    return compute_numbers(method, a, b)


def _small_number(value: Any, other: Any) -> Any:
    """The left operand beside a value with operator methods: null, truth values, characters and text count as numbers."""
    return value if value is not None and type(value) not in (bool, Char, str) else _number(value, other)


def _small_operand(value: Any, other: Any) -> Any:
    """The right operand beside one: a character counts as a number, a truth value only for big integers."""
    kind = type(value)
    return (
        int(_number(value, other)) if kind is Char or (kind is bool and type(other) is BigInteger) else value
    )


def _has_methods(value: Any) -> bool:
    """Values that are neither numbers nor read as ones."""
    return value is not None and not rank_of(value) and type(value) not in (bool, Char, str)


def _other_types(method: str, sign: str, left: Any, right: Any) -> Any:
    from exoshell.values.operator_methods import call_operator

    return call_operator(method, sign, left, right)


def _with_enum(method: str, sign: str, left: Any, right: Any) -> Any:
    """An enumeration's number; adding to and subtracting from one gives the enumeration."""
    a = left.value if type(left) is EnumValue else left
    b = right.value if type(right) is EnumValue else right
    if (
        type(left) is EnumValue
        and method in ("op_Addition", "op_Subtraction")
        and (rank_of(b) or type(right) is EnumValue)
    ):
        result = _compute(method, sign, a, b)
        if type(right) is EnumValue and method == "op_Subtraction":
            return result
        return EnumValue(left.type, int(result)) if isinstance(result, int) else result
    if method == "op_Addition" and type(left) is bool:
        return _compute(method, sign, int(left), b)
    return _compute(method, sign, a, b)


def kind_of_pair(left: Any, right: Any) -> int:
    """The kind in which two numbers are computed."""
    a, b = RANKS[type(left)], RANKS[type(right)]
    wide = a if a > b else b
    if wide <= INT32:
        return INT32
    if wide == UINT32:
        if (a in _SIGNED and left < 0) or (b in _SIGNED and right < 0):
            return INT64
        return UINT32
    if wide == UINT64:
        if (a in _SIGNED and left < 0) or (b in _SIGNED and right < 0):
            return DECIMAL
        return UINT64
    return DOUBLE if wide == SINGLE else wide


_LIMITS: dict[int, tuple[int, int, Any]] = {
    INT32: (_I32_LOW, _I32_HIGH, int),
    UINT32: (0, 2**32 - 1, UInt32),
    INT64: (-(2**63), 2**63 - 1, Int64),
    UINT64: (0, 2**64 - 1, UInt64),
}


def compute_numbers(method: str, left: Any, right: Any) -> Any:
    """An operator on two numbers."""
    kind = kind_of_pair(left, right)
    if kind == DOUBLE:
        return _double_operator(method, float(left), float(right))
    if kind == DECIMAL:
        from exoshell.values.decimal_arithmetic import decimal_operator

        return decimal_operator(method, left, right)
    low, high, make = _LIMITS[kind]
    a, b = int(left), int(right)
    if method == "op_Addition":
        result = a + b
    elif method == "op_Subtraction":
        result = a - b
    elif method == "op_Multiply":
        result = a * b
    else:
        if b == 0:
            from exoshell.values.failures import divide_by_zero

            raise divide_by_zero()
        rest = abs(a) % abs(b)
        if method == "op_Modulus":
            result = -rest if a < 0 else rest
        elif rest:
            return a / b
        else:
            result = a // b
    if low <= result <= high:
        return make(result)
    if method == "op_Multiply" and kind != INT32:
        from exoshell.values.number_scan import truncated_double

        return truncated_double(result)
    return float(result)


def _double_operator(method: str, left: float, right: float) -> float:
    if method == "op_Addition":
        return left + right
    if method == "op_Subtraction":
        return left - right
    if method == "op_Multiply":
        return left * right
    nan, infinity = float("nan"), float("inf")
    if method == "op_Division":
        if right:
            try:
                return left / right
            except OverflowError:
                return infinity
        if left == 0 or left != left:
            return nan
        negative = (left < 0) != (str(right)[0] == "-")
        return -infinity if negative else infinity
    if not right or left in (infinity, -infinity) or left != left or right != right:
        return nan
    from math import fmod

    return fmod(left, right)


def normalize_decimal(value: Any) -> Any:
    """A decimal.Decimal as a System.Decimal holds it. Raises the overflow error."""
    from exoshell.values.decimal_arithmetic import fit

    return fit(value)


# --- ranges -----------------------------------------------------------------------------------------------------------
def range_values(first: Any, last: Any) -> list[Any]:
    """first..last: integers, or characters between two one-character texts."""
    if type(first) is int and type(last) is int:
        return list(range(first, last + 1)) if first <= last else list(range(first, last - 1, -1))
    first, last = bare(first), bare(last)
    low, high = _character(first), _character(last)
    if (
        low is not None
        and high is not None
        and not ((low.isdigit() or high.isdigit()) and str in (type(first), type(last)))
    ):
        a, b = ord(low), ord(high)
        codes = range(a, b + 1) if a <= b else range(a, b - 1, -1)
        return [Char(chr(c)) for c in codes]
    a, b = _bound(first), _bound(last)
    return list(range(a, b + 1)) if a <= b else list(range(a, b - 1, -1))


def _character(value: Any) -> str | None:
    if type(value) is Char:
        return value.value
    return value if type(value) is str and len(value) == 1 else None


def _bound(value: Any) -> int:
    from exoshell.values.conversion import to_int32
    from exoshell.values.failures import operation_failure

    if type(value) is Char:
        return ord(value.value)
    if type(value) is str and not value.strip().removeprefix("-").removeprefix("+").isdecimal():
        raise operation_failure(
            "System.FormatException", f"The input string '{value}' was not in a correct format."
        )
    return to_int32(value)


# --- bits -------------------------------------------------------------------------------------------------------------
def band(left: Any, right: Any) -> Any:
    """left -band right."""
    if type(left) is int and type(right) is int:
        return left & right
    from exoshell.values.bits import bitwise

    return bitwise("op_BitwiseAnd", "-band", bare(left), bare(right))


def bor(left: Any, right: Any) -> Any:
    """left -bor right."""
    if type(left) is int and type(right) is int:
        return left | right
    from exoshell.values.bits import bitwise

    return bitwise("op_BitwiseOr", "-bor", bare(left), bare(right))


def bxor(left: Any, right: Any) -> Any:
    """left -bxor right."""
    if type(left) is int and type(right) is int:
        return left ^ right
    from exoshell.values.bits import bitwise

    return bitwise("op_ExclusiveOr", "-bxor", bare(left), bare(right))


def bnot(value: Any) -> Any:
    """-bnot value."""
    if type(value) is int:
        return ~value
    from exoshell.values.bits import complement

    return complement(bare(value))


def shl(left: Any, right: Any) -> Any:
    """left -shl right."""
    from exoshell.values.bits import shift

    return shift("op_LeftShift", "-shl", bare(left), bare(right))


def shr(left: Any, right: Any) -> Any:
    """left -shr right."""
    from exoshell.values.bits import shift

    return shift("op_RightShift", "-shr", bare(left), bare(right))
