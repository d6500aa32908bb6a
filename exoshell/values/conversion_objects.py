"""Casts to everything but numbers and text: dates, enumerations, collections, dictionaries, types, objects."""

from __future__ import annotations

from exoshell.values.char import Char
from exoshell.values.collections import DictionaryBase, Hashtable, OrderedDictionary, TypedArray
from exoshell.values.conversion_numbers import final_text
from exoshell.values.errors import NetException, PowerShellError
from exoshell.values.failures import cast_detail, cast_failure, cast_final, inner_of
from exoshell.values.objects import PSCustomObject
from exoshell.values.text import net_text, to_text
from exoshell.values.types import EnumValue, PSType, is_instance, type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PARSE = "InvalidCastParseTargetInvocation"
PARSE_CULTURE = "InvalidCastParseTargetInvocationWithFormatProvider"
CONSTRUCTOR = "InvalidCastConstructorException"


def null_failure(ps_type: PSType) -> PowerShellError:
    name = ps_type.full_name
    if ps_type.kind == "enum":
        return cast_failure("nullToEnumInvalidCast", _enum_message("null", ps_type, quoted=False))
    return cast_failure("nullToObjectInvalidCast", f'Cannot convert null to type "{name}".')


def _enum_message(shown: str, ps_type: PSType, quoted: bool = True) -> str:
    names = ",".join(ps_type.enum.names) if ps_type.enum else ""
    what = f'value "{shown}"' if quoted else shown
    return (
        f'Cannot convert {what} to type "{ps_type.full_name}" due to enumeration values that are not valid. Specify one of the'
        f' following enumeration values and try again. The possible enumeration values are "{names}".'
    )


def general_failure(value: Any, ps_type: PSType) -> PowerShellError:
    """The error of a cast for which no way was found."""
    source = type_of(value)
    name = ps_type.full_name
    if (
        type(value) is bool
        or type(value) is Char
        or type(value) is EnumValue
        or source.full_name == "System.DateTime"
    ):
        inner = NetException(
            "System.InvalidCastException", f"Invalid cast from '{source.full_name}' to '{name}'."
        )
        return cast_detail("InvalidCastIConvertible", net_text(value), name, inner)
    if isinstance(value, DictionaryBase) and not no_property_target(ps_type):
        return property_failure(value, ps_type)
    if isinstance(value, PSCustomObject) and not no_property_target(ps_type):
        plain = cast_final(final_text(value), source.full_name, name)
        return cast_detail(CONSTRUCTOR, final_text(value), name, plain.record.exception)
    if name == "System.Security.SecureString":
        return cast_failure(
            "ConvertToFinalInvalidCastException",
            f'Cannot convert the value of type "{source.full_name}" to type "{name}".',
        )
    return cast_final(final_text(value), source.full_name, name)


def no_property_target(ps_type: PSType) -> bool:
    """Types that a dictionary is not even tried on: they have no default constructor."""
    if ps_type.is_value_type or ps_type.full_name == "System.Version":
        return False
    from exoshell.values import type_data

    constructors = type_data.members(ps_type.definition).constructors
    return not any(c.rstrip().endswith("()") for c in constructors)


def property_failure(value: DictionaryBase, ps_type: PSType) -> PowerShellError:
    """A property that the type does not have."""
    from exoshell.values.hooks import HOOKS

    settable: list[tuple[str, str]] = []
    if ps_type.kind == "enum":
        settable = [("value__", "System.Int32")]
    elif HOOKS.property_names is not None:
        settable = HOOKS.property_names(ps_type)
    key = to_text(value.keys()[0]) if len(value) else ""
    listed = (
        "The settable properties are: " + ", ".join(f"[{n} <{t}>]" for n, t in settable) + "."
        if settable
        else "There is no settable property available."
    )
    name = ps_type.full_name
    return cast_failure(
        "ObjectCreationError",
        f"Cannot create object of type \"{name}\". The property '{key}' was not found for the '{name}' object. {listed}",
    )


def object_handler(ps_type: PSType) -> Callable[[Any], Any]:
    """The cast to a type that is neither numeric nor text."""
    name = ps_type.full_name
    special = _SPECIAL.get(name)
    if special is not None:
        return lambda value: special(value, ps_type)
    if ps_type.element is not None:
        from exoshell.values.conversion_collections import array_handler

        return array_handler(ps_type)
    if ps_type.kind == "enum":
        from exoshell.values.conversion_enums import enum_handler

        return enum_handler(ps_type)
    if ps_type.definition == "System.Nullable`1":
        return lambda value: None if value is None else _nullable(value, ps_type)
    from exoshell.values.conversion_collections import collection_handler

    made = collection_handler(ps_type)
    if made is not None:
        return made
    return lambda value: _general(value, ps_type)


def _nullable(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.conversion import convert

    inner = ps_type.arguments[0]
    try:
        return convert(value, inner)
    except PowerShellError as error:
        if error.record.error_id != "ConvertToFinalInvalidCastException":
            raise
        raise cast_final(final_text(value), type_of(value).full_name, ps_type.full_name) from None


# --- values with a parser of their own -----------------------------------------------------------------------------------
def _parsed(
    value: Any,
    shown: str,
    ps_type: PSType,
    error_id: str,
    parse: Callable[[str], Any],
    text: str | None = None,
) -> Any:
    try:
        return parse(shown if text is None else text)
    except PowerShellError as error:
        raise cast_detail(error_id, shown, ps_type.full_name, inner_of(error)) from None


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and type(value) is not bool or type(value).__name__ == "Decimal"


def _ticks_or_none(value: Any) -> int | None:
    """A value that the constructor from ticks takes: integers that widen to a long, characters, enumerations."""
    if type(value) is Char:
        return ord(value.value)
    if type(value) is EnumValue:
        return value.value
    if (
        isinstance(value, int)
        and type(value) is not bool
        and type(value).__name__ not in ("UInt64", "BigInteger")
    ):
        return int(value)
    return None


def _to_datetime(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.culture import INVARIANT
    from exoshell.values.date_parse import parse_date
    from exoshell.values.datetime import DateTime

    if type(value) is DateTime:
        return value
    if value is None:
        raise null_failure(ps_type)
    if type(value) is str:
        return _parsed(value, value, ps_type, PARSE_CULTURE, lambda text: parse_date(text, INVARIANT))
    ticks = _ticks_or_none(value)
    if ticks is not None:
        try:
            return DateTime(ticks)
        except PowerShellError as error:
            raise cast_detail(CONSTRUCTOR, net_text(value), ps_type.full_name, inner_of(error)) from None
    if is_number(value) and type(value).__name__ != "BigInteger":
        shown = net_text(value)
        return _parsed(
            value, shown, ps_type, PARSE_CULTURE, lambda text: parse_date(text, INVARIANT), to_text(value)
        )
    if type(value) is bool:
        inner = NetException("System.InvalidCastException", "Invalid cast from 'Boolean' to 'DateTime'.")
        raise cast_detail("InvalidCastIConvertible", net_text(value), ps_type.full_name, inner)
    raise general_failure(value, ps_type)


def _to_timespan(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.datetime import TimeSpan
    from exoshell.values.span_parse import parse_span

    if type(value) is TimeSpan:
        return value
    if value is None:
        raise null_failure(ps_type)
    if type(value) is str:
        return _parsed(value, value, ps_type, PARSE_CULTURE, parse_span)
    ticks = _ticks_or_none(value)
    if ticks is not None:
        return TimeSpan(ticks)
    if is_number(value) and type(value).__name__ != "BigInteger":
        return _parsed(value, net_text(value), ps_type, PARSE_CULTURE, parse_span)
    raise general_failure(value, ps_type)


def _to_offset(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.culture import INVARIANT
    from exoshell.values.date_parse import parse_offset_date
    from exoshell.values.datetime import DateTime, DateTimeOffset

    if type(value) is DateTimeOffset:
        return value
    if value is None:
        raise null_failure(ps_type)
    if type(value) is DateTime:
        return DateTimeOffset.from_date(value)
    if type(value) is str or (is_number(value) and type(value).__name__ != "BigInteger"):
        shown = net_text(value)
        return _parsed(value, shown, ps_type, PARSE_CULTURE, lambda text: parse_offset_date(text, INVARIANT))
    raise general_failure(value, ps_type)


def _to_guid(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.guid import Guid

    if type(value) is Guid:
        return value
    if value is None:
        raise null_failure(ps_type)
    if type(value) is str or (is_number(value) and type(value).__name__ != "BigInteger"):
        return _parsed(value, net_text(value), ps_type, PARSE_CULTURE, Guid)
    if isinstance(value, TypedArray) and len(value) == 16:
        return Guid.from_bytes(bytes(value))
    raise general_failure(value, ps_type)


def _to_version(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.version import Version

    if type(value) is Version or value is None:
        return value
    if type(value) is str or (is_number(value) and type(value).__name__ != "BigInteger"):
        return _parsed(value, net_text(value), ps_type, PARSE, Version.parse)
    if type(value).__name__ == "SemanticVersion":
        return Version(value.major, value.minor, value.patch)
    raise general_failure(value, ps_type)


def _to_semantic(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.version import SemanticVersion

    if type(value) is SemanticVersion or value is None:
        return value
    if type(value).__name__ == "Version":
        return SemanticVersion(value.major, value.minor, max(value.build, 0))
    if type(value) is str or (is_number(value) and type(value).__name__ != "BigInteger"):
        return _parsed(value, net_text(value), ps_type, PARSE, SemanticVersion.parse)
    raise general_failure(value, ps_type)


def _to_type(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.types import find_type

    if isinstance(value, PSType) or value is None:
        return value
    if type(value) is str or is_number(value):
        text = net_text(value)
        found = find_type(text) if text else None
        if found is None:
            raise cast_final(text, "System.String", ps_type.full_name, "InvalidCastFromStringToType")
        return found
    raise general_failure(value, ps_type)


def _to_switch(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.switch import ABSENT, PRESENT, SwitchParameter

    if type(value) is SwitchParameter:
        return value
    if value is None:
        return ABSENT
    if type(value) is bool:
        return PRESENT if value else ABSENT
    if isinstance(value, DictionaryBase):
        raise property_failure(value, ps_type)
    if type(value) is EnumValue or type(value) is Char or type_of(value).full_name == "System.DateTime":
        raise general_failure(value, ps_type)
    raise cast_final(final_text(value), type_of(value).full_name, ps_type.full_name)


def _to_custom(value: Any, ps_type: PSType) -> Any:
    if isinstance(value, DictionaryBase):
        return PSCustomObject({to_text(k): v for k, v in value.items()})
    return value


def _to_hashtable(value: Any, ps_type: PSType) -> Any:
    if value is None or type(value) is Hashtable:
        return value
    if isinstance(value, DictionaryBase):
        return Hashtable(list(value.items()))
    if type(value) is EnumValue or type(value) is Char:
        return Hashtable()  # taken as a capacity
    raise general_failure(value, ps_type)


def _to_ordered(value: Any, ps_type: PSType) -> Any:
    if value is None or type(value) is OrderedDictionary:
        return value
    if isinstance(value, DictionaryBase):
        return OrderedDictionary(list(value.items()))
    raise general_failure(value, ps_type)


def _to_script_block(value: Any, ps_type: PSType) -> Any:
    if value is None or is_instance(value, ps_type):
        return value
    raise general_failure(value, ps_type)


def _to_void(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.null import AUTOMATION_NULL

    return AUTOMATION_NULL


def _to_reference(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.reference import PSReference

    return value if isinstance(value, PSReference) else PSReference(value)


def _to_regex(value: Any, ps_type: PSType) -> Any:
    if value is None or is_instance(value, ps_type):
        return value
    if type(value) is str or is_number(value):
        from exoshell.values.hooks import HOOKS
        from exoshell.values.regex import check_regex

        text = net_text(value)
        try:
            check_regex(text)
        except PowerShellError as error:
            raise cast_detail(
                "InvalidCastFromStringToRegex", text, ps_type.full_name, inner_of(error)
            ) from None
        if HOOKS.new is not None:
            return HOOKS.new(ps_type, [text])
    raise general_failure(value, ps_type)


_SPECIAL: dict[str, Callable[[Any, PSType], Any]] = {
    "System.DateTime": _to_datetime,
    "System.TimeSpan": _to_timespan,
    "System.DateTimeOffset": _to_offset,
    "System.Guid": _to_guid,
    "System.Version": _to_version,
    "System.Management.Automation.SemanticVersion": _to_semantic,
    "System.Type": _to_type,
    "System.RuntimeType": _to_type,
    "System.Management.Automation.SwitchParameter": _to_switch,
    "System.Management.Automation.PSCustomObject": _to_custom,
    "System.Collections.Hashtable": _to_hashtable,
    "System.Collections.Specialized.OrderedDictionary": _to_ordered,
    "System.Management.Automation.ScriptBlock": _to_script_block,
    "System.Management.Automation.PSReference": _to_reference,
    "System.Void": _to_void,
    "System.Text.RegularExpressions.Regex": _to_regex,
}


# --- any other type --------------------------------------------------------------------------------------------------
def _general(value: Any, ps_type: PSType) -> Any:
    from exoshell.values.conversion_general import general_cast

    return general_cast(value, ps_type)
