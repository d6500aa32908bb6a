"""Signatures: texts in PowerShell's notation become parameter lists; results get the kind that a signature promises."""

from __future__ import annotations

from exoshell.values import numbers, types
from exoshell.values.char import Char
from exoshell.values.collections import TypedArray
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from exoshell.values.types import PSType


class Parameter:
    """`type_text` in PowerShell's notation; `by_ref`, `rest` (Params) and `optional` as declared; `default` its text."""

    __slots__ = ("name", "type_text", "by_ref", "rest", "optional", "default")

    def __init__(self, text: str) -> None:
        text, _, default = text.partition(" = ")
        self.default = default
        self.optional = bool(default)
        self.by_ref = text.startswith("[ref] ")
        if self.by_ref:
            text = text[6:]
        self.rest = text.startswith("Params ")
        if self.rest:
            text = text[7:]
        self.type_text, _, self.name = text.rpartition(" ")


class Signature:
    """One overload: `returns` (text), `parameters`; `types` are resolved for the type arguments given at construction."""

    __slots__ = ("text", "returns", "parameters", "arguments", "_types", "generics")

    def __init__(self, text: str, arguments: tuple[PSType, ...] = ()) -> None:
        self.text = text
        self.arguments = arguments
        head, _, rest = text.partition("(")
        head = head[7:] if head.startswith("static ") else head
        if head.endswith("]") and " " in head:  # Name[T](…)
            cut = head.rindex("[")
            self.generics = tuple(g.strip() for g in head[cut + 1 : -1].split(","))
            head = head[:cut]
        else:
            self.generics = ()
        self.returns = head.rpartition(" ")[0]
        self.parameters = [Parameter(p) for p in split_parameters(rest[:-1])]
        self._types: list[PSType] | None = None

    @property
    def types(self) -> list[PSType]:
        """The parameters' types."""
        if self._types is None:
            self._types = [resolve(p.type_text, self.arguments) for p in self.parameters]
        return self._types

    def bound(self, type_arguments: Sequence[PSType]) -> Signature:
        """This generic method's signature with its own type parameters replaced."""
        text = self.text
        for name, argument in zip(self.generics, type_arguments, strict=True):
            for left in (" ", "[", ",", "("):
                for right in (" ", "[", "]", ",", ")"):
                    text = text.replace(left + name + right, left + argument.full_name + right)
        return Signature(text, self.arguments)

    @property
    def required(self) -> int:
        """How many arguments must be given."""
        return sum(1 for p in self.parameters if not p.optional and not p.rest)


def split_parameters(text: str) -> list[str]:
    """The parameter texts of a list, commas inside brackets kept."""
    if not text:
        return []
    parts, depth, start = [], 0, 0
    for position, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if char == "," and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return parts


def resolve(text: str, arguments: tuple[PSType, ...] = ()) -> PSType:
    """The type a text names; an unknown one (a method's own type parameter) is Object."""
    if text.startswith("!") and text[1:].isdigit() and int(text[1:]) < len(arguments):
        return arguments[int(text[1:])]
    if text.endswith("[]") and text.startswith("!"):
        return types.array_of(resolve(text[:-2], arguments))
    for number, argument in enumerate(arguments):
        text = text.replace(f"!{number}", argument.full_name)
    found = types.find_type(text)
    if found is None:
        found = types.named_type(text) if "." in text or "*" in text else types.OBJECT
    return found


_INTEGERS: dict[str, Any] = {
    "long": numbers.Int64,
    "short": numbers.Int16,
    "sbyte": numbers.SByte,
    "byte": numbers.Byte,
    "ushort": numbers.UInt16,
    "uint": numbers.UInt32,
    "ulong": numbers.UInt64,
    "bigint": numbers.BigInteger,
}
_PLAIN = frozenset(
    (
        "string",
        "int",
        "bool",
        "double",
        "decimal",
        "System.Object",
        "datetime",
        "timespan",
        "guid",
        "version",
        "hashtable",
        "type",
    )
)


def result_wrapper(text: str, arguments: tuple[PSType, ...] = ()) -> Callable[[Any], Any] | None:
    """A function that gives a member's Python result the declared kind (Int64, char, an array, an enumeration); None: none needed."""
    if text in _PLAIN or not text:
        return None
    if text == "void":
        return lambda value: AUTOMATION_NULL
    kind = _INTEGERS.get(text)
    if kind is not None:
        return lambda value: kind(value) if type(value) is int else value
    if text == "char":
        return lambda value: Char(value) if type(value) is str else value
    if text == "float":
        return lambda value: numbers.Single(value) if type(value) is float else value
    if text.endswith("[]"):
        return _array_wrapper(text[:-2], arguments)
    if "." in text and "[" not in text:
        found = types.find_type(text)
        if found is not None and found.kind == "enum":
            return lambda value: _enum_value(value, found)
    return None


def _array_wrapper(element_text: str, arguments: tuple[PSType, ...]) -> Callable[[Any], Any] | None:
    element = resolve(element_text, arguments)
    if element is types.OBJECT:
        return None
    inner = result_wrapper(element_text, arguments)

    def wrap(value: Any) -> Any:
        if type(value) is not list:
            return value
        return TypedArray([inner(v) for v in value] if inner else value, element)

    return wrap


def _enum_value(value: Any, ps_type: PSType) -> Any:
    if type(value) is int:
        return types.EnumValue(ps_type, value)
    if type(value) is str:
        facts = ps_type.enum
        spelled = facts.find(value) if facts else None
        if facts is not None and spelled is not None:
            return types.EnumValue(ps_type, facts.names[spelled])
    return value
