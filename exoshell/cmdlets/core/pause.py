"""Pause: waits for Enter."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("", "Pause", name="Pause", module="", class_name="Pause")
class Pause(Cmdlet):
    """Waits until Enter is pressed."""

    def process(self) -> None:
        host = self.context.host
        if not host.interactive:
            raise ps_error(
                "InvalidOperation",
                "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
                exception="System.Management.Automation.PSInvalidOperationException",
                category="InvalidOperation",
            )
        self.session.flush_output()
        host.read_line("Press Enter to continue...: ")
