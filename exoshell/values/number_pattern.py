"""Custom numeric format strings: `#,##0.00`, `0.0%`, `0.##E+0`, sections, literals."""

from __future__ import annotations

from exoshell.values.culture import Culture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Section:
    """One section taken apart: tokens are ("digit", "0" or "#"), ("point",), ("text", literal), ("exp", letter, plus, zeros)."""

    __slots__ = ("tokens", "before", "after", "grouping", "scale", "exponent", "has_point")

    def __init__(self, text: str, culture: Culture) -> None:
        self.tokens: list[tuple[str, ...]] = []
        self.before = 0  # digit places before the point
        self.after = 0
        self.grouping = False
        self.scale = 0  # power of ten that % ‰ and , apply
        self.exponent = False
        self.has_point = False
        self._read(text, culture)

    def _read(self, text: str, culture: Culture) -> None:
        index, end, commas = 0, len(text), 0
        while index < end:
            char = text[index]
            index += 1
            if char in "0#":
                if commas and not self.has_point and self.before:
                    self.grouping = True
                commas = 0
                self.tokens.append(("digit", char))
                if self.has_point:
                    self.after += 1
                else:
                    self.before += 1
                continue
            if char == ",":
                if not self.has_point and self.before:
                    commas += 1
                continue
            if char == ".":
                if not self.has_point:
                    self.has_point = True
                    self.scale -= 3 * commas
                    commas = 0
                    self.tokens.append(("point",))
                continue
            if char in "%‰":
                self.scale += 2 if char == "%" else 3
                self.tokens.append(("text", char))
            elif char in "'\"":
                close = text.find(char, index)
                close = end if close < 0 else close
                self.tokens.append(("text", text[index:close]))
                index = close + 1
            elif char == "\\":
                self.tokens.append(("text", text[index : index + 1]))
                index += 1
            elif char in "eE" and self._exponent_at(text, index):
                sign = text[index] if text[index] in "+-" else ""
                stop = start = index + len(sign)
                while stop < end and text[stop] == "0":
                    stop += 1
                self.tokens.append(("exp", char, sign, text[start:stop]))
                self.exponent = True
                index = stop
            else:
                self.tokens.append(("text", char))
        self.scale -= 3 * commas

    @staticmethod
    def _exponent_at(text: str, index: int) -> bool:
        rest = text[index : index + 2]
        return rest[:1] == "0" or (len(rest) == 2 and rest[0] in "+-" and rest[1] == "0")


def _split_sections(spec: str) -> list[str]:
    sections, start, index = [], 0, 0
    while index < len(spec):
        char = spec[index]
        if char in "'\"":
            close = spec.find(char, index + 1)
            index = len(spec) if close < 0 else close
        elif char == "\\":
            index += 1
        elif char == ";":
            sections.append(spec[start:index])
            start = index + 1
        index += 1
    sections.append(spec[start:])
    return sections


def _decimal_of(value: Any) -> Any:
    """The digits a custom format works on: 15 significant ones of a double, 7 of a single, all of the others."""
    from decimal import Decimal

    if isinstance(value, float):
        return Decimal(f"{value:.{15 if type(value) is float else 7}g}")
    return Decimal(int(value)) if isinstance(value, int) else value


def format_pattern(value: Any, spec: str, culture: Culture) -> str:
    """A number under a custom format string."""
    from decimal import localcontext

    with localcontext() as context:
        context.prec = 400
        number = _decimal_of(value)
        sections = _split_sections(spec)
        negative = number.is_signed() and (number != 0 or isinstance(value, float))
        chosen = sections[0]
        keep_sign = True
        if number == 0:
            if len(sections) > 2 and sections[2]:
                chosen, keep_sign = sections[2], False
        elif negative and len(sections) > 1 and sections[1]:
            chosen, keep_sign = sections[1], False
        text, is_zero = _fill(abs(number), chosen, culture)
        if is_zero and number != 0 and len(sections) > 2 and sections[2]:
            return _fill(number * 0, sections[2], culture)[0]
        if is_zero and negative and len(sections) > 1 and sections[1] and number != 0:
            text = _fill(number * 0, sections[0], culture)[0]
            keep_sign = True
        if is_zero and negative and not isinstance(value, float):
            negative = False
    return culture.negative_sign + text if negative and keep_sign and text else text


def _fill(number: Any, text: str, culture: Culture) -> tuple[str, bool]:
    from decimal import ROUND_HALF_UP, Decimal

    section = _Section(text, culture)
    if section.exponent:
        return _fill_exponent(number, section, culture)
    scaled = number.scaleb(section.scale) if number else number
    rounded = scaled.quantize(Decimal(1).scaleb(-section.after), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    return _place(whole.lstrip("0"), fraction.rstrip("0"), section, culture), rounded == 0


def _fill_exponent(number: Any, section: _Section, culture: Culture) -> tuple[str, bool]:
    from decimal import ROUND_HALF_UP, Decimal

    exponent = 0
    if number:
        exponent = number.adjusted() - (section.before - 1)
        scaled = number.scaleb(-exponent)
        rounded = scaled.quantize(Decimal(1).scaleb(-section.after), rounding=ROUND_HALF_UP)
        if rounded.adjusted() > scaled.adjusted():
            exponent += 1
            rounded = number.scaleb(-exponent).quantize(
                Decimal(1).scaleb(-section.after), rounding=ROUND_HALF_UP
            )
    else:
        rounded = Decimal(0)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return _place(whole.lstrip("0"), fraction.rstrip("0"), section, culture, exponent), rounded == 0


def _place(whole: str, fraction: str, section: _Section, culture: Culture, exponent: int = 0) -> str:
    """Puts digits into the places of a section; the first place takes all digits that have no place of their own."""
    places = [t[1] for t in section.tokens if t[0] == "digit"]
    before = places[: section.before]
    first_zero = before.index("0") if "0" in before else len(before)
    digits = whole.rjust(max(len(whole), len(before) - first_zero), "0")
    extra = len(digits) - len(before)
    after = places[section.before :]
    last_zero = max((i for i, p in enumerate(after) if p == "0"), default=-1)
    decimals = fraction.ljust(last_zero + 1, "0")
    out: list[str] = []
    position, decimal_index, seen_point = 0, 0, False
    total = len(digits)

    def emit(count: int) -> None:
        nonlocal position
        for _ in range(count):
            left = total - position
            out.append(digits[position])
            position += 1
            if section.grouping and left > 1 and (left - 1) % 3 == 0:
                out.append(culture.group)

    place = 0
    for token in section.tokens:
        kind = token[0]
        if kind == "text":
            out.append(token[1])
        elif kind == "point":
            if not before and digits:
                emit(len(digits))
            seen_point = True
            if decimals:
                out.append(culture.decimal)
        elif kind == "exp":
            sign = culture.negative_sign if exponent < 0 else "+" if token[2] == "+" else ""
            out.append(f"{token[1]}{sign}{abs(exponent):0{max(len(token[3]), 1)}}")
        elif not seen_point:
            if place == 0 and extra > 0:
                emit(extra)
            if place + extra >= 0 and position < total:
                emit(1)
            place += 1
        else:
            if decimal_index < len(decimals):
                out.append(decimals[decimal_index])
            decimal_index += 1
    return "".join(out)
