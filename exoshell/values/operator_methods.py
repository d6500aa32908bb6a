"""Operators on values that are no numbers: the operator methods of .NET types and of script classes."""

from __future__ import annotations

from exoshell.values.collections import DictionaryBase
from exoshell.values.errors import PowerShellError
from exoshell.values.failures import (
    argument_conversion,
    inner_of,
    no_operator,
    no_overload,
    not_defined,
    operation_failure,
    operator_threw,
)
from exoshell.values.text import net_text
from exoshell.values.types import PSType, named_type, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_PRIMITIVES = frozenset(
    f"System.{n}"
    for n in "Boolean Char SByte Byte Int16 UInt16 Int32 UInt32 Int64 UInt64 Single Double".split()
)
_DATE, _SPAN, _OFFSET = "System.DateTime", "System.TimeSpan", "System.DateTimeOffset"
_BIG, _DECIMAL, _DOUBLE, _INT = (
    "System.Numerics.BigInteger",
    "System.Decimal",
    "System.Double",
    "System.Int32",
)


def _divide_big(a: int, b: int) -> int:
    if b == 0:
        raise ZeroDivisionError
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def _modulus_big(a: int, b: int) -> int:
    if b == 0:
        raise ZeroDivisionError
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def _big(function: Callable[[int, int], int]) -> Callable[[Any, Any], Any]:
    def made(left: Any, right: Any) -> Any:
        from exoshell.values.numbers import BigInteger

        return BigInteger(function(int(left), int(right)))

    return made


def _date_plus(left: Any, right: Any) -> Any:
    from exoshell.values.datetime import net_failure

    total = left.ticks + right
    if not 0 <= total <= 3_155_378_975_999_999_999:
        raise net_failure(
            "System.ArgumentOutOfRangeException",
            "The added or subtracted value results in an un-representable DateTime. (Parameter 't')",
        )
    return type(left)(total, left.kind)


def _span(ticks: Any) -> Any:
    from exoshell.values.datetime import TimeSpan, span_overflow

    if isinstance(ticks, float):
        if ticks != ticks or not -9.3e18 < ticks < 9.3e18:
            raise span_overflow()
        ticks = round(ticks)
    return TimeSpan(ticks)


def _scaled(span: Any, factor: float) -> Any:
    from exoshell.values.datetime import net_failure

    if factor != factor:
        raise net_failure(
            "System.ArgumentException",
            "TimeSpan does not accept floating point Not-a-Number values. (Parameter 'factor')",
        )
    return _span(span.ticks * factor)


def _shared(span: Any, divisor: float) -> Any:
    from exoshell.values.datetime import net_failure, span_overflow

    if divisor != divisor:
        raise net_failure(
            "System.ArgumentException",
            "TimeSpan does not accept floating point Not-a-Number values. (Parameter 'divisor')",
        )
    if divisor == 0:
        raise span_overflow()
    return _span(span.ticks / divisor)


def _ratio(left: Any, right: Any) -> float:
    if right.ticks == 0:
        return float("nan") if left.ticks == 0 else float("inf") if left.ticks > 0 else float("-inf")
    return float(left.ticks) / float(right.ticks)


def _offset_plus(left: Any, ticks: int) -> Any:
    return type(left)(left.ticks + ticks, left.offset)


_BIG_METHODS: dict[str, Callable[[int, int], int]] = {
    "op_Addition": lambda a, b: a + b,
    "op_Subtraction": lambda a, b: a - b,
    "op_Multiply": lambda a, b: a * b,
    "op_Division": _divide_big,
    "op_Modulus": _modulus_big,
    "op_BitwiseAnd": lambda a, b: a & b,
    "op_BitwiseOr": lambda a, b: a | b,
    "op_ExclusiveOr": lambda a, b: a ^ b,
}
Overload = tuple[str, str, "Callable[[Any, Any], Any]"]
_METHODS: dict[tuple[str, str], list[Overload]] = {
    (_DATE, "op_Addition"): [(_DATE, _SPAN, lambda a, b: _date_plus(a, b.ticks))],
    (_DATE, "op_Subtraction"): [
        (_DATE, _SPAN, lambda a, b: _date_plus(a, -b.ticks)),
        (_DATE, _DATE, lambda a, b: _span(a.ticks - b.ticks)),
    ],
    (_SPAN, "op_Addition"): [(_SPAN, _SPAN, lambda a, b: _span(a.ticks + b.ticks))],
    (_SPAN, "op_Subtraction"): [(_SPAN, _SPAN, lambda a, b: _span(a.ticks - b.ticks))],
    (_SPAN, "op_Multiply"): [(_SPAN, _DOUBLE, _scaled), (_DOUBLE, _SPAN, lambda a, b: _scaled(b, a))],
    (_SPAN, "op_Division"): [(_SPAN, _DOUBLE, _shared), (_SPAN, _SPAN, _ratio)],
    (_OFFSET, "op_Addition"): [(_OFFSET, _SPAN, lambda a, b: _offset_plus(a, b.ticks))],
    (_OFFSET, "op_Subtraction"): [
        (_OFFSET, _SPAN, lambda a, b: _offset_plus(a, -b.ticks)),
        (_OFFSET, _OFFSET, lambda a, b: _span(a.utc_ticks - b.utc_ticks)),
    ],
    (_BIG, "op_LeftShift"): [(_BIG, _INT, _big(lambda a, b: a << b if b >= 0 else a >> -b))],
    (_BIG, "op_RightShift"): [(_BIG, _INT, _big(lambda a, b: a >> b if b >= 0 else a << -b))],
}
for _name, _function in _BIG_METHODS.items():
    _METHODS[(_BIG, _name)] = [(_BIG, _BIG, _big(_function))]


def _decimal_overload(method: str) -> list[Overload]:
    def run(left: Any, right: Any) -> Any:
        from exoshell.values.decimal_arithmetic import decimal_operator

        return decimal_operator(method, left, right)

    return [(_DECIMAL, _DECIMAL, run)]


for _name in ("op_Addition", "op_Subtraction", "op_Multiply", "op_Division", "op_Modulus"):
    _METHODS[(_DECIMAL, _name)] = _decimal_overload(_name)


def shown_type(value: Any) -> str:
    """The type that an operator's error names."""
    if value is None:
        return "$null"
    name = type_of(value).full_name
    return "System.Management.Automation.PSObject" if name.endswith(".PSCustomObject") else name


def call_operator(method: str, sign: str, left: Any, right: Any) -> Any:
    """The operator method of the left operand's type, or of the right one's where the left has none (null, primitive)."""
    owner = _owner(left) or _owner(right)
    if owner is None:
        if type(left) is bool and shown_type(right) == _DECIMAL:
            raise operation_failure(
                "System.InvalidOperationException",
                "No coercion operator is defined between types 'System.Boolean' and 'System.Decimal'.",
            )
        raise not_defined(shown_type(left), sign, shown_type(right))
    if type(left) is bool and owner.full_name == _DECIMAL and method != "op_Multiply":
        raise operation_failure(
            "System.InvalidOperationException",
            "No coercion operator is defined between types 'System.Boolean' and 'System.Decimal'.",
        )
    overloads = _METHODS.get((owner.full_name, method))
    if overloads is None:
        return _script_operator(owner, method, left, right)
    chosen = _choose(overloads, left, right, method)
    arguments = []
    for position, (value, name) in enumerate(((left, chosen[0]), (right, chosen[1]))):
        arguments.append(_argument(position, value, name, method))
    try:
        return chosen[2](*arguments)
    except ZeroDivisionError:
        from exoshell.values.errors import NetException

        raise operator_threw(
            method, NetException("System.DivideByZeroException", "Attempted to divide by zero.")
        ) from None
    except PowerShellError as error:
        if error.record.error_id == "RuntimeException":
            raise
        raise operator_threw(method, inner_of(error)) from None


def _owner(value: Any) -> PSType | None:
    if value is None:
        return None
    found = type_of(value)
    return None if found.full_name in _PRIMITIVES else found


def _script_operator(owner: PSType, method: str, left: Any, right: Any) -> Any:
    from exoshell.values.hooks import HOOKS
    from exoshell.values.null import AUTOMATION_NULL

    if HOOKS.operator is not None:
        found = HOOKS.operator(owner, method, left, right)
        if found is not AUTOMATION_NULL:
            return found
    name = owner.full_name
    if name.endswith(".PSCustomObject"):
        name = "System.Management.Automation.PSObject"
    raise no_operator(name, method)


def _argument(position: int, value: Any, name: str, method: str) -> Any:
    from exoshell.values.conversion import convert
    from exoshell.values.conversion_objects import property_failure

    target = named_type(name)
    try:
        if isinstance(value, DictionaryBase):
            raise property_failure(value, target)
        return convert(value, target)
    except PowerShellError as error:
        raise argument_conversion(str(position), net_text(value), method, name, error) from None


def _cost(value: Any, name: str) -> int | None:
    """How far a value is from a parameter type by its own type alone: 0 the same, None impossible."""
    if value is None:
        return None
    source = type_of(value).full_name
    if source == name:
        return 0
    numeric = source in _PRIMITIVES and source not in ("System.Boolean", "System.Char") or source == _DECIMAL
    if name in (_DOUBLE, _INT):
        if numeric:
            return 1
        if source == "System.String":
            return 2
        if source == _BIG:
            return 1
        if source in (_DATE, "System.Boolean", "System.Char"):
            return 4
        return None
    if name == _BIG:
        return 2
    if source == "System.String" or numeric or source in ("System.Boolean", "System.Char"):
        return 4
    if source == _DATE:
        return 4
    if source.endswith("Hashtable") or source.endswith("OrderedDictionary"):
        return 6
    if name == _OFFSET and source == _DATE:
        return 1
    return None


def _choose(overloads: list[Overload], left: Any, right: Any, method: str) -> Overload:
    if len(overloads) == 1:
        return overloads[0]
    ranked: list[tuple[int, Overload]] = []
    for overload in overloads:
        a, b = _cost(left, overload[0]), _cost(right, overload[1])
        if a is not None and b is not None:
            ranked.append((a + b, overload))
    if not ranked:
        raise no_overload(method, False)
    ranked.sort(key=lambda pair: pair[0])
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise no_overload(method, True)
    return ranked[0][1]
