"""`$PSBoundParameters` and `$PSCmdlet`."""

from __future__ import annotations

from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def bound_parameters(call: Any) -> Any:
    """The dictionary of bound parameters of a call; the same object each time."""
    from exoshell.values.collections import Dictionary

    if call is None or call.bound is None:
        return Dictionary(ignore_case=True)
    context = call.context
    if call.cmdlet is None:
        call.cmdlet = {}
    made = call.cmdlet.get("bound") if isinstance(call.cmdlet, dict) else None
    if made is None:
        made = Dictionary(ignore_case=True)
        call.cmdlet["bound"] = made
        call.cmdlet["seen"] = {}
    seen = call.cmdlet["seen"]
    for name, value in call.bound.records.items():
        if name not in seen or seen[name] is not value:
            seen[name] = value
            made.set(name, value)
    del context
    return made


class ScriptCmdlet(NetObject):
    """System.Management.Automation.PSScriptCmdlet: `$PSCmdlet` of an advanced function."""

    type_name = "System.Management.Automation.PSScriptCmdlet"
    __slots__ = ("context", "call", "scope")

    def __init__(self, context: Any, call: Any, scope: Any) -> None:
        self.context, self.call, self.scope = context, call, scope
        self.extension = None
        self.ps_type = None

    @property
    def parameter_set(self) -> str:
        return str(self.call.bound.set_name)

    def write_error(self, record: Any) -> None:
        """`WriteError(ErrorRecord)`."""
        error = PowerShellError(record)
        if record.command is None:
            record.command = self.context.info.name
        if record.activity is None:
            record.activity = self.context.info.name
        record.invocation = record.invocation or self.context.invocation
        self.context.write_error(error)

    def throw_terminating(self, record: Any) -> PowerShellError:
        """What `ThrowTerminatingError(ErrorRecord)` raises."""
        if record.command is None:
            record.command = self.context.info.name
        record.invocation = self.context.invocation
        if record.activity is None:
            record.activity = self.context.info.name
        error = PowerShellError(record)
        error.leaving = self.context  # type: ignore[attr-defined]
        return error

    def write_object(self, value: Any, enumerate: bool = False) -> None:
        if enumerate:
            from exoshell.runtime.values_flow import emit

            emit(value, self.context.stage.out)
        else:
            self.context.stage.out(value)


def ps_cmdlet(scope: Any) -> Any:
    """`$PSCmdlet` in a scope, or null outside advanced functions."""
    from exoshell.runtime.variables import call_of

    call = call_of(scope)
    if call is None or call.bound is None or not call.info.cmdlet_binding:
        return None
    bound_parameters(call)
    made = call.cmdlet.get("object")
    if made is None:
        made = call.cmdlet["object"] = ScriptCmdlet(call.context, call, scope)
    return made


__all__ = ["ScriptCmdlet", "bound_parameters", "ps_cmdlet", "ps_error"]
