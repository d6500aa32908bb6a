"""Comparison: `-eq -ne -lt -le -gt -ge`, `-contains`, `-in`. The left operand's type decides; a collection on the left is filtered."""

from __future__ import annotations

from exoshell.values import collation
from exoshell.values.arithmetic import RANKS, bare, rank_of, text_number
from exoshell.values.char import Char
from exoshell.values.collections import DictionaryBase
from exoshell.values.enumeration import SCALARS, enumerate_value
from exoshell.values.errors import NetException, PowerShellError, ps_error
from exoshell.values.numbers import Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64
from exoshell.values.objects import PSCustomObject, PSObject
from exoshell.values.text import custom_text, has_own, to_text
from exoshell.values.types import EnumValue, PSType, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

sort_key = collation.sort_key
_WHOLE = frozenset((int, Int64, Byte, UInt32, UInt64, Int16, UInt16, SByte))
_equal_strings = collation.equal_strings


# --- equality ---------------------------------------------------------------------------------------------------------
def equals(left: Any, right: Any, ignore_case: bool = True) -> bool:
    """Whether two single values are equal in the sense of -eq, the left one deciding how."""
    kind = type(left)
    if kind is type(right):
        if kind is str:
            return _equal_strings(left, right, ignore_case)
        if kind is int or kind is float or kind is bool:
            return bool(left == right)
    left, right = bare(left), bare(right)
    if left is None or right is None:
        return left is None and right is None
    kind = type(left)
    if kind is str:
        return _equal_strings(left, to_text(right), ignore_case)
    if kind is bool:
        from exoshell.values.conversion import to_bool

        return left is to_bool(right)
    if kind in RANKS or rank_of(left):
        return _number_equals(left, right)
    return _other_equals(left, right, ignore_case)


def _number_equals(left: Any, right: Any) -> bool:
    if rank_of(right):
        return number_compare(left, right) == 0
    if type(right) is str:
        from exoshell.values.conversion_numbers import number_of_text

        found = number_of_text(right)
        return found is not None and number_compare(left, found) == 0
    if getattr(type(right), "compares_with_numbers", False):
        return bool(right == left)
    return _converted_equals(left, right)


def _converted_equals(left: Any, right: Any) -> bool:
    from exoshell.values.conversion import convert

    try:
        other = convert(right, type_of(left))
    except PowerShellError:
        return False
    return bool(left == other) if other is not right or type(left) is type(other) else False


def _other_equals(left: Any, right: Any, ignore_case: bool) -> bool:
    if left is right:
        return True
    kind = type(left)
    if kind is Char:
        if type(right) is Char:
            return left.value == right.value or (ignore_case and left.value.lower() == right.value.lower())
        if type(right) is str:
            return len(right) == 1 and (
                left.value == right or (ignore_case and left.value.lower() == right.lower())
            )
        return _converted_equals(left, right)
    if kind is EnumValue:
        return _enum_equals(left, right)
    if isinstance(left, (PSCustomObject, list)):
        return False
    if kind is PSType:
        return left is right
    if kind is type(right) and has_own(kind, "__eq__"):
        return bool(left == right)
    from exoshell.values.hooks import HOOKS

    if HOOKS.equals is not None:
        found = HOOKS.equals(left, right)
        if found is not None:
            return found
    if kind is type(right) and type_of(left) is type_of(right):
        return False
    if not has_own(kind, "__eq__"):
        return False
    if getattr(kind, "compares_text", False) or getattr(kind, "compare", None) is not None:
        return bool(left == right)
    return _converted_equals(left, right)


def _enum_equals(left: EnumValue, right: Any) -> bool:
    if type(right) is EnumValue:
        return left.type is right.type and left.value == right.value
    try:
        return number_compare(left.value, _enum_number(left, right)) == 0
    except PowerShellError:
        return False


# --- order ------------------------------------------------------------------------------------------------------------
def number_compare(left: Any, right: Any) -> int:
    """-1, 0 or 1 of two numbers; with NaN 1 (nothing is equal to it)."""
    a, b = RANKS[type(left)], RANKS[type(right)]
    if a >= 13 or b >= 13:
        if a == 15 or b == 15:
            return _decimal_compare(left, right)
        left, right = float(left), float(right)
    return -1 if left < right else 0 if left == right else 1


def _decimal_compare(left: Any, right: Any) -> int:
    from exoshell.values.conversion_numbers import make_decimal
    from exoshell.values.failures import decimal_overflow

    try:
        left, right = make_decimal(left), make_decimal(right)
    except OverflowError:
        raise decimal_overflow() from None
    return -1 if left < right else 0 if left == right else 1


def compare(left: Any, right: Any, ignore_case: bool = True) -> int:
    """-1, 0 or 1, the left value deciding how. Raises *ComparisonFailure*, *NotIcomparable* or the conversion's own error."""
    kind = type(left)
    if kind is type(right):
        if kind is int or kind is float:
            return -1 if left < right else 0 if left == right else 1
        if kind is str:
            return collation.compare_strings(left, right, ignore_case)
    left, right = bare(left), bare(right)
    if left is None:
        return _null_compare(right)
    if right is None:
        return -_null_compare(left)
    kind = type(left)
    if kind is str:
        return collation.compare_strings(left, to_text(right), ignore_case)
    if rank_of(left):
        if rank_of(right):
            return number_compare(left, right)
        if type(right) is str:
            return number_compare(left, text_number(right, left))
        if getattr(type(right), "compares_with_numbers", False):
            return -int(right.compare(left))
    return _typed_compare(left, right, ignore_case)


def _null_compare(other: Any) -> int:
    """Null beside a value: below everything but negative numbers."""
    if other is None:
        return 0
    if rank_of(other):
        return 1 if other < 0 else -1
    return -1


def _typed_compare(left: Any, right: Any, ignore_case: bool) -> int:
    own = getattr(type(left), "compare", None) if not rank_of(left) else None
    if own is not None:
        return int(own(left, right))
    if type(left) is EnumValue:
        return _enum_compare(left, right)
    if isinstance(left, (PSType, DictionaryBase)):
        raise _not_comparable(left)
    if left is right:
        return 0
    if isinstance(left, PSCustomObject):
        raise _failure(
            "PSObjectCompareTo",
            f'Cannot compare "{custom_text(left, True)}" to "{to_text(right)}" because the objects are not the same type or the object'
            f' "{custom_text(left, True)}" does not implement "IComparable".',
        )
    from exoshell.values.hooks import HOOKS

    if HOOKS.compare_to is not None:
        found = HOOKS.compare_to(left, right)
        if found is not None:
            return found
    from exoshell.values.conversion import convert

    try:
        other = convert(right, type_of(left))
    except PowerShellError as error:
        raise _failure(
            "ComparisonFailure",
            f'Could not compare "{to_text(left)}" to "{to_text(right)}". Error: "{error.record.exception.message}"',
        ) from None
    return _same_type_compare(left, other, ignore_case)


def _same_type_compare(left: Any, right: Any, ignore_case: bool) -> int:
    if type(left) is Char:
        a, b = left.value, right.value
        if ignore_case:
            a, b = a.upper(), b.upper()
        return (a > b) - (a < b)
    if rank_of(left):
        return number_compare(left, right)
    if has_own(type(left), "__lt__") and not isinstance(left, list):
        return -1 if left < right else 1 if right < left else 0
    if left is right:
        return 0
    raise _not_comparable(left)


def _not_comparable(left: Any) -> PowerShellError:
    from exoshell.values.text import net_text

    return _failure("NotIcomparable", f'Cannot compare "{net_text(left)}" because it is not IComparable.')


def _enum_number(left: EnumValue, right: Any) -> Any:
    """What an enumeration is compared with: numbers as they are, text as a number or a name."""
    from exoshell.values.conversion import convert
    from exoshell.values.conversion_numbers import number_of_text

    kind = type(right)
    if rank_of(right):
        return right
    if kind is bool:
        return int(right)
    if kind is Char:
        return ord(right.value)
    if kind is str:
        found = number_of_text(right)
        if found is not None and right.strip():
            return found
    return convert(right, left.type).value


def _enum_compare(left: EnumValue, right: Any) -> int:
    if rank_of(right) == 15:
        from exoshell.values.failures import operation_failure

        raise operation_failure(
            "System.InvalidOperationException",
            f"No coercion operator is defined between types '{left.type.full_name}' and 'System.Decimal'.",
        )
    if type(right) is str or rank_of(right) or type(right) in (bool, Char):
        return number_compare(left.value, _enum_number(left, right))
    from exoshell.values.conversion import convert

    try:
        return number_compare(left.value, convert(right, left.type).value)
    except PowerShellError as error:
        raise _failure(
            "ComparisonFailure",
            f'Could not compare "{to_text(left)}" to "{to_text(right)}". Error: "{error.record.exception.message}"',
        ) from None


def _failure(error_id: str, message: str) -> PowerShellError:
    return ps_error(
        error_id,
        message,
        category="InvalidOperation",
        inner=NetException("System.ArgumentException", message),
    )


# --- operators --------------------------------------------------------------------------------------------------------
def _items(left: Any) -> list[Any] | None:
    """What an operator filters; None for a single value."""
    return None if type(left) in SCALARS else enumerate_value(bare(left))


def eq(left: Any, right: Any) -> Any:
    """-eq."""
    items = _items(left)
    if items is None:
        return equals(left, right)
    return [item for item in items if equals(item, right)]


def ne(left: Any, right: Any) -> Any:
    """-ne."""
    items = _items(left)
    if items is None:
        return not equals(left, right)
    return [item for item in items if not equals(item, right)]


def ceq(left: Any, right: Any) -> Any:
    """-ceq."""
    items = _items(left)
    if items is None:
        return equals(left, right, False)
    return [item for item in items if equals(item, right, False)]


def cne(left: Any, right: Any) -> Any:
    """-cne."""
    items = _items(left)
    if items is None:
        return not equals(left, right, False)
    return [item for item in items if not equals(item, right, False)]


def _ordered(operator: str, left: Any, right: Any, ignore_case: bool) -> bool:
    """One of lt, le, gt, ge on single values. NaN is in no order with anything."""
    if type(left) in _WHOLE and type(right) in _WHOLE:
        if operator == "lt":
            return bool(left < right)
        if operator == "gt":
            return bool(left > right)
        return bool(left <= right if operator == "le" else left >= right)
    if left != left or right != right:
        return False
    a, b = bare(left), bare(right)
    if (a is None) != (b is None):
        return _beside_null(operator, a, b)
    sign = compare(left, right, ignore_case)
    if operator == "lt":
        return sign < 0
    if operator == "le":
        return sign <= 0
    return sign > 0 if operator == "gt" else sign >= 0


def _beside_null(operator: str, left: Any, right: Any) -> bool:
    value = right if left is None else left
    if type(value) is EnumValue:
        from exoshell.values.failures import operation_failure

        below = operator in ("lt", "le") if left is None else operator in ("gt", "ge")
        word, name = "GreaterThanOrEqual" if below else "LessThan", value.type.full_name
        raise operation_failure(
            "System.InvalidOperationException",
            f"The binary operator {word} is not defined for the types '{name}' and '{name}'.",
        )
    sign = _null_compare(right) if left is None else -_null_compare(left)
    return sign < 0 if operator in ("lt", "le") else sign > 0


def lt(left: Any, right: Any) -> Any:
    """-lt."""
    items = _items(left)
    if items is None:
        return _ordered("lt", left, right, True)
    return [item for item in items if _ordered("lt", item, right, True)]


def le(left: Any, right: Any) -> Any:
    """-le."""
    items = _items(left)
    if items is None:
        return _ordered("le", left, right, True)
    return [item for item in items if _ordered("le", item, right, True)]


def gt(left: Any, right: Any) -> Any:
    """-gt."""
    items = _items(left)
    if items is None:
        return _ordered("gt", left, right, True)
    return [item for item in items if _ordered("gt", item, right, True)]


def ge(left: Any, right: Any) -> Any:
    """-ge."""
    items = _items(left)
    if items is None:
        return _ordered("ge", left, right, True)
    return [item for item in items if _ordered("ge", item, right, True)]


def clt(left: Any, right: Any) -> Any:
    """-clt."""
    items = _items(left)
    if items is None:
        return _ordered("lt", left, right, False)
    return [item for item in items if _ordered("lt", item, right, False)]


def cle(left: Any, right: Any) -> Any:
    """-cle."""
    items = _items(left)
    if items is None:
        return _ordered("le", left, right, False)
    return [item for item in items if _ordered("le", item, right, False)]


def cgt(left: Any, right: Any) -> Any:
    """-cgt."""
    items = _items(left)
    if items is None:
        return _ordered("gt", left, right, False)
    return [item for item in items if _ordered("gt", item, right, False)]


def cge(left: Any, right: Any) -> Any:
    """-cge."""
    items = _items(left)
    if items is None:
        return _ordered("ge", left, right, False)
    return [item for item in items if _ordered("ge", item, right, False)]


def contains(left: Any, right: Any, ignore_case: bool = True) -> bool:
    """left -contains right: whether one element equals it."""
    items = _items(left)
    if items is None:
        return equals(left, right, ignore_case)
    if type(right) is PSObject:
        right = right.base
    return any(equals(item, right, ignore_case) for item in items)


def in_(left: Any, right: Any, ignore_case: bool = True) -> bool:
    """left -in right."""
    return contains(right, left, ignore_case)
