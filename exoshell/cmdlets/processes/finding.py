"""Finding processes by name and number."""

from __future__ import annotations

import os
from typing import Any

from exoshell.dotnet.processes import Process
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import compile_wildcard

EXCEPTION = "Microsoft.PowerShell.Commands.ProcessCommandException"


def every_process() -> list[Process]:
    """All processes, by name and number."""
    if not os.path.isdir("/proc/self"):
        return [Process(os.getpid(), started_name="python")]
    found = [Process(int(n)) for n in os.listdir("/proc") if n.isdigit()]
    return sorted((p for p in found if p.name()), key=lambda p: (p.name().lower(), p.pid))


def find_processes(command: Any, names: Any, numbers: Any, objects: Any) -> list[Process]:
    """The processes that a cmdlet means; what is not there is reported as an error that does not end it."""
    if objects is not None:
        return list(objects)
    found: dict[int, Process] = {}
    for number in numbers or ():
        if os.path.exists(f"/proc/{number}"):
            found.setdefault(number, Process(number))
        else:
            command.write_error(
                not_found(
                    "NoProcessFoundForGivenId",
                    f"Cannot find a process with the process identifier {number}.",
                    number,
                )
            )
    for name in names or ():
        pattern = compile_wildcard(str(name), True)
        matching = [p for p in every_process() if pattern.matches(p.name())]
        for process in matching:
            found.setdefault(process.pid, process)
        if not matching and not any(c in str(name) for c in "*?["):
            command.write_error(
                not_found(
                    "NoProcessFoundForGivenName",
                    f'Cannot find a process with the name "{name}". Verify the process name and call the cmdlet again.',
                    name,
                )
            )
    return list(found.values())


def not_found(error_id: str, message: str, target: Any) -> PowerShellError:
    return ps_error(error_id, message, exception=EXCEPTION, category="ObjectNotFound", target=target)


def label(process: Process) -> str:
    return f"{process.name()} ({process.pid})"
