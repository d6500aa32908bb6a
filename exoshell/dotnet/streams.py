"""Streams, text readers and writers, binary readers and writers, compression."""

from __future__ import annotations

import io
import os

from exoshell.dotnet.convert import byte_array, raw_bytes
from exoshell.dotnet.dates import number_of
from exoshell.dotnet.errors import argument_error, net_error
from exoshell.dotnet.io import decode, encoding_of, io_failure
from exoshell.dotnet.strings import format_text, plain, text_of
from exoshell.dotnet.table import table
from exoshell.values import numbers
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STREAM = table("System.IO.Stream")
MEMORY = table("System.IO.MemoryStream")
READER = table("System.IO.TextReader")
WRITER = table("System.IO.TextWriter")


class Stream(NetObject):
    """A stream over a Python binary file object; `kind` is its .NET class. A closed memory stream keeps its bytes in `last`."""

    __slots__ = ("file", "kind", "name", "access", "last", "target", "leave_open")

    def __init__(self, file: Any, kind: str, name: str = "", access: int = 3) -> None:
        self.file, self.kind, self.name, self.access = file, kind, name, access
        self.last = b""
        self.target: Stream | None = None  # where a compressor writes
        self.leave_open = False
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return self.kind

    def open(self) -> Any:
        """The file object. Raises ObjectDisposedException once closed."""
        if self.file.closed:
            what = "file" if self.kind.endswith("FileStream") else "Stream"
            raise net_error("System.ObjectDisposedException", f"Cannot access a closed {what}.")
        return self.file

    def close(self) -> None:
        """Close and Dispose; a compressor first hands on what it holds."""
        if self.file.closed:
            return
        if self.kind == "System.IO.MemoryStream":
            self.last = self.file.getvalue()
        if self.target is not None and self.access & 2:
            data = _compressed(self.file.getvalue(), self.kind)
            self.target.open().write(data)
        self.file.close()
        if self.target is not None and not self.leave_open:
            self.target.close()

    def contents(self) -> bytes:
        """All bytes of a memory stream."""
        return self.last if self.file.closed else bytes(self.file.getvalue())


def _compressed(data: bytes, kind: str) -> bytes:
    import zlib

    bits = 31 if kind.endswith("GZipStream") else 15 if kind.endswith("ZLibStream") else -15
    packer = zlib.compressobj(6, zlib.DEFLATED, bits)
    return packer.compress(data) + packer.flush()


def open_file(path: str, mode: int, access: int = 3) -> Stream:
    """A FileStream; FileMode and FileAccess as numbers."""
    exists = os.path.exists(path)
    if mode == 1 and exists:
        raise net_error("System.IO.IOException", f"The file '{os.path.abspath(path)}' already exists.")
    modes = {
        1: "w+b",
        2: "w+b",
        3: "r+b" if access & 2 else "rb",
        4: "r+b" if exists else "w+b",
        5: "r+b",
        6: "ab",
    }
    try:
        file = open(path, modes[mode])  # noqa: SIM115  (the stream keeps it open)
        if mode == 5:
            file.truncate(0)
    except OSError as error:
        raise io_failure(error, path) from error
    return Stream(file, "System.IO.FileStream", os.path.abspath(path), access)


@MEMORY.new()
def new_memory(ps_type: Any, *args: Any) -> Stream:
    """MemoryStream([capacity or bytes[, start, count][, writable]])."""
    source = args[0] if args and isinstance(args[0], list) else None
    data = raw_bytes(source) if source is not None else b""
    if len(args) >= 3 and source is not None:
        data = data[args[1] : args[1] + args[2]]
    return Stream(io.BytesIO(data), "System.IO.MemoryStream")


def read(stream: Stream, target: Any, offset: int = 0, count: int | None = None) -> int:
    """Read(buffer, offset, count)."""
    data = stream.open().read(len(target) - offset if count is None else count)
    target[offset : offset + len(data)] = [numbers.Byte(b) for b in data]
    return len(data)


def write(stream: Stream, source: Any, offset: int = 0, count: int | None = None) -> None:
    data = raw_bytes(source)
    stream.open().write(data[offset:] if count is None else data[offset : offset + count])


def read_byte(stream: Stream) -> int:
    data = stream.open().read(1)
    return data[0] if data else -1


def length(stream: Stream) -> int:
    file = stream.open()
    here = file.tell()
    end = file.seek(0, 2)
    file.seek(here)
    return int(end)


def copy_to(stream: Stream, target: Stream, *rest: Any) -> None:
    target.open().write(stream.open().read())


def set_length(stream: Stream, size: int) -> None:
    stream.open().truncate(size)


def _seek(stream: Stream, position: int) -> None:
    stream.open().seek(position)


STREAM.add_methods(
    {
        "Read": read,
        "Write": write,
        "ReadByte": read_byte,
        "WriteByte": lambda s, value: _quiet(s.open().write(bytes([int(value)]))),
        "Seek": lambda s, offset, origin: s.open().seek(offset, number_of(origin)),
        "Flush": lambda s, *rest: _quiet(s.file.flush()),
        "Close": Stream.close,
        "Dispose": Stream.close,
        "CopyTo": copy_to,
        "SetLength": set_length,
    }
)
STREAM.add_properties(
    {
        "Length": length,
        "Position": lambda s: s.open().tell(),
        "CanRead": lambda s: not s.file.closed and bool(s.access & 1),
        "CanWrite": lambda s: not s.file.closed and bool(s.access & 2),
        "CanSeek": lambda s: not s.file.closed and s.target is None,
        "CanTimeout": lambda s: False,
        "BaseStream": lambda s: s.target,
    }
)
STREAM.properties["position"].set = _seek
MEMORY.add_methods(
    {"ToArray": lambda s: byte_array(s.contents()), "GetBuffer": lambda s: byte_array(s.contents())}
)
MEMORY.method("WriteTo")(lambda s, target: _quiet(target.open().write(s.contents())))
MEMORY.add_properties({"Capacity": lambda s: max(len(s.contents()), 256) if s.contents() else 0})
FILE_STREAM = table("System.IO.FileStream")
FILE_STREAM.add_properties({"Name": lambda s: s.name})
FILE_STREAM.new()(
    lambda ps_type, path, mode, *rest: open_file(path, number_of(mode), number_of(rest[0]) if rest else 3)
)


def _quiet(value: Any) -> None:
    """Drops a result."""


def new_compressor(ps_type: Any, stream: Stream, mode: Any, leave_open: bool = False) -> Stream:
    """GZipStream and its like: a mode (or, for writing, a level)."""
    import zlib

    decompress = getattr(mode, "name", mode) == "Decompress"
    data = b""
    if decompress:
        bits = (
            31
            if ps_type.full_name.endswith("GZipStream")
            else 15
            if ps_type.full_name.endswith("ZLibStream")
            else -15
        )
        try:
            data = zlib.decompressobj(bits).decompress(stream.open().read())
        except zlib.error:
            raise net_error(
                "System.IO.InvalidDataException",
                "The archive entry was compressed using an unsupported compression method.",
            ) from None
    made = Stream(io.BytesIO(data), ps_type.full_name, "", 1 if decompress else 2)
    made.target, made.leave_open = stream, leave_open
    return made


for _name in ("GZipStream", "DeflateStream", "ZLibStream"):
    table(f"System.IO.Compression.{_name}").new()(new_compressor)

# ------------------------------------------------------------------------------------------------------------------- readers and writers


class TextReader(NetObject):
    """A StringReader or StreamReader: the whole text and a position."""

    __slots__ = ("text", "position", "stream", "encoding", "closed")

    def __init__(self, text: str, stream: Any = None, encoding: Any = None) -> None:
        self.text, self.position, self.stream, self.encoding, self.closed = text, 0, stream, encoding, False
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return "System.IO.StringReader" if self.encoding is None else "System.IO.StreamReader"

    def check(self) -> None:
        if self.closed:
            raise net_error("System.ObjectDisposedException", "Cannot read from a closed TextReader.")

    def read_line(self) -> Any:
        self.check()
        if self.position >= len(self.text):
            return None
        end = self.position
        while end < len(self.text) and self.text[end] not in "\r\n":
            end += 1
        line = self.text[self.position : end]
        self.position = end + (2 if self.text[end : end + 2] == "\r\n" else 1)
        return line

    def rest(self) -> str:
        self.check()
        text = self.text[self.position :]
        self.position = len(self.text)
        return text

    def peek(self) -> int:
        self.check()
        return ord(self.text[self.position]) if self.position < len(self.text) else -1

    def close(self) -> None:
        self.closed = True
        if self.stream is not None:
            self.stream.close()


def read_char(reader: TextReader, *block: Any) -> int:
    """Read() or Read(buffer, index, count)."""
    from exoshell.values.char import Char

    if not block:
        code = reader.peek()
        reader.position += code >= 0
        return code
    target, index, count = block
    part = reader.text[reader.position : reader.position + count]
    target[index : index + len(part)] = [Char(c) for c in part]
    reader.position += len(part)
    return len(part)


READER.add_methods(
    {
        "ReadLine": TextReader.read_line,
        "ReadToEnd": TextReader.rest,
        "Read": read_char,
        "Peek": TextReader.peek,
        "Close": TextReader.close,
        "Dispose": TextReader.close,
    }
)
STREAM_READER = table("System.IO.StreamReader")
STREAM_READER.add_properties(
    {
        "EndOfStream": lambda r: r.position >= len(r.text),
        "CurrentEncoding": lambda r: r.encoding,
        "BaseStream": lambda r: r.stream,
    }
)


@STREAM_READER.new()
def new_reader(ps_type: Any, source: Any, *rest: Any) -> TextReader:
    """StreamReader(path or stream[, encoding …])."""
    from exoshell.dotnet.io import read_bytes
    from exoshell.dotnet.text import Encoding

    encoding = next((a for a in rest if isinstance(a, Encoding)), None)
    data = read_bytes(source) if type(source) is str else source.open().read()
    return TextReader(decode(data, encoding), None if type(source) is str else source, encoding_of(encoding))


table("System.IO.StringReader").new()(lambda ps_type, text: TextReader(text or ""))


class TextWriter(NetObject):
    """A StringWriter or StreamWriter."""

    __slots__ = ("parts", "stream", "encoding", "new_line", "auto_flush", "closed", "started")

    def __init__(self, stream: Any = None, encoding: Any = None) -> None:
        self.parts: list[str] = []
        self.stream, self.encoding = stream, encoding
        self.new_line, self.auto_flush, self.closed, self.started = "\n", False, False, False
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return "System.IO.StringWriter" if self.stream is None else "System.IO.StreamWriter"

    def write(self, *args: Any) -> None:
        """Write([format,] values…)."""
        if self.closed:
            raise net_error("System.ObjectDisposedException", "Cannot write to a closed TextWriter.")
        if len(args) > 1 and type(args[0]) is str:
            self.parts.append(format_text(*args))
        elif args and isinstance(args[0], list):
            self.parts.append("".join(plain(c) for c in args[0]))
        elif args:
            self.parts.append(text_of(args[0]) if not hasattr(args[0], "value") else plain(args[0]))
        if self.auto_flush:
            self.flush()

    def write_line(self, *args: Any) -> None:
        self.write(*args)
        self.write(self.new_line)

    def flush(self) -> None:
        if self.stream is None:
            return
        data = self.encoding.encode("".join(self.parts))
        if not self.started and self.encoding.preamble and not self.stream.file.tell():
            data = self.encoding.preamble + data
        self.started = True
        self.stream.open().write(data)
        self.stream.file.flush()
        self.parts = []

    def close(self) -> None:
        if not self.closed and self.stream is not None:
            self.flush()
            self.stream.close()
        self.closed = True


WRITER.add_methods({"Write": TextWriter.write, "WriteLine": TextWriter.write_line}, raw=True)
for _name in ("write", "writeline"):
    WRITER.methods[_name].function = (lambda f: lambda *args: _nothing(f(*args)))(
        WRITER.methods[_name].function
    )


def _nothing(value: Any) -> Any:
    from exoshell.values.null import AUTOMATION_NULL

    return AUTOMATION_NULL


WRITER.add_methods({"Flush": TextWriter.flush, "Close": TextWriter.close, "Dispose": TextWriter.close})
WRITER.add_fields({"NewLine": "new_line", "AutoFlush": "auto_flush"})
WRITER.add_properties(
    {"Encoding": lambda w: w.encoding or encoding_of(None), "BaseStream": lambda w: w.stream}
)
STRING_WRITER = table("System.IO.StringWriter")
STRING_WRITER.method("ToString", "string ToString()")(lambda w: "".join(w.parts))
STRING_WRITER.new()(lambda ps_type, *args: TextWriter())
STRING_WRITER.method("GetStringBuilder")(lambda w: _builder(w))


def _builder(writer: TextWriter) -> Any:
    from exoshell.dotnet.text import StringBuilder

    return StringBuilder("".join(writer.parts))


def file_writer(path: str, append: bool, encoding: Any = None) -> TextWriter:
    """A StreamWriter on a file."""
    return TextWriter(open_file(path, 6 if append else 2, 2), encoding_of(encoding))


@table("System.IO.StreamWriter").new()
def new_writer(ps_type: Any, target: Any, *rest: Any) -> TextWriter:
    """StreamWriter(path[, append][, encoding]) or (stream[, encoding])."""
    from exoshell.dotnet.text import Encoding

    encoding = next((a for a in rest if isinstance(a, Encoding)), None)
    if type(target) is str:
        return file_writer(target, any(a is True for a in rest), encoding)
    if not target.access & 2:
        raise argument_error("Stream was not writable.")
    return TextWriter(target, encoding_of(encoding))


# ------------------------------------------------------------------------------------------------------------------------ binary access


class Binary(NetObject):
    """A BinaryReader or BinaryWriter (`kind`) on a stream."""

    __slots__ = ("stream", "kind")

    def __init__(self, ps_type: Any, stream: Stream, *rest: Any) -> None:
        self.stream, self.kind = stream, ps_type.full_name
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return str(self.kind)


_CODES = {
    "Byte": "B",
    "SByte": "b",
    "Int16": "h",
    "UInt16": "H",
    "Int32": "i",
    "UInt32": "I",
    "Int64": "q",
    "UInt64": "Q",
    "Single": "f",
    "Double": "d",
    "Boolean": "?",
}


def _unpacker(code: str) -> Any:
    import struct

    def get(reader: Binary) -> Any:
        size = struct.calcsize("<" + code)
        data = reader.stream.open().read(size)
        if len(data) < size:
            raise net_error("System.IO.EndOfStreamException", "Unable to read beyond the end of the stream.")
        return struct.unpack("<" + code, data)[0]

    return get


def pack(writer: Binary, value: Any, *rest: Any) -> None:
    """BinaryWriter.Write: the width follows the value's type; text is preceded by its length."""
    import struct

    from exoshell.values.types import type_of

    if isinstance(value, list):
        data = raw_bytes(value)
    elif type(value) is str:
        body = value.encode()
        size, head = len(body), bytearray()
        while size >= 128:
            head.append(size & 127 | 128)
            size >>= 7
        data = bytes(head) + bytes([size]) + body
    else:
        data = struct.pack("<" + _CODES[type_of(value).name], value)
    writer.stream.open().write(data)


BINARY_READER = table("System.IO.BinaryReader")
BINARY_READER.new()(Binary)
BINARY_READER.add_methods({f"Read{name}": _unpacker(code) for name, code in _CODES.items()})
BINARY_READER.add_methods({"ReadBytes": lambda r, count: byte_array(r.stream.open().read(count))})
BINARY_WRITER = table("System.IO.BinaryWriter")
BINARY_WRITER.new()(Binary)
BINARY_WRITER.add_methods({"Write": pack, "Flush": lambda w: None})
for _t in (BINARY_READER, BINARY_WRITER):
    _t.add_methods({"Close": lambda b: b.stream.close(), "Dispose": lambda b: b.stream.close()})
    _t.add_properties({"BaseStream": lambda b: b.stream})
