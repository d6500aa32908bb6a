"""Errors of conversions and operators in PowerShell's words."""

from __future__ import annotations

from exoshell.values.errors import NetException, PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass

INVALID_CAST = "System.Management.Automation.PSInvalidCastException"
FORMAT = "System.FormatException"
OVERFLOW = "System.OverflowException"


def inner_of(error: BaseException) -> NetException:
    """The .NET exception that a failure carries."""
    if isinstance(error, PowerShellError):
        return error.record.exception
    found = getattr(error, "exception", None)
    if isinstance(found, NetException):
        return found
    return NetException("System.InvalidOperationException", str(error))


def cast_failure(error_id: str, message: str, inner: NetException | None = None) -> PowerShellError:
    """A cast that cannot be made: a RuntimeException around PowerShell's PSInvalidCastException."""
    return ps_error(
        error_id, message, category="InvalidArgument", inner=NetException(INVALID_CAST, message, inner)
    )


def cast_detail(error_id: str, shown: str, type_name: str, inner: NetException) -> PowerShellError:
    """`Cannot convert value "…" to type "…". Error: "…"`."""
    message = f'Cannot convert value "{shown}" to type "{type_name}". Error: "{inner.message}"'
    return cast_failure(error_id, message, inner)


def cast_final(
    shown: str, from_type: str, to_type: str, error_id: str = "ConvertToFinalInvalidCastException"
) -> PowerShellError:
    """`Cannot convert the "…" value of type "…" to type "…".`"""
    return cast_failure(
        error_id, f'Cannot convert the "{shown}" value of type "{from_type}" to type "{to_type}".'
    )


def operation_failure(type_name: str, message: str) -> PowerShellError:
    """A .NET exception that an operator let through: its type is the error's id."""
    return ps_error(type_name, message, exception=type_name, category="OperationStopped")


def divide_by_zero() -> PowerShellError:
    message = "Attempted to divide by zero."
    return ps_error("RuntimeException", message, inner=NetException("System.DivideByZeroException", message))


def decimal_overflow() -> PowerShellError:
    message = "Value was either too large or too small for a Decimal."
    return ps_error("RuntimeException", message, inner=NetException(OVERFLOW, message))


def no_operator(type_name: str, method: str) -> PowerShellError:
    """The type has no such operator."""
    return ps_error(
        "MethodNotFound",
        f"Method invocation failed because [{type_name}] does not contain a method named '{method}'.",
        category="InvalidOperation",
        target=method,
    )


def not_defined(left: str, operator: str, right: str) -> PowerShellError:
    return ps_error(
        "NotADefinedOperationForType",
        f"The operation '[{left}] {operator} [{right}]' is not defined.",
        category="InvalidOperation",
        target=operator,
    )


def argument_conversion(
    argument: str, shown: str, method: str, type_name: str, error: BaseException
) -> PowerShellError:
    """An operand that an operator method of .NET cannot take."""
    inner = inner_of(error)
    message = f'Cannot convert argument "{argument}", with value: "{shown}", for "{method}" to type "{type_name}": "{inner.message}"'
    return ps_error(
        "MethodArgumentConversionInvalidCastArgument",
        message,
        exception="System.Management.Automation.MethodException",
        inner=inner.inner if inner.inner is not None else inner,
    )


def no_overload(method: str, ambiguous: bool) -> PowerShellError:
    text = "Multiple ambiguous overloads found for" if ambiguous else "Cannot find an overload for"
    return ps_error(
        "MethodCountCouldNotFindBest",
        f'{text} "{method}" and the argument count: "2".',
        exception="System.Management.Automation.MethodException",
    )


def operator_threw(method: str, inner: NetException) -> PowerShellError:
    """An operator method of .NET threw."""
    return ps_error(
        "DotNetMethodException",
        f'Exception calling "{method}" with "2" argument(s): "{inner.message}"',
        exception="System.Management.Automation.MethodInvocationException",
        inner=inner,
    )
