"""Stages of a pipeline: cmdlets and script functions."""

from __future__ import annotations

from exoshell.runtime.context import CommandContext, ended_exception
from exoshell.runtime.scope import U
from exoshell.runtime.script_block import CallInfo, active_scope
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Stage:
    """One command of a running pipeline. `out`: where it writes; `failed`: whether it reported an error."""

    is_command = True
    keeps_status = False
    begun = False
    failed = False
    out: Any = None
    target: Any = None
    streams: Any = None
    collecting = False

    def connect(self, out: Any) -> None:
        """Tell where the output goes; may be told again with a quicker way to the same place."""
        self.out = out

    def start(self) -> None:
        self.begun = True
        self.begin()

    def begin(self) -> None:
        """Before the first item."""

    def first(self, item: Any) -> None:
        """An item that may come before this stage has begun."""
        if not self.begun:
            self.start()
        self.process(item)

    def process(self, item: Any) -> None:
        """One item."""

    def processor(self) -> Any:
        """The quickest function that does `process`."""
        return self.process

    def alone(self) -> None:
        """There is no pipeline input."""

    def finish(self) -> None:
        if not self.begun:
            self.start()
        self.end()

    def end(self) -> None:
        """After the last item."""

    def close(self) -> None:
        """Always."""


class CmdletStage(Stage):
    """A cmdlet of ours."""

    def __init__(self, X: Any, site: Any, info: Any, values: Any, places: Any, expecting: bool) -> None:
        self.session = X
        self.site = site
        self.info = info
        self.context = CommandContext(X, X.scope, site, info, expecting, self)
        self.redirected: Any = None
        self.places = places
        self.expecting = expecting
        instance = self.instance = info.factory()
        instance.context = self.context
        try:
            self.call = site.plan_for(info).bind(values, instance, self.context)
        except PowerShellError as error:
            self.context.attach(error)
            raise
        if self.call.common:
            self.context.apply_common(self.call.common)
        self.started = False

    def connect(self, out: Any) -> None:
        if self.site.redirections:
            if self.redirected is None:
                from exoshell.runtime.streams import Redirected

                self.redirected = Redirected(
                    self.session, self.site.redirections, self.places, lambda v: self.target(v)
                )
                self.context.streams = self.redirected.streams
                self.streams = self.redirected.streams.copy()
                self.streams.error = (
                    self.session.streams.error
                )  # errors of nested commands are not this command's
            self.target = out
            out = self.redirected.out
        if self.context.taps:
            out = self.context.tapped(out)
        self.out = out
        self.instance.write = out

    def _within(self, function: Any) -> None:
        """Run with the streams that redirections and -ErrorVariable give the command and the blocks it runs."""
        streams = self.streams
        if streams is None:
            function()
            return
        X = self.session
        outer, X.streams = X.streams, streams
        try:
            function()
        finally:
            X.streams = outer

    def begin(self) -> None:
        if self.context.collectors and not self.collecting:
            self.collecting = True
            self.streams = self.context.collecting_streams()
        try:
            self.started = True
            self._within(self.instance.begin)
        except PowerShellError as error:
            self.context.attach(error)
            raise

    def process(self, item: Any) -> None:
        try:
            self.call.bind_item(item)
        except PowerShellError as error:
            self.context.write_error(error, False)
            return
        instance = self.instance
        instance.parameter_set = self.call.set_name
        try:
            self._within(instance.process)
        except PowerShellError as error:
            self.context.attach(error)
            raise

    def processor(self) -> Any:
        direct = self.call.direct
        if self.streams is not None:
            return self.process
        if direct is None:
            return self._after_first()
        instance = self.instance
        quick = instance.item_processor()
        attach = self.context.attach
        if quick is not None:
            return quick
        attr = direct.attr
        records = self.call.records
        name = direct.name
        step = instance.process

        def process(item: Any) -> None:
            setattr(instance, attr, item)
            records[name] = item
            try:
                step()
            except PowerShellError as error:
                attach(error)
                raise

        return process

    def _after_first(self) -> Any:
        """Like `process`, but once an object was bound whole to the one parameter for it, the cmdlet's short way for those that follow."""
        slow, call = self.process, self.call
        quick = self.instance.item_processor()
        if quick is None or not call.binding.expecting:
            return slow
        from exoshell.binder.plan import sole_parameter

        sole = sole_parameter(call.binding)
        if sole is None:
            return slow
        records, name = call.records, sole.name
        attach = self.context.attach
        settled = False

        def process(item: Any) -> None:
            nonlocal settled
            if settled and item is not None and item is not AUTOMATION_NULL:
                try:
                    quick(item)
                except PowerShellError as error:
                    attach(error)
                    raise
                return
            slow(item)
            settled = item is not None and records.get(name) is item

        return process

    def alone(self) -> None:
        try:
            self._within(self.instance.process)
        except PowerShellError as error:
            self.context.attach(error)
            raise

    def end(self) -> None:
        try:
            self._within(self.instance.end)
        except PowerShellError as error:
            self.context.attach(error)
            raise

    def close(self) -> None:
        if self.started:
            self.instance.close()
        if self.redirected is not None:
            self.redirected.close()
        self.context.finish()


class FunctionStage(Stage):
    """A script function, filter, script block or script file."""

    def __init__(
        self,
        X: Any,
        site: Any,
        info: Any,
        block: Any,
        values: Any,
        places: Any,
        expecting: bool,
        presets: Any = None,
    ) -> None:
        self.session = X
        self.site = site
        self.info = info
        self.block = block
        self.expecting = expecting
        self.places = places
        self.dot = site.operator == "."
        self.caller = X.scope
        context = self.context = CommandContext(X, X.scope, site, info, expecting, self)
        self.unit = block.unit("dict" if self.dot else "new")
        self.redirected: Any = None
        self.streams: Any = None
        self.items: list[Any] = []
        self.parts: Any = None
        self.values: dict[str, Any] = {}
        self.input: Any = None
        self.before: Any = U
        call = self.call_info = CallInfo(info, site)
        call.context = context
        call.expecting = expecting
        call.module = block.module
        caller_module = X.scope.module if X.scope is not None else None
        if block.module is not caller_module:
            call.parent = active_scope(X, block.module)
            call.origin = X.scope
            if self.dot:
                self.caller = call.parent
        if block.captured is not None:
            call.parent = X.captured_scope(block, call.parent)
        call.presets = presets
        if info.kind in ("ExternalScript",):
            call.kind = "script"
        try:
            bound = self.bound = site.plan_for(info).bind(values, self, context)
        except PowerShellError as error:
            context.attach(error)
            raise
        call.bound = bound
        call.args = bound.args
        if bound.common:
            context.apply_common(bound.common)
            call.presets = context.function_preferences(bound.common, dict(presets or ()))
        if call.origin is not None:
            context.scope = call.parent  # what the function asks its surroundings is asked in its own module
        for parameter in info.parameters.values():
            self.values[parameter.attr] = bound.values.get(parameter.attr, U)

    # --- the binder's target -------------------------------------------------------------------------------------------
    def assign_parameter(self, parameter: Any, value: Any) -> None:
        """A value bound from the pipeline (U: none any more)."""
        self.values[parameter.attr] = value
        if self.parts is not None:
            setter = self.parts[-1].get(parameter.key)
            if setter is not None:
                setter(value)
            else:
                self.parts[0].put_raw(parameter.key, value)

    def current_parameter(self, parameter: Any) -> Any:
        if self.parts is not None:
            return self.parts[0].own(parameter.key)
        return self.values.get(parameter.attr, U)

    # --- running --------------------------------------------------------------------------------------------------------
    def connect(self, out: Any) -> None:
        if self.site.redirections:
            if self.redirected is None:
                from exoshell.runtime.streams import Redirected

                self.redirected = Redirected(
                    self.session, self.site.redirections, self.places, lambda v: self.target(v)
                )
                self.streams = self.redirected.streams
                self.context.streams = self.streams
            self.target = out
            out = self.redirected.out
        if self.context.taps:
            out = self.context.tapped(out)
        if self.context.collectors and not self.collecting:
            self.collecting = True
            self.streams = self.context.collecting_streams()
        if self.streams is not None and self.redirected is None:
            out = self._outside(out)
        self.out = out

    def _outside(self, out: Any) -> Any:
        session = self.session
        outer = session.streams

        def write(value: Any) -> None:
            inner = session.streams
            session.streams = outer
            try:
                out(value)
            finally:
                session.streams = inner

        return write

    def begin(self) -> None:
        unit = self.unit
        if unit.kind == "body":
            return
        X = self.session
        args = self._arguments()
        if self.dot:
            X.scope = self.caller
            self.before = (self.caller.raw("_"),)
            self.parts = unit.body(X, self.caller, **args)
        else:
            X.scope = self.caller
            X.call = self.call_info
            self.parts = unit.body(X, **args)
        parts = self.parts
        self._run(parts[1], self.out)
        if parts[2] is not None:
            self._run(parts[2], self.out)

    def _arguments(self) -> dict[str, Any]:
        unit = self.unit
        namespace = unit.namespace["ARGUMENTS"]
        args: dict[str, Any] = {}
        for attr, ident in namespace.items():
            if attr == "args":
                if self.bound.args is not None:
                    args[ident] = self.bound.args
            elif attr == "input":
                args[ident] = self._input()
            else:
                value = self.values.get(attr, U)
                if value is not U:
                    args[ident] = value
        return args

    def _input(self) -> Any:
        from exoshell.runtime.automatic import InputEnumerator

        self.input = InputEnumerator(self.items)
        return self.input

    def _run(self, function: Any, *args: Any) -> None:
        """Run a compiled block with this command's streams."""
        X = self.session
        if self.streams is None:
            try:
                function(*args)
            except PowerShellError as error:
                self._leaving(error)
                raise
            return
        outer = X.streams
        X.streams = self.streams
        try:
            function(*args)
        except PowerShellError as error:
            self._leaving(error)
            raise
        finally:
            X.streams = outer

    def _leaving(self, error: PowerShellError) -> None:
        """An error goes out of the function: an advanced one puts its name on it."""
        record = error.record
        ended = getattr(error, "leaving", None) is self.context
        if ended:
            error.leaving = None  # type: ignore[attr-defined]
        if self.context.collectors is not None and self.streams is not None:
            self.streams.collect("error", ended_exception(record) if ended else record)
        if record.command is None and self.info.cmdlet_binding and self.info.name and not error.by_throw:
            from exoshell.runtime.errors import locate

            locate(self.session, error)
            record.command = self.info.name
            if record.invocation is None or getattr(record.invocation, "command", None) is None:
                record.invocation = self.context.invocation
                if record.activity is None:
                    record.activity = self.info.name

    def process(self, item: Any) -> None:
        info = self.info
        if info.cmdlet_binding:
            try:
                self.bound.bind_item(item)
            except PowerShellError as error:
                self.context.write_error(error, False)
                return
        parts = self.parts
        if parts is None:
            self.items.append(item)
            self.values_seen = True
            return
        if parts[3] is None:
            self.items.append(item)
            return
        self._one(item)

    def _one(self, item: Any) -> None:
        if self.unit.namespace["ARGUMENTS"].get("input"):
            self.items[:] = [item]
            if self.input is not None:
                self.input.at = 0
        self._run(self.parts[3], item, self.out)

    def processor(self) -> Any:
        parts = self.parts
        if (
            parts is None
            or parts[3] is None
            or self.streams is not None
            or self.unit.namespace["ARGUMENTS"].get("input")
        ):
            return self.process
        run, out, leaving = parts[3], self.out, self._leaving
        if not self.info.cmdlet_binding:

            def plainly(item: Any) -> None:
                try:
                    run(item, out)
                except PowerShellError as error:
                    leaving(error)
                    raise

            return plainly
        direct, quick = quick_parameter(self.bound)
        if direct is None:
            return self.process
        step = parts[-1].get(direct.key)
        if step is None:
            return self.process
        name, records, slow = direct.name, self.bound.records, self.process

        def process(item: Any) -> None:
            if quick is not None and item.__class__ is not quick:
                slow(item)
                return
            step(item)
            records[name] = item
            try:
                run(item, out)
            except PowerShellError as error:
                leaving(error)
                raise

        return process

    def alone(self) -> None:
        if self.parts is not None and self.parts[3] is not None:
            self._run(self.parts[3], None, self.out)

    def end(self) -> None:
        unit = self.unit
        X = self.session
        if self.parts is None:
            args = self._arguments()
            X.scope = self.caller
            if self.dot:
                self._run(lambda: unit.body(X, self.out, self.caller, **args))
                return
            call = self.call_info
            if "leaf" not in unit.flags:
                X.call = call
            elif call.parent is not None or call.presets:
                from exoshell.runtime.scope import NO_INDEX, Scope

                X.call = call
                X.scope = Scope(X, NO_INDEX, ())
            self._run(lambda: unit.body(X, self.out, **args))
            return
        if self.parts[4] is not None:
            self._run(self.parts[4], self.out)

    def close(self) -> None:
        parts = self.parts
        if parts is not None:
            if parts[5] is not None:
                from exoshell.runtime.streams import drop

                self._run(parts[5], drop)
            scope = parts[0]
            if self.dot and self.before is not U:
                scope.put_raw("_", self.before[0])
            if scope.tables is not None and not self.dot:
                scope.leave()
        if self.redirected is not None:
            self.redirected.close()
        self.context.finish()


def quick_parameter(call: Any) -> tuple[Any, Any]:
    """The one parameter to which pipeline objects can be stored as they are, and the class they must be of (None: any); (None, None) where binding
    has to decide."""
    if call.direct is not None:
        return call.direct, None
    b = call.binding
    if b.delayed or b.prioritized or not b.expecting:
        return None, None
    found = None
    for parameter in b.unbound:
        if not parameter.pipeline_somewhere:
            continue
        if found is not None or not all(d.by_value for d in parameter.matching(b.current)):
            return None, None
        found = parameter
    if found is None or (b.current.bit_count() > 1 and b.index.set_count > 0):
        return None, None
    if found.attributes or found.transformations or found.required_type_name or found.is_switch:
        return None, None
    if found.is_object:
        return None, None
    quick = {"System.Int32": int, "System.String": str, "System.Boolean": bool}.get(found.ps_type.full_name)
    if quick is None or (quick is str and found.mandatory_somewhere):
        return None, None
    return found, quick


__all__ = ["AUTOMATION_NULL", "CmdletStage", "FunctionStage", "Stage"]
