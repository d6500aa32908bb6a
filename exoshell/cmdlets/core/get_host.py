"""Get-Host: gets the host program."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet


@cmdlet("Get", "Host", output=("System.Management.Automation.Host.PSHost",))
class GetHost(Cmdlet):
    """Gets the host program."""

    def process(self) -> None:
        self.write(self.session.engine_objects().host())
