"""CommandContext: one running command as its cmdlet, its function and the binder see it."""

from __future__ import annotations

from exoshell.runtime.errors import action_name, locate
from exoshell.runtime.scope import U
from exoshell.values.errors import PowerShellError, StopUpstream, ps_error
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PREFERENCE_OF = {
    "erroraction": "erroractionpreference",
    "warningaction": "warningpreference",
    "informationaction": "informationpreference",
    "progressaction": "progresspreference",
}


class CommandContext:
    """Implements `command.protocols.CommandContext`. `actions`: preferences set by common parameters (lower-case variable name -> action);
    `taps`: what each output object is shown to first; `collectors`: stream name -> lists of -ErrorVariable and the like."""

    __slots__ = (
        "session",
        "scope",
        "site",
        "info",
        "expecting_input",
        "stage",
        "actions",
        "taps",
        "collectors",
        "streams",
        "_invocation",
        "what_if",
        "confirm",
        "confirm_all",
        "outs",
        "_closing",
    )

    def __init__(self, session: Any, scope: Any, site: Any, info: Any, expecting: bool, stage: Any) -> None:
        self.session = session
        self.scope = scope
        self.site = site
        self.info = info
        self.expecting_input = expecting
        self.stage = stage
        self.actions: dict[str, str] | None = None
        self.taps: list[Callable[[Any], None]] | None = None
        self.collectors: dict[str, list[Any]] | None = None
        self.streams: Any = None
        self._invocation: Any = None
        self.what_if: bool | None = None
        self.confirm: bool | None = None
        self.confirm_all = ""
        self._closing: list[Callable[[], None]] | None = None

    @property
    def host(self) -> Any:
        return self.session.host

    @property
    def invocation(self) -> Any:
        """The InvocationInfo of the call."""
        if self._invocation is None:
            from exoshell.runtime.invocation import InvocationInfo

            unit = self.site.unit
            made = InvocationInfo(
                self.info,
                unit.source if unit is not None else None,
                self.site.span if unit is not None else None,
                self.site.name or "",
            )
            made.expecting = self.expecting_input
            self._invocation = made
        return self._invocation

    # --- errors -----------------------------------------------------------------------------------------------------------
    def attach(self, error: PowerShellError) -> None:
        """Put this command's name and position on an error that came out of it."""
        record = error.record
        is_cmdlet = self.info.kind == "Cmdlet"
        if record.invocation is None:
            record.invocation = self._where(error)
            if record.activity is None and self.info.name and not error.by_throw:
                record.activity = self.info.name
            if is_cmdlet and not error.by_throw and self.collectors is not None:
                self._collect_ended(record)
        if record.command is None and is_cmdlet and not error.by_throw:
            record.command = self.info.error_name
            if record.activity is None:
                record.activity = self.info.name
        locate(self.session, error)

    def _collect_ended(self, record: Any) -> None:
        """-ErrorVariable of a cmdlet that an error ended gets the exception around it."""
        ended = ended_exception(record)
        for collected in (self.collectors or {}).get("error", ()):
            collected.append(ended)

    def _where(self, error: PowerShellError) -> Any:
        """The InvocationInfo of an error: it does not say which place in the pipeline the command has."""
        from exoshell.runtime.invocation import InvocationInfo

        span = getattr(error, "argument_span", None)
        own = self.invocation
        made = InvocationInfo(self.info, own.source, own.span if span is None else span, own.name)
        made.position = made.length = 0
        return made

    def action(self, variable: str) -> str:
        """The action in force for a preference variable, lower-case."""
        if self.actions is not None and variable in self.actions:
            return self.actions[variable]
        return action_name(self.scope.get(variable))

    def write_error(self, error: PowerShellError, collected: bool = True) -> None:
        """A non-terminating error; `collected`: whether -ErrorVariable gets it."""
        record = error.record
        if self.info.name == "Write-Error" and self.info.kind == "Cmdlet":
            self._from_caller(record)
        if record.invocation is None:
            record.invocation = self._where(error)
            if record.activity is None and self.info.name:
                record.activity = self.info.name
        if record.command is None and not (self.info.name == "Write-Error" and self.info.kind == "Cmdlet"):
            record.command = self.info.error_name if self.info.kind == "Cmdlet" else self.info.name or None
        locate_here(self.session, record)
        self.stage.failed = True
        action = self.action("erroractionpreference")
        if action == "ignore":
            return
        streams = self.streams or self.session.streams
        if collected:
            self._collect("error", stop_exception(record) if action == "stop" else record, streams)
        if action == "stop":
            stopped = PowerShellError(record, True)
            stopped.stopped = True  # type: ignore[attr-defined]
            raise stopped
        self.session.add_error(record)
        if action != "silentlycontinue":
            streams.error(record)

    def _collect(self, kind: str, record: Any, streams: Any) -> None:
        """Into the lists of this command and of the functions around it."""
        if self.collectors is not None and streams.collectors is None:
            for collected in self.collectors.get(kind, ()):
                collected.append(record)
        streams.collect(kind, record)

    def _kept_record(self, record: Any) -> None:
        """`Write-Error -ErrorRecord`: the record keeps what it says of its origin."""
        from exoshell.runtime.variables import call_of

        if record.invocation is not None:
            return
        record.invocation = self._caller_invocation()
        call = call_of(self.scope)
        if record.command is None and call is not None and call.context is not None:
            record.command = call.info.name or None

    def _caller_invocation(self) -> Any:
        from exoshell.runtime.variables import call_of

        call = call_of(self.scope)
        return call.context.invocation if call is not None and call.context is not None else self.invocation

    def _from_caller(self, record: Any) -> None:
        """Write-Error reports in the name of the function or script that calls it."""
        from exoshell.runtime.variables import call_of

        call = call_of(self.scope)
        if record.activity is None:
            record.activity = "Write-Error"
        if "ErrorRecord" in getattr(self.stage.instance, "bound", {}):
            self._kept_record(record)
            return
        if call is not None and call.context is not None:
            record.invocation = call.context.invocation
            record.command = call.info.name or None

    # --- other streams ------------------------------------------------------------------------------------------------------
    def _message(self, kind: str, variable: str, text: str) -> None:
        from exoshell.runtime import streams

        action = self.action(variable)
        make = {
            "warning": streams.WarningRecord,
            "verbose": streams.VerboseRecord,
            "debug": streams.DebugRecord,
        }[kind]
        record = make(
            text, self._caller_invocation() if self.info.name.startswith("Write-") else self.invocation
        )
        if action != "ignore":
            self._collect(kind, record, self.streams or self.session.streams)
        if action in ("silentlycontinue", "ignore"):
            return
        getattr(self.streams or self.session.streams, kind)(record)
        if action == "stop":
            raise self._stopped(
                f'The running command stopped because the preference variable "{PREFERENCE_NAMES[variable]}" or common parameter is set to Stop: {text}'
            )

    def _stopped(self, message: str) -> PowerShellError:
        error = ps_error(
            "ActionPreferenceStop",
            message,
            exception="System.Management.Automation.ActionPreferenceStopException",
            category="OperationStopped",
        )
        error.by_throw = True
        if self.info.kind == "Cmdlet":
            error.record.command = self.info.error_name
        return error

    def write_warning(self, text: str) -> None:
        self._message("warning", "warningpreference", text)

    def write_verbose(self, text: str) -> None:
        self._message("verbose", "verbosepreference", text)

    def write_debug(self, text: str) -> None:
        self._message("debug", "debugpreference", text)

    def write_information(self, data: Any, tags: tuple[str, ...] = ()) -> None:
        from exoshell.runtime.streams import InformationRecord

        record = data if isinstance(data, InformationRecord) else InformationRecord(data, tuple(tags))
        if not record.source:
            unit = self.site.unit
            record.source = (unit.source.path if unit is not None else None) or self.info.name
        action = self.action("informationpreference")
        streams = self.streams or self.session.streams
        shown_anyway = "PSHOST" in record.tags or streams.information != self.session.show_information
        if action != "ignore":
            self._collect("information", record, self.streams or self.session.streams)
        if action == "ignore" or (action == "silentlycontinue" and not shown_anyway):
            return
        if action != "stop" or shown_anyway:
            streams.information(record)
        else:
            raise self._stopped(
                f'The running command stopped because the preference variable "InformationPreference" or common parameter is set to Stop: {data}'
            )

    def write_progress(self, record: Any) -> None:
        """Progress is not drawn where output is not a terminal."""

    # --- ShouldProcess ---------------------------------------------------------------------------------------------------------
    def should_process(self, target: str, action: str | None = None) -> bool:
        from exoshell.runtime.confirm import should_process

        return should_process(self, target, action)

    def should_continue(self, query: str, caption: str) -> bool:
        from exoshell.runtime.confirm import should_continue

        return should_continue(self, query, caption)

    def stop_upstream(self) -> None:
        """End the pipeline before this command."""
        stop = StopUpstream()
        stop.stage = self.stage  # type: ignore[attr-defined]
        raise stop

    def strict_mode(self) -> int:
        """The strict mode in force for the caller."""
        return int(self.scope.strictness()) if self.session.strict_used else 0

    def call_stack(self) -> list[Any]:
        """The running calls, the innermost first, as CallStackFrame objects."""
        from exoshell.runtime.call_stack import frames

        return frames(self)

    def run_parallel(
        self, block: Any, items: list[Any], limit: int, timeout: int, write: Callable[[Any], None]
    ) -> None:
        """`ForEach-Object -Parallel`: each item in a runspace of its own."""
        from exoshell.runtime.runspaces import run_parallel

        run_parallel(self, block, items, write)

    # --- blocks ----------------------------------------------------------------------------------------------------------------
    def block_runner(self, block: Any) -> Callable[[Any], Any]:
        from exoshell.runtime.blocks import block_runner

        return block_runner(self, block)

    def block_emitter(self, block: Any) -> Callable[[Any, Callable[[Any], None]], None]:
        from exoshell.runtime.blocks import block_emitter

        return block_emitter(self, block)

    def invoke_block(
        self, block: Any, arguments: list[Any], item: Any = None, input: Any = None
    ) -> list[Any]:
        from exoshell.runtime.invoke import invoke_block

        return invoke_block(self.session, block, arguments, item, input=input)

    # --- the binder ---------------------------------------------------------------------------------------------------------------
    def default_parameter_values(self) -> Any:
        """`$PSDefaultParameterValues`."""
        table = self.scope.get("psdefaultparametervalues")
        if self.scope.module is not None and table is self.session.global_scope.get(
            "psdefaultparametervalues"
        ):
            return None  # a module's code has defaults of its own, not the session's
        return table if table is not None and getattr(table, "entries", None) else None

    def prompt_parameters(self, command: Any, parameters: list[Any]) -> dict[str, Any] | None:
        if not self.host.interactive:
            return None
        from exoshell.runtime.confirm import prompt_parameters

        return prompt_parameters(self, command, parameters)

    # --- common parameters ----------------------------------------------------------------------------------------------------------
    def apply_common(self, common: dict[str, Any]) -> None:
        """Take the effect of bound common parameters."""
        actions: dict[str, str] = {}
        for name, variable in PREFERENCE_OF.items():
            if name in common:
                actions[variable] = action_name(common[name])
        for name, variable in (("verbose", "verbosepreference"), ("debug", "debugpreference")):
            if name in common:
                actions[variable] = "continue" if common[name] else "silentlycontinue"
        if actions:
            self.actions = actions
        if "whatif" in common:
            self.what_if = bool(common["whatif"])
        if "confirm" in common:
            self.confirm = bool(common["confirm"])
        for name, kind in (
            ("errorvariable", "error"),
            ("warningvariable", "warning"),
            ("informationvariable", "information"),
        ):
            if common.get(name):
                if self.collectors is None:
                    self.collectors = {}
                self.collectors.setdefault(kind, []).append(self._collecting(common[name]))
        if common.get("outvariable"):
            self._tap(self._collecting(common["outvariable"]).append)
        if common.get("pipelinevariable"):
            self._pipeline_variable(common["pipelinevariable"])

    def _tap(self, function: Callable[[Any], None]) -> None:
        if self.taps is None:
            self.taps = []
        self.taps.append(function)

    def _pipeline_variable(self, name: str) -> None:
        scope, lowered = self.scope, name.lower()
        self._tap(lambda value: scope.set(lowered, value))
        if self._closing is None:
            self._closing = []
        self._closing.append(lambda: scope.set(lowered, None))

    def _collecting(self, name: str) -> list[Any]:
        """The list that a variable named in -OutVariable and the like holds; `+x` keeps what is there."""
        from exoshell.values.collections import ArrayList

        append = name.startswith("+")
        name = name.lstrip("+").lower()
        made = ArrayList()
        if append:
            old = self.scope.get(name)
            if isinstance(old, list):
                made.extend(old)
            elif old is not None and old is not AUTOMATION_NULL:
                made.append(old)
        self.scope.set(name, made)
        return made

    def tapped(self, out: Callable[[Any], None]) -> Callable[[Any], None]:
        taps = self.taps or []

        def write(value: Any) -> None:
            for tap in taps:
                tap(value)
            out(value)

        return write

    def collecting_streams(self) -> Any:
        """Streams of a function whose records are also collected."""
        outer = self.session.streams
        made = (self.streams or outer).copy()
        merged = {kind: list(lists) for kind, lists in (outer.collectors or {}).items()}
        for kind, lists in (self.collectors or {}).items():
            merged[kind] = merged.get(kind, []) + lists
        made.collectors = merged
        return made

    def function_preferences(self, common: dict[str, Any], presets: dict[str, Any]) -> dict[str, Any] | None:
        """The preference variables that common parameters set inside a function."""
        from exoshell.runtime.automatic import action_value

        for variable, action in (self.actions or {}).items():
            presets[variable] = action_value(action)
        if self.what_if is not None:
            presets["whatifpreference"] = self.what_if
        if self.confirm is not None:
            presets["confirmpreference"] = "Low" if self.confirm else "None"
        return presets or None

    def finish(self) -> None:
        if self._closing is not None:
            for function in self._closing:
                function()
            self._closing = None


PREFERENCE_NAMES = {
    "warningpreference": "WarningPreference",
    "verbosepreference": "VerbosePreference",
    "debugpreference": "DebugPreference",
}


def ended_exception(record: Any) -> Any:
    """The exception around an error that ended a command."""
    from exoshell.values.errors import NetException

    ended = NetException(
        "System.Management.Automation.CmdletInvocationException", record.exception.message, record.exception
    )
    ended.error_record = record
    return ended


def stop_exception(record: Any) -> Any:
    """What -ErrorVariable gets for an error that -ErrorAction Stop made terminating: the exception that ends the command."""
    from exoshell.values.errors import NetException

    ended = NetException(
        "System.Management.Automation.ActionPreferenceStopException",
        'The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: '
        + record.exception.message,
    )
    ended.error_record = record
    return ended


def locate_here(X: Any, record: Any) -> None:
    """The stack trace of a record that is written, not thrown."""
    if record.script_stack_trace is None:
        import sys

        from exoshell.runtime.errors import stack_trace
        from exoshell.runtime.source import units_by_file

        frames = []
        frame: Any = sys._getframe(1)
        while frame is not None:
            unit = units_by_file.get(frame.f_code.co_filename)
            if unit is not None:
                frames.append((unit, frame.f_lineno, frame.f_code.co_name))
            frame = frame.f_back
        record.script_stack_trace = stack_trace(frames)


__all__ = ["CommandContext", "U"]
