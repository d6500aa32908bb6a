"""Files that output is redirected into."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class FileSink:
    """A file that takes objects as the console would draw them: UTF-8 without a mark."""

    def __init__(self, session: Any, path: str, append: bool) -> None:
        from exoshell.format.preferences import Preferences
        from exoshell.format.text_output import TextFormatter
        from exoshell.values.errors import ps_error

        self.path = path
        try:
            self.file = open(
                path, "a" if append else "w", encoding="utf-8", errors="surrogatepass", newline=""
            )  # noqa: SIM115
        except OSError as error:
            failure = ps_error(
                "FileOpenFailure",
                f"Could not find a part of the path '{path}'."
                if isinstance(error, FileNotFoundError)
                else f"Access to the path '{path}' is denied.",
                exception="System.IO.DirectoryNotFoundException"
                if isinstance(error, FileNotFoundError)
                else "System.UnauthorizedAccessException",
                category="OpenError",
                target=path,
            )
            failure.record.command = "Microsoft.PowerShell.Commands.OutFileCommand"
            raise failure from error
        known = Preferences(session.global_scope.get, session, False)
        self.formatter = TextFormatter(
            lambda line: self.file.write(line + "\n"), None, known, session.host.width
        )

    def write(self, value: Any) -> None:
        from exoshell.runtime.streams import InformationalRecord

        self.formatter.write(value.message if isinstance(value, InformationalRecord) else value)

    def close(self) -> None:
        self.formatter.finish()
        self.file.close()


def open_target(session: Any, place: Any, append: bool) -> Any:
    """The sink of a redirection's file name."""
    from exoshell.values.conversion import to_text

    name = to_text(place)
    prefix, colon, rest = name.partition(":")
    if colon and prefix.lower() in ("variable", "function", "env", "alias"):
        return VariableSink(session, prefix.lower(), rest)
    if not name:
        return VariableSink(session, "variable", "null")
    resolve = session.services.get("file_path", session.full_path)
    return FileSink(session, resolve(name), append)


class VariableSink:
    """`> variable:x`."""

    def __init__(self, session: Any, drive: str, name: str) -> None:
        self.session, self.drive, self.name = session, drive, name
        self.items: list[Any] = []

    def write(self, value: Any) -> None:
        self.items.append(value)

    def close(self) -> None:
        from exoshell.runtime.values_flow import collapse
        from exoshell.runtime.variables import drive_set

        drive_set(self.session.scope, self.drive, self.name, collapse(self.items))
