"""Get-PSCallStack: shows the running calls."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet


@cmdlet("Get", "PSCallStack", output=("System.Management.Automation.CallStackFrame",))
class GetPSCallStack(Cmdlet):
    """Shows the running calls."""

    def process(self) -> None:
        for frame in self.context.call_stack():
            self.write(frame)
