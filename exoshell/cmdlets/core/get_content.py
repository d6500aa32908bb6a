"""Get-Content."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.content import iter_lines, read_text, split_by
from exoshell.cmdlets.providers.encodings import EncodingTransformation, encoding_of
from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_NAME, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import has_wildcards

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

WAIT_SECONDS = 0.2  # how often -Wait looks for more


@cmdlet(
    "Get",
    "Content",
    module="Microsoft.PowerShell.Management",
    default_set="Path",
    output=("System.String", "System.Byte"),
)
class GetContent(PathCmdlet):
    """Gets the content of a file, line by line, or of another item."""

    read_count = Param("long", "How many lines go on together; 0 is all.", pipe=BY_NAME, default=1)
    total_count = Param(
        "long",
        "How many lines from the start.",
        pipe=BY_NAME,
        aliases=("First", "Head"),
        validate=(ValidateRange(0, 2**63 - 1),),
        default=-1,
    )
    tail = Param(
        "int",
        "How many lines from the end.",
        pipe=BY_NAME,
        aliases=("Last",),
        validate=(ValidateRange(0, 2**31 - 1),),
        default=-1,
    )
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
    force = Param("switch", "Hidden files too.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    delimiter = Param("string", "What ends a line.")
    wait = Param("switch", "Wait for further lines until Ctrl-C.")
    raw = Param("switch", "The whole content as one text.")
    encoding = Param(
        "System.Object",
        "The encoding of the files.",
        transform=(EncodingTransformation(),),
        validate=(ValidateNotNullOrEmpty(),),
    )
    as_byte_stream = Param("switch", "Bytes instead of text.")

    def begin(self) -> None:
        self.codec = None if self.encoding is None else encoding_of(self.encoding)
        if self.is_bound("TotalCount") and self.is_bound("Tail"):
            raise ps_error(
                "TailAndHeadCannotCoexist",
                "The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.",
                exception="System.InvalidOperationException",
                category="InvalidOperation",
            )
        if self.raw:
            for name in ("TotalCount", "Tail", "Delimiter"):
                if self.is_bound(name):
                    raise ps_error(
                        "InvalidOperation",
                        f"The 'Raw' and '{name}' parameters cannot be specified in the same command.",
                        exception="System.Management.Automation.PSInvalidOperationException",
                        category="InvalidOperation",
                    )

    def process(self) -> None:
        for text, literal in self.texts():
            found = False
            try:
                for place in self.places_of(text, literal):
                    found = True
                    self.read(place)
            except PowerShellError as error:
                self.write_error(error)
                continue
            if not found and not literal and has_wildcards(text):
                self.write_error(
                    ps_error(
                        "ItemNotFound",
                        f"An object at the specified path {text} does not exist, or has been filtered by the -Include or -Exclude parameter.",
                        exception="System.Exception",
                        category="ObjectNotFound",
                        target=text,
                    )
                )

    def places_of(self, text: str, literal: bool) -> list[tuple[str, str]]:
        from exoshell.cmdlets.providers.paths import resolve

        return [
            place
            for place in resolve(self.session, text, literal=literal, force=bool(self.force))
            if self.is_chosen(place)
        ]

    def read(self, place: tuple[str, str]) -> None:
        if place[0] != "FileSystem":
            value = provider_of(self.session, place[0]).value(place[1])
            self.write_all(value)
            return
        path = place[1]
        if os.path.isdir(path):
            raise ps_error(
                "GetContainerContentException",
                f"Unable to get content because it is a directory: '{path}'. Please use 'Get-ChildItem' instead.",
                exception="System.InvalidOperationException",
                category="InvalidOperation",
                target=path,
            )
        try:
            if self.as_byte_stream:
                self.read_bytes(path)
            elif self.raw:
                text = read_text(path, self.codec)
                if text:
                    self.write(text)
            else:
                self.hand_out(self.lines(path))
                if self.wait:
                    self.follow(path)
        except OSError as error:
            raise failure(
                error, path, "GetContentReaderUnauthorizedAccessError", "PermissionDenied"
            ) from None

    def lines(self, path: str) -> Iterator[Any] | list[Any]:
        if self.delimiter is not None:
            return split_by(read_text(path, self.codec), str(self.delimiter))
        return iter_lines(path, self.codec)

    def hand_out(self, lines: Iterator[Any] | list[Any]) -> None:
        if self.tail >= 0:
            from collections import deque

            lines = list(deque(lines, maxlen=self.tail))
        if self.total_count >= 0:
            from itertools import islice

            lines = islice(lines, self.total_count)  # type: ignore[assignment]
        write = self.write
        if self.read_count == 1:
            for line in lines:
                write(line)
            return
        batch: list[Any] = []
        for line in lines:
            batch.append(line)
            if len(batch) == self.read_count:
                write(batch)
                batch = []
        if batch:
            write(batch)

    def read_bytes(self, path: str) -> None:
        from exoshell.values.collections import TypedArray
        from exoshell.values.numbers import Byte
        from exoshell.values.types import find_type

        with open(path, "rb") as handle:
            data = handle.read()
        if self.raw:
            self.write(TypedArray([Byte(b) for b in data], find_type("byte")))
        else:
            self.hand_out([Byte(b) for b in data])

    def follow(self, path: str) -> None:
        """Hand out what is appended, until the user stops it."""
        import time

        with open(path, encoding="utf-8", errors="replace") as handle:
            handle.seek(0, os.SEEK_END)
            while True:
                line = handle.readline()
                if line:
                    self.write(line.rstrip("\n"))
                else:
                    time.sleep(WAIT_SECONDS)
