"""Remove-Job: removes background jobs."""

from __future__ import annotations

from exoshell.cmdlets.objects.job_selection import selected
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Remove", "Job", module="Microsoft.PowerShell.Core", default_set="SessionIdParameterSet")
class RemoveJob(Cmdlet):
    """Removes background jobs."""

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
    force = Param("switch", "Remove running jobs too.", aliases=("F",))

    def process(self) -> None:
        from exoshell.runtime import jobs

        for job in selected(self):
            if job.state == "Running" and not self.force:
                self.write_error(
                    ps_error(
                        "JobObjectNotFinishedCannotBeRemoved",
                        f"The command cannot remove the job with the job ID {job.number} because the job is not finished. To remove the job, first stop the "
                        "job, or use the Force parameter.",
                        exception="System.ArgumentException",
                        category="InvalidOperation",
                        target=job,
                    )
                )
                continue
            jobs.table_of(self.session).pop(job.number, None)
