"""Get-Job: shows background jobs."""

from __future__ import annotations

from exoshell.cmdlets.objects.job_selection import selected
from exoshell.command.declaration import BY_NAME, Cmdlet, P, Param, cmdlet


@cmdlet("Get", "Job", module="Microsoft.PowerShell.Core", default_set="SessionIdParameterSet")
class GetJob(Cmdlet):
    """Shows background jobs."""

    id = Param("int[]", "Numbers of jobs.", sets={"SessionIdParameterSet": P(position=0, pipe=BY_NAME)})
    name = Param("string[]", "Names of jobs.", sets={"NameParameterSet": P(mandatory=True, pipe=BY_NAME)})
    state = Param(
        "System.Management.Automation.JobState",
        "Jobs in this state.",
        sets={"StateParameterSet": P(mandatory=True, pipe=BY_NAME)},
    )

    def process(self) -> None:
        for job in selected(self, True):
            self.write(job)
