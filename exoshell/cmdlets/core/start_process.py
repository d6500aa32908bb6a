"""Start-Process: starts a program apart from the pipeline."""

from __future__ import annotations

import os

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NOT_EMPTY = (ValidateNotNullOrEmpty(),)


@cmdlet(
    "Start",
    "Process",
    module="Microsoft.PowerShell.Management",
    default_set="Default",
    output=("System.Diagnostics.Process",),
    should_process=True,
)
class StartProcess(Cmdlet):
    """Starts a program."""

    file_path = Param(
        "string",
        "The program, or a document or address to open.",
        position=0,
        mandatory=True,
        aliases=("PSPath", "Path"),
        validate=NOT_EMPTY,
    )
    argument_list = Param(
        "string[]", "Its arguments, put together with blanks.", position=1, aliases=("Args",)
    )
    credential = Param(
        "pscredential", "Another user.", sets=("Default",), aliases=("RunAs",), validate=NOT_EMPTY
    )
    working_directory = Param("string", "The folder it starts in.", validate=NOT_EMPTY)
    load_user_profile = Param(
        "switch", "Load the user's profile (Windows).", sets=("Default",), aliases=("Lup",)
    )
    no_new_window = Param("switch", "In this window.", sets=("Default",), aliases=("nnw",))
    pass_thru = Param("switch", "Write the process.")
    redirect_standard_error = Param(
        "string", "The file for error output.", sets=("Default",), aliases=("RSE",), validate=NOT_EMPTY
    )
    redirect_standard_input = Param(
        "string", "The file with the input.", sets=("Default",), aliases=("RSI",), validate=NOT_EMPTY
    )
    redirect_standard_output = Param(
        "string", "The file for output.", sets=("Default",), aliases=("RSO",), validate=NOT_EMPTY
    )
    verb = Param(
        "string", "What to do with a document (Windows).", sets=("UseShellExecute",), validate=NOT_EMPTY
    )
    window_style = Param(
        "System.Diagnostics.ProcessWindowStyle", "How the window looks (Windows).", validate=NOT_EMPTY
    )
    wait = Param("switch", "Wait for its end.")
    use_new_environment = Param(
        "switch", "With the variables of the user and the machine alone.", sets=("Default",)
    )
    environment = Param("hashtable", "Environment variables to add; $null takes one away.")

    def process(self) -> None:
        from exoshell.dotnet.processes import Process

        self._check()
        text = " ".join("" if a is None else str(a) for a in self.argument_list or ())
        shown = f"{self.file_path} {text}".rstrip()
        if not self.should_process(shown):
            return
        handle = self._start(split_arguments(text))
        process = Process(handle.pid, handle, os.path.basename(str(self.file_path)))
        if self.wait:
            handle.wait()
        if self.pass_thru:
            self.write(process)

    def _check(self) -> None:
        for name in ("Credential", "LoadUserProfile", "WindowStyle", "Verb"):
            if os.name != "nt" and self.is_bound(name) and name != "WindowStyle":
                raise ps_error(
                    "NotSupportedException",
                    f"The parameter '-{name}' is not supported for the cmdlet 'Start-Process' on this edition of PowerShell.",
                    exception="System.NotSupportedException",
                    category="NotImplemented",
                )
        paths = [
            (n, self._path(v))
            for n, v in (
                ("RedirectStandardInput", self.redirect_standard_input),
                ("RedirectStandardOutput", self.redirect_standard_output),
                ("RedirectStandardError", self.redirect_standard_error),
            )
            if v
        ]
        for index, (name, path) in enumerate(paths):
            for other, same in paths[index + 1 :]:
                if path == same:
                    raise failure(
                        f'This command cannot be run because "{name}" and "{other}" are same. Give different inputs and Run your command again.'
                    )

    def _path(self, text: str) -> str:
        from exoshell.cmdlets.providers.paths import file_path

        return file_path(self.session, str(text), literal=True)

    def _start(self, arguments: list[str]) -> Any:
        """The started program as Python's Popen."""
        import subprocess

        folder = self._path(self.working_directory) if self.working_directory else self.session.location
        self.context.host.flush()
        files: list[Any] = []
        try:
            streams: dict[str, Any] = {}
            for key, value, mode in (
                ("stdin", self.redirect_standard_input, "rb"),
                ("stdout", self.redirect_standard_output, "wb"),
                ("stderr", self.redirect_standard_error, "wb"),
            ):
                if value:
                    files.append(open(self._path(value), mode))
                    streams[key] = files[-1]
            return subprocess.Popen(
                [*self._program(), *arguments], cwd=folder, env=self._environment(), **streams
            )
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            if not os.path.isdir(folder):
                raise failure(
                    f"This command cannot be run due to the error: The working directory '{folder}' does not exist."
                ) from None
            raise failure(
                f"This command cannot be run due to the error: An error occurred trying to start process '{self.file_path}' with working directory '{folder}'. {reason}"
            ) from None
        finally:
            for file in files:
                file.close()

    def _program(self) -> list[str]:
        """The program; a document or an address is opened with what the desktop has for it."""
        import shutil

        text = str(self.file_path)
        given = self._path(text)
        found = shutil.which(text, path=self.context.host.environ.get("PATH")) or (
            given if os.path.isfile(given) and os.access(given, os.X_OK) else None
        )
        if found is not None:
            return [found]
        if os.path.exists(given) or "://" in text:
            opener = shutil.which("xdg-open") or shutil.which("open")
            if opener is not None:
                return [opener, given if os.path.exists(given) else text]
        return [given if os.path.exists(given) else text]

    def _environment(self) -> dict[str, str]:
        from exoshell.values.conversion import to_text

        environ = dict(self.context.host.environ)
        if self.use_new_environment:
            environ = {
                k: v
                for k, v in environ.items()
                if k in ("HOME", "USER", "LOGNAME", "PATH", "LANG", "SHELL", "TERM")
            }
        for key, value in self.environment.items() if self.environment is not None else ():
            if value is None:
                environ.pop(to_text(key), None)
            else:
                environ[to_text(key)] = to_text(value)
        return environ


def failure(message: str) -> PowerShellError:
    return ps_error(
        "InvalidOperationException",
        message,
        exception="System.InvalidOperationException",
        category="InvalidOperation",
    )


def split_arguments(text: str) -> list[str]:
    """The arguments of one text: blanks part them, double quotes hold them together, a backslash before a quote takes its meaning."""
    found: list[str] = []
    current: list[str] | None = None
    quoted = False
    place = 0
    while place < len(text):
        char = text[place]
        if char == "\\":
            end = place
            while end < len(text) and text[end] == "\\":
                end += 1
            count = end - place
            current = current if current is not None else []
            if end < len(text) and text[end] == '"':
                current.append("\\" * (count // 2))
                if count % 2:
                    current.append('"')
                    end += 1
            else:
                current.append("\\" * count)
            place = end
            continue
        if char == '"':
            current = current if current is not None else []
            if quoted and text[place + 1 : place + 2] == '"':
                current.append('"')
                place += 1
            else:
                quoted = not quoted
        elif char in " \t" and not quoted:
            if current is not None:
                found.append("".join(current))
                current = None
        else:
            current = current if current is not None else []
            current.append(char)
        place += 1
    if current is not None:
        found.append("".join(current))
    return found
