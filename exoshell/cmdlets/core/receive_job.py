"""Receive-Job: gives what background jobs have written."""

from __future__ import annotations

from exoshell.cmdlets.objects.job_selection import selected
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet("Receive", "Job", module="Microsoft.PowerShell.Core", default_set="SessionIdParameterSet")
class ReceiveJob(Cmdlet):
    """Gives what background jobs have written."""

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
    wait = Param("switch", "Wait for the end.")
    keep = Param("switch", "Leave what is given for the next time.")
    auto_remove_job = Param("switch", "Remove the job afterwards.")
    no_recurse = Param("switch", "Only the job itself.")
    write_events = Param("switch", "Report changes of state.")
    write_job_in_results = Param("switch", "Give the job too.")
    force = Param("switch", "Go on waiting for suspended jobs.")

    def process(self) -> None:
        for job in selected(self):
            if self.wait or self.auto_remove_job:
                job.wait()
            output, records = job.take(self.keep)
            for item in output:
                self.write_all(item)
            self._streams(records)
            if job.state == "Failed" and job.reason is not None and not job.received:
                job.received = True
                error = ps_error("JobStateFailed", job.reason.message, exception=job.reason.type_name)
                error.record.command = ""
                self.write_error(error)
            if self.auto_remove_job:
                from exoshell.runtime import jobs

                jobs.table_of(self.session).pop(job.number, None)

    def _streams(self, records: Any) -> None:
        from exoshell.values.errors import PowerShellError

        for record in records["error"]:
            record.command = record.command or ""
            self.write_error(PowerShellError(record))
        for record in records["warning"]:
            self.warn(record.message)
        for record in records["verbose"]:
            self.verbose(record.message)
        for record in records["debug"]:
            self.debug(record.message)
        for record in records["information"]:
            self.context.write_information(record)
