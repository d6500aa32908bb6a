"""Stop-Job: stops background jobs."""

from __future__ import annotations

from exoshell.cmdlets.objects.job_selection import selected
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet


@cmdlet("Stop", "Job", module="Microsoft.PowerShell.Core", default_set="SessionIdParameterSet")
class StopJob(Cmdlet):
    """Stops background jobs."""

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
    pass_thru = Param("switch", "Give the jobs.")

    def process(self) -> None:
        for job in selected(self):
            if job.state == "Running":
                job.state = "Stopped"
                job.output = []
            if self.pass_thru:
                self.write(job)
