"""Set-PSDebug: sets tracing of scripts."""

from __future__ import annotations

from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import Cmdlet, Param, cmdlet


@cmdlet("Set", "PSDebug", module="Microsoft.PowerShell.Core")
class SetPSDebug(Cmdlet):
    """Sets tracing of scripts."""

    trace = Param("int", "How much to show.", sets=("on",), validate=(ValidateRange(0, 2),))
    step = Param("switch", "Ask before each line.", sets=("on",))
    strict = Param("switch", "Refuse what is not exact.", sets=("on",))
    off = Param("switch", "Switch it off.", sets=("off",))

    def process(self) -> None:
        if self.off:
            self.session.services.pop("trace", None)
            self.session.global_scope.strict = None
            return
        if self.is_bound("Trace"):
            self.session.services["trace"] = self.trace
        if self.strict:
            self.session.global_scope.strict = 1
            self.session.strict_used = True
