"""Opening the one file that a cmdlet writes: Out-File, Export-Csv, Export-Clixml."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.encodings import UTF8, encode, encoding_of, mark_of
from exoshell.cmdlets.providers.failures import no_clobber, open_failure
from exoshell.cmdlets.providers.paths import expand, place_of
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import has_wildcards, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def file_of(session: Any, text: str | None, literal: bool) -> str:
    """The path on disk that a text means; a pattern must match one file."""
    if text is None:
        raise ps_error(
            "ArgumentNull",
            'Cannot process argument because the value of argument "path" is null. Change the value of argument "path" to a non-null value.',
            exception="System.Management.Automation.PSArgumentNullException",
            category="InvalidArgument",
        )
    if not literal and has_wildcards(text):
        found = [path for provider, path in expand(session, text) if provider == "FileSystem"]
        if len(found) > 1:
            raise _not_one(text)
        if found:
            return found[0]
    provider, path = place_of(session, text if literal else unescape(text))
    if provider != "FileSystem":
        raise ps_error(
            "ReadWriteFileNotFileSystemProvider",
            f"Cannot open file because the current provider ({provider}) cannot open a file.",
            exception="System.Management.Automation.PSInvalidOperationException",
            category="InvalidArgument",
        )
    return path


def _not_one(text: str) -> PowerShellError:
    return ps_error(
        "ReadWriteMultipleFilesNotSupported",
        f"Cannot perform operation because the path {text} resolved to more than one file. This command cannot operate on multiple files.",
        exception="System.Management.Automation.PSInvalidOperationException",
        category="InvalidArgument",
    )


def cannot_open(error: OSError, path: str) -> PowerShellError:
    """Why a file could not be opened; the record names no target."""
    failed = open_failure(error, path)
    failed.record.target = None
    return failed


class TextFile:
    """A file being written: `write(text)` and `close()`. The byte order mark stands at the start of a new file."""

    __slots__ = ("codec", "handle", "path", "plain")

    def __init__(self, path: str, encoding: Any, append: bool, clobber: bool, force: bool) -> None:
        self.path = path
        if not clobber and os.path.exists(path):
            raise no_clobber(path)
        chosen = encoding_of(encoding) if encoding is not None else (append and mark_of(path)) or UTF8
        self.codec = chosen[0]
        self.plain = self.codec == "utf-8"
        if force and os.path.isfile(path) and not os.access(path, os.W_OK):
            os.chmod(path, os.stat(path).st_mode | 0o200)
        try:
            self.handle: Any = open(path, "ab" if append else "wb", buffering=1 << 16)  # noqa: SIM115 - closed by close()
        except OSError as error:
            raise cannot_open(error, path) from None
        if chosen[1] and self.handle.tell() == 0:
            self.handle.write(chosen[1])

    def write(self, text: str) -> None:
        """Append text as it is."""
        if self.plain:
            try:
                self.handle.write(text.encode())
                return
            except UnicodeEncodeError:
                pass
        self.handle.write(encode(text, self.codec))

    def close(self) -> None:
        """Close the file; harmless when repeated."""
        if self.handle is not None:
            self.handle.close()
            self.handle = None
