"""Wait-Process: waits until processes have ended."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet(
    "Wait",
    "Process",
    module="Microsoft.PowerShell.Management",
    default_set="Name",
    output=("System.Diagnostics.Process",),
)
class WaitProcess(Cmdlet):
    """Waits until processes have ended."""

    id = Param(
        "int[]",
        "Numbers.",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=("Id",),
        aliases=("PID", "ProcessId"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    name = Param(
        "string[]",
        "Names.",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=("Name",),
        aliases=("ProcessName",),
    )
    timeout = Param(
        "int",
        "Seconds to wait.",
        position=1,
        aliases=("TimeoutSec",),
        validate=(ValidateRange(0, 32767), ValidateNotNullOrEmpty()),
    )
    any = Param("switch", "Until one has ended.")
    pass_thru = Param("switch", "Write the processes.")
    input_object = Param(
        "System.Diagnostics.Process[]", "Processes.", mandatory=True, pipe=BY_VALUE, sets=("InputObject",)
    )

    def begin(self) -> None:
        self.found: list[Any] = []

    def process(self) -> None:
        from exoshell.cmdlets.processes.finding import find_processes

        self.found += find_processes(self, self.name, self.id, self.input_object)

    def end(self) -> None:
        import time

        limit = time.monotonic() + self.timeout if self.is_bound("Timeout") else None
        waiting = list(self.found)
        while waiting:
            left = [p for p in waiting if not p.exited()]
            if not left or (self.any and len(left) < len(self.found)):
                break
            if limit is not None and time.monotonic() >= limit:
                for process in left:
                    self.write_error(_not_ended(process))
                break
            waiting = left
            time.sleep(0.02)
        if self.pass_thru:
            self.write_all(self.found)


def _not_ended(process: Any) -> Any:
    from exoshell.cmdlets.processes.finding import EXCEPTION, label

    return ps_error(
        "ProcessNotTerminated",
        f'This command stopped because process "{label(process)}" is not stopped in the specified time-out.',
        exception=EXCEPTION,
        category="CloseError",
        target=process,
    )
