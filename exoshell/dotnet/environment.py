"""System.Environment, Console, Stopwatch, OperatingSystem, RuntimeInformation."""

from __future__ import annotations

import os

from exoshell.dotnet.errors import argument_error, null_error
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.collections import Hashtable
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ENVIRONMENT = table("System.Environment")
_FOLDERS = {
    "Desktop": "Desktop",
    "DesktopDirectory": "Desktop",
    "MyDocuments": "Documents",
    "Personal": "Documents",
    "MyMusic": "Music",
    "MyPictures": "Pictures",
    "MyVideos": "Videos",
    "UserProfile": "",
    "ApplicationData": ".config",
    "LocalApplicationData": ".local/share",
    "Templates": "Templates",
}
_ABSOLUTE = {"CommonApplicationData": "/usr/share", "System": "", "ProgramFiles": "", "Windows": ""}


def folder_path(folder: Any, *rest: Any) -> str:
    """GetFolderPath: folders that do not exist are empty."""
    name = folder.name
    if name in _ABSOLUTE:
        return _ABSOLUTE[name]
    if name not in _FOLDERS:
        return ""
    home = os.path.expanduser("~")
    path = os.path.join(home, _FOLDERS[name]) if _FOLDERS[name] else home
    return path if name == "UserProfile" or os.path.isdir(path) else ""


def get_variable(name: Any, *target: Any) -> Any:
    if name is None:
        raise null_error("variable")
    return os.environ.get(name)


def set_variable(name: Any, value: Any, *target: Any) -> None:
    """SetEnvironmentVariable: null or empty text removes it."""
    if not name:
        raise argument_error("String cannot be of zero length.", "variable")
    if not value:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def expand_variables(text: str) -> str:
    """ExpandEnvironmentVariables: %NAME%."""
    parts = text.split("%")
    result, position = parts[0], 1
    while position < len(parts):
        value = os.environ.get(parts[position]) if position + 1 < len(parts) else None
        if value is None:
            result += "%" + parts[position]
            position += 1
        else:
            result += value + parts[position + 1]
            position += 2
    return result


def machine_name() -> str:
    import socket

    return socket.gethostname().partition(".")[0]


def user_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def exit_process(code: int = 0) -> None:
    from exoshell.values.errors import ExitException

    raise ExitException(code)


def tick_count() -> int:
    import time

    return int(time.monotonic() * 1000)


class OperatingSystem(NetObject):
    """System.OperatingSystem of this machine."""

    __slots__ = ()
    type_name = "System.OperatingSystem"

    def __init__(self) -> None:
        self.extension = None
        self.ps_type = None

    @property
    def version(self) -> Any:
        from exoshell.values.version import Version

        numbers = [int(n) for n in os.uname().release.split("-")[0].split(".") if n.isdigit()][:3]
        major, minor, build = (numbers + [0, 0, 0])[:3]
        return Version(major, minor, build, 0)


ENVIRONMENT.add_statics(
    {
        "GetFolderPath": folder_path,
        "GetEnvironmentVariable": get_variable,
        "SetEnvironmentVariable": set_variable,
        "GetEnvironmentVariables": lambda *target: Hashtable(os.environ.items(), ignore_case=False),
        "ExpandEnvironmentVariables": expand_variables,
        "GetCommandLineArgs": lambda: _arguments(),
        "GetLogicalDrives": lambda: ["/"],
        "Exit": exit_process,
    }
)


def _arguments() -> list[str]:
    import sys

    return list(sys.argv)


ENVIRONMENT.add_static_properties(
    {
        "NewLine": lambda: "\n",
        "MachineName": machine_name,
        "UserName": user_name,
        "UserDomainName": machine_name,
        "UserInteractive": lambda: True,
        "OSVersion": OperatingSystem,
        "Is64BitOperatingSystem": lambda: True,
        "Is64BitProcess": lambda: True,
        "ProcessorCount": lambda: os.cpu_count() or 1,
        "ProcessId": os.getpid,
        "ProcessPath": lambda: os.path.realpath("/proc/self/exe"),
        "CurrentDirectory": os.getcwd,
        "CommandLine": lambda: " ".join(_arguments()),
        "CurrentManagedThreadId": lambda: 1,
        "TickCount": lambda: tick_count() % 2**31,
        "TickCount64": tick_count,
        "SystemDirectory": lambda: "",
        "SystemPageSize": lambda: 4096,
        "HasShutdownStarted": lambda: False,
        "ExitCode": lambda: 0,
        "StackTrace": lambda: "",
        "Version": lambda: _framework(),
        "WorkingSet": lambda: _working_set(),
    }
)
ENVIRONMENT.static_properties["currentdirectory"].set = os.chdir
ENVIRONMENT.static_properties["exitcode"].set = lambda value: None


def _framework() -> Any:
    from exoshell.values.version import Version

    return Version(10, 0, 0)


def _working_set() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


OS = table("System.OperatingSystem")
OS.add_properties(
    {
        "Platform": lambda o: types.enum_value("System.PlatformID", "Unix"),
        "Version": lambda o: o.version,
        "ServicePack": lambda o: "",
        "VersionString": lambda o: f"Unix {o.version}",
    }
)
OS.method("ToString", "string ToString()")(lambda o: f"Unix {o.version}")
OS.add_statics({"IsLinux": lambda: True, "IsWindows": lambda: False, "IsMacOS": lambda: False})
RUNTIME = table("System.Runtime.InteropServices.RuntimeInformation")


class Platform(NetObject):
    """System.Runtime.InteropServices.OSPlatform."""

    __slots__ = ("name",)
    type_name = "System.Runtime.InteropServices.OSPlatform"

    def __init__(self, name: str) -> None:
        self.name = name
        self.extension = None
        self.ps_type = None


PLATFORM = table("System.Runtime.InteropServices.OSPlatform")
PLATFORM.add_static_properties(
    {n: (lambda n=n: Platform(n.upper())) for n in ("Linux", "Windows", "OSX", "FreeBSD")}
)
PLATFORM.static("Create")(Platform)
PLATFORM.method("ToString", "string ToString()")(lambda p: p.name)
RUNTIME.static("IsOSPlatform")(lambda platform: platform.name == "LINUX")
RUNTIME.add_static_properties(
    {
        "FrameworkDescription": lambda: ".NET 10.0.0",
        "OSDescription": lambda: f"{os.uname().sysname} {os.uname().release} {os.uname().version}",
        "OSArchitecture": lambda: "X64" if os.uname().machine == "x86_64" else "Arm64",
        "ProcessArchitecture": lambda: "X64" if os.uname().machine == "x86_64" else "Arm64",
        "RuntimeIdentifier": lambda: "linux-x64",
    }
)

# ------------------------------------------------------------------------------------------------------------------------------ Console

CONSOLE = table("System.Console")


def _write(*args: Any) -> None:
    """Console.Write([format,] values…)."""
    import sys

    from exoshell.dotnet.strings import format_text, text_of

    if not args:
        return
    text = (
        format_text(*args)
        if len(args) > 1 and type(args[0]) is str
        else text_of(args[0])
        if not isinstance(args[0], list)
        else "".join(text_of(c) for c in args[0])
    )
    sys.stdout.write(text)
    sys.stdout.flush()


def _write_line(*args: Any) -> None:
    _write(*args)
    _write("\n")


def _read_line() -> Any:
    import sys

    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _encoding() -> Any:
    from exoshell.dotnet.text import Encoding

    return Encoding("utf-8", preamble=False)


CONSOLE.add_statics({"Write": _write, "WriteLine": _write_line}, raw=True)
for _name in ("write", "writeline"):
    CONSOLE.static_methods[_name].function = (lambda f: lambda *a: _void(f, *a))(
        CONSOLE.static_methods[_name].function
    )


def _void(function: Any, *args: Any) -> Any:
    from exoshell.values.null import AUTOMATION_NULL

    function(*args)
    return AUTOMATION_NULL


CONSOLE.add_statics(
    {
        "ReadLine": _read_line,
        "Clear": lambda: None,
        "Beep": lambda *args: None,
        "ResetColor": lambda: None,
        "SetCursorPosition": lambda left, top: None,
    }
)
_colours: dict[str, Any] = {}


def _setting(name: str, initial: Any) -> None:
    CONSOLE.add_static_properties(
        {name: lambda: _colours.get(name, initial() if callable(initial) else initial)}
    )
    CONSOLE.static_properties[name.lower()].set = lambda value: _colours.__setitem__(name, value)


def console_setting(name: str) -> Any:
    """What a script has set a property of the console to; None where it has not."""
    return _colours.get(name)


def reset_console() -> None:
    """The console's properties as a new shell finds them."""
    _colours.clear()


_setting("ForegroundColor", -1)
_setting("BackgroundColor", -1)
_setting("OutputEncoding", _encoding)
_setting("InputEncoding", _encoding)
_setting("Title", "")
_setting("TreatControlCAsInput", False)
_setting("CursorVisible", True)
_setting("WindowWidth", 120)
_setting("WindowHeight", 50)
_setting("BufferWidth", 120)
_setting("BufferHeight", 50)
_setting("CursorLeft", 0)
_setting("CursorTop", 0)
CONSOLE.add_static_properties(
    {
        "IsInputRedirected": lambda: not os.isatty(0),
        "IsOutputRedirected": lambda: not os.isatty(1),
        "IsErrorRedirected": lambda: not os.isatty(2),
        "KeyAvailable": lambda: False,
        "Out": lambda: ConsoleWriter(1),
        "Error": lambda: ConsoleWriter(2),
    }
)


class ConsoleWriter(NetObject):
    """[Console]::Out and Error."""

    __slots__ = ("number",)
    type_name = "System.Console+Out"

    def __init__(self, number: int) -> None:
        self.number = number
        self.extension = None
        self.ps_type = None

    def write(self, *args: Any) -> None:
        import sys

        from exoshell.dotnet.strings import format_text, text_of

        text = format_text(*args) if len(args) > 1 else "".join(text_of(a) for a in args)
        stream = sys.stdout if self.number == 1 else sys.stderr
        stream.write(text)
        stream.flush()


OUT = table("System.Console+Out")
OUT.method("Write", raw=True)(lambda w, *args: _void(w.write, *args))
OUT.method("WriteLine", raw=True)(lambda w, *args: _void(w.write, (w.write(*args), "\n")[1]))
OUT.method("Flush", raw=True)(lambda w: _void(lambda: None))
OUT.add_properties({"Encoding": lambda w: _encoding(), "NewLine": lambda w: "\n"})

# ------------------------------------------------------------------------------------------------------------------------------ Stopwatch


class Stopwatch(NetObject):
    """System.Diagnostics.Stopwatch: nanoseconds gathered and the moment it was started."""

    __slots__ = ("gathered", "started")
    type_name = "System.Diagnostics.Stopwatch"

    def __init__(self) -> None:
        self.gathered = 0
        self.started: int | None = None
        self.extension = None
        self.ps_type = None

    def start(self) -> None:
        import time

        if self.started is None:
            self.started = time.perf_counter_ns()

    def stop(self) -> None:
        self.gathered = self.nanoseconds()
        self.started = None

    def reset(self) -> None:
        self.gathered, self.started = 0, None

    def restart(self) -> None:
        self.reset()
        self.start()

    def nanoseconds(self) -> int:
        import time

        return self.gathered + (time.perf_counter_ns() - self.started if self.started is not None else 0)

    def elapsed(self) -> Any:
        from exoshell.values.datetime import TimeSpan

        return TimeSpan(self.nanoseconds() // 100)


WATCH = table("System.Diagnostics.Stopwatch")
WATCH.new()(lambda ps_type: Stopwatch())
WATCH.add_methods(
    {"Start": Stopwatch.start, "Stop": Stopwatch.stop, "Reset": Stopwatch.reset, "Restart": Stopwatch.restart}
)
WATCH.method("ToString", "string ToString()")(lambda w: str(w.elapsed()))
WATCH.add_properties(
    {
        "IsRunning": lambda w: w.started is not None,
        "Elapsed": Stopwatch.elapsed,
        "ElapsedMilliseconds": lambda w: w.nanoseconds() // 1000000,
        "ElapsedTicks": lambda w: w.nanoseconds(),
    }
)


def start_new() -> Stopwatch:
    made = Stopwatch()
    made.start()
    return made


def timestamp() -> int:
    import time

    return time.perf_counter_ns()


WATCH.add_statics({"StartNew": start_new, "GetTimestamp": timestamp})
WATCH.add_static_properties({"IsHighResolution": lambda: True, "Frequency": lambda: 1000000000})
