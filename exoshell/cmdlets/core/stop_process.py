"""Stop-Process: ends processes."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet(
    "Stop",
    "Process",
    module="Microsoft.PowerShell.Management",
    default_set="Id",
    output=("System.Diagnostics.Process",),
    should_process=True,
)
class StopProcess(Cmdlet):
    """Ends processes."""

    name = Param(
        "string[]",
        "Names.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("Name",),
        aliases=("ProcessName",),
        wildcards=True,
    )
    id = Param("int[]", "Numbers.", position=0, mandatory=True, pipe=BY_NAME, sets=("Id",))
    input_object = Param(
        "System.Diagnostics.Process[]",
        "Processes.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        sets=("InputObject",),
    )
    pass_thru = Param("switch", "Write the processes.")
    force = Param("switch", "Without questions.")

    def process(self) -> None:
        import os
        import signal

        from exoshell.cmdlets.processes.finding import EXCEPTION, find_processes, label

        for process in find_processes(self, self.name, self.id, self.input_object):
            if not self.should_process(label(process)):
                continue
            try:
                if not process.exited():
                    os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
                    process.wait(2000)
            except OSError as failure:
                self.write_error(
                    ps_error(
                        "CouldNotStopProcess",
                        f'Cannot stop process "{label(process)}" because of the following error: {failure.strerror}',
                        exception=EXCEPTION,
                        category="CloseError",
                        target=process,
                    )
                )
                continue
            if self.pass_thru:
                self.write(process)
