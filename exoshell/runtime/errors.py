"""How an error travels: positions, stack traces, reporting and going on, `throw`, `catch`, `trap`."""

from __future__ import annotations

from exoshell.runtime.source import units_by_file
from exoshell.values.errors import (
    BreakException,
    ContinueException,
    ErrorRecord,
    ExitException,
    NetException,
    PowerShellError,
    ps_error,
)
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LoopFlow = (BreakException, ContinueException)
RUNTIME = "System.Management.Automation.RuntimeException"
ENTRY_NAMES = frozenset(("body", "start", "begin", "process", "end", "clean", "dynamic"))


def as_error(error: BaseException) -> PowerShellError:
    """Any Python exception as a PowerShellError."""
    if isinstance(error, PowerShellError):
        return error
    if isinstance(error, RecursionError):
        made = ps_error(
            "CallDepthOverflow",
            "The script failed due to call depth overflow.",
            exception="System.Management.Automation.ScriptCallDepthException",
            category="InvalidOperation",
        )
    elif hasattr(error, "exception") and isinstance(error.exception, NetException):
        net = error.exception
        record = ErrorRecord(net, short_name(net.type_name), "NotSpecified")
        made = PowerShellError(record)
    elif isinstance(error, NotImplementedError):
        made = ps_error("NotImplemented", f"Not supported: {error}", category="NotImplemented")
    elif isinstance(error, BrokenPipeError):
        raise error  # nobody reads the output any more: the whole command line ends, without a word
    elif isinstance(error, OSError) and error.strerror:
        place = f" : '{error.filename}'" if error.filename else ""
        made = ps_error("IOException", f"{error.strerror}{place}", category="WriteError")
    else:
        made = ps_error("InternalError", f"{type(error).__name__}: {error}")
        made.record.exception.data = None
    made.__cause__ = error
    made.__traceback__ = error.__traceback__
    return made


def short_name(full_name: str) -> str:
    return full_name.rpartition(".")[2]


def frames_of(traceback: Any) -> list[tuple[Any, int, str]]:
    """(unit, generated line, code name) of the PowerShell frames from the innermost outwards: the traceback's and then the callers'."""
    found: list[tuple[Any, int, str]] = []
    first = traceback
    while traceback is not None:
        code = traceback.tb_frame.f_code
        unit = units_by_file.get(code.co_filename)
        if unit is not None:
            found.append((unit, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    found.reverse()
    frame = first.tb_frame.f_back if first is not None else None
    while frame is not None:
        code = frame.f_code
        unit = units_by_file.get(code.co_filename)
        if unit is not None:
            found.append((unit, frame.f_lineno, code.co_name))
        frame = frame.f_back
    return found


def frame_name(unit: Any, code_name: str) -> str:
    """The name that a stack trace shows for a frame."""
    if code_name in ENTRY_NAMES and unit.name:
        name = str(unit.name) if unit.what != "script" else "<ScriptBlock>"
        return name if unit.kind == "body" or code_name == "start" else f"{name}<{code_name.capitalize()}>"
    return "<ScriptBlock>"


def stack_trace(frames: list[tuple[Any, int, str]]) -> str:
    """ScriptStackTrace."""
    lines = []
    for unit, line, code_name in frames:
        if code_name == "meta" or code_name == "c":
            continue
        text = unit.trace_lines.get((line, code_name, unit.name))
        if text is None:
            source = unit.source
            number = source.position(unit.span_at(line)[0])[0]
            text = f"at {frame_name(unit, code_name)}, {source.path or '<No file>'}: line {number}"
            unit.trace_lines[(line, code_name, unit.name)] = text
        lines.append(text)
    return "\n".join(lines)


def locate(X: Any, error: PowerShellError) -> None:
    """Give the record its position and stack trace, unless it has them."""
    record = error.record
    if record.invocation is not None and record.script_stack_trace is not None:
        return
    frames = frames_of(error.__traceback__)
    if record.script_stack_trace is None:
        record.script_stack_trace = stack_trace(frames)
    if record.invocation is None and frames:
        from exoshell.runtime.invocation import InvocationInfo

        unit, line, _ = frames[0]
        span = unit.span_at(line)
        if record.error_id == "TypeNotFound":
            span = type_span(unit.source.text, span, f"[{record.target}]")
        record.invocation = InvocationInfo(None, unit.source, span)


def type_span(text: str, span: tuple[int, int], name: str) -> tuple[int, int]:
    """Where in a statement the type stands that does not exist; the whole statement where it is not found."""
    at = text.find(name, span[0], span[1])
    return span if at < 0 else (at, at + len(name))


def preference(X: Any, name: str = "erroractionpreference") -> str:
    """A preference variable as a lower-case name."""
    value = X.scope.get(name)
    return action_name(value)


ACTIONS = ("silentlycontinue", "stop", "continue", "inquire", "ignore", "suspend", "break")


def action_name(value: Any) -> str:
    if value is None:
        return "continue"
    if type(value) is str:
        name = value.lower()
        return name if name in ACTIONS else "continue"
    named = getattr(value, "name", None)
    if type(named) is str:
        return named.lower()
    if isinstance(value, int) and 0 <= value < 7:
        return ACTIONS[value]
    return "continue"


def fail(X: Any, error: Exception) -> None:
    """A statement failed: raise the error again where it has to go further, else report it so that the next statement runs."""
    e = error if type(error) is PowerShellError else as_error(error)
    record = e.record
    if record.invocation is None or record.script_stack_trace is None:
        locate(X, e)
    X.ok = False
    if X.propagate or getattr(e, "leaving", None) is not None:
        raise e
    action = preference(X)
    if X.streams.collectors is not None and action != "ignore":
        X.streams.collect("error", record)
    if action == "silentlycontinue" or action == "ignore":
        X.add_error(record)
        return
    if action == "stop" or e.by_throw:
        raise e
    X.add_error(record)
    X.streams.error(record)


def thrown(X: Any, value: Any) -> PowerShellError:
    """What `throw value` raises."""
    if value is AUTOMATION_NULL:
        value = None
    if type(value) is list and len(value) == 1:
        value = value[0]
    if isinstance(value, ErrorRecord):
        made = PowerShellError(value, True)
        made.reused = True  # type: ignore[attr-defined]
    elif isinstance(value, NetException):
        record = value.error_record
        if record is None:
            record = ErrorRecord(value, value.message, "OperationStopped", None)
        made = PowerShellError(record, True)
    elif value is None:
        made = ps_error("ScriptHalted", "ScriptHalted", category="OperationStopped")
    else:
        from exoshell.values.conversion import to_text

        text = to_text(value)
        made = ps_error(text, text, category="OperationStopped", target=value)
        made.record.exception.properties["WasThrownFromThrowStatement"] = True
    made.by_throw = True
    return made


def rethrow(X: Any, record: Any) -> PowerShellError:
    """What `throw` alone raises in a catch block."""
    if isinstance(record, ErrorRecord):
        return PowerShellError(record, True)
    return thrown(X, record)


def matches_type(X: Any, exception: NetException, name: str) -> int:
    """How near the exception's type is to the named one: 0 not at all, 1 a base, bigger the nearer; the type itself is biggest."""
    from exoshell.values.types import find_type

    wanted = X.find_type(name)
    if wanted is None:
        raise ps_error(
            "TypeNotFound",
            f"Unable to find type [{name}].",
            category="InvalidOperation",
            target=name,
        )
    own = (
        getattr(exception, "ps_type", None)
        or X.find_type(exception.type_name)
        or find_type("System.Exception")
    )
    distance = 1000
    seen = own
    while seen is not None:
        if seen is wanted or seen.full_name == wanted.full_name:
            return distance
        seen = seen.base
        distance -= 1
    return 0


def choose_handler(X: Any, record: ErrorRecord, table: Any) -> tuple[int, bool]:
    """(index of the clause, whether the inner exception matched); -1 where none fits. `table`: a tuple of type names or None a clause."""
    exception = record.exception
    fallback = -1
    for i, names in enumerate(table):
        if names is None:
            fallback = i
    for candidate in (exception.inner, exception):
        if candidate is None:
            continue
        best, best_score = -1, 0
        for i, names in enumerate(table):
            for name in names or ():
                score = matches_type(X, candidate, name)
                if score > best_score:
                    best, best_score = i, score
        if best >= 0:
            return best, candidate is not exception
    return fallback, False


def caught_record(X: Any, e: PowerShellError, inner: bool, typed: bool = True) -> ErrorRecord:
    """The record that `$_` is in the clause: a copy without the command's name where a typed clause took what stood inside."""
    record = e.record
    stopped = typed and getattr(e, "stopped", False)
    keeps = not stopped and (not inner or record.exception.inner is None)
    if keeps and not getattr(e, "reused", False):
        return record
    exception = record.exception.inner if inner and record.exception.inner is not None else record.exception
    made = ErrorRecord(exception, record.error_id, record.category, record.target)
    if keeps:
        made.command = record.command
    if stopped:
        made.script_stack_trace = ""
        made.details = record.details
        return made
    for name in (
        "details",
        "invocation",
        "script_stack_trace",
        "activity",
        "reason",
        "target_name",
        "target_type",
    ):
        setattr(made, name, getattr(record, name))
    return made


def catch(X: Any, error: Exception, table: Any) -> tuple[ErrorRecord, int]:
    """An exception arrived at a try statement: ($_, index of the clause to run), or raised again."""
    e = error if type(error) is PowerShellError else as_error(error)
    locate(X, e)
    if len(table) == 1 and table[0] is None:
        index, inner = 0, False
    else:
        index, inner = choose_handler(X, e.record, table)
    if index < 0:
        raise e
    X.ok = False
    record = caught_record(X, e, inner, table[index] is not None)
    X.add_error(record)
    if X.streams.collectors is not None:
        X.streams.collect("error", record)
    return record, index


def trapped(X: Any, error: Exception, handlers: Any) -> bool:
    """A statement of a block with traps failed: True where the trap returned, so that the block is left."""
    e = error if type(error) is PowerShellError else as_error(error)
    locate(X, e)
    index, inner = choose_handler(X, e.record, tuple((t,) if t is not None else None for t, _ in handlers))
    if index < 0:
        fail(X, e)
        return False
    X.ok = False
    if handlers[index][0] is None:
        inner = e.record.exception.inner is not None and not e.by_throw
    record = caught_record(X, e, inner, handlers[index][0] is not None)
    outcome = handlers[index][1](record)
    if outcome == "break":
        X.add_error(record)
        e.by_throw = True
        raise e
    if outcome == "continue" or outcome == "return":
        X.add_error(record)
        return outcome == "return"
    action = preference(X)
    X.add_error(record)
    if action == "stop":
        raise e
    if action not in ("silentlycontinue", "ignore"):
        X.streams.error(record)
    return False


def loop_signal(error: Any, label: str | None) -> bool:
    """A break or continue reached a loop: True to leave it, False to go on with the next round; raised again where it is meant for another."""
    wanted = error.label
    if wanted and wanted.lower() != (label or ""):
        raise error
    return type(error) is BreakException


def exit_with(X: Any, value: Any) -> ExitException:
    """What `exit value` raises."""
    from exoshell.values.conversion import to_int32

    if value is AUTOMATION_NULL or value is None:
        return ExitException(0)
    try:
        return ExitException(to_int32(value))
    except PowerShellError:
        return ExitException(0)
