"""Rows of Format-Hex."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values.collections import TypedArray
from exoshell.values.numbers import Byte, UInt64
from exoshell.values.objects import NetObject
from exoshell.values.types import find_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

BYTE_COLLECTION = "Microsoft.PowerShell.Commands.ByteCollection"
ROW = 16


class ByteCollection(NetObject):
    """Up to 16 bytes at an offset; `label` names the source, `path` its file."""

    __slots__ = ("offset", "data", "label", "path")
    type_name = BYTE_COLLECTION

    def __init__(self, offset: int, data: bytes, label: str, path: str | None = None) -> None:
        self.offset, self.data, self.label, self.path = offset, data, label, path
        self.extension = None
        self.ps_type = None

    @property
    def hex_bytes(self) -> str:
        """The bytes as pairs of digits."""
        return " ".join(f"{b:02X}" for b in self.data)

    @property
    def ascii(self) -> str:
        """The bytes as characters; those without a sign of their own as the replacement character or a blank for 0."""
        parts = []
        for byte in self.data:
            if byte == 0:
                parts.append(" ")
            elif byte < 32 or 0x7F <= byte <= 0x9F:
                parts.append("\ufffd")
            else:
                parts.append(chr(byte))
        return "".join(parts)

    def __str__(self) -> str:
        return f"{self.offset:016X} {self.hex_bytes:<47} {self.ascii}"


def rows(data: bytes, label: str, path: str | None = None, start: int = 0) -> Iterator[ByteCollection]:
    """The rows of some bytes, the first of which has the offset `start`."""
    for place in range(0, len(data), ROW):
        yield ByteCollection(start + place, data[place : place + ROW], label, path)


def _bytes(row: Any) -> TypedArray:
    return TypedArray([Byte(b) for b in row.data], find_type("byte"))


_table = table(BYTE_COLLECTION)
_table.add_properties(
    {
        "Offset64": lambda r: UInt64(r.offset),
        "Offset": lambda r: UInt64(r.offset),
        "HexOffset": lambda r: f"{r.offset:016X}",
        "Bytes": _bytes,
        "Path": lambda r: r.path,
        "HexBytes": lambda r: r.hex_bytes,
        "Ascii": lambda r: r.ascii,
        "Label": lambda r: r.label,
    }
)
_table.add_methods({"ToString": str})
