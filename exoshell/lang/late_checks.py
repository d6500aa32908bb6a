"""What is found when the types of a script are made, just before its first statement runs."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang.messages import format_message
from exoshell.lang.token import ParseError
from exoshell.lang.walk import walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Report = Callable[..., None]

_BITS = {"byte": (0, 8), "int16": (1, 16), "int32": (1, 32), "int64": (1, 64)}
_BITS |= {"sbyte": (1, 8), "uint16": (0, 16), "uint32": (0, 32), "uint64": (0, 64)}
_KEYWORDS = {
    "short": "int16",
    "int": "int32",
    "long": "int64",
    "ushort": "uint16",
    "uint": "uint32",
    "ulong": "uint64",
}
_SHOWN = {long: short for short, long in _KEYWORDS.items()}
#: Classes of .NET that nothing can be derived from (value types are found without a list).
_SEALED = frozenset(
    (
        "System.String",
        "System.DBNull",
        "System.Version",
        "System.Text.StringBuilder",
        "System.Management.Automation.PSCredential",
        "System.Security.SecureString",
        "System.Management.Automation.WildcardPattern",
    )
)


class _NotConstant(Exception):
    """An expression whose value is known only when it runs."""


def late_errors(tree: Any, text: str) -> list[ParseError]:
    """The errors of the classes and enumerations of a tree without other errors, in the order of the definitions."""
    lowered = text.lower()
    if "class" not in lowered and "enum" not in lowered:
        return []
    found: list[ParseError] = []

    def report(id: str, span: tuple[int, int], *args: str) -> None:
        found.append(ParseError(id, span[0], span[1], format_message(id, args)))

    types = [node for node in walk(tree) if type(node) is A.TypeDefinitionAst]
    for node in types:
        if node.type_attributes == "Enum":
            _check_enum(node, report)
        else:
            _check_bases(
                node, {other.name.lower() for other in types if other.span[0] >= node.span[0]}, report
            )
            _check_members(node, text, report)
    return found


def _check_bases(node: Any, later: set[str], report: Report) -> None:
    from exoshell.values.types import find_type

    for index, base in enumerate(node.base_types):
        name = base.type_name
        if type(name) is A.ArrayTypeName:
            if index == 0:
                report("SubtypeArray", base.span, f"{name.element_type.name}[]")
            continue
        if type(name) is not A.TypeName:
            continue
        if name.name.lower() in later:
            report("TypeNotFound", base.span, name.name)
            continue
        known = find_type(name.name)
        if known is None or known.kind == "interface" or known.script:
            continue
        short = known.full_name.rpartition(".")[2]
        if index:
            report("InterfaceNameExpected", base.span, short)
        elif known.is_value_type or known.full_name in _SEALED:
            report("SealedBaseClass", base.span, short)


def _check_members(node: Any, text: str, report: Report) -> None:
    properties: set[str] = set()
    methods: set[tuple[Any, ...]] = set()
    for member in node.members:
        name = member.name.lower()
        if type(member) is A.PropertyMemberAst:
            if name in properties:
                report("MemberAlreadyDefined", member.span, member.name)
            properties.add(name)
            continue
        static = "Static" in (member.method_attributes or "")
        parameters = list(member.parameters or ())
        if member.is_constructor and static and parameters:
            report("StaticConstructorCantHaveParameters", (parameters[0].span[0], parameters[-1].span[1]))
            continue
        signature = (
            name,
            static and member.is_constructor,
            tuple(_parameter_type(p, text) for p in parameters),
        )
        if signature in methods:
            report("MemberAlreadyDefined", _name_span(member, text), member.name)
        methods.add(signature)


def _parameter_type(parameter: Any, text: str) -> str:
    for attribute in parameter.attributes or ():
        if type(attribute) is A.TypeConstraintAst:
            span = attribute.type_name.span
            return text[span[0] : span[1]].lower()
    return "object"


def _name_span(member: Any, text: str) -> tuple[int, int]:
    """The name of a method, which stands right before its parameters."""
    start, end = member.span
    first = max(
        [a.span[1] for a in (*(member.attributes or ()), member.return_type) if a is not None], default=start
    )
    bracket = text.find("(", first, end)
    at = text.rfind(member.name, first, bracket)
    return (at, at + len(member.name)) if at >= 0 else (start, end)


def _check_enum(node: Any, report: Report) -> None:
    base = node.base_types[0].type_name.name.lower().removeprefix("system.") if node.base_types else "int32"
    base = _KEYWORDS.get(base, base)
    signed, bits = _BITS.get(base, (1, 32))
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    shown = _SHOWN.get(base, base)
    names: set[str] = set()
    following: int | None = 0
    for member in node.members:
        value: Any = following
        span = member.span
        if member.initial_value is not None:
            span = member.initial_value.span
            try:
                value = _constant(member.initial_value, node.name.lower())
            except _NotConstant:
                report("EnumeratorValueMustBeConstant", span)
                value = None
            if type(value) is str:
                value = _whole_number(value)
                if value is None:
                    report("CannotConvertValue", span, shown)
        if value is not None and not low <= value <= high:
            report("EnumeratorValueOutOfBounds", span, shown)
            value = None
        following = None if value is None else int(value) + 1
        if member.name.lower() in names:
            report("MemberAlreadyDefined", member.span, member.name)
        names.add(member.name.lower())


def _whole_number(text: str) -> int | None:
    try:
        return int(text.strip() or "0", 0)
    except ValueError:
        return None


def _constant(node: Any, own: str) -> Any:
    """The number or text of a constant expression; None where it is constant and its value is not worked out here."""
    kind = type(node)
    if kind is A.ConstantExpressionAst:
        return node.value if isinstance(node.value, (int, float)) else None
    if kind is A.StringConstantExpressionAst:
        return node.value
    if kind is A.VariableExpressionAst:
        if node.name in ("true", "false", "null") and not node.splatted:
            return {"true": 1, "false": 0, "null": 0}[node.name]
        raise _NotConstant
    if kind is A.MemberExpressionAst:
        owner = node.expression
        if (
            not node.static
            or type(owner) is not A.TypeExpressionAst
            or getattr(owner.type_name, "name", "").lower() == own
        ):
            raise _NotConstant
        return None
    if kind is A.UnaryExpressionAst:
        value = _constant(node.child, own)
        return -value if str(node.token_kind) == "Minus" and isinstance(value, (int, float)) else None
    if kind is A.BinaryExpressionAst:
        _constant(node.left, own)
        _constant(node.right, own)
        return None
    if kind is A.ConvertExpressionAst:
        _constant(node.child, own)
        return None
    if kind is A.ParenExpressionAst:
        elements = getattr(node.pipeline, "pipeline_elements", None)
        if elements and len(elements) == 1 and type(elements[0]) is A.CommandExpressionAst:
            return _constant(elements[0].expression, own)
    raise _NotConstant
