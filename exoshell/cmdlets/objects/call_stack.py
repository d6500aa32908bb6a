"""The running calls as CallStackFrame objects."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SKIPPED = ("meta", "c")


class CallStackFrame(NetObject):
    """One call: `function` as a stack trace shows it, `command` its name or file."""

    __slots__ = ("function", "command", "line", "path", "arguments", "invocation")
    type_name = "System.Management.Automation.CallStackFrame"

    def __init__(
        self, function: str, command: str, line: int, path: str | None, arguments: str, invocation: Any
    ) -> None:
        self.function, self.command, self.line, self.path = function, command, line, path
        self.arguments, self.invocation = arguments, invocation
        self.extension = None
        self.ps_type = None


def frames(session: Any) -> list[CallStackFrame]:
    """The PowerShell frames on Python's stack, the innermost first."""
    import sys

    from exoshell.runtime.errors import frame_name
    from exoshell.runtime.source import units_by_file

    found: list[CallStackFrame] = []
    frame: Any = sys._getframe(1)
    calls = call_infos(session)
    while frame is not None:
        code = frame.f_code
        unit = units_by_file.get(code.co_filename)
        if unit is not None and code.co_name not in SKIPPED:
            source = unit.source
            name = frame_name(unit, code.co_name)
            line = source.position(unit.span_at(frame.f_lineno)[0])[0]
            path = source.path
            is_block = name.startswith("<")
            command = (path or "").rpartition("/")[2] if is_block and unit.what == "script" else name
            arguments, invocation = (
                calls.pop(0) if calls and not (is_block and unit.what == "script") else ("{}", None)
            )
            found.append(CallStackFrame(name, command, line, path, arguments, invocation))
        frame = frame.f_back
    return found


def call_infos(session: Any) -> list[tuple[str, Any]]:
    """Arguments and InvocationInfo of the calls whose scopes are open, the innermost first."""
    from exoshell.values.conversion import to_text

    found: list[tuple[str, Any]] = []
    scope = session.scope
    while scope is not None:
        call = scope.call
        if call is not None and call.bound is not None:
            shown = ", ".join(f"{k}={to_text(v)}" for k, v in call.bound.records.items())
            invocation = call.context.invocation if call.context is not None else None
            found.append((f"{{{shown}}}", invocation))
        scope = scope.caller
    return found


def location(frame: CallStackFrame) -> str:
    name = (frame.path or "").rpartition("/")[2]
    return f"{name}: line {frame.line}" if name else "<No file>"


table(CallStackFrame.type_name).add_properties(
    {
        "Command": lambda f: f.command,
        "FunctionName": lambda f: f.function,
        "ScriptName": lambda f: f.path,
        "ScriptLineNumber": lambda f: f.line,
        "Location": location,
        "Arguments": lambda f: f.arguments,
        "InvocationInfo": lambda f: f.invocation,
        "Position": lambda f: None,
    }
)
table(CallStackFrame.type_name).method("GetScriptLocation", "string GetScriptLocation()")(location)
