"""Numbers as text: the shortest forms, PowerShell's 15 digits, and .NET's standard and custom format strings."""

from __future__ import annotations

from exoshell.values.culture import INVARIANT, Culture
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

_WIDTHS = {
    "SByte": 8,
    "Byte": 8,
    "Int16": 16,
    "UInt16": 16,
    "int": 32,
    "UInt32": 32,
    "Int64": 64,
    "UInt64": 64,
}


def format_failure() -> Exception:
    return ps_error(
        "System.FormatException", "Format specifier was invalid.", exception="System.FormatException"
    )


def _special(value: float, culture: Culture) -> str | None:
    if value != value:
        return culture.nan
    if value in (float("inf"), float("-inf")):
        return culture.infinity if value > 0 else culture.negative_sign + culture.infinity
    return None


def _scientific(
    digits: str, exponent: int, negative: bool, culture: Culture, letter: str = "E", width: int = 2
) -> str:
    """d.dddE+xx; `exponent` is that of the first digit."""
    body = digits[0] + (culture.decimal + digits[1:] if len(digits) > 1 else "")
    sign = culture.negative_sign if exponent < 0 else "+"
    return f"{culture.negative_sign if negative else ''}{body}{letter}{sign}{abs(exponent):0{width}}"


def _general(
    digits: str, exponent: int, negative: bool, precision: int, culture: Culture, letter: str = "E"
) -> str:
    """The G form of significant digits (without zeros at the end)."""
    if exponent >= precision or exponent < -4:
        return _scientific(digits, exponent, negative, culture, letter)
    if exponent < 0:
        body = "0" + culture.decimal + "0" * (-exponent - 1) + digits
    elif len(digits) <= exponent + 1:
        body = digits.ljust(exponent + 1, "0")
    else:
        body = digits[: exponent + 1] + culture.decimal + digits[exponent + 1 :]
    return (culture.negative_sign if negative else "") + body


def _split_repr(text: str) -> tuple[str, int, bool]:
    """(significant digits, exponent of the first, negative) of Python's text of a float."""
    negative = text[0] == "-"
    if negative:
        text = text[1:]
    mantissa, _, power = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    exponent = len(whole) - 1 + (int(power) if power else 0)
    exponent -= len(whole + fraction) - len(digits)
    digits = digits.rstrip("0")
    return (digits or "0", exponent if digits else 0, negative)


def _shortest_single(value: float) -> str:
    import struct

    for precision in range(6, 10):
        text = f"{value:.{precision}g}"
        if struct.unpack("f", struct.pack("f", float(text)))[0] == value:
            return text
    return repr(value)


def round_trip_text(value: float, culture: Culture = INVARIANT) -> str:
    """.ToString() of a Double or Single: the shortest text that reads back as the same number."""
    special = _special(value, culture)
    if special is not None:
        return special
    single = type(value) is not float
    digits, exponent, negative = _split_repr(_shortest_single(value) if single else float.__repr__(value))
    return _general(digits, exponent, negative, 9 if single else 17, culture)


def short_text(value: float, precision: int = 15, culture: Culture = INVARIANT) -> str:
    """PowerShell's own text of a Double (15 digits) or Single (7)."""
    special = _special(value, culture)
    if special is not None:
        return special
    digits, exponent, negative = _split_repr(f"{value:.{precision - 1}e}")
    return _general(digits, exponent, negative, precision, culture)


def decimal_text(value: Decimal, culture: Culture = INVARIANT) -> str:
    """.ToString() of a Decimal: all its digits, zeros at the end included."""
    text = f"{value:f}"
    if value == 0 and text.startswith("-"):
        text = text[1:]
    if culture.decimal != ".":
        text = text.replace(".", culture.decimal)
    return text if culture.negative_sign == "-" else text.replace("-", culture.negative_sign)


def plain_text(value: Any, culture: Culture = INVARIANT) -> str:
    """.ToString() of any number."""
    if isinstance(value, float):
        return round_trip_text(value, culture)
    if isinstance(value, int):
        text = int.__repr__(value)
        return text if culture.negative_sign == "-" else text.replace("-", culture.negative_sign)
    return decimal_text(value, culture)


def format_number(value: Any, spec: str, culture: Culture) -> str:
    """A number under a format string (not empty). Raises FormatException."""
    if isinstance(value, float):
        special = _special(value, culture)
        if special is not None:
            return special
    letter = spec[0]
    if (
        letter.isascii()
        and letter.isalpha()
        and (len(spec) == 1 or (spec[1:].isascii() and spec[1:].isdigit()))
    ):
        count = int(spec[1:]) if len(spec) > 1 else -1
        if count > 999_999_999:
            raise format_failure()
        return _standard(value, letter, count, culture)
    from exoshell.values.number_pattern import format_pattern

    return format_pattern(value, spec, culture)


def _exact(value: Any) -> Decimal:
    from decimal import Decimal

    if isinstance(value, float):
        return value.exact if type(value) is _ExactDouble else Decimal(float(value))
    return Decimal(int(value)) if isinstance(value, int) else value


def _rounded(value: Any, places: int) -> tuple[str, bool]:
    """(digits with exactly `places` decimals, negative): doubles half to even on their exact value, the others half away from zero."""
    kind = type(value)
    if kind is float:  # Python rounds the exact value half to even as well
        text = f"{value:.{places}f}"
        return (text[1:], True) if text[0] == "-" else (text, False)
    if isinstance(value, int):
        text = f"{abs(value):d}"
        return (f"{text}.{'0' * places}" if places else text), value < 0
    from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

    with localcontext() as context:
        context.prec = 1200 + places
        exact = _exact(value)
        mode = ROUND_HALF_EVEN if isinstance(value, float) else ROUND_HALF_UP
        result = exact.quantize(Decimal(1).scaleb(-places), rounding=mode)
        text = f"{abs(result):f}"
        negative = result.is_signed() and (result != 0 or isinstance(value, float))
    return text, negative


def _grouped(text: str, culture: Culture, group: bool, decimal: str = "", separator: str = "") -> str:
    whole, _, fraction = text.partition(".")
    if group:
        whole = f"{int(whole):,}".replace(",", separator or culture.group)
    return whole + (decimal or culture.decimal) + fraction if fraction else whole


def _standard(value: Any, letter: str, count: int, culture: Culture) -> str:
    kind = letter.upper()
    if kind in ("N", "F"):
        text, negative = _rounded(value, culture.decimals if count < 0 else count)
        body = _grouped(text, culture, kind == "N")
        return culture.negative_sign + body if negative else body
    if kind == "C":
        text, negative = _rounded(value, (0 if culture.iso == "JPY" else 2) if count < 0 else count)
        body = _grouped(text, culture, True, culture.currency_decimal, culture.currency_group)
        pattern = culture.currency_negative if negative else culture.currency_positive
        return pattern.replace("$", "\0").replace("n", body).replace("\0", culture.currency_symbol)
    if kind == "P":
        text, negative = _rounded(_hundredfold(value), culture.decimals if count < 0 else count)
        body = culture.percent.replace("n", _grouped(text, culture, True))
        return culture.negative_sign + body if negative else body
    if kind == "E":
        return _exponential(value, letter, 6 if count < 0 else count, culture)
    if kind == "G":
        return _general_form(value, letter, count, culture)
    if kind == "R" and (isinstance(value, float) or type(value) is not bool):
        return plain_text(value, culture)
    if kind in "DXB" and isinstance(value, int):
        return _integer_form(value, letter, count, culture)
    raise format_failure()


def _hundredfold(value: Any) -> Any:
    """A hundred times the number, exactly; a double stays one so that it rounds as one."""
    from decimal import Decimal, localcontext

    if isinstance(value, int):
        return int(value) * 100
    with localcontext() as context:
        context.prec = 1200
        if isinstance(value, float):
            return _ExactDouble(Decimal(float(value)) * 100)
        return Decimal(value) * 100


class _ExactDouble(float):
    """A double's exact decimal value under a shifted point."""

    exact: Any

    def __new__(cls, exact: Any) -> _ExactDouble:
        made = float.__new__(cls, exact)
        made.exact = exact
        return made


def _exponential(value: Any, letter: str, places: int, culture: Culture) -> str:
    digits, exponent, negative = _significant(value, places + 1)
    return _scientific(digits.ljust(places + 1, "0"), exponent, negative, culture, letter, 3)


def _significant(value: Any, precision: int) -> tuple[str, int, bool]:
    """(digits, exponent of the first, negative) rounded to a number of significant digits, zeros at the end dropped."""
    from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

    exact = _exact(value)
    negative = exact.is_signed()
    if exact == 0:
        return "0", 0, negative and isinstance(value, float)
    with localcontext() as context:
        context.prec = 1200
        places = exact.adjusted() - precision + 1
        mode = ROUND_HALF_EVEN if isinstance(value, float) else ROUND_HALF_UP
        result = abs(exact).quantize(Decimal(1).scaleb(places), rounding=mode)
        return str(int(result.scaleb(-places))).rstrip("0"), result.adjusted(), negative


def _general_form(value: Any, letter: str, count: int, culture: Culture) -> str:
    if count <= 0:
        text = plain_text(value, culture)
        return text if letter == "G" else text.replace("E", "e")
    digits, exponent, negative = _significant(value, count)
    return _general(digits, exponent, negative, count, culture, "E" if letter == "G" else "e")


def _integer_form(value: int, letter: str, count: int, culture: Culture) -> str:
    kind = letter.upper()
    if kind == "D":
        text = str(abs(int(value))).rjust(max(count, 1), "0")
        return culture.negative_sign + text if value < 0 else text
    width = _WIDTHS.get(type(value).__name__)
    number = int(value)
    if width is None:  # a big integer: as many bytes as it needs, with a sign
        size = number.bit_length() // 4 + 1
        text = f"{number & (16**size - 1):0{size}x}"
    else:
        text = f"{number & (2**width - 1):{'x' if kind == 'X' else 'b'}}"
    text = text.rjust(max(count, 1), "0")
    return text.upper() if letter == "X" else text
