"""What Set-Content and Add-Content share."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.content import ContentWriter
from exoshell.cmdlets.providers.encodings import EncodingTransformation, encoding_of, mark_of
from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.paths import expand, place_of
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import has_wildcards, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class WriteContentCmdlet(PathCmdlet):
    """Opens the files at the first object, writes as objects come, closes at the end."""

    append = False
    action = "Set Content"

    value = Param(
        "System.Object[]",
        "What to write.",
        position=1,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        allow_null=True,
        allow_empty_collection=True,
    )
    pass_thru = Param("switch", "Give what was written.")
    path = Param("string[]", "The files.", sets={"Path": P(0, True, BY_NAME)}, wildcards=True)
    literal_path = Param(
        "string[]",
        "The files, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    force = Param("switch", "Read-only files too.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    no_newline = Param("switch", "No line end behind an object.")
    encoding = Param(
        "System.Object",
        "The encoding.",
        transform=(EncodingTransformation(),),
        validate=(ValidateNotNullOrEmpty(),),
    )
    as_byte_stream = Param("switch", "The objects are bytes.")

    writers: list[Any] | None = None
    codec: Any = None

    def begin(self) -> None:
        self.codec = None if self.encoding is None else encoding_of(self.encoding)

    def process(self) -> None:
        if self.writers is None:
            self.open()
        for writer in self.writers or ():
            writer.write(self.value)
            if self.pass_thru:
                self.write_all(self.value)

    def close(self) -> None:
        for writer in self.writers or ():
            writer.close()
        self.writers = None

    def open(self) -> None:
        """Open every file that the paths name; one that cannot be opened is an error and the others go on."""
        self.writers = []
        for text, literal in self.texts():
            try:
                for place in self.named(text, literal):
                    writer = self.opened(place)
                    if writer is not None:
                        self.writers.append(writer)
            except PowerShellError as error:
                self.write_error(error)

    def named(self, text: str, literal: bool) -> list[tuple[str, str]]:
        if literal or not has_wildcards(text):
            return [place_of(self.session, text if literal else unescape(text))]
        return [place for place in expand(self.session, text) if self.is_chosen(place)]

    def opened(self, place: tuple[str, str]) -> Any:
        provider, path = place
        if provider != "FileSystem":
            return (
                ItemWriter(provider_of(self.session, provider), path)
                if self.should_process(f"Path: {path}", self.action)
                else None
            )
        if os.path.isdir(path):
            raise self.is_folder(path)
        if not self.should_process(f"Path: {path}", self.action):
            return None
        encoding = self.codec
        if self.append and encoding is None:
            encoding = mark_of(path)
        try:
            return ContentWriter(
                path, encoding, self.append, bool(self.no_newline), bool(self.as_byte_stream)
            )
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                raise failure(
                    error, path, "GetContentWriterDirectoryNotFoundError", "ObjectNotFound"
                ) from None
            if isinstance(error, PermissionError):
                raise failure(
                    error, path, "GetContentWriterUnauthorizedAccessError", "PermissionDenied"
                ) from None
            raise failure(error, path, "GetContentWriterIOError", "WriteError") from None

    def is_folder(self, path: str) -> PowerShellError:
        return ps_error(
            "WriteContainerContentException",
            f"Unable to write content because it is a directory: '{path}'.",
            exception="System.InvalidOperationException",
            category="InvalidOperation",
            target=path,
        )


class ItemWriter:
    """Writes to an item that is no file: the last value wins, several become an array."""

    def __init__(self, provider: Any, path: str) -> None:
        self.provider, self.path = provider, path
        self.values: list[Any] = []

    def write(self, value: Any) -> None:
        self.values.extend(value if type(value) is list else [value])

    def close(self) -> None:
        self.provider.set_item(self.path, self.values[0] if len(self.values) == 1 else self.values)
