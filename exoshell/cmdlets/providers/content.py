"""Reading and writing the content of files: lines, encodings, the texts of objects."""

from __future__ import annotations

from exoshell.cmdlets.providers.encodings import UTF8, decode, encode, starts_with_mark
from exoshell.values.enumeration import enumerate_value
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def split_lines(text: str) -> list[str]:
    """The lines of a text; LF, CR and CRLF end one, an end at the very end opens no further line."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def split_by(text: str, delimiter: str) -> list[str]:
    """The pieces between delimiters; none behind the last one."""
    pieces = text.split(delimiter) if delimiter else [text]
    if pieces and not pieces[-1]:
        pieces.pop()
    return pieces


def read_text(path: str, encoding: Any = None) -> str:
    with open(path, "rb") as handle:
        return decode(handle.read(), encoding)


def iter_lines(path: str, encoding: Any = None) -> Iterator[str]:
    """The lines of a file as they are read; plain UTF-8 streams, everything else is read whole."""
    with open(path, "rb") as handle:
        head = handle.read(4)
    if (encoding is None or encoding[0] == "utf-8") and not starts_with_mark(head):
        with open(path, encoding="utf-8", errors="replace", newline=None) as lines:
            for line in lines:
                yield line[:-1] if line.endswith("\n") else line
        return
    yield from split_lines(read_text(path, encoding))


def texts_of(value: Any) -> Iterator[str]:
    """The lines that an object gives in Set-Content: collections one by one, everything by its .NET text in the current culture."""
    from exoshell.values.text import net_text

    if type(value) is str:
        yield value
        return
    items = enumerate_value(value)
    if items is None:
        if value is not None:
            yield object_text(value, net_text)
        return
    for item in items:
        yield from texts_of(item)


def object_text(value: Any, net_text: Any) -> str:
    from exoshell.values.objects import PSCustomObject

    if isinstance(value, PSCustomObject):
        from exoshell.values.conversion import to_text

        return to_text(value)
    return net_text(value)  # type: ignore[no-any-return]


def bytes_of(value: Any) -> Iterator[int]:
    """The bytes that an object gives under -AsByteStream; anything but numbers from 0 to 255 is an error."""
    items = enumerate_value(value)
    for item in [value] if items is None else items:
        if isinstance(item, int) and not isinstance(item, bool) and 0 <= item <= 255:
            yield int(item)
        else:
            raise ps_error(
                "Argument",
                "Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.",
                exception="System.Management.Automation.PSArgumentException",
                category="InvalidArgument",
            )


class ContentWriter:
    """Writes one file as objects come; the file is opened at the first call and is whole after `close`."""

    def __init__(self, path: str, encoding: Any, append: bool, no_newline: bool, as_bytes: bool) -> None:
        self.path = path
        self.encoding = encoding or UTF8
        self.newline = "" if no_newline else "\n"
        self.as_bytes = as_bytes
        self.handle = open(path, "ab" if append else "wb")  # noqa: SIM115 - closed by close()
        if not append or self.handle.tell() == 0:
            self.mark = b"" if as_bytes else self.encoding[1]
        else:
            self.mark = b""

    def write(self, value: Any) -> None:
        if self.as_bytes:
            self.handle.write(bytes(bytes_of(value)))
            return
        newline = self.newline
        text = "".join([line + newline for line in texts_of(value)])
        if text:
            self.handle.write(self.mark + encode(text, self.encoding[0]))
            self.mark = b""

    def close(self) -> None:
        self.handle.close()
