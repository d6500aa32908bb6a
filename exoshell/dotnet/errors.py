"""Exceptions of .NET methods, and the errors that PowerShell makes of them and of calls that cannot be made."""

from __future__ import annotations

from exoshell.values.errors import NetException, PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

METHOD_EXCEPTION = "System.Management.Automation.MethodException"


class NetError(Exception):
    """A .NET exception thrown by a member; `exception` is its value."""

    def __init__(self, exception: NetException) -> None:
        Exception.__init__(self, exception.message)
        self.exception = exception


def net_error(type_name: str, message: str, inner: NetException | None = None, **properties: Any) -> NetError:
    """What a member raises: `raise net_error("System.FormatException", "…")`."""
    return NetError(NetException(type_name, message, inner, properties or None))


def argument_error(message: str, parameter: str | None = None) -> NetError:
    """System.ArgumentException."""
    text = f"{message} (Parameter '{parameter}')" if parameter else message
    return net_error("System.ArgumentException", text, ParamName=parameter)


def null_error(parameter: str) -> NetError:
    """System.ArgumentNullException."""
    text = f"Value cannot be null. (Parameter '{parameter}')"
    return net_error("System.ArgumentNullException", text, ParamName=parameter)


def range_error(parameter: str, message: str, actual: Any = None) -> NetError:
    """System.ArgumentOutOfRangeException; `message` without the parameter's name."""
    text = f"{message} (Parameter '{parameter}')"
    if actual is not None:
        text += f"\nActual value was {actual}."
    return net_error("System.ArgumentOutOfRangeException", text, ParamName=parameter, ActualValue=actual)


def negative_error(name: str, value: Any) -> NetError:
    """A number that must not be negative."""
    return range_error(name, f"{name} ('{value}') must be a non-negative value.", value)


def above_error(name: str, value: Any, limit: Any) -> NetError:
    """A number above its limit."""
    return range_error(name, f"{name} ('{value}') must be less than or equal to '{limit}'.", value)


def short_type_name(exception: NetException) -> str:
    """The last part of the exception's type name, which becomes the error id."""
    return exception.type_name.rpartition(".")[2]


def from_python(error: BaseException) -> NetException | None:
    """The .NET exception that a Python exception stands for, or None."""
    if isinstance(error, NetError):
        return error.exception
    if isinstance(error, PowerShellError):
        return error.record.exception
    if isinstance(error, ZeroDivisionError):
        return NetException("System.DivideByZeroException", "Attempted to divide by zero.")
    if isinstance(error, OverflowError):
        return NetException("System.OverflowException", "Arithmetic operation resulted in an overflow.")
    if isinstance(error, MemoryError):
        return NetException("System.OutOfMemoryException", "Array dimensions exceeded supported range.")
    return None


def invocation_error(name: str, count: int, exception: NetException) -> PowerShellError:
    """MethodInvocationException around what a method threw."""
    return ps_error(
        short_type_name(exception),
        f'Exception calling "{name}" with "{count}" argument(s): "{exception.message}"',
        exception="System.Management.Automation.MethodInvocationException",
        inner=exception,
    )


def overload_error(name: str, count: int) -> PowerShellError:
    """No overload takes these arguments."""
    return ps_error(
        "MethodCountCouldNotFindBest",
        f'Cannot find an overload for "{name}" and the argument count: "{count}".',
        exception=METHOD_EXCEPTION,
    )


def method_missing(type_name: str, name: str) -> PowerShellError:
    """The type has no such method."""
    return ps_error(
        "MethodNotFound",
        f"Method invocation failed because [{type_name}] does not contain a method named '{name}'.",
        category="InvalidOperation",
        target=name if type_name == "System.Management.Automation.PSCustomObject" else None,
    )


def not_available(type_name: str, name: str) -> PowerShellError:
    """The member exists in .NET but not in this shell."""
    return ps_error(
        "MemberNotAvailable",
        f"The member '{name}' of type [{type_name}] is not available in this shell.",
        exception="System.Management.Automation.PSNotSupportedException",
        category="NotImplemented",
        target=name,
    )


def null_method_error() -> PowerShellError:
    """A method called on $null."""
    return ps_error(
        "InvokeMethodOnNull",
        "You cannot call a method on a null-valued expression.",
        category="InvalidOperation",
    )
