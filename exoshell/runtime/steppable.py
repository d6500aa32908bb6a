"""Steppable pipelines: a block's pipeline driven item by item, as proxy functions do."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.runtime.function_objects import ScriptCmdlet
from exoshell.runtime.invoke import make_stage
from exoshell.values.errors import StopUpstream, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class SteppablePipeline(NetObject):
    """System.Management.Automation.SteppablePipeline."""

    type_name = "System.Management.Automation.SteppablePipeline"
    __slots__ = ("block", "scope", "stages", "output", "out", "arguments")

    def __init__(self, block: Any, scope: Any, arguments: list[Any]) -> None:
        self.block, self.scope, self.arguments = block, scope, arguments
        self.stages: list[Any] = []
        self.output: list[Any] = []
        self.out: Any = None
        self.extension = None
        self.ps_type = None

    def begin(self, expecting: Any) -> list[Any]:
        """Make and begin the commands; output goes to the cmdlet where one is given."""
        session = self.block.session
        cmdlet = expecting if isinstance(expecting, ScriptCmdlet) else None
        expects = bool(cmdlet.context.expecting_input) if cmdlet is not None else bool(expecting)
        self.out = cmdlet.context.stage.out if cmdlet is not None else self.output.append
        unit = self.block.site.source.unit(self.block.site.start, self.block.site.end, "dict", "steps")
        outer, session.scope = session.scope, self.scope
        try:
            parts = unit.body(session, None, self.scope)
            for i, (site, values) in enumerate(parts):
                command = session.commands.find(site.name, self.scope) if site.name is not None else None
                self.stages.append(make_stage(session, site, command, values, expects or i > 0, None))
        finally:
            session.scope = outer
        for i, stage in enumerate(self.stages):
            stage.connect(self.stages[i + 1].first if i + 1 < len(self.stages) else self.out)
        for stage in self.stages:
            if not stage.begun:
                stage.start()
        return self.taken()

    def process(self, *items: Any) -> list[Any]:
        """Push one item (or let the first command run once)."""
        try:
            if items:
                self.stages[0].process(items[0])
            else:
                self.stages[0].alone()
        except StopUpstream:
            return self.taken()
        return self.taken()

    def end(self) -> list[Any]:
        for stage in self.stages:
            stage.finish()
        for stage in self.stages:
            stage.close()
        return self.taken()

    def taken(self) -> list[Any]:
        taken, self.output[:] = list(self.output), []
        return taken


def steppable_pipeline(block: Any, arguments: list[Any]) -> SteppablePipeline:
    """`$sb.GetSteppablePipeline(…)`."""
    from exoshell.runtime.scope import Scope

    scope = block.session.scope
    given = next((a for a in arguments if isinstance(a, list)), [])
    if given:
        scope = Scope(block.session, {}, ())
        scope.put("args", given)
    return SteppablePipeline(block, scope, given)


MEMBERS = table(SteppablePipeline.type_name)
MEMBERS.method("Begin", raw=True)(lambda o, *a: o.begin(a[0] if a else False))
MEMBERS.method("Process", raw=True)(lambda o, *a: o.process(*a))
MEMBERS.method("End", raw=True)(lambda o, *a: o.end())
MEMBERS.method("Clean", raw=True)(lambda o, *a: AUTOMATION_NULL)
MEMBERS.method("Dispose", raw=True)(lambda o, *a: AUTOMATION_NULL)

__all__ = ["SteppablePipeline", "ps_error", "steppable_pipeline"]
