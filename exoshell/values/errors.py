"""Exceptions and error records.

`NetException` is a .NET exception as a value (`$_.Exception`); `ErrorRecord` is what stands in `$Error`. `PowerShellError` is the Python
exception by which an error travels: every failure that a script can see is one, made by `ps_error`. Control flow has classes of its own.
"""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RUNTIME_EXCEPTION = "System.Management.Automation.RuntimeException"


class NetException(NetObject):
    """A .NET exception. `type_name` is its full type name, `inner` another NetException or None, `properties` further ones by name
    (ParamName, Errors, CommandName, …); `error_record` the record it was first thrown with, if any."""

    __slots__ = (
        "type_name",
        "message",
        "inner",
        "properties",
        "error_record",
        "data",
        "stack_trace",
        "source",
    )

    def __init__(
        self,
        type_name: str,
        message: str,
        inner: NetException | None = None,
        properties: dict[str, Any] | None = None,
    ) -> None:
        self.type_name = type_name
        self.message = message
        self.inner = inner
        self.properties = properties or {}
        self.error_record: ErrorRecord | None = None
        self.data: Any = None
        self.stack_trace: str | None = None
        self.source: str | None = None
        self.extension = None
        self.ps_type = None

    def __repr__(self) -> str:
        return f"NetException({self.type_name}: {self.message})"


class ErrorRecord(NetObject):
    """System.Management.Automation.ErrorRecord.

    `error_id` is FullyQualifiedErrorId without the `,Command` part that the runtime appends in `command`; `category` an ErrorCategory name;
    `invocation` an InvocationInfo of the runtime or None; `details` the ErrorDetails message or None.
    """

    type_name = "System.Management.Automation.ErrorRecord"
    __slots__ = (
        "exception",
        "error_id",
        "category",
        "target",
        "command",
        "details",
        "recommended_action",
        "invocation",
        "script_stack_trace",
        "activity",
        "reason",
        "target_name",
        "target_type",
        "pipeline_iteration",
        "merged",
    )

    def __init__(
        self, exception: NetException, error_id: str, category: str = "NotSpecified", target: Any = None
    ) -> None:
        self.exception = exception
        self.error_id = error_id
        self.category = category
        self.target = target
        self.command: str | None = None
        self.details: str | None = None
        self.recommended_action: str | None = None
        self.invocation: Any = None
        self.script_stack_trace: str | None = None
        self.activity: str | None = None
        self.reason: str | None = None
        self.target_name: str | None = None
        self.target_type: str | None = None
        self.pipeline_iteration: Any = None
        self.merged = (
            False  # went from the error stream into output (`2>&1`): the console still shows it as an error
        )
        self.extension = None
        self.ps_type = None

    @property
    def full_id(self) -> str:
        """FullyQualifiedErrorId."""
        return f"{self.error_id},{self.command}" if self.command else self.error_id

    def __repr__(self) -> str:
        return f"ErrorRecord({self.full_id}: {self.exception.message})"


class PowerShellError(Exception):
    """A terminating error on its way. `by_throw`: script-terminating (`throw`, ErrorAction Stop); `shown`: already reported."""

    def __init__(self, record: ErrorRecord, by_throw: bool = False) -> None:
        Exception.__init__(self, record.exception.message)
        self.record = record
        self.by_throw = by_throw
        self.shown = False


def ps_error(
    error_id: str,
    message: str,
    *,
    exception: str = RUNTIME_EXCEPTION,
    category: str = "NotSpecified",
    target: Any = None,
    inner: NetException | None = None,
    properties: dict[str, Any] | None = None,
) -> PowerShellError:
    """A PowerShellError to raise: `raise ps_error("InvokeMethodOnNull", "You cannot …", category="InvalidOperation")`."""
    net = NetException(exception, message, inner, properties)
    record = ErrorRecord(net, error_id, category, target)
    net.error_record = record
    return PowerShellError(record)


class ControlFlow(BaseException):
    """Base of what unwinds the stack without being an error."""


class BreakException(ControlFlow):
    """`break [label]` that left its compiled loop; label lower-cased or None."""

    def __init__(self, label: str | None = None) -> None:
        self.label = label


class ContinueException(ControlFlow):
    """`continue [label]` that left its compiled loop."""

    def __init__(self, label: str | None = None) -> None:
        self.label = label


class ReturnException(ControlFlow):
    """`return` out of a block that is not compiled into a plain Python return."""


class ExitException(ControlFlow):
    """`exit [code]`."""

    def __init__(self, code: int = 0) -> None:
        self.code = code


class StopUpstream(ControlFlow):
    """Early end of one pipeline (`Select-Object -First`); only the pipeline that made it catches it."""


class PipelineStopped(ControlFlow):
    """Ctrl-C."""
