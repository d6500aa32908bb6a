"""Binding errors: ids, messages, categories and exception classes as PowerShell has them."""

from __future__ import annotations

from exoshell.values.errors import NetException, PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import CommandInfo, ParameterInfo

BINDING = "System.Management.Automation.ParameterBindingException"
TRANSFORMATION = "System.Management.Automation.ParameterBindingArgumentTransformationException"
VALIDATION = "System.Management.Automation.ParameterBindingValidationException"

AMBIGUOUS_SET = (
    "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an "
    "insufficient number of parameters were provided."
)
INPUT_NOT_BOUND = (
    "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input "
    "and its properties do not match any of the parameters that take pipeline input."
)


def binding_error(
    info: CommandInfo,
    error_id: str,
    message: str,
    *,
    exception: str = BINDING,
    category: str = "InvalidArgument",
    parameter: str = "",
    span: tuple[int, int] | None = None,
    inner: NetException | None = None,
    parameter_type: Any = None,
    type_specified: Any = None,
) -> PowerShellError:
    """A binding error of `info`; `span` is where in the source the argument stands (None: the whole command)."""
    properties = {
        "ErrorId": error_id,
        "ParameterName": parameter,
        "ParameterType": parameter_type,
        "TypeSpecified": type_specified,
        "CommandInvocation": None,
        "Line": 0,
        "Offset": 0,
    }
    error = ps_error(
        error_id, message, exception=exception, category=category, inner=inner, properties=properties
    )
    record = error.record
    record.command = info.error_name
    record.activity = info.name
    error.argument_span = span  # type: ignore[attr-defined]
    error.is_binding = True  # type: ignore[attr-defined]
    return error


def transformation_error(
    info: CommandInfo, parameter: ParameterInfo, cause: Any, span: tuple[int, int] | None, conversion: bool
) -> PowerShellError:
    """ParameterArgumentTransformationError around the error `cause`; `conversion`: of the parameter's type, not of an attribute."""
    inner, text = cause_of(cause)
    wrapped = NetException(
        "System.Management.Automation.ArgumentTransformationMetadataException", text, inner
    )
    error = binding_error(
        info,
        "ParameterArgumentTransformationError",
        f"Cannot process argument transformation on parameter '{parameter.name}'. {text}",
        exception=TRANSFORMATION,
        category="InvalidData",
        parameter=parameter.name,
        span=span,
        inner=wrapped,
    )
    # a pipeline phase passes over a failed conversion
    error.is_invalid_cast = conversion  # type: ignore[attr-defined]
    return error


def cause_of(cause: Any) -> tuple[NetException | None, str]:
    """The exception and the message of what went wrong."""
    if isinstance(cause, PowerShellError):
        net = cause.record.exception
        return net, net.message
    return None, str(cause)


def validation_error(
    info: CommandInfo, parameter: ParameterInfo, cause: Any, span: tuple[int, int] | None
) -> PowerShellError:
    """ParameterArgumentValidationError of a failed validation."""
    inner, text = cause_of(cause)
    if inner is None:
        inner = NetException("System.Management.Automation.ValidationMetadataException", text)
    error = binding_error(
        info,
        "ParameterArgumentValidationError",
        f"Cannot validate argument on parameter '{parameter.name}'. {text}",
        exception=VALIDATION,
        category="InvalidData",
        parameter=parameter.name,
        span=span,
        inner=inner,
    )
    error.passed_over = getattr(cause, "passed_over", False)  # type: ignore[attr-defined]
    return error


def not_allowed_error(
    info: CommandInfo, parameter: ParameterInfo, what: str, span: tuple[int, int] | None
) -> PowerShellError:
    """`what`: Null, EmptyString, EmptyArray or EmptyCollection."""
    reason = {
        "Null": "null",
        "EmptyString": "an empty string",
        "EmptyArray": "an empty array",
        "EmptyCollection": "an empty collection",
    }[what]
    return binding_error(
        info,
        f"ParameterArgumentValidationError{what}NotAllowed",
        f"Cannot bind argument to parameter '{parameter.name}' because it is {reason}.",
        exception=VALIDATION,
        category="InvalidData",
        parameter=parameter.name,
        span=span,
    )


def ambiguous_set_error(info: CommandInfo) -> PowerShellError:
    return binding_error(info, "AmbiguousParameterSet", AMBIGUOUS_SET)


def missing_argument_error(
    info: CommandInfo, parameter: ParameterInfo, span: tuple[int, int] | None
) -> PowerShellError:
    try:
        type_name = parameter.ps_type.full_name
    except PowerShellError:
        type_name = parameter.type_name
    return binding_error(
        info,
        "MissingArgument",
        f"Missing an argument for parameter '{parameter.name}'. Specify a parameter of type '{type_name}' and try again.",
        parameter=parameter.name,
        span=span,
    )


def already_bound_error(
    info: CommandInfo, parameter: ParameterInfo, span: tuple[int, int] | None
) -> PowerShellError:
    return binding_error(
        info,
        "ParameterAlreadyBound",
        f"Cannot bind parameter because parameter '{parameter.name}' is specified more than once. To provide multiple values to parameters that "
        'can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".',
        parameter=parameter.name,
        span=span,
    )


def not_found_error(info: CommandInfo, name: str, span: tuple[int, int] | None) -> PowerShellError:
    return binding_error(
        info,
        "NamedParameterNotFound",
        f"A parameter cannot be found that matches parameter name '{name}'.",
        parameter=name,
        span=span,
    )


def no_position_error(info: CommandInfo, text: str, span: tuple[int, int] | None) -> PowerShellError:
    return binding_error(
        info,
        "PositionalParameterNotFound",
        f"A positional parameter cannot be found that accepts argument '{text}'.",
        parameter=text,
        span=span,
    )


def missing_mandatory_error(info: CommandInfo, names: list[str]) -> PowerShellError:
    text = "".join(f" {name}" for name in names)
    return binding_error(
        info,
        "MissingMandatoryParameter",
        f"Cannot process command because of one or more missing mandatory parameters:{text}.",
        parameter=text,
    )


def input_not_bound_error(info: CommandInfo, item: Any) -> PowerShellError:
    error = binding_error(info, "InputObjectNotBound", INPUT_NOT_BOUND)
    error.record.target = item
    return error


def input_missing_mandatory_error(info: CommandInfo, item: Any, names: list[str]) -> PowerShellError:
    error = binding_error(
        info,
        "InputObjectMissingMandatory",
        "The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:"
        + "".join(f"  {name}" for name in names),
    )
    error.record.target = item
    return error
