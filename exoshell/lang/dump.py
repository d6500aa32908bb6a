"""Writes trees, tokens and errors as plain data in the form of the recordings of PowerShell's parser."""

from __future__ import annotations

from exoshell.lang.ast import Ast
from exoshell.lang.terms import PARAMETER_COLON as COLON_TERM
from exoshell.lang.token import FLAG_NAMES, ParseResult, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Offset = Callable[[int], int]

_SCOPES = frozenset(("global", "local", "private", "script", "variable"))
_INTEGERS = {"Int64", "Int16", "UInt16", "UInt32", "UInt64", "Byte", "SByte"}


def _slot(name: str) -> str:
    out = [name[0].lower()]
    for char in name[1:]:
        if char.isupper():
            out.append("_")
        out.append(char.lower())
    return "".join(out)


_SLOTS: dict[type, list[tuple[str, str]]] = {}


def _slots_of(kind: type) -> list[tuple[str, str]]:
    found = _SLOTS.get(kind)
    if found is None:
        found = []
        for name in kind.properties:  # type: ignore[attr-defined]
            slot = _slot(name)
            found.append((name, slot if hasattr(kind, slot) else slot + "_"))
        _SLOTS[kind] = found
    return found


def offsets_of(text: str) -> Offset:
    """Turns offsets in code points into offsets in UTF-16 units."""
    if text.isascii() or max(text) < "\U00010000":
        return lambda offset: offset
    table = [0]
    for char in text:
        table.append(table[-1] + (2 if char > "\uffff" else 1))

    def convert(offset: int) -> int:
        return table[offset] if offset < len(table) else table[-1] + offset - len(table) + 1

    return convert


def constant(value: Any) -> list[Any]:
    """`[.NET type, text]` of a constant."""
    kind = type(value)
    if value is None:
        return [None]
    if kind is bool:
        return ["System.Boolean", str(value)]
    if kind is int:
        return ["System.Int32", str(value)]
    if kind is float:
        return ["System.Double", double_text(value)]
    if kind is str:
        return ["System.String", value]
    if kind.__name__ == "Decimal":
        return ["System.Decimal", format(value, "f")]
    if kind.__name__ == "BigInteger":
        return ["System.Numerics.BigInteger", str(int(value))]
    return ["System." + kind.__name__, str(int(value))]


def double_text(value: float) -> str:
    """A double as .NET writes it in the invariant culture."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    text = repr(value)
    mantissa, _, exponent = text.partition("e")
    if not exponent:
        digits = mantissa[:-2] if mantissa.endswith(".0") else mantissa
        if len(digits.lstrip("-")) > 15 and "." not in digits:
            plain = digits.lstrip("-")
            sign = "-" if digits.startswith("-") else ""
            if len(plain) > 15:
                significant = plain.rstrip("0")
                fraction = "." + significant[1:] if len(significant) > 1 else ""
                return f"{sign}{significant[0]}{fraction}E+{len(plain) - 1:02d}"
        if digits.startswith(("0.0000", "-0.0000")) and value != 0:
            from decimal import Decimal

            exact = Decimal(digits)
            power = exact.adjusted()
            if power < -5:
                return _scientific(exact.as_tuple().digits, power, value < 0)
        return digits
    from decimal import Decimal

    exact = Decimal(text)
    power = exact.adjusted()
    if -5 <= power < 15:
        return format(exact, "f")
    return _scientific(exact.as_tuple().digits, power, value < 0)


def _scientific(digits: tuple[int, ...], power: int, negative: bool) -> str:
    text = "".join(map(str, digits)).rstrip("0") or "0"
    fraction = "." + text[1:] if len(text) > 1 else ""
    return f"{'-' if negative else ''}{text[0]}{fraction}E{'+' if power >= 0 else '-'}{abs(power):02d}"


def node_data(node: Any, at: Offset) -> dict[str, Any]:
    """A node and everything below it."""
    kind = type(node)
    name = kind.__name__
    if name.endswith("Ast"):
        name = name[:-3]
    out: dict[str, Any] = {"t": name, "x": [at(node.span[0]), at(node.span[1])]}
    for shown, slot in _slots_of(kind):
        value = getattr(node, slot)
        if shown == "Value" and name == "ConstantExpression":
            out[shown] = constant(value)
            continue
        if shown == "ErrorPosition":
            out[shown] = [at(value[0]), at(value[1])]
            continue
        if value is None or value is False:
            continue
        data = _value(value, at)
        if data is None or (type(value) is not str and data == []):
            continue
        out[shown] = data
    if name == "VariableExpression" and node.qualifier is not None and node.qualifier not in _SCOPES:
        out["DriveName"] = node.variable_path.partition(":")[0]
    return out


_REQUIREMENTS = (
    ("RequiredPSVersion", "required_ps_version"),
    ("RequiredPSEditions", "required_ps_editions"),
    ("RequiredModules", "required_modules"),
    ("RequiredAssemblies", "required_assemblies"),
    ("RequiredApplicationId", "required_application_id"),
    ("IsElevationRequired", "is_elevation_required"),
)


def _value(value: Any, at: Offset) -> Any:
    if type(value).__name__ == "ScriptRequirements":
        return {name: found for name, slot in _REQUIREMENTS if (found := getattr(value, slot))}
    if isinstance(value, Ast):
        return node_data(value, at)
    if type(value) is list or type(value) is tuple:
        return [_value(item, at) for item in value]
    return value


def dump_ast(result: ParseResult) -> dict[str, Any] | None:
    """The tree of a result."""
    if result.ast is None:
        return None
    return node_data(result.ast, offsets_of(result.source.text))


def token_data(token: Token, at: Offset) -> list[Any]:
    """A token."""
    out: list[Any] = [token.kind, at(token.start), at(token.end)]
    more: dict[str, Any] = {}
    if token.flags:
        more["f"] = [name for flag, name in FLAG_NAMES if token.flags & flag]
    kind = token.kind
    value = token.value
    if kind == "Number":
        more["v"] = constant(value)
    elif kind in _VALUED and value is not None:
        more["v"] = value
        if kind == "Parameter" and token.term == COLON_TERM:
            more["colon"] = True
    if token.nested:
        more["n"] = [token_data(item, at) for item in token.nested]
    if more:
        out.append(more)
    return out


_VALUED = frozenset(
    "StringLiteral StringExpandable HereStringLiteral HereStringExpandable Generic Variable SplattedVariable Label Parameter "
    "Redirection".split()
)


def dump_tokens(result: ParseResult) -> list[Any]:
    """The tokens of a result."""
    at = offsets_of(result.source.text)
    return [token_data(token, at) for token in result.tokens]


def dump_errors(result: ParseResult) -> list[dict[str, Any]]:
    """The errors of a result."""
    at = offsets_of(result.source.text)
    out = []
    for error in result.errors:
        row: dict[str, Any] = {"id": error.id, "at": [at(error.start), at(error.end)], "msg": error.message}
        if error.incomplete:
            row["incomplete"] = True
        out.append(row)
    return out
