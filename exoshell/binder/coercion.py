"""From an argument to the value of a parameter: transformations, conversion, validation.

Cmdlets convert as compiled code does (errors CannotConvertArgument…), script functions by a transformation of their own
(ParameterArgumentTransformationError); both give the same values.
"""

from __future__ import annotations

from exoshell.binder.errors import (
    binding_error,
    not_allowed_error,
    transformation_error,
    validation_error,
)
from exoshell.command.attributes import ValidationFailure
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSObject
from exoshell.values.switch import ABSENT, PRESENT, SwitchParameter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import CommandInfo, ParameterInfo

UNFIT = object()  # what `accept` gives for a value that is not of the parameter's type

SWITCH_TYPE = "System.Management.Automation.SwitchParameter"
NULLABLE_BOOLEAN = "System.Nullable`1[System.Boolean]"
NUMBER_CLASSES = (int, float)  # bool is one too; Decimal is asked by name
LIST_TYPES = frozenset(
    {
        "System.Array",
        "System.Collections.ArrayList",
        "System.Collections.IList",
        "System.Collections.ICollection",
    }
)
GENERIC_LISTS = (
    "System.Collections.Generic.List",
    "System.Collections.Generic.IList",
    "System.Collections.Generic.ICollection",
    "System.Collections.ObjectModel.Collection",
)
BOOLEAN_MESSAGE = "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."


def bind_value(
    info: CommandInfo,
    parameter: ParameterInfo,
    value: Any,
    env: Any,
    span: tuple[int, int] | None = None,
    coerce: bool = True,
) -> Any:
    """The value to store for an argument; UNFIT where `coerce` is False and a conversion would be needed. Raises binding errors."""
    for attribute in parameter.transformations:
        try:
            value = attribute.transform(value, env)
        except (ValidationFailure, PowerShellError) as error:
            raise transformation_error(info, parameter, error, span, False)
    if coerce:
        if not parameter.is_object:
            value = (
                convert_script(info, parameter, value, span)
                if parameter.script
                else convert_compiled(info, parameter, value, span)
            )
    else:
        value = accept(parameter, value)
        if value is UNFIT:
            return UNFIT
    if value is AUTOMATION_NULL:
        value = None
    if parameter.required_type_name is not None and value is not None:
        check_type_name(info, parameter, value, span)
    for attribute in parameter.attributes:
        try:
            attribute.validate(value, env)
        except (ValidationFailure, PowerShellError) as error:
            raise validation_error(info, parameter, error, span)
    if parameter.mandatory_somewhere:
        check_not_empty(info, parameter, value, span)
    if (
        value is None
        and coerce
        and not parameter.script
        and not parameter.is_object
        and parameter.ps_type.is_value_type
    ):
        return default_of_type(parameter.ps_type)
    return value


def default_of_type(ps_type: Any) -> Any:
    """What a property of a value type holds when it is set to null."""
    from exoshell.values.conversion import try_convert

    return try_convert(None, ps_type)[1]


def accept(parameter: ParameterInfo, value: Any) -> Any:
    """The value as it is where it is of the parameter's type already (or can be wrapped into its array without conversion)."""
    if parameter.is_object:
        return value
    ps_type = parameter.ps_type
    if parameter.foreign:
        return UNFIT
    if value is None or value is AUTOMATION_NULL:
        return UNFIT if ps_type.is_value_type or ps_type.full_name == "System.String" else None
    if parameter.is_switch:
        kind = type(value)
        if kind is SwitchParameter:
            return value if parameter.script else value.is_present
        return UNFIT
    from exoshell.values.types import is_instance

    if is_instance(value, ps_type):
        return value
    if type(value) is PSObject and is_instance(value.base, ps_type):
        return value
    element = ps_type.element
    if element is not None:
        return accept_array(value, ps_type, element)
    return UNFIT


def accept_array(value: Any, ps_type: Any, element: Any) -> Any:
    from exoshell.values.conversion import convert
    from exoshell.values.types import is_instance

    if element.full_name == "System.Object" or element.full_name == "System.Management.Automation.PSObject":
        return convert(value, ps_type)
    items = value if isinstance(value, list) else [value]
    for item in items:
        if not is_instance(item, element):
            return UNFIT
    return convert(items, ps_type)


def convert_script(
    info: CommandInfo, parameter: ParameterInfo, value: Any, span: tuple[int, int] | None
) -> Any:
    """Conversion for a parameter of a script function."""
    ps_type = parameter.ps_type
    name = ps_type.full_name
    try:
        return convert_argument(value, ps_type, name, info.cmdlet_binding)
    except PowerShellError as error:
        raise transformation_error(info, parameter, error, span, True)


def convert_argument(value: Any, ps_type: Any, name: str, advanced: bool) -> Any:
    """What `[type]` before a function's parameter does with an argument."""
    from exoshell.values.conversion import convert

    kind = type(value)
    if name == "System.Management.Automation.PSReference":
        if getattr(value, "type_name", None) != name:
            raise invalid_cast(
                "InvalidCastExceptionReferenceTypeExpected", "Reference type is expected in argument."
            )
        return value
    if getattr(value, "type_name", None) == "System.Management.Automation.PSReference":
        value = value.value
        kind = type(value)
    if name == "System.String":
        if advanced and (kind is list or (isinstance(value, list) and is_array(value))):
            raise invalid_cast(
                "InvalidCastFromAnyTypeToString", "Cannot convert value to type System.String."
            )
    elif name == SWITCH_TYPE:
        return convert_switch(value)
    elif name == "System.Boolean" or name == NULLABLE_BOOLEAN:
        check_boolean(value, ps_type)
    return convert(value, ps_type)


def convert_default(parameter: ParameterInfo, value: Any, advanced: bool) -> Any:
    """The value of a function's default expression as the parameter holds it."""
    if parameter.is_object:
        return value
    if parameter.is_switch and not isinstance(value, (bool, SwitchParameter)):
        from exoshell.values.conversion import convert

        return convert(value, parameter.ps_type)
    if parameter.is_switch:
        return PRESENT if value else ABSENT
    from exoshell.values.conversion import convert

    return convert(value, parameter.ps_type)


def convert_switch(value: Any) -> Any:
    kind = type(value)
    if kind is SwitchParameter:
        return value
    if kind is bool:
        return PRESENT if value else ABSENT
    if kind is PSObject:
        return convert_switch(value.base)
    if value is None or value is AUTOMATION_NULL:
        return ABSENT
    if not is_number(value):
        raise boolean_cast(value, SWITCH_TYPE)
    from exoshell.values.conversion import to_text
    from exoshell.values.types import type_of

    raise invalid_cast(
        "ConvertToFinalInvalidCastException",
        f'Cannot convert the "{to_text(value)}" value of type "{type_of(value).full_name}" to type "{SWITCH_TYPE}".',
    )


def check_boolean(value: Any, ps_type: Any) -> None:
    if type(value) is PSObject:
        value = value.base
    if value is None or value is AUTOMATION_NULL:
        if ps_type.full_name == "System.Boolean":
            raise boolean_cast(None, "System.Boolean")
        return
    if not is_number(value) and type(value) is not SwitchParameter:
        raise boolean_cast(
            value,
            ps_type.full_name
            if ps_type.full_name == "System.Boolean"
            else "System.Nullable`1[System.Boolean]",
        )


def is_number(value: Any) -> bool:
    return isinstance(value, NUMBER_CLASSES) or type(value).__name__ == "Decimal"


def is_array(value: Any) -> bool:
    from exoshell.values.collections import TypedArray

    return type(value) is list or type(value) is TypedArray


def boolean_cast(value: Any, to: str) -> PowerShellError:
    shown = ""
    if value is not None:
        from exoshell.values.types import type_of

        shown = type_of(value).full_name
    return invalid_cast(
        "ConvertToBooleanInvalidCast", f'Cannot convert value "{shown}" to type "{to}". {BOOLEAN_MESSAGE}'
    )


def invalid_cast(error_id: str, message: str) -> PowerShellError:
    return ps_error(
        error_id,
        message,
        exception="System.Management.Automation.PSInvalidCastException",
        category="InvalidArgument",
    )


def convert_compiled(
    info: CommandInfo, parameter: ParameterInfo, value: Any, span: tuple[int, int] | None
) -> Any:
    """Conversion for a parameter of a cmdlet (and for common parameters)."""
    from exoshell.values.conversion import convert

    ps_type = parameter.ps_type
    name = ps_type.full_name
    if name == SWITCH_TYPE or name == "System.Boolean" or name == NULLABLE_BOOLEAN:
        return compiled_boolean(info, parameter, value, name, span)
    if value is None or value is AUTOMATION_NULL:
        return None  # a value type gets its default after the checks
    base = value.base if type(value) is PSObject else value
    try:
        if isinstance(base, list) and is_scalar_type(ps_type):
            raise NotSupported
        return convert(value, ps_type)
    except NotSupported:
        raise cannot_convert(info, parameter, base, span, "Specified method is not supported.")
    except PowerShellError as error:
        raise no_message(info, parameter, element_error(base, ps_type) or error, span)


def element_error(value: Any, ps_type: Any) -> PowerShellError | None:
    """A cmdlet's array is filled element by element: the error of the first that does not fit, None where all do."""
    from exoshell.values.conversion import convert

    if ps_type.element is None:
        return None
    try:
        for item in value if isinstance(value, list) else [value]:
            convert(item, ps_type.element)
    except PowerShellError as error:
        return error
    return None


class NotSupported(Exception):
    """A collection was given to a parameter that takes one value."""


def is_scalar_type(ps_type: Any) -> bool:
    if ps_type.kind in ("array", "enum", "interface") or ps_type.element is not None:
        return False
    name = ps_type.full_name
    if name.startswith("System.Collections.") or name.startswith(
        "System.Management.Automation.PSListModifier"
    ):
        return False
    return not (ps_type.kind == "generic" or "`" in name or name == "System.Array")


def compiled_boolean(info: CommandInfo, parameter: ParameterInfo, value: Any, name: str, span: Any) -> Any:
    base = value.base if type(value) is PSObject else value
    kind = type(base)
    if kind is SwitchParameter:
        result = base.is_present
    elif kind is bool:
        result = base
    elif base is None or base is AUTOMATION_NULL:
        if name == SWITCH_TYPE:
            result = True
        elif name == "System.Boolean":
            raise not_allowed_error(info, parameter, "Null", span)
        else:
            return None
    elif is_number(base):
        result = base != 0
    else:
        raise cannot_convert(info, parameter, base, span, "")
    return result


def cannot_convert(
    info: CommandInfo, parameter: ParameterInfo, value: Any, span: Any, why: str
) -> PowerShellError:
    from exoshell.values.types import type_of

    made = binding_error(
        info,
        "CannotConvertArgument",
        f"Cannot convert '{type_of(value).full_name}' to the type '{parameter.ps_type.full_name}' required by parameter "
        f"'{parameter.name}'. {why}",
        parameter=parameter.name,
        span=span,
    )
    made.is_invalid_cast = True  # type: ignore[attr-defined]
    return made


def no_message(
    info: CommandInfo, parameter: ParameterInfo, error: PowerShellError, span: Any
) -> PowerShellError:
    """A conversion of a cmdlet's argument failed."""
    made = binding_error(
        info,
        "CannotConvertArgumentNoMessage",
        f"Cannot bind parameter '{parameter.name}'. {error.record.exception.message}",
        parameter=parameter.name,
        span=span,
        inner=error.record.exception,
    )
    made.is_invalid_cast = True  # type: ignore[attr-defined]
    return made


def check_type_name(info: CommandInfo, parameter: ParameterInfo, value: Any, span: Any) -> None:
    """[PSTypeName('…')]: every object must carry that name."""
    from exoshell.dotnet.access import type_names

    wanted = str(parameter.required_type_name).lower()
    for item in value if isinstance(value, list) else [value]:
        if not any(name.lower() == wanted for name in type_names(item)):
            raise binding_error(
                info,
                "MismatchedPSTypeName",
                f"Cannot bind argument to parameter '{parameter.name}', because PSTypeNames of the argument do not match the PSTypeName required by "
                f"the parameter: {parameter.required_type_name}.",
                exception="System.Management.Automation.ParameterBindingArgumentTransformationException",
                parameter=parameter.name,
                span=span,
            )


def check_not_empty(info: CommandInfo, parameter: ParameterInfo, value: Any, span: Any) -> None:
    """A mandatory parameter refuses null, empty texts and empty collections unless its declaration allows them."""
    if value is None:
        if not parameter.allow_null:
            raise not_allowed_error(info, parameter, "Null", span)
        return
    kind = type(value)
    if kind is PSObject:
        value = value.base
        kind = type(value)
    name = "" if parameter.is_object else parameter.ps_type.full_name
    if name == "System.String":
        if value == "" and not parameter.allow_empty_string:
            raise not_allowed_error(info, parameter, "EmptyString", span)
        return
    if not isinstance(value, list) or not takes_collection(parameter, name):
        return
    if not value:
        if not parameter.allow_empty_collection:
            raise not_allowed_error(
                info, parameter, "EmptyArray" if is_array(value) else "EmptyCollection", span
            )
        return
    check_elements(info, parameter, value, span)


def takes_collection(parameter: ParameterInfo, name: str) -> bool:
    """Whether the parameter's type is an array or list."""
    if name == "":
        return False
    return parameter.ps_type.element is not None or name in LIST_TYPES or name.startswith(GENERIC_LISTS)


def check_elements(info: CommandInfo, parameter: ParameterInfo, value: list[Any], span: Any) -> None:
    element = parameter.ps_type.element
    if element is not None and element.is_value_type:
        return
    texts = element is not None and element.full_name == "System.String"
    for item in value:
        if item is None or item is AUTOMATION_NULL:
            if not parameter.allow_null:
                raise not_allowed_error(info, parameter, "Null", span)
        elif texts and item == "" and not parameter.allow_empty_string:
            raise not_allowed_error(info, parameter, "EmptyString", span)
