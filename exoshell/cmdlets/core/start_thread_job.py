"""Start-ThreadJob: runs a script block in a thread."""

from __future__ import annotations

from exoshell.cmdlets.core.start_job import JobStarter
from exoshell.command.declaration import Param, cmdlet


@cmdlet(
    "Start",
    "ThreadJob",
    module="Microsoft.PowerShell.ThreadJob",
    default_set="ComputerName",
    class_name="Microsoft.PowerShell.ThreadJob.StartThreadJobCommand",
)
class StartThreadJob(JobStarter):
    """Runs a script block in a thread."""

    kind = "ThreadJob"
    throttle_limit = Param("int", "How many jobs run at a time.")
    streaming_host = Param("System.Management.Automation.Host.PSHost", "Where host output goes.")
