"""Threads, processes, and what guards them."""

from __future__ import annotations

import os

from exoshell.dotnet.errors import argument_error, net_error
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

THREAD = table("System.Threading.Thread")


def sleep(duration: Any) -> None:
    """Thread.Sleep(milliseconds or span)."""
    import time

    milliseconds = duration.ticks / 10000 if hasattr(duration, "ticks") else duration
    if milliseconds < -1:
        raise net_error(
            "System.ArgumentOutOfRangeException",
            "Number must be either non-negative and less than or equal to Int32.MaxValue or -1. (Parameter 'millisecondsTimeout')",
        )
    time.sleep(max(milliseconds, 0) / 1000)


class Thread(NetObject):
    """The current thread."""

    __slots__ = ()
    type_name = "System.Threading.Thread"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


def _culture() -> Any:
    from exoshell.values.culture import current_culture

    return current_culture()


def _set_culture(thread: Any, culture: Any) -> None:
    from exoshell.values.culture import set_current_culture

    set_current_culture(culture)


_thread = Thread()
THREAD.add_statics({"Sleep": sleep, "Yield": lambda: False, "SpinWait": lambda n: None})
THREAD.add_static_properties({"CurrentThread": lambda: _thread})
THREAD.add_properties(
    {
        "ManagedThreadId": lambda t: 1,
        "Name": lambda t: "Pipeline Execution Thread",
        "CurrentCulture": lambda t: _culture(),
        "CurrentUICulture": lambda t: _culture(),
        "IsAlive": lambda t: True,
        "IsBackground": lambda t: False,
        "IsThreadPoolThread": lambda t: False,
        "ApartmentState": lambda t: types.enum_value("System.Threading.ApartmentState", "MTA"),
        "ThreadState": lambda t: "Running",
        "Priority": lambda t: "Normal",
    }
)
THREAD.properties["currentculture"].set = _set_culture
THREAD.properties["currentuiculture"].set = lambda t, culture: None
THREAD.method("GetApartmentState")(lambda t: "MTA")

INTERLOCKED = table("System.Threading.Interlocked")


def _interlocked(step: int) -> Any:
    def run(reference: Any, *value: Any) -> Any:
        reference.value = reference.value + (value[0] if value else step)
        return reference.value

    return run


INTERLOCKED.add_statics(
    {"Increment": _interlocked(1), "Decrement": _interlocked(-1), "Add": _interlocked(0)}, raw=True
)
MONITOR = table("System.Threading.Monitor")
MONITOR.add_statics({"Enter": lambda *args: None, "Exit": lambda *args: None, "TryEnter": lambda *args: True})


class Mutex(NetObject):
    """System.Threading.Mutex, held by this process alone."""

    __slots__ = ()
    type_name = "System.Threading.Mutex"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None


MUTEX = table("System.Threading.Mutex")


@MUTEX.new()
def new_mutex(ps_type: Any, *args: Any) -> Mutex:
    reference: Any = args[-1] if args else None
    if getattr(type(reference), "type_name", "") == "System.Management.Automation.PSReference":
        reference.value = True
    return Mutex()


MUTEX.add_methods(
    {
        "WaitOne": lambda m, *args: True,
        "ReleaseMutex": lambda m: None,
        "Dispose": lambda m: None,
        "Close": lambda m: None,
    }
)


class Process(NetObject):
    """System.Diagnostics.Process: facts of a process read from /proc. `handle`: Python's Popen of one that this shell has started, else None."""

    __slots__ = ("pid", "handle", "started_name")
    type_name = "System.Diagnostics.Process"

    def __init__(self, pid: int, handle: Any = None, started_name: str = "") -> None:
        self.pid, self.handle, self.started_name = pid, handle, started_name
        self.extension = None
        self.ps_type = None

    def exited(self) -> bool:
        if self.handle is not None:
            return self.handle.poll() is not None
        return not os.path.exists(f"/proc/{self.pid}") or self.stat()[0] == "Z"

    def exit_code(self) -> int:
        """The exit code of a process that this shell has started and that is over."""
        if self.handle is None:
            raise net_error(
                "System.InvalidOperationException",
                "Process was not started by this object, so requested information cannot be determined.",
            )
        code = self.handle.poll()
        if code is None:
            raise net_error(
                "System.InvalidOperationException",
                "Process must exit before requested information can be determined.",
            )
        return 128 - code if code < 0 else int(code)

    def wait(self, milliseconds: int = -1) -> bool:
        """Waits for the end; whether it has come in time."""
        import time

        end = None if milliseconds < 0 else time.monotonic() + milliseconds / 1000
        while not self.exited():
            if end is not None and time.monotonic() >= end:
                return False
            time.sleep(0.01)
        return True

    def stat(self) -> list[str]:
        """Fields of /proc/PID/stat after the name."""
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                return file.read().rpartition(")")[2].split()
        except OSError:
            return ["0"] * 50

    def name(self) -> str:
        try:
            with open(f"/proc/{self.pid}/comm") as file:
                return file.read().strip()
        except OSError:
            return self.started_name


PROCESS = table("System.Diagnostics.Process")
PROCESS.add_statics(
    {
        "GetCurrentProcess": lambda: Process(os.getpid()),
        "GetProcessById": lambda pid, *rest: _process_by_id(pid),
        "GetProcesses": lambda *rest: [Process(int(n)) for n in os.listdir("/proc") if n.isdigit()],
        "GetProcessesByName": lambda name, *rest: [
            p for p in (Process(int(n)) for n in os.listdir("/proc") if n.isdigit()) if p.name() == name
        ],
    }
)


def _process_by_id(pid: int) -> Process:
    if not os.path.exists(f"/proc/{pid}"):
        raise argument_error(f"Process with an Id of {pid} is not running.")
    return Process(pid)


def _start_time(process: Process) -> Any:
    from exoshell.values.datetime import UNIX_EPOCH_TICKS, UTC, DateTime

    ticks = int(process.stat()[19])
    with open("/proc/stat") as file:
        boot = next((int(line.split()[1]) for line in file if line.startswith("btime")), 0)
    seconds = boot + ticks / os.sysconf("SC_CLK_TCK")
    return DateTime(UNIX_EPOCH_TICKS + int(seconds * 10000000), UTC).to_local()


def _cpu(process: Process) -> Any:
    from exoshell.values.datetime import TimeSpan

    fields = process.stat()
    return TimeSpan(int((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 10000000))


PROCESS.add_properties(
    {
        "Id": lambda p: p.pid,
        "ProcessName": lambda p: p.name(),
        "MachineName": lambda p: ".",
        "WorkingSet64": lambda p: int(p.stat()[21]) * 4096,
        "WorkingSet": lambda p: int(p.stat()[21]) * 4096 % 2**31,
        "VirtualMemorySize64": lambda p: int(p.stat()[20]),
        "PrivateMemorySize64": lambda p: int(p.stat()[21]) * 4096,
        "PagedMemorySize64": lambda p: 0,
        "NonpagedSystemMemorySize64": lambda p: 0,
        "PagedSystemMemorySize64": lambda p: 0,
        "PeakWorkingSet64": lambda p: int(p.stat()[21]) * 4096,
        "HandleCount": lambda p: (
            len(os.listdir(f"/proc/{p.pid}/fd")) if os.access(f"/proc/{p.pid}/fd", os.R_OK) else 0
        ),
        "SessionId": lambda p: int(p.stat()[3]),
        "HasExited": lambda p: p.exited(),
        "ExitCode": lambda p: p.exit_code(),
        "Responding": lambda p: True,
        "StartTime": _start_time,
        "TotalProcessorTime": _cpu,
        "MainWindowTitle": lambda p: "",
        "MainModule": lambda p: None,
        "BasePriority": lambda p: 0,
        "PriorityClass": lambda p: "Normal",
    }
)
PROCESS.add_methods(
    {
        "Kill": lambda p, *rest: os.kill(p.pid, 9),
        "Refresh": lambda p: None,
        "Close": lambda p: None,
        "Dispose": lambda p: None,
        "WaitForExit": lambda p, *rest: p.wait(*rest),
    }
)
PROCESS.method("ToString", "string ToString()")(lambda p: f"System.Diagnostics.Process ({p.name()})")
