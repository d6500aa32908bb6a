"""Where-Object: selects objects by the values of their properties."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.access import get_property
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Where", "Object", module="Microsoft.PowerShell.Core", default_set="EqualSet")
class WhereObject(Cmdlet):
    """Selects objects by the values of their properties."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    filter_script = Param(
        "scriptblock",
        "The script block that decides about each object (`$_`).",
        position=0,
        mandatory=True,
        sets=("ScriptBlockSet",),
    )
    property_ = Param(
        "string",
        "The property to compare.",
        position=0,
        mandatory=True,
        sets=(
            "EqualSet",
            "CaseSensitiveEqualSet",
            "NotEqualSet",
            "CaseSensitiveNotEqualSet",
            "GreaterThanSet",
            "CaseSensitiveGreaterThanSet",
            "LessThanSet",
            "CaseSensitiveLessThanSet",
            "GreaterOrEqualSet",
            "CaseSensitiveGreaterOrEqualSet",
            "LessOrEqualSet",
            "CaseSensitiveLessOrEqualSet",
            "LikeSet",
            "CaseSensitiveLikeSet",
            "NotLikeSet",
            "CaseSensitiveNotLikeSet",
            "MatchSet",
            "CaseSensitiveMatchSet",
            "NotMatchSet",
            "CaseSensitiveNotMatchSet",
            "ContainsSet",
            "CaseSensitiveContainsSet",
            "NotContainsSet",
            "CaseSensitiveNotContainsSet",
            "InSet",
            "CaseSensitiveInSet",
            "NotInSet",
            "CaseSensitiveNotInSet",
            "IsSet",
            "IsNotSet",
            "Not",
        ),
        validate=(ValidateNotNullOrEmpty(),),
    )
    value = Param(
        "System.Object",
        "The value to compare with.",
        position=1,
        sets=(
            "EqualSet",
            "CaseSensitiveEqualSet",
            "NotEqualSet",
            "CaseSensitiveNotEqualSet",
            "GreaterThanSet",
            "CaseSensitiveGreaterThanSet",
            "LessThanSet",
            "CaseSensitiveLessThanSet",
            "GreaterOrEqualSet",
            "CaseSensitiveGreaterOrEqualSet",
            "LessOrEqualSet",
            "CaseSensitiveLessOrEqualSet",
            "LikeSet",
            "CaseSensitiveLikeSet",
            "NotLikeSet",
            "CaseSensitiveNotLikeSet",
            "MatchSet",
            "CaseSensitiveMatchSet",
            "NotMatchSet",
            "CaseSensitiveNotMatchSet",
            "ContainsSet",
            "CaseSensitiveContainsSet",
            "NotContainsSet",
            "CaseSensitiveNotContainsSet",
            "InSet",
            "CaseSensitiveInSet",
            "NotInSet",
            "CaseSensitiveNotInSet",
            "IsSet",
            "IsNotSet",
        ),
    )
    eq = Param("switch", "Equal.", name="EQ", sets=("EqualSet",), aliases=("IEQ",))
    ceq = Param(
        "switch", "Equal, case-sensitive.", name="CEQ", mandatory=True, sets=("CaseSensitiveEqualSet",)
    )
    ne = Param("switch", "Not equal.", name="NE", mandatory=True, sets=("NotEqualSet",), aliases=("INE",))
    cne = Param(
        "switch", "Not equal, case-sensitive.", name="CNE", mandatory=True, sets=("CaseSensitiveNotEqualSet",)
    )
    gt = Param(
        "switch", "Greater than.", name="GT", mandatory=True, sets=("GreaterThanSet",), aliases=("IGT",)
    )
    cgt = Param(
        "switch",
        "Greater than, case-sensitive.",
        name="CGT",
        mandatory=True,
        sets=("CaseSensitiveGreaterThanSet",),
    )
    lt = Param("switch", "Less than.", name="LT", mandatory=True, sets=("LessThanSet",), aliases=("ILT",))
    clt = Param(
        "switch", "Less than, case-sensitive.", name="CLT", mandatory=True, sets=("CaseSensitiveLessThanSet",)
    )
    ge = Param(
        "switch",
        "Greater than or equal.",
        name="GE",
        mandatory=True,
        sets=("GreaterOrEqualSet",),
        aliases=("IGE",),
    )
    cge = Param(
        "switch",
        "Greater than or equal, case-sensitive.",
        name="CGE",
        mandatory=True,
        sets=("CaseSensitiveGreaterOrEqualSet",),
    )
    le = Param(
        "switch", "Less than or equal.", name="LE", mandatory=True, sets=("LessOrEqualSet",), aliases=("ILE",)
    )
    cle = Param(
        "switch",
        "Less than or equal, case-sensitive.",
        name="CLE",
        mandatory=True,
        sets=("CaseSensitiveLessOrEqualSet",),
    )
    like = Param(
        "switch", "Fits the wildcard pattern.", mandatory=True, sets=("LikeSet",), aliases=("ILike",)
    )
    c_like = Param(
        "switch", "Fits the wildcard pattern, case-sensitive.", mandatory=True, sets=("CaseSensitiveLikeSet",)
    )
    not_like = Param(
        "switch",
        "Does not fit the wildcard pattern.",
        mandatory=True,
        sets=("NotLikeSet",),
        aliases=("INotLike",),
    )
    c_not_like = Param(
        "switch",
        "Does not fit the wildcard pattern, case-sensitive.",
        mandatory=True,
        sets=("CaseSensitiveNotLikeSet",),
    )
    match = Param(
        "switch", "Fits the regular expression.", mandatory=True, sets=("MatchSet",), aliases=("IMatch",)
    )
    c_match = Param(
        "switch",
        "Fits the regular expression, case-sensitive.",
        mandatory=True,
        sets=("CaseSensitiveMatchSet",),
    )
    not_match = Param(
        "switch",
        "Does not fit the regular expression.",
        mandatory=True,
        sets=("NotMatchSet",),
        aliases=("INotMatch",),
    )
    c_not_match = Param(
        "switch",
        "Does not fit the regular expression, case-sensitive.",
        mandatory=True,
        sets=("CaseSensitiveNotMatchSet",),
    )
    contains = Param(
        "switch",
        "The property's collection holds the value.",
        mandatory=True,
        sets=("ContainsSet",),
        aliases=("IContains",),
    )
    c_contains = Param(
        "switch",
        "The property's collection holds the value, case-sensitive.",
        mandatory=True,
        sets=("CaseSensitiveContainsSet",),
    )
    not_contains = Param(
        "switch",
        "The property's collection does not hold the value.",
        mandatory=True,
        sets=("NotContainsSet",),
        aliases=("INotContains",),
    )
    c_not_contains = Param(
        "switch",
        "The property's collection does not hold the value, case-sensitive.",
        mandatory=True,
        sets=("CaseSensitiveNotContainsSet",),
    )
    in_ = Param(
        "switch", "The property is one of the values.", mandatory=True, sets=("InSet",), aliases=("IIn",)
    )
    c_in = Param(
        "switch",
        "The property is one of the values, case-sensitive.",
        mandatory=True,
        sets=("CaseSensitiveInSet",),
    )
    not_in = Param(
        "switch",
        "The property is none of the values.",
        mandatory=True,
        sets=("NotInSet",),
        aliases=("INotIn",),
    )
    c_not_in = Param(
        "switch",
        "The property is none of the values, case-sensitive.",
        mandatory=True,
        sets=("CaseSensitiveNotInSet",),
    )
    is_ = Param("switch", "The property is of the type.", mandatory=True, sets=("IsSet",))
    is_not = Param("switch", "The property is not of the type.", mandatory=True, sets=("IsNotSet",))
    not_ = Param("switch", "The property is false or empty.", mandatory=True, sets=("Not",))

    def begin(self) -> None:
        if self.filter_script is not None:
            self._run = self.context.block_runner(self.filter_script)
            return
        self._test = property_test(self)

    def process(self) -> None:
        item = self.input_object
        if item is AUTOMATION_NULL:
            return
        self._one(item)

    def _one(self, item: Any) -> None:
        if self.filter_script is not None:
            if truth(self._run(item)):
                self.write(item)
        elif self._test(item):
            self.write(item)

    def item_processor(self) -> Callable[[Any], None] | None:
        write = self.write
        if self.filter_script is None:
            test = self._test

            def check(item: Any) -> None:
                if test(item):
                    write(item)

            return check
        run = self._run
        attach = self.context.attach

        def process(item: Any) -> None:
            try:
                result = run(item)
            except PowerShellError as error:
                if not error.by_throw:
                    attach(error)
                raise
            if result is True or (result is not False and truth(result)):
                write(item)

        return process


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# parameter set without "Set" and "CaseSensitive" -> the operator's name in values.comparison or values.patterns
NEGATED = {"NotLike": "Like", "NotMatch": "Match", "NotContains": "Contains", "NotIn": "In", "IsNot": "Is"}


def truth(value: Any) -> bool:
    from exoshell.values.conversion import to_bool

    return to_bool(value)


def property_test(command: WhereObject) -> Callable[[Any], bool]:
    """The test of `Where-Object Property -op Value`: object -> bool."""
    name = command.parameter_set.removesuffix("Set")
    exact = name.startswith("CaseSensitive")
    name = name.removeprefix("CaseSensitive")
    has_value = command.is_bound("Value")
    operator_given = any(key in command.bound for key in OPERATORS)
    if not operator_given:
        if has_value:
            raise argument_error("OperatorNotSpecified", NO_OPERATOR)
        name = "True"
    elif name != "Not" and (not has_value or not command.is_bound("Property")):
        raise argument_error("ValueNotSpecifiedForWhereObject", NO_VALUE)
    read = reader(command, command.property_)
    negate = name in NEGATED
    compare = operator_function(command, NEGATED.get(name, name), exact)

    def test(item: Any) -> bool:
        result = compare(read(item))
        return not result if negate else result

    return test


def reader(command: WhereObject, name: str) -> Callable[[Any], Any]:
    """Read the property from an object; a wildcard stands for the one property that fits."""
    if not any(c in "*?[" for c in name):
        return lambda item: get_property(item, name) if item is not None else None
    from exoshell.cmdlets.objects.expressions import make, values_of

    expression = make(command, name)

    def read(item: Any) -> Any:
        if item is None:
            return None
        found = values_of(expression, item)
        if len(found) > 1:
            raise argument_error(
                "AmbiguousPropertyOrMethodName",
                f"The property name '{name}' is ambiguous.",
            )
        return found[0].value if found else None

    return read


def operator_function(command: WhereObject, name: str, exact: bool) -> Callable[[Any], bool]:
    """The comparison with the fixed right side: property value -> bool."""
    from exoshell.values import comparison, patterns

    value = command.value
    if name == "True":
        return truth
    if name == "Not":
        return lambda left: not truth(left)
    if name == "Is":
        return type_test(value)
    key = {
        "Equal": "eq",
        "NotEqual": "ne",
        "GreaterThan": "gt",
        "LessThan": "lt",
        "GreaterOrEqual": "ge",
        "LessOrEqual": "le",
    }.get(name)
    if key is not None:
        function = getattr(comparison, ("c" if exact else "") + key)
        return lambda left: truth(function(left, value))
    if name == "Contains":
        return lambda left: comparison.contains(left, value, not exact)
    if name == "In":
        return lambda left: comparison.contains(value, left, not exact)
    if name == "Like":
        return lambda left: truth(patterns.like(left, value, not exact))
    return match_test(value, exact)


def match_test(pattern: Any, exact: bool) -> Callable[[Any], bool]:
    from exoshell.values.conversion import to_text
    from exoshell.values.regex import compile_regex

    compiled = compile_regex(to_text(pattern), "None" if exact else "IgnoreCase")

    def test(left: Any) -> bool:
        items = left if isinstance(left, list) else [left]
        return any(compiled.search(to_text(item)) is not None for item in items)

    return test


def type_test(value: Any) -> Callable[[Any], bool]:
    from exoshell.values.types import PSType, find_type, is_instance

    wanted = value if isinstance(value, PSType) else find_type(str(value).strip("[]"))
    if wanted is None:
        raise ps_error("RuntimeException", f'Cannot convert "{value}" to a type.', category="InvalidArgument")
    return lambda left: is_instance(left, wanted)


OPERATORS = tuple(
    prefix + name
    for name in (
        "EQ",
        "NE",
        "GT",
        "LT",
        "GE",
        "LE",
        "Like",
        "NotLike",
        "Match",
        "NotMatch",
        "Contains",
        "NotContains",
        "In",
        "NotIn",
    )
    for prefix in ("", "C")
) + ("Is", "IsNot", "Not")

NO_OPERATOR = (
    "An operator is required to compare the two specified values. Include a valid operator in the command, and then try the command again. "
    "For example, Get-Process | Where-Object -Property Name -eq Idle"
)
NO_VALUE = "The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again."


def argument_error(error_id: str, message: str) -> Exception:
    return ps_error(
        error_id,
        message,
        exception="System.Management.Automation.PSArgumentException",
        category="InvalidArgument",
    )
