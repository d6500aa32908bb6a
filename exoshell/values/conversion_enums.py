"""Casts to enumerations: names, unique prefixes, lists of flags, numbers."""

from __future__ import annotations

from exoshell.values.conversion_objects import _enum_message, general_failure, is_number, null_failure
from exoshell.values.errors import NetException, PowerShellError
from exoshell.values.failures import cast_detail, cast_failure
from exoshell.values.text import net_text
from exoshell.values.types import EnumValue, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_ARTICLES = {
    "byte": "an unsigned byte",
    "sbyte": "a signed byte",
    "short": "an Int16",
    "ushort": "a UInt16",
    "uint": "a UInt32",
    "long": "an Int64",
    "ulong": "a UInt64",
}
_UNDERLYING_MAX = {
    "byte": 255,
    "sbyte": 127,
    "short": 32767,
    "ushort": 65535,
    "uint": 2**32 - 1,
    "long": 2**63 - 1,
    "ulong": 2**64 - 1,
}


def _name_failure(shown: str, ps_type: PSType, name: str) -> PowerShellError:
    names = ", ".join(ps_type.enum.names) if ps_type.enum else ""
    text = (
        f"Unable to match the identifier name {name} to a valid enumerator name. Specify one of the following enumerator names and"
        f" try again:\n{names}"
    )
    inner = NetException("System.Management.Automation.PSArgumentException", text)
    return cast_detail("SubstringDisambiguationEnumParseThrewAnException", shown, ps_type.full_name, inner)


def _vague_failure(shown: str, ps_type: PSType, name: str, found: list[str]) -> PowerShellError:
    text = (
        f"The identifier name {name} cannot be processed because it is either too similar or identical to the following enumerator"
        f" names: {', '.join(found)}. Use a more specific identifier name."
    )
    inner = NetException("System.Management.Automation.PSArgumentException", text)
    return cast_detail("SubstringDisambiguationEnumParseThrewAnException", shown, ps_type.full_name, inner)


def _one_name(name: str, shown: str, ps_type: PSType) -> int:
    facts = ps_type.enum
    names: dict[str, int] = facts.names if facts else {}
    spelled = facts.find(name) if facts else None
    if spelled is not None:
        return names[spelled]
    low = name.lower()
    found = [n for n in names if n.lower().startswith(low)]
    if len(found) == 1 or (found and len({names[n] for n in found}) == 1 and len(names) > 1 and low):
        return names[found[0]]
    if found:
        raise _vague_failure(shown, ps_type, name, found)
    raise _name_failure(shown, ps_type, name)


def _of_text(text: str, ps_type: PSType) -> EnumValue:
    several = (ps_type.enum is None or ps_type.enum.flags) and text.strip() != "" and not text[:1].isdigit()
    return _of_names(
        [p.strip() for p in text.split(",")] if several else [text.strip() or text], text, ps_type
    )


def _of_names(parts: list[str], text: str, ps_type: PSType) -> EnumValue:
    total = 0
    for part in parts:
        digits = part[1:] if part[:1] in ("-", "+") else part
        if digits.isascii() and digits.isdigit() and digits:
            total |= _whole(int(part), text, ps_type)
        else:
            total |= _one_name(part, text, ps_type)
    return _defined(total, text, ps_type, "EnumParseUndefined")


def _whole(number: int, shown: str, ps_type: PSType) -> int:
    """A number in a text, within the underlying type."""
    underlying = ps_type.enum.underlying if ps_type.enum else "int"
    limit = _UNDERLYING_MAX.get(underlying, 2**31 - 1)
    if number > limit or number < -limit - 1:
        inner = NetException(
            "System.OverflowException",
            f"Value was either too large or too small for {_ARTICLES.get(underlying, 'an Int32')}.",
        )
        raise cast_detail("CaseSensitiveEnumParseThrewAnException", shown, ps_type.full_name, inner)
    return number


def is_defined(number: int, ps_type: PSType) -> bool:
    """Whether a number is a value of the enumeration, or made of its flags."""
    facts = ps_type.enum
    if facts is None or number in facts.by_value:
        return True
    if not facts.flags:
        return False
    every = 0
    for value in facts.names.values():
        every |= value
    return number & ~every == 0


def _defined(number: int, shown: str, ps_type: PSType, error_id: str) -> EnumValue:
    if not is_defined(number, ps_type):
        raise cast_failure(error_id, _enum_message(shown, ps_type))
    return EnumValue(ps_type, number)


def enum_handler(ps_type: PSType) -> Callable[[Any], Any]:
    """The cast to an enumeration."""

    def cast(value: Any) -> Any:
        kind = type(value)
        if kind is EnumValue:
            if value.type is ps_type:
                return value
            raise general_failure(value, ps_type)
        if kind is str:
            return _of_text(value, ps_type)
        if value is None:
            raise null_failure(ps_type)
        if isinstance(value, int) and kind is not bool and kind.__name__ != "BigInteger":
            return _defined(int(value), net_text(value), ps_type, "UndefinedIntegerToEnum")
        if isinstance(value, list):
            return _of_list(value, ps_type)
        if is_number(value) and kind.__name__ != "BigInteger":
            return _of_real(net_text(value), ps_type)
        raise general_failure(value, ps_type)

    return cast


def _of_real(text: str, ps_type: PSType) -> EnumValue:
    """A real number is read as its text."""
    return _of_text(text, ps_type)


def _of_list(value: Any, ps_type: PSType) -> EnumValue:
    from exoshell.values.text import to_text

    parts = [to_text(item) for item in value]
    numeric = all(p.lstrip("+-").isdecimal() for p in parts)
    return (
        _of_names(parts, ",".join(parts), ps_type)
        if parts and numeric
        else _of_text(",".join(parts), ps_type)
    )
