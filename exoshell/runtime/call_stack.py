"""Get-PSCallStack: the running calls."""

from __future__ import annotations

import sys

from exoshell.dotnet.table import table
from exoshell.runtime.errors import ENTRY_NAMES
from exoshell.runtime.source import units_by_file
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class CallStackFrame(NetObject):
    """System.Management.Automation.CallStackFrame. `arguments`: name -> value as bound."""

    type_name = "System.Management.Automation.CallStackFrame"
    __slots__ = ("command", "function_name", "source", "line", "arguments", "invocation")

    def __init__(
        self, command: str, function_name: str, source: Any, line: int, arguments: Any, invocation: Any
    ) -> None:
        self.command, self.function_name, self.source, self.line = command, function_name, source, line
        self.arguments, self.invocation = arguments, invocation
        self.extension = None
        self.ps_type = None

    @property
    def location(self) -> str:
        import os

        name = os.path.basename(self.source.path) if self.source is not None and self.source.path else None
        return f"{name or '<No file>'}: line {self.line}" if name else "<No file>"

    @property
    def argument_text(self) -> str:
        from exoshell.values.conversion import to_text

        return "{" + ", ".join(f"{k}={to_text(v)}" for k, v in (self.arguments or {}).items()) + "}"


def frames(context: Any) -> list[CallStackFrame]:
    """The frames from the innermost outwards."""
    calls = []
    scope = context.scope
    while scope is not None:
        if scope.call is not None and scope.call.info is not None:
            calls.append(scope.call)
        scope = scope.parent
    found: list[CallStackFrame] = []
    frame: Any = sys._getframe(1)
    rest = iter(calls)
    while frame is not None:
        unit = units_by_file.get(frame.f_code.co_filename)
        if unit is not None and frame.f_code.co_name in ENTRY_NAMES:
            name = unit.name or ""
            call = next(rest, None) if name or unit.what == "script" else None
            line = unit.source.position(unit.span_at(frame.f_lineno)[0])[0]
            arguments = call.bound.records if call is not None and call.bound is not None else {}
            invocation = call.context.invocation if call is not None and call.context is not None else None
            shown = name or "<ScriptBlock>"
            found.append(
                CallStackFrame(
                    shown,
                    "<ScriptBlock>" if unit.what == "script" or not name else name,
                    unit.source,
                    line,
                    arguments,
                    invocation,
                )
            )
        frame = frame.f_back
    return found


MEMBERS = table(CallStackFrame.type_name)
MEMBERS.add_properties(
    {
        "ScriptName": lambda o: o.source.path if o.source is not None else None,
        "ScriptLineNumber": lambda o: o.line,
        "InvocationInfo": lambda o: o.invocation,
        "FunctionName": lambda o: o.function_name,
        "Command": lambda o: o.command,
        "Location": lambda o: o.location,
        "Arguments": lambda o: o.argument_text,
        "Position": lambda o: None,
    }
)
MEMBERS.method("GetScriptLocation", "string GetScriptLocation()")(lambda o: o.location)
MEMBERS.method("ToString", "string ToString()")(lambda o: f"at {o.function_name}, {o.location}")
