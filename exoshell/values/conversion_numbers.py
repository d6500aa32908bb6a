"""Casts to numbers and characters."""

from __future__ import annotations

from exoshell.values import numbers as _n
from exoshell.values.char import Char
from exoshell.values.errors import NetException
from exoshell.values.failures import FORMAT, OVERFLOW, cast_detail, cast_final
from exoshell.values.number_scan import scan_number, truncated_double
from exoshell.values.text import net_text
from exoshell.values.types import EnumValue, PSType, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_BLANKS = " \t\n\r\v\f\x85\u00a0\u2028\u2029\u202f\u3000"
_INTEGERS: dict[str, tuple[Any, int, int, str]] = {
    "System.Int32": (int, _n.INT32_MIN, _n.INT32_MAX, "an Int32"),
    "System.Int64": (_n.Int64, _n.Int64.minimum, _n.Int64.maximum, "an Int64"),
    "System.Int16": (_n.Int16, _n.Int16.minimum, _n.Int16.maximum, "an Int16"),
    "System.SByte": (_n.SByte, _n.SByte.minimum, _n.SByte.maximum, "a signed byte"),
    "System.Byte": (_n.Byte, 0, 255, "an unsigned byte"),
    "System.UInt16": (_n.UInt16, 0, _n.UInt16.maximum, "a UInt16"),
    "System.UInt32": (_n.UInt32, 0, _n.UInt32.maximum, "a UInt32"),
    "System.UInt64": (_n.UInt64, 0, _n.UInt64.maximum, "a UInt64"),
}
_DECIMAL_MAX = 79228162514264337593543950335
_DOUBLE_LIMIT = 1.7976931348623157e308


def make_single(value: float) -> Any:
    """A Single of a number, rounded to 24 bits; too large ones are infinite."""
    import struct

    try:
        return _n.Single(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return _n.Single("inf" if value > 0 else "-inf")


def make_decimal(value: Any) -> Any:
    """A Decimal of a number: 15 digits of a double, 7 of a single. OverflowError if it does not fit."""
    from decimal import Decimal, localcontext

    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        if value != value or abs(value) > _DECIMAL_MAX:
            raise OverflowError
        with localcontext() as context:
            context.prec = 60
            made = Decimal(f"{value:.{15 if type(value) is float else 7}g}")
            if made.as_tuple().exponent > 0:  # type: ignore[operator]
                made = made.quantize(Decimal(1))
            return round(made, 28) if made.as_tuple().exponent < -28 else made  # type: ignore[operator]
    if abs(value) > _DECIMAL_MAX:
        raise OverflowError
    return Decimal(int(value))


def number_of_text(text: str) -> Any:
    """The number a text means, of the kind its literal has; None if it is none. Blank text is 0."""
    body = text.strip(_BLANKS)
    if not body:
        return 0
    found = scan_number(body)
    if found is not None:
        return found
    return _net_number(body)


def _net_number(body: str) -> Any:
    """What .NET's parser takes with the invariant culture beyond literals: groups of digits, NaN and infinities."""
    named = {
        "nan": "nan",
        "infinity": "inf",
        "-infinity": "-inf",
        "∞": "inf",
        "-∞": "-inf",
        "+infinity": "inf",
        "-nan": "nan",
    }
    low = body.lower()
    if low in named:
        return float(named[low])
    sign = body[:1] if body[:1] in ("-", "+") else ""
    rest = body[len(sign) :]
    mantissa, mark, power = rest.replace("E", "e").partition("e")
    whole, point, fraction = mantissa.partition(".")
    plain = whole.replace(",", "")
    if not (plain.isascii() and plain.isdigit() and whole[:1] != ",") or (
        point and fraction and not fraction.isdigit()
    ):
        return None
    if mark:
        digits = power[1:] if power[:1] in ("+", "-") else power
        if not (digits.isascii() and digits.isdigit()):
            return None
        return float(f"{sign}{plain}.{fraction or 0}e{power}")
    if point:
        return float(f"{sign}{plain}.{fraction or 0}")
    return scan_number(sign + plain)


def number_handler(ps_type: PSType) -> Callable[[Any], Any]:
    """The cast to a numeric type."""
    name = ps_type.full_name
    if name in _INTEGERS:
        return _integer_handler(name)
    makers: dict[str, Callable[[Any], Any]] = {
        "System.Double": _to_double,
        "System.Single": _to_single,
        "System.Decimal": _to_decimal,
        "System.Char": _to_char,
        "System.Numerics.BigInteger": _to_big,
    }
    return makers[name]


def _bad_format(error_id: str, text: str, type_name: str) -> Exception:
    inner = NetException(FORMAT, f"The input string '{text}' was not in a correct format.")
    return cast_detail(error_id, text, type_name, inner)


def _short(type_name: str) -> str:
    return type_name.rpartition(".")[2]


def no_number(value: Any, type_name: str) -> Exception:
    """The cast of a value that is no number, text or truth value to a number."""
    source = type_of(value)
    shown = net_text(value)
    if source.full_name == "System.DateTime":
        inner = NetException(
            "System.InvalidCastException", f"Invalid cast from 'DateTime' to '{_short(type_name)}'."
        )
        return cast_detail("InvalidCastIConvertible", shown, type_name, inner)
    if type_name == "System.Decimal":
        from exoshell.values.conversion_objects import general_failure
        from exoshell.values.types import named_type

        return general_failure(value, named_type(type_name))
    return cast_final(final_text(value), source.full_name, type_name)


def own_number(value: Any, type_name: str) -> int | float:
    """The number that a value of ours stands for (its class has `as_number`); the error of the cast for any other."""
    own = getattr(type(value), "as_number", None)
    found: int | float | None = None if own is None else own(value)
    if found is None:
        raise no_number(value, type_name)
    return found


def final_text(value: Any) -> str:
    """How an error that gives up shows the value."""
    from exoshell.values.objects import PSCustomObject
    from exoshell.values.text import to_text

    return to_text(value) if isinstance(value, PSCustomObject) else net_text(value)


def _integer_handler(name: str) -> Callable[[Any], Any]:
    make, low, high, article = _INTEGERS[name]
    own = make

    def too_large(
        shown: str, error_id: str = "InvalidCastIConvertible", words: str | None = None
    ) -> Exception:
        text = words or f"Value was either too large or too small for {article}."
        return cast_detail(error_id, shown, name, NetException(OVERFLOW, text))

    def of_real(value: Any, shown: Any) -> Any:
        if value != value or value in (float("inf"), float("-inf")):
            raise _real_overflow(value, shown, name, too_large)
        rounded = round(value)
        if low <= rounded <= high:
            return make(rounded)
        raise _real_overflow(value, shown, name, too_large)

    def of_text(text: str) -> Any:
        body = text.strip(_BLANKS)
        if not body:
            return make(0)
        found = scan_number(body)
        if found is None:
            found = _net_integer(body)
        if found is None:
            raise _bad_format("InvalidCastFromStringToInteger", text, name)
        if isinstance(found, int):
            if low <= found <= high:
                return make(found)
            raise _text_overflow(text, body, name, too_large)
        try:
            rounded = round(found)
        except (OverflowError, ValueError):
            raise _text_overflow(text, body, name, too_large) from None
        if low <= rounded <= high:
            return make(rounded)
        raise _text_overflow(text, body, name, too_large)

    def cast(value: Any) -> Any:
        kind = type(value)
        if kind is own:
            return value
        if kind is str:
            return of_text(value)
        if kind is bool:
            return make(int(value))
        if isinstance(value, int):
            if low <= value <= high:
                return make(int(value))
            raise too_large(net_text(value))
        if isinstance(value, float):
            return of_real(value, value)
        if value is None:
            return make(0)
        if kind is Char:
            code = ord(value.value)
            if low <= code <= high:
                return make(code)
            raise too_large(value.value)
        if kind is EnumValue:
            if low <= value.value <= high:
                return make(value.value)
            raise too_large(value.name)
        if kind.__name__ == "Decimal":
            return of_real(value, value)
        return cast(own_number(value, name))

    return cast


def _net_integer(body: str) -> Any:
    """Groups of digits in whole numbers."""
    sign = body[:1] if body[:1] in ("-", "+") else ""
    rest = body[len(sign) :].replace(",", "")
    whole, _, fraction = rest.partition(".")
    if (
        body[len(sign) : len(sign) + 1] != ","
        and whole.isascii()
        and whole.isdigit()
        and not fraction.strip("0")
    ):
        return int(sign + whole)
    return None


def _real_overflow(value: Any, shown: Any, name: str, too_large: Any) -> Exception:
    text = net_text(shown)
    if name == "System.Int64" or name == "System.UInt64":
        words = "Arithmetic operation resulted in an overflow." if isinstance(value, float) else None
        return too_large(text, words=words)  # type: ignore[no-any-return]
    if name in ("System.Byte", "System.SByte", "System.Int16", "System.UInt16") and isinstance(value, float):
        if not -2147483648.5 <= value < 2147483647.5:
            return too_large(text, words="Value was either too large or too small for an Int32.")  # type: ignore[no-any-return]
    return too_large(text)  # type: ignore[no-any-return]


def _text_overflow(text: str, body: str, name: str, too_large: Any) -> Exception:
    digits = body.lstrip("+-")
    if not (digits.isascii() and digits.isdigit()):
        return _bad_format("InvalidCastFromStringToInteger", text, name)
    return too_large(text, "InvalidCastFromStringToInteger")  # type: ignore[no-any-return]


def _to_double(value: Any) -> Any:
    kind = type(value)
    if kind is float:
        return value
    if kind is str:
        found = _real_of_text(value, "System.Double")
        try:
            return float(found)
        except OverflowError:
            return float("inf") if found > 0 else float("-inf")
    if kind is _n.BigInteger:
        return truncated_double(value)
    if isinstance(value, (int, float)) or kind.__name__ == "Decimal":
        return float(value)
    if value is None:
        return 0.0
    if kind is EnumValue:
        return float(value.value)
    if kind is Char:
        return float(ord(value.value))
    return float(own_number(value, "System.Double"))


def _primitive(value: Any, target: str) -> Exception:
    """Two primitive types between which .NET has no conversion."""
    source = _short(type_of(value).full_name)
    inner = NetException("System.InvalidCastException", f"Invalid cast from '{source}' to '{target}'.")
    return cast_detail("InvalidCastIConvertible", net_text(value), f"System.{target}", inner)


def _real_of_text(text: str, name: str) -> Any:
    found = number_of_text(text)
    if found is None:
        raise _bad_format("InvalidCastFromStringToDoubleOrSingle", text, name)
    return found


def _to_single(value: Any) -> Any:
    kind = type(value)
    if kind is _n.Single:
        return value
    if kind is str:
        return make_single(float(_real_of_text(value, "System.Single")))
    if isinstance(value, (int, float)) or kind.__name__ == "Decimal":
        return make_single(float(value))
    if value is None:
        return make_single(0.0)
    if kind is EnumValue:
        return make_single(float(value.value))
    if kind is Char:
        return make_single(ord(value.value))
    raise no_number(value, "System.Single")


def _to_decimal(value: Any) -> Any:
    kind = type(value)
    if kind.__name__ == "Decimal":
        return value
    try:
        if kind is str:
            found = number_of_text(value)
            if found is None or found != found:
                raise _bad_format("InvalidCastFromStringToDecimal", value, "System.Decimal")
            return make_decimal(found)
        if isinstance(value, (int, float)):
            return make_decimal(value)
    except OverflowError:
        inner = NetException(OVERFLOW, "Value was either too large or too small for a Decimal.")
        error_id = "InvalidCastFromStringToDecimal" if kind is str else "InvalidCastIConvertible"
        raise cast_detail(error_id, net_text(value), "System.Decimal", inner) from None
    if value is None:
        return make_decimal(0)
    if kind is EnumValue:
        return make_decimal(value.value)
    if kind is Char:
        return make_decimal(ord(value.value))
    raise no_number(value, "System.Decimal")


def _to_char(value: Any) -> Any:
    kind = type(value)
    if kind is Char:
        return value
    if kind is str:
        if len(value) == 1:
            return Char(value)
        inner = NetException(FORMAT, "String must be exactly one character long.")
        raise cast_detail("InvalidCastParseTargetInvocation", value, "System.Char", inner)
    if kind is bool or isinstance(value, float) or kind.__name__ == "Decimal":
        raise _primitive(value, "Char")
    if isinstance(value, int):
        if 0 <= value <= 0xFFFF:
            return Char(chr(value))
        inner = NetException(OVERFLOW, "Value was either too large or too small for a character.")
        raise cast_detail("InvalidCastIConvertible", net_text(value), "System.Char", inner)
    if value is None:
        return Char("\0")
    if kind is EnumValue:
        return Char(chr(value.value))
    raise no_number(value, "System.Char")


def _to_big(value: Any) -> Any:
    kind = type(value)
    name = "System.Numerics.BigInteger"
    if kind is _n.BigInteger:
        return value
    if kind is str:
        return _n.BigInteger(_big_of_text(value))
    if kind is bool:
        from exoshell.values.failures import cast_detail as detail

        inner = NetException(
            "System.InvalidCastException", f"Invalid cast from 'System.Boolean' to '{name}'."
        )
        raise detail("InvalidCastIConvertible", net_text(value), name, inner)
    if isinstance(value, int):
        return _n.BigInteger(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            words = (
                "The value is not a number." if value != value else "BigInteger cannot represent infinity."
            )
            raise cast_detail(
                "InvalidCastConstructorException", net_text(value), name, NetException(OVERFLOW, words)
            )
        return _n.BigInteger(int(value))
    if kind.__name__ == "Decimal":
        return _n.BigInteger(int(value))
    if value is None:
        return _n.BigInteger(0)
    from exoshell.values.conversion_objects import general_failure
    from exoshell.values.types import named_type

    raise general_failure(value, named_type(name))


def _big_of_text(text: str) -> int:
    body = text.strip(_BLANKS)
    found = scan_number(body) if body else 0
    if isinstance(found, int):
        return int(found)
    if found is not None and found == found and abs(found) != float("inf"):
        from decimal import Decimal

        return int(Decimal(found).to_integral_value())
    plain = _net_integer(body)
    if plain is None:
        inner = NetException(FORMAT, "The value could not be parsed.")
        raise cast_detail("InvalidCastFromStringToInteger", text, "System.Numerics.BigInteger", inner)
    return int(plain)
