"""Get-Uptime: gets the time since the system started."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.datetime import DateTime, TimeSpan


@cmdlet("Get", "Uptime", default_set="Timespan", output=("System.TimeSpan", "System.DateTime"))
class GetUptime(Cmdlet):
    """Gets the time since the system started."""

    since = Param("switch", "Since when.", sets=("Since",))

    def process(self) -> None:
        import time

        seconds = (
            int(time.clock_gettime(time.CLOCK_BOOTTIME))
            if hasattr(time, "CLOCK_BOOTTIME")
            else int(time.monotonic())
        )
        if self.since:
            self.write(DateTime.now().add_ticks(-seconds * 10_000_000))
        else:
            self.write(TimeSpan(seconds * 10_000_000))
