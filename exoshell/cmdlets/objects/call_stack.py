"""The running calls as CallStackFrame objects."""

from __future__ import annotations

from exoshell.runtime.call_stack import CallStackFrame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SKIPPED = ("meta", "c")


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
                calls.pop(0) if calls and not (is_block and unit.what == "script") else ({}, None)
            )
            found.append(CallStackFrame(command, name, source, line, arguments, invocation))
        frame = frame.f_back
    return found


def call_infos(session: Any) -> list[tuple[dict[str, Any], Any]]:
    """Arguments and InvocationInfo of the calls whose scopes are open, the innermost first."""
    found: list[tuple[dict[str, Any], Any]] = []
    scope = session.scope
    while scope is not None:
        call = scope.call
        if call is not None and call.bound is not None:
            invocation = call.context.invocation if call.context is not None else None
            found.append((dict(call.bound.records), invocation))
        scope = scope.caller
    return found
