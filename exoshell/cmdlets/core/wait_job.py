"""Wait-Job: waits for background jobs."""

from __future__ import annotations

from exoshell.cmdlets.objects.job_selection import selected
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass


@cmdlet("Wait", "Job", module="Microsoft.PowerShell.Core", default_set="SessionIdParameterSet")
class WaitJob(Cmdlet):
    """Waits for background jobs."""

    job = Param(
        "System.Object[]",
        "The jobs.",
        sets={"JobParameterSet": P(position=0, mandatory=True, pipe=BY_VALUE | BY_NAME)},
    )
    id = Param(
        "int[]",
        "Numbers of jobs.",
        sets={"SessionIdParameterSet": P(position=0, mandatory=True, pipe=BY_NAME)},
    )
    name = Param("string[]", "Names of jobs.", sets={"NameParameterSet": P(mandatory=True, pipe=BY_NAME)})
    state = Param(
        "System.Management.Automation.JobState",
        "Jobs in this state.",
        sets={"StateParameterSet": P(mandatory=True, pipe=BY_NAME)},
    )
    timeout = Param("int", "Seconds to wait.", aliases=("TimeoutSec",))
    any_ = Param("switch", "Wait for one job only.", name="Any")
    force = Param("switch", "Wait for suspended jobs too.")

    def process(self) -> None:
        limit = float(self.timeout) if self.timeout is not None and self.timeout >= 0 else None
        for job in selected(self):
            if job.wait(limit):
                self.write(job)
