"""Clear-Host: clears the screen."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet


@cmdlet("Clear", "Host", module="", class_name="Clear-Host")
class ClearHost(Cmdlet):
    """Clears the screen."""

    def process(self) -> None:
        host = self.context.host
        self.session.flush_output()
        if getattr(host.stdout, "isatty", lambda: False)():
            host.out("\x1b[H\x1b[2J\x1b[3J")
            host.flush()
