"""Measure-Command: measures how long a script block runs."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.datetime import TimeSpan


@cmdlet("Measure", "Command", output=("System.TimeSpan",))
class MeasureCommand(Cmdlet):
    """Measures how long a script block runs."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    expression = Param("scriptblock", "The script block.", position=0, mandatory=True)

    def begin(self) -> None:
        self._total = 0

    def process(self) -> None:
        import time

        from exoshell.runtime.invoke import invoke_block
        from exoshell.runtime.scope import U
        from exoshell.runtime.streams import drop

        item = self.input_object if self.is_bound("InputObject") else U
        started = time.perf_counter_ns()
        invoke_block(self.session, self.expression, [], item, out=drop, dot=True)
        self._total += time.perf_counter_ns() - started

    def end(self) -> None:
        self.write(TimeSpan(self._total // 100))
