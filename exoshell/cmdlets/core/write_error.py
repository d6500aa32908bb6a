"""Write-Error: writes an error to the error stream."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ErrorRecord, NetException, PowerShellError


@cmdlet("Write", "Error", default_set="NoException")
class WriteError(Cmdlet):
    """Writes an error to the error stream."""

    exception = Param(
        "System.Exception", "The exception.", position=0, mandatory=True, sets=("WithException",)
    )
    message = Param(
        "string",
        "The text.",
        sets={"NoException": P(position=0, mandatory=True, pipe=BY_VALUE), "WithException": P()},
        aliases=("Msg",),
        allow_null=True,
        allow_empty_string=True,
    )
    error_record = Param(
        "System.Management.Automation.ErrorRecord",
        "The error record.",
        position=0,
        mandatory=True,
        sets=("ErrorRecord",),
    )
    category = Param(
        "System.Management.Automation.ErrorCategory", "The category.", sets=("NoException", "WithException")
    )
    error_id = Param("string", "The error's id.", sets=("NoException", "WithException"))
    target_object = Param(
        "System.Object", "The object that was worked on.", sets=("NoException", "WithException")
    )
    recommended_action = Param("string", "What the user should do.")
    category_activity = Param("string", "The activity in the category's text.", aliases=("Activity",))
    category_reason = Param("string", "The reason in the category's text.", aliases=("Reason",))
    category_target_name = Param(
        "string", "The target's name in the category's text.", aliases=("TargetName",)
    )
    category_target_type = Param(
        "string", "The target's type in the category's text.", aliases=("TargetType",)
    )

    def process(self) -> None:
        record = self._record()
        self._describe(record)
        if self.is_bound("ErrorRecord") and self.error_record.invocation is not None:
            record.invocation = self.error_record.invocation
            record.command = self.error_record.command
        else:
            record.invocation = self.context.scope.get("myinvocation")
            record.command = caller_name(record.invocation)
            record.activity = self.category_activity or "Write-Error"
        self.write_error(PowerShellError(record))

    def _record(self) -> ErrorRecord:
        given = self.error_record
        if given is not None:
            made = ErrorRecord(given.exception, given.error_id, given.category, given.target)
            made.details, made.activity, made.reason = given.details, given.activity, given.reason
            made.target_name, made.target_type = given.target_name, given.target_type
            made.recommended_action, made.script_stack_trace = (
                given.recommended_action,
                given.script_stack_trace,
            )
            return made
        exception = self.exception
        message = self.message
        if exception is None:
            exception = NetException(WRITE_ERROR, "" if message is None else message)
        error_id = self.error_id or exception.type_name
        category = getattr(self.category, "name", None) or "NotSpecified"
        made = ErrorRecord(exception, error_id, category, self.target_object)
        if self.exception is not None and message:
            made.details = message
        return made

    def _describe(self, record: ErrorRecord) -> None:
        if self.recommended_action:
            record.recommended_action = self.recommended_action
            record.details = record.details if record.details is not None else record.exception.message
        if self.category_reason:
            record.reason = self.category_reason
        if self.category_target_name:
            record.target_name = self.category_target_name
        if self.category_target_type:
            record.target_type = self.category_target_type
        if self.category_activity:
            record.activity = self.category_activity


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"


def caller_name(invocation: Any) -> str | None:
    """What stands behind the comma of the error id: the function or script that writes the error."""
    command = getattr(invocation, "command", None)
    if command is None:
        return None
    if getattr(command, "kind", "") == "Cmdlet":
        return str(command.error_name)
    return getattr(command, "name", None) or None
