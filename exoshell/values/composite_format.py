"""Composite formatting: `{0}`, `{1,8:N2}`, `{{`."""

from __future__ import annotations

from exoshell.values.collections import TypedArray
from exoshell.values.culture import Culture, current_culture
from exoshell.values.errors import NetException, PowerShellError, ps_error
from exoshell.values.objects import PSCustomObject, PSExtendedObject
from exoshell.values.text import custom_text, net_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FORMAT = "System.FormatException"
_OUT_OF_LIST = (
    "Index (zero based) must be greater than or equal to zero and less than the size of the argument list."
)
_CACHE: dict[str, list[Any]] = {}


def _failure(message: str) -> PowerShellError:
    return ps_error(_FORMAT, message, exception=_FORMAT)


def parse_template(text: str) -> list[Any]:
    """Literal texts, and (index, width, spec) for holes. Raises FormatException."""
    found = _CACHE.get(text)
    if found is None:
        found = _parse(text)
        if len(_CACHE) > 2000:
            _CACHE.clear()
        _CACHE[text] = found
    return found


def _parse(text: str) -> list[Any]:
    parts: list[Any] = []
    literal: list[str] = []
    index, end = 0, len(text)
    while index < end:
        char = text[index]
        if char == "{":
            if text[index + 1 : index + 2] == "{":
                literal.append("{")
                index += 2
                continue
            if literal:
                parts.append("".join(literal))
                literal = []
            index = _hole(text, index + 1, parts)
        elif char == "}":
            if text[index + 1 : index + 2] != "}":
                raise _failure(
                    f"Input string was not in a correct format. Failure to parse near offset {index + 1}."
                    " Unexpected closing brace without a corresponding opening brace."
                )
            literal.append("}")
            index += 2
        else:
            stop = index
            while stop < end and text[stop] not in "{}":
                stop += 1
            literal.append(text[index:stop])
            index = stop
    if literal:
        parts.append("".join(literal))
    return parts


def _blanks(text: str, index: int) -> int:
    while index < len(text) and text[index] == " ":
        index += 1
    return index


def _number(text: str, index: int, what: str) -> tuple[int, int]:
    start = index
    while index < len(text) and text[index].isascii() and text[index].isdigit():
        index += 1
    if index == start:
        if index >= len(text):
            raise _near(index, "Format item ends prematurely.")
        raise _near(index, "Expected an ASCII digit.")
    return int(text[start:index]), index


def _near(offset: int, why: str) -> PowerShellError:
    return _failure(f"Input string was not in a correct format. Failure to parse near offset {offset}. {why}")


def _hole(text: str, index: int, parts: list[Any]) -> int:
    if index >= len(text):
        raise _near(index, "Format item ends prematurely.")
    if not text[index].isdigit():
        raise _near(index, "Expected an ASCII digit.")
    number, index = _number(text, index, "digit")
    index = _blanks(text, index)
    width, spec = 0, ""
    if text[index : index + 1] == ",":
        index = _blanks(text, index + 1)
        sign = 1
        if text[index : index + 1] == "-":
            sign, index = -1, index + 1
        count, index = _number(text, index, "width")
        width = sign * count
        index = _blanks(text, index)
    if text[index : index + 1] == ":":
        stop = index + 1
        while stop < len(text) and text[stop] != "}":
            if text[stop] == "{":
                raise _near(stop + 1, "Unexpected opening brace inside of format item.")
            stop += 1
        spec = text[index + 1 : stop]
        index = stop
    if index >= len(text):
        raise _near(index, "Format item ends prematurely.")
    if text[index] != "}":
        raise _near(index, "Unclosed format item.")
    parts.append((number, width, spec))
    return index + 1


def argument_text(value: Any, spec: str, culture: Culture) -> str:
    """One argument's text: a custom object as in a cast, everything else by .NET."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is PSCustomObject or kind is PSExtendedObject:
        return custom_text(value, True)
    return net_text(value, culture, spec or None)


def format_composite(template: str, args: list[Any], culture: Culture | None = None) -> str:
    """String.Format. Raises FormatException."""
    chosen = culture if culture is not None else current_culture()
    out: list[str] = []
    for part in parse_template(template):
        if type(part) is str:
            out.append(part)
            continue
        number, width, spec = part
        if number >= len(args):
            raise _failure(_OUT_OF_LIST)
        text = argument_text(args[number], spec, chosen)
        if width:
            text = text.rjust(width) if width > 0 else text.ljust(-width)
        out.append(text)
    return "".join(out)


def format_operator(template: str, args: Any) -> str:
    """The `-f` operator: an array gives the arguments, anything else is the only one. Failures become FormatError."""
    if type(args) is not list and not (isinstance(args, TypedArray) and not args.element_type.is_value_type):
        args = [args]  # an array of numbers is one argument
    try:
        return format_composite(template, args)
    except PowerShellError as error:
        inner: NetException = error.record.exception
        raise ps_error(
            "FormatError",
            f"Error formatting a string: {inner.message}.",
            category="InvalidOperation",
            target=template,
            inner=inner,
        ) from None
