"""Get-PSCallStack: shows the running calls."""

from __future__ import annotations

from exoshell.cmdlets.objects.call_stack import frames
from exoshell.command.declaration import Cmdlet, cmdlet


@cmdlet("Get", "PSCallStack", output=("System.Management.Automation.CallStackFrame",))
class GetPSCallStack(Cmdlet):
    """Shows the running calls."""

    def process(self) -> None:
        for frame in frames(self.session):
            self.write(frame)
