"""Choice of an overload by how well each argument fits its parameter, and conversion of the arguments."""

from __future__ import annotations

from exoshell.dotnet.errors import METHOD_EXCEPTION, overload_error
from exoshell.values import types
from exoshell.values.collections import TypedArray
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from exoshell.dotnet.signatures import Signature
    from exoshell.values.types import PSType

# How well a value fits a parameter, best first. None: it does not.
IDENTITY, CHARS, ASSIGNABLE, NUMERIC_IMPLICIT, NUMERIC_STRING, NUMERIC_EXPLICIT = 100, 98, 95, 90, 86, 82
NULL_TO_REFERENCE, NULL_TO_VALUE, LANGUAGE, PARSE, CREATE, CAST, TO_STRING, ARRAYS = (
    78,
    74,
    70,
    66,
    60,
    50,
    20,
    10,
)

_NUMERIC = {
    "System.SByte": (1, True),
    "System.Byte": (1, False),
    "System.Int16": (2, True),
    "System.UInt16": (2, False),
    "System.Int32": (4, True),
    "System.UInt32": (4, False),
    "System.Int64": (8, True),
    "System.UInt64": (8, False),
    "System.Numerics.BigInteger": (100, True),
}
_REAL = {"System.Single": 1, "System.Double": 2, "System.Decimal": 3}
_PARSED = frozenset(
    (
        "System.DateTime",
        "System.TimeSpan",
        "System.DateTimeOffset",
        "System.Guid",
        "System.Version",
        "System.Net.IPAddress",
        "System.Management.Automation.SemanticVersion",
        "System.DateOnly",
        "System.TimeOnly",
    )
)
_BUILT = frozenset(
    (
        "System.Uri",
        "System.Globalization.CultureInfo",
        "System.Net.Mail.MailAddress",
        "System.Text.StringBuilder",
        "System.IO.FileInfo",
        "System.IO.DirectoryInfo",
        "System.Exception",
    )
)
_VIEWS = frozenset(
    f"System.Collections.Generic.{name}`1"
    for name in ("IEnumerable", "ICollection", "IList", "IReadOnlyList", "IReadOnlyCollection")
)
_COLLECTIONS = frozenset(
    (
        "System.Collections.Generic.List`1",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.ObjectModel.Collection`1",
        "System.Collections.ArrayList",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.Stack`1",
    )
)


def _numeric_rank(source: str, target: str) -> int | None:
    """Rank between two number types, or None where one of them is none."""
    if source in _NUMERIC:
        size, signed = _NUMERIC[source]
        if target in _NUMERIC:
            wide, wide_signed = _NUMERIC[target]
            fits = wide > size and (wide_signed or not signed) or (wide == size and signed == wide_signed)
            return NUMERIC_IMPLICIT if fits else NUMERIC_EXPLICIT
        return NUMERIC_IMPLICIT if target in _REAL else None
    if source in _REAL:
        if target in _REAL:
            return (
                NUMERIC_IMPLICIT
                if (source, target) == ("System.Single", "System.Double")
                else NUMERIC_EXPLICIT
            )
        return NUMERIC_EXPLICIT if target in _NUMERIC else None
    return None


def rank(value: Any, target: PSType) -> int | None:
    """How well `value` fits a parameter of type `target`."""
    if value is None or value is AUTOMATION_NULL:
        if target.is_value_type and target.definition != "System.Nullable`1":
            return (
                NULL_TO_VALUE
                if target.full_name in _NUMERIC or target.full_name in _REAL or _is_simple(target)
                else None
            )
        return NULL_TO_REFERENCE
    if type(value) is PSObject:
        value = value.base
    return rank_types(types.type_of(value), target, value)


def _is_simple(target: PSType) -> bool:
    return target.full_name in (
        "System.Boolean",
        "System.Char",
        "System.Management.Automation.SwitchParameter",
    )


def rank_types(source: PSType, target: PSType, value: Any = None) -> int | None:
    """How well a value of type `source` (not null) fits; `value` refines it where given."""
    if source is target:
        return IDENTITY
    if target is types.OBJECT or types.is_assignable(source, target):
        return ASSIGNABLE
    name = target.full_name
    if target.definition == "System.Nullable`1":
        inner = rank_types(source, target.arguments[0], value)
        return None if inner is None else inner - 1
    number = _numeric_rank(source.full_name, name)
    if number is not None:
        return number
    if source is types.STRING:
        found = _rank_text(target)
        if found is not None:
            return found
    if name == "System.Boolean":
        return LANGUAGE
    if target is types.STRING:
        return TO_STRING
    if target.element is not None:
        return _rank_array(source, target, value)
    if target.kind == "enum":
        return LANGUAGE if source.full_name in _NUMERIC or source.kind == "enum" else None
    return _rank_other(source, target, value)


def _rank_text(target: PSType) -> int | None:
    name = target.full_name
    if name in _NUMERIC or name in _REAL:
        return NUMERIC_STRING
    if target.kind == "enum" or name in (
        "System.Char",
        "System.Type",
        "System.Text.RegularExpressions.Regex",
    ):
        return LANGUAGE
    if name == "System.Char[]":
        return CHARS
    if name in _PARSED:
        return PARSE
    if name in _BUILT:
        return CREATE
    return None


def _rank_array(source: PSType, target: PSType, value: Any) -> int | None:
    element = target.element
    if element is None:
        return None
    if source.element is not None or isinstance(value, list):
        if isinstance(value, list):
            ranks = [rank(v, element) for v in value]
            return None if None in ranks else ARRAYS
        return ARRAYS
    inner = rank_types(source, element, value)
    return None if inner is None else max(inner - 4, 1)


def _rank_other(source: PSType, target: PSType, value: Any) -> int | None:
    name = target.full_name
    if (
        source.full_name == "System.Management.Automation.ScriptBlock"
        and "System.Delegate" in target.ancestry
    ):
        return LANGUAGE
    if target.definition in _VIEWS:
        return None
    if target.definition in _COLLECTIONS:
        if isinstance(value, list):
            element = target.arguments[0] if target.arguments else types.OBJECT
            ranks = [rank(v, element) for v in value]
            return None if None in ranks else CREATE
        inner = rank_types(source, target.arguments[0], value) if target.arguments else None
        return None if inner is None else ARRAYS
    if name in _NUMERIC or name in _REAL:
        return (
            LANGUAGE
            if source.full_name in ("System.Boolean", "System.Char") or source.kind == "enum"
            else None
        )
    if name == "System.Char":
        return LANGUAGE if source.full_name in _NUMERIC else None
    if source.full_name == "System.Management.Automation.PSReference":
        return None
    if (
        source.full_name == "System.Collections.Hashtable"
        and not target.is_value_type
        and target.kind == "class"
    ):
        return CAST if name not in _PARSED and name not in _BUILT and not target.is_abstract else None
    if source.full_name == "System.DateTime" and name == "System.DateTimeOffset":
        return CAST
    if name in ("System.DateTime", "System.TimeSpan") and source.full_name in _NUMERIC:
        return CREATE
    return None


class Candidate:
    """An overload that takes this many arguments; `expanded`: the last parameter collects the rest."""

    __slots__ = ("signature", "expanded", "ranks")

    def __init__(self, signature: Signature, expanded: bool, ranks: list[int]) -> None:
        self.signature, self.expanded, self.ranks = signature, expanded, ranks


def choose(name: str, signatures: Sequence[Signature], args: Sequence[Any]) -> Candidate:
    """The best overload. Raises MethodCountCouldNotFindBest."""
    count = len(args)
    if len(signatures) == 1:
        only = signatures[0]
        if len(only.parameters) == count and not any(p.rest for p in only.parameters):
            return Candidate(only, False, [])
    best: Candidate | None = None
    for signature in signatures:
        for candidate in _candidates(signature, args, count):
            if best is None or _better(candidate, best):
                best = candidate
    if best is None:
        raise overload_error("new" if name == ".ctor" else name, count)
    return best


def _candidates(signature: Signature, args: Sequence[Any], count: int) -> list[Candidate]:
    parameters = signature.parameters
    result = []
    if len(parameters) >= count >= signature.required:
        ranks = _ranks(signature, args, count)
        if ranks is not None:
            result.append(Candidate(signature, False, ranks))
    if (
        parameters
        and parameters[-1].rest
        and count >= len(parameters) - 1
        and not (result and count == len(parameters))
    ):
        ranks = _ranks_expanded(signature, args)
        if ranks is not None:
            result.append(Candidate(signature, True, ranks))
    return result


def _ranks(
    signature: Signature, args: Sequence[Any], count: int, expanding: bool = False
) -> list[int] | None:
    if not expanding and count < len(signature.parameters) and signature.parameters[count].rest:
        return None
    result = []
    for parameter, target, value in zip(signature.parameters, signature.types, args, strict=False):
        if is_reference(value) or parameter.by_ref:
            found = None
            if is_reference(value) and parameter.by_ref:
                found = IDENTITY if rank(value.value, target) is not None else None
            if found is None and is_reference(value) and target is types.OBJECT:
                found = ASSIGNABLE
        else:
            found = rank(value, target)
        if found is None:
            return None
        result.append(found)
    return result


def _ranks_expanded(signature: Signature, args: Sequence[Any]) -> list[int] | None:
    fixed = len(signature.parameters) - 1
    element = signature.types[-1].element or types.OBJECT
    result = _ranks(signature, args[:fixed], fixed, True) if fixed else []
    if result is None or fixed and len(result) != fixed:
        return None
    for value in args[fixed:]:
        found = rank(value, element)
        if found is None:
            return None
        result.append(found)
    return result


def _better(new: Candidate, old: Candidate) -> bool:
    """Whether `new` beats `old`: sums of wins weighted by position, then specificity, then no collecting parameter."""
    score = 0
    weight = min(len(new.ranks), len(old.ranks))
    for ours, theirs in zip(new.ranks, old.ranks, strict=False):
        score += weight if ours > theirs else -weight if ours < theirs else 0
        weight -= 1
    if score == 0:
        score = _numeric_preference(new, old) or _specificity(new, old)
    if score == 0 and new.expanded != old.expanded:
        return old.expanded
    if score == 0 and not new.expanded:
        return len(new.signature.parameters) < len(old.signature.parameters)
    return score > 0


def _numeric_preference(new: Candidate, old: Candidate) -> int:
    """Between lossless conversions the narrower type wins, between lossy ones (text, null, real to integer) the wider."""
    score = 0
    weight = min(len(new.ranks), len(old.ranks))
    for position in range(weight):
        ours, theirs = new.ranks[position], old.ranks[position]
        if min(ours, theirs) < NULL_TO_VALUE or (ours >= NUMERIC_IMPLICIT) != (theirs >= NUMERIC_IMPLICIT):
            continue
        mine, other = _target(new, position), _target(old, position)
        forth, back = _closeness(mine, other), _closeness(other, mine)
        sign = (forth > back) - (forth < back)
        score += (weight - position) * (sign if ours >= NUMERIC_IMPLICIT else -sign)
    return score


def _closeness(source: PSType, target: PSType) -> int:
    """How little is lost from one number type to another; 0 for other types."""
    if source is target:
        return 0
    number = _numeric_rank(source.full_name, target.full_name)
    if number == NUMERIC_IMPLICIT:
        return 3
    return (
        2
        if source.full_name == "System.Decimal" and number is not None and target.full_name in _REAL
        else 1
        if number
        else 0
    )


def _specificity(new: Candidate, old: Candidate) -> int:
    score = 0
    for position in range(min(len(new.ranks), len(old.ranks))):
        ours, theirs = _target(new, position), _target(old, position)
        if ours is theirs:
            continue
        forth, back = _converts(ours, theirs), _converts(theirs, ours)
        score += forth - back
    return score


def _target(candidate: Candidate, position: int) -> PSType:
    parameter_types = candidate.signature.types
    last = len(parameter_types) - 1
    if candidate.expanded and position >= last:
        return parameter_types[last].element or types.OBJECT
    return parameter_types[position]


def _converts(source: PSType, target: PSType) -> int:
    if types.is_assignable(source, target):
        return 1
    return 1 if _numeric_rank(source.full_name, target.full_name) == NUMERIC_IMPLICIT else 0


def is_reference(value: Any) -> bool:
    """Whether it is a `[ref]`."""
    return getattr(type(value), "type_name", None) == "System.Management.Automation.PSReference"


def convert_arguments(name: str, candidate: Candidate, args: Sequence[Any]) -> list[Any]:
    """The arguments as the chosen overload wants them."""
    signature = candidate.signature
    result: list[Any] = []
    fixed = len(signature.parameters) - 1 if candidate.expanded else len(args)
    for position in range(min(fixed, len(args))):
        parameter = signature.parameters[position]
        if parameter.by_ref and is_reference(args[position]):
            result.append(args[position])
        else:
            result.append(convert_argument(args[position], signature.types[position], name, parameter.name))
    if candidate.expanded:
        array = signature.types[-1]
        element = array.element or types.OBJECT
        rest = [convert_argument(v, element, name, signature.parameters[-1].name) for v in args[fixed:]]
        result.append(rest if element is types.OBJECT else TypedArray(rest, element))
    return result


def convert_argument(value: Any, target: PSType, method: str, parameter: str) -> Any:
    """One argument as a value of `target`. Raises MethodArgumentConversionInvalidCastArgument."""
    if value is AUTOMATION_NULL:
        value = None
    if type(value) is PSObject and target.full_name != "System.Management.Automation.PSObject":
        value = value.base
    if target is types.OBJECT or (value is None and not target.is_value_type and target is not types.STRING):
        return value
    if value is None and target is types.STRING:
        return None if method in ("IsNullOrEmpty",) else ""
    if value is not None and types.is_assignable(types.type_of(value), target):
        return value
    try:
        return _convert(value, target)
    except PowerShellError as error:
        inner = error.record.exception
        raise ps_error(
            "MethodArgumentConversionInvalidCastArgument",
            f'Cannot convert argument "{parameter}", with value: "{_shown(value)}", for "{method}" to type '
            f'"{target.full_name}": "{inner.message}"',
            exception=METHOD_EXCEPTION,
            inner=inner,
        ) from error


def _shown(value: Any) -> str:
    from exoshell.values.conversion import to_text

    if type(value) is types.PSType:
        return value.full_name
    return to_text(value)


def _convert(value: Any, target: PSType) -> Any:
    from exoshell.values.conversion import convert

    if target.definition in _VIEWS and target.arguments:
        element = target.arguments[0]
        items = value if isinstance(value, list) else [value]
        return TypedArray([_convert_element(v, element) for v in items], element)
    if "System.Delegate" in target.ancestry and target.kind != "interface":
        from exoshell.dotnet.delegates import make_delegate

        return make_delegate(value, target)
    return convert(value, target)


def _convert_element(value: Any, element: PSType) -> Any:
    from exoshell.values.conversion import convert

    if element is types.OBJECT or value is not None and types.is_assignable(types.type_of(value), element):
        return value
    return convert(value, element)
