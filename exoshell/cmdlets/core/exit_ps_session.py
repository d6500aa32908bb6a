"""Exit-PSSession: leaves an interactive session; there never is one here, so that nothing happens."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet


@cmdlet("Exit", "PSSession", module="Microsoft.PowerShell.Core")
class ExitPSSession(Cmdlet):
    """Leaves an interactive session with another computer."""
