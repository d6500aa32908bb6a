"""External programs as pipeline stages."""

from __future__ import annotations

import os

from exoshell.runtime.context import CommandContext
from exoshell.runtime.stages import Stage
from exoshell.values.errors import ErrorRecord, NetException, PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

WILDCARDS = frozenset("*?[")


class NativeStage(Stage):
    """One program: its arguments are texts, its input the pipeline's objects as lines, its output lines."""

    def __init__(self, X: Any, site: Any, info: Any, values: Any, places: Any, expecting: bool) -> None:
        self.session = X
        self.site = site
        self.info = info
        self.places = places
        self.expecting = expecting
        self.context = CommandContext(X, X.scope, site, info, expecting, self)
        self.arguments = native_arguments(X, site, values)
        self.input: list[Any] = []
        self.redirected: Any = None
        self.raw: list[bytes] = []
        self.next_bytes: Any = None

    def take_bytes(self, raw: bytes) -> None:
        """Output of another program, as it is."""
        self.raw.append(raw)

    def connect(self, out: Any) -> None:
        owner = getattr(out, "__self__", None)
        self.next_bytes = (
            owner.take_bytes if type(owner) is NativeStage and not self.site.redirections else None
        )
        if self.site.redirections:
            if self.redirected is None:
                from exoshell.runtime.streams import Redirected

                self.redirected = Redirected(
                    self.session, self.site.redirections, self.places, lambda v: self.target(v)
                )
                self.context.streams = self.redirected.streams
            self.target = out
            out = self.redirected.out
        self.out = out

    def process(self, item: Any) -> None:
        self.input.append(item)

    def end(self) -> None:
        import subprocess

        X = self.session
        X.host.flush()
        merge = any(r[0] == "merge" and r[1] in ("Error", "All") for r in self.site.redirections)
        error_file = any(r[0] == "file" and r[1] in ("Error", "All") for r in self.site.redirections)
        try:
            process = subprocess.Popen(
                [self.info.path, *self.arguments],
                cwd=X.location,
                env=dict(X.host.environ),
                stdin=subprocess.PIPE
                if self.expecting
                else subprocess.DEVNULL
                if not X.host.interactive
                else None,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise self._not_run(error) from error
        data = self._input_bytes() if self.expecting else None
        self._pump(process, data, merge, error_file)
        code = process.returncode
        code = 128 - code if code < 0 else code
        X.set_exit_code(code)
        X.native_last = True
        self.failed = code != 0
        if code != 0:
            self._exit_error(code)

    def _pump(self, process: Any, data: bytes | None, merge: bool, error_file: bool) -> None:
        import threading

        errors: list[bytes] = []
        threads = []
        if process.stderr is not None:
            threads.append(threading.Thread(target=lambda: errors.append(process.stderr.read()), daemon=True))
        if data is not None:
            threads.append(threading.Thread(target=self._feed, args=(process, data), daemon=True))
        for thread in threads:
            thread.start()
        sink = self.next_bytes or self._raw_sink()
        text = line_decoder()
        for raw in process.stdout:
            if sink is not None:
                sink(raw)
            else:
                self.out(text(raw))
        for thread in threads:
            thread.join()
        process.wait()
        for line in b"".join(errors).splitlines(keepends=True):
            self._error_line(text(line), error_file)

    def _raw_sink(self) -> Any:
        """Where bytes go unchanged: the file that standard output is redirected into."""
        if self.redirected is None:
            return None
        index = 0
        for spec in self.site.redirections:
            if spec[0] == "file":
                if spec[1] in ("Output", "All") and index < len(self.redirected.files):
                    file = getattr(self.redirected.files[index], "file", None)
                    if file is not None:
                        file.flush()
                        return file.buffer.write
                index += 1
        return None

    def _exit_error(self, code: int) -> None:
        """`$PSNativeCommandUseErrorActionPreference`: a bad exit code is an error."""
        if not self.session.scope.get("psnativecommanduseerroractionpreference"):
            return
        text = f'Program "{os.path.basename(self.info.path)}" ended with non-zero exit code: {code} (0x{code & 0xFFFFFFFF:08X}).'
        if code < 256:
            text = f'Program "{os.path.basename(self.info.path)}" ended with non-zero exit code: {code} (0x{code:02X}).'
        error = ps_error(
            "ProgramExitedWithNonZeroCode",
            text,
            exception="System.Management.Automation.NativeCommandExitException",
            category="NotSpecified",
            properties={"ExitCode": code, "Path": self.info.path, "ProcessId": 0},
        )
        error.record.target = self.info.path
        error.record.command = ""
        self.context.write_error(error)

    def _feed(self, process: Any, data: bytes) -> None:
        try:
            process.stdin.write(data)
            process.stdin.close()
        except OSError:
            return

    def _error_line(self, text: str, redirected: bool) -> None:
        if redirected or self.redirected is not None:
            record = ErrorRecord(
                NetException("System.Management.Automation.RemoteException", text),
                "NativeCommandError",
                "NotSpecified",
                text,
            )
            (self.context.streams or self.session.streams).error(record)
        else:
            self.session.host.err(text + "\n")

    def _input_bytes(self) -> bytes:
        if self.raw:
            return b"".join(self.raw)
        lines = input_lines(self.session, self.input)
        return "".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass")

    def _not_run(self, error: OSError) -> PowerShellError:
        made = ps_error(
            "NativeCommandFailed",
            f"Program '{self.info.name}' failed to run: {error.strerror}",
            exception="System.Management.Automation.ApplicationFailedException",
            category="ResourceUnavailable",
        )
        self.context.attach(made)
        return made

    def close(self) -> None:
        if self.redirected is not None:
            self.redirected.close()


def line_decoder() -> Callable[[bytes], str]:
    """Bytes of a program's line to text, in the encoding that `[Console]::OutputEncoding` names."""
    import sys

    console = sys.modules.get("exoshell.dotnet.environment")
    encoding = console.console_setting("OutputEncoding") if console is not None else None

    def text(raw: bytes) -> str:
        made: str = raw.decode("utf-8", "replace") if encoding is None else encoding.decode(raw)
        return made.rstrip("\n").rstrip("\r")

    return text


def input_lines(session: Any, items: list[Any]) -> list[str]:
    """Pipeline objects as a program reads them: texts as they are, others formatted."""
    if all(type(item) is str for item in items):
        return items
    from exoshell.format.output import OutputFormatter

    parts: list[str] = []
    formatter = OutputFormatter(session.host.width, parts.append)
    for item in items:
        formatter.write(item)
    formatter.finish()
    return "".join(parts).splitlines()


def native_arguments(X: Any, site: Any, values: Any) -> list[str]:
    """The program's arguments as texts: parameters as written, arrays taken apart, wildcards of bare words expanded."""
    result: list[str] = []
    verbatim = dashes = False
    rest = iter(values)
    for kind, name, _, text in site.layout:
        if kind == "-" and text == "--" and not dashes:
            dashes = True  # the end of parameters has no value, the program sees it all the same
            result.append(text)
            continue
        value = next(rest)
        if verbatim:
            result.extend(verbatim_words(X, _argument(value)))
        elif kind == "-":
            result.append(text or f"-{name}")
        elif kind == ":":
            result.append(f"{text}{_argument(value)}")
        elif kind == "b" and text == "--%":
            verbatim = True
        elif kind == "@":
            result.extend(_splatted(value))
        elif kind == "n" and text:
            result.append(text)
        elif kind == "b" or (kind == "v" and type(value) is str):
            result.extend(_expanded(X, _argument(value), text))
        else:
            result.extend(_arguments(value))
    if not verbatim and _argument(X.scope.get("psnativecommandargumentpassing") or "").lower() == "legacy":
        return legacy_words(result)
    return result


def verbatim_words(X: Any, text: str) -> list[str]:
    """What follows `--%`: `%NAME%` stands for a variable of the environment that is set, quotes are characters like others."""
    parts = text.split("%")
    made = parts[0]
    index = 1
    while index < len(parts):
        value = X.host.environ.get(parts[index]) if index + 1 < len(parts) and parts[index] else None
        if value is None:
            made += "%" + parts[index]
            index += 1
        else:
            made += str(value) + parts[index + 1]
            index += 2
    return made.split()


def legacy_words(arguments: list[str]) -> list[str]:
    """What a program sees of arguments that are put into one line, where only those with white space get quotes, and taken apart again."""
    words = []
    for argument in arguments:
        if not any(c.isspace() for c in argument) or (
            len(argument) > 1 and argument[0] == argument[-1] == '"'
        ):
            words.append(argument)
            continue
        slashes = len(argument) - len(argument.rstrip("\\"))
        words.append('"' + argument + "\\" * slashes + '"')
    return split_line(" ".join(words))


def split_line(line: str) -> list[str]:
    """The arguments of a command line: quotes keep white space, a backslash before a quote makes it a character."""
    found: list[str] = []
    current: str | None = None
    quoted = False
    index = 0
    while index < len(line):
        char = line[index]
        if char == "\\":
            end = index
            while end < len(line) and line[end] == "\\":
                end += 1
            count = end - index
            if end < len(line) and line[end] == '"':
                current = (current or "") + "\\" * (count // 2)
                if count % 2:
                    current += '"'
                    end += 1
            else:
                current = (current or "") + "\\" * count
            index = end
            continue
        if char == '"':
            if quoted and line[index + 1 : index + 2] == '"':
                current = (current or "") + '"'
                index += 2
                continue
            quoted = not quoted
            current = current or ""
        elif char in " \t\n" and not quoted:
            if current is not None:
                found.append(current)
            current = None
        else:
            current = (current or "") + char
        index += 1
    return found if current is None else [*found, current]


def _argument(value: Any) -> str:
    from exoshell.values.conversion import to_text

    return value if type(value) is str else to_text(value)


def _arguments(value: Any) -> list[str]:
    from exoshell.runtime.values_flow import items_of

    if value is None:
        return []
    items = None if type(value) is str else items_of(value)
    if items is None:
        return [_argument(value)]
    return [text for item in items for text in _arguments(item)]


def _splatted(value: Any) -> list[str]:
    from exoshell.values.collections import DictionaryBase

    if isinstance(value, DictionaryBase):
        return [part for k, v in value.items() for part in (f"-{k}:{_argument(v)}",)]
    return _arguments(value)


def _expanded(X: Any, value: str, text: str | None) -> list[str]:
    """A bare word: `~` and wildcards stand for paths where there are any."""
    if os.name == "nt":
        return [value]
    if value == "~" or value.startswith("~/"):
        value = X.host.environ.get("HOME", "~") + value[1:]
    if not WILDCARDS & set(value):
        return [value]
    import glob

    found = sorted(glob.glob(value, root_dir=X.location))
    return [f.removeprefix("./") for f in found] or [value]
