"""The streams besides output: error, warning, verbose, debug, information, progress; their records; redirection."""

from __future__ import annotations

from exoshell.values.errors import ErrorRecord
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NAMES = ("error", "warning", "verbose", "debug", "information")
NUMBERS = {"Error": 0, "Warning": 1, "Verbose": 2, "Debug": 3, "Information": 4}


class Streams:
    """Where records of each stream go: one callable a stream. `collectors`: stream name -> lists that take every record, shown or not."""

    __slots__ = ("error", "warning", "verbose", "debug", "information", "collectors")

    def __init__(self, error: Any, warning: Any, verbose: Any, debug: Any, information: Any) -> None:
        self.error: Callable[[Any], None] = error
        self.warning: Callable[[Any], None] = warning
        self.verbose: Callable[[Any], None] = verbose
        self.debug: Callable[[Any], None] = debug
        self.information: Callable[[Any], None] = information
        self.collectors: dict[str, list[list[Any]]] | None = None

    def copy(self) -> Streams:
        made = Streams(self.error, self.warning, self.verbose, self.debug, self.information)
        made.collectors = self.collectors
        return made

    def collect(self, kind: str, record: Any) -> None:
        """Put a record into the lists of -ErrorVariable and the like, once."""
        if self.collectors is not None:
            for collected in self.collectors.get(kind, ()):
                if not any(held is record for held in collected):
                    collected.append(record)


class InformationalRecord(NetObject):
    """WarningRecord, VerboseRecord, DebugRecord: a message and where it came from."""

    __slots__ = ("message", "invocation")

    def __init__(self, message: str, invocation: Any = None) -> None:
        self.message = message
        self.invocation = invocation
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return self.message


class WarningRecord(InformationalRecord):
    type_name = "System.Management.Automation.WarningRecord"
    __slots__ = ()


class VerboseRecord(InformationalRecord):
    type_name = "System.Management.Automation.VerboseRecord"
    __slots__ = ()


class DebugRecord(InformationalRecord):
    type_name = "System.Management.Automation.DebugRecord"
    __slots__ = ()


class InformationRecord(NetObject):
    """What Write-Information and Write-Host send: `data`, `tags`, `source`; `host_text` is how the console shows it."""

    type_name = "System.Management.Automation.InformationRecord"
    __slots__ = ("data", "tags", "source", "time", "user", "computer", "host_text", "no_newline")

    def __init__(
        self,
        data: Any,
        tags: tuple[str, ...] = (),
        source: str = "",
        host_text: str | None = None,
        no_newline: bool = False,
    ) -> None:
        self.data = data
        self.tags = tags
        self.source = source
        self.host_text = host_text
        self.no_newline = no_newline
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        from exoshell.values.conversion import to_text

        return to_text(self.data)


class HostInformation(NetObject):
    """HostInformationMessage: the data of a Write-Host record."""

    type_name = "System.Management.Automation.HostInformationMessage"
    __slots__ = ("message", "no_newline", "foreground", "background")

    def __init__(
        self, message: str, no_newline: bool = False, foreground: Any = None, background: Any = None
    ) -> None:
        self.message, self.no_newline = message, no_newline
        self.foreground, self.background = foreground, background
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return self.message


def host_streams(session: Any) -> Streams:
    """Streams that end on the console."""
    return Streams(
        session.show_error,
        lambda record: session.show_line("WARNING: ", record),
        lambda record: session.show_line("VERBOSE: ", record),
        lambda record: session.show_line("DEBUG: ", record),
        session.show_information,
    )


class Redirected:
    """The effect of a command's redirections: `streams` for the command, `out` for its output; `close` finishes the files."""

    def __init__(
        self, session: Any, specs: Any, places: Any, out: Callable[[Any], None], context: Any = None
    ) -> None:
        self.session = session
        self.streams: Streams = session.streams.copy()
        self.files: list[Any] = []
        outer = session.streams
        self.outer = outer
        real_out = out
        place = iter(places)
        targets: dict[int, Callable[[Any], None]] = {}
        self.out: Callable[[Any], None] = out
        for spec in specs:
            if spec[0] == "merge":
                continue
            sink = self._file(next(place), spec[2])
            for number in _numbers(spec[1]):
                targets[number] = sink
        if 1 in targets:
            self.out = targets[1]
        else:
            self.out = self._outside(real_out)
        for spec in specs:
            if spec[0] == "merge":
                for number in _numbers(spec[1]):
                    if number != 1:
                        targets[number] = merging(self.out) if number == 2 else self.out
        for number, sink in targets.items():
            if number >= 2:
                setattr(self.streams, NAMES[number - 2], sink)

    def _outside(self, out: Callable[[Any], None]) -> Callable[[Any], None]:
        session, outer = self.session, self.outer

        def write(value: Any) -> None:
            inner = session.streams
            session.streams = outer
            try:
                out(value)
            finally:
                session.streams = inner

        return write

    def _file(self, place: Any, append: bool) -> Callable[[Any], None]:
        if place is None:
            return drop
        from exoshell.runtime.redirection import open_target

        sink = open_target(self.session, place, append)
        self.files.append(sink)
        return sink.write  # type: ignore[no-any-return]

    def close(self) -> None:
        for file in self.files:
            file.close()


def merging(out: Callable[[Any], None]) -> Callable[[Any], None]:
    """Output that error records go to: they stay errors for the console, but for the lines of a program."""

    def write(record: Any) -> None:
        if type(record) is ErrorRecord and record.error_id != "NativeCommandError":
            record.merged = True
        out(record)

    return write


def drop(value: Any) -> None:
    """Where output goes that nobody wants."""


def _numbers(stream: str) -> list[int]:
    """Stream numbers of a redirection's source."""
    if stream == "All":
        return [1, 2, 3, 4, 5, 6]
    if stream == "Output":
        return [1]
    return [NUMBERS[stream] + 2]
