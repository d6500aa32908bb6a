"""Format-Hex."""

from __future__ import annotations

from exoshell.cmdlets.output.bytes_view import rows
from exoshell.cmdlets.providers.encodings import UTF8, EncodingTransformation, encode, encoding_of
from exoshell.cmdlets.providers.failures import open_failure
from exoshell.cmdlets.providers.paths import resolve
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values import numbers as _n
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.files import FileSystemInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_GIVEN = (ValidateNotNullOrEmpty(),)
_SIZES = {
    int: 4,
    _n.Int64: 8,
    _n.Int16: 2,
    _n.SByte: 1,
    _n.Byte: 1,
    _n.UInt16: 2,
    _n.UInt32: 4,
    _n.UInt64: 8,
}


@cmdlet(
    "Format",
    "Hex",
    output=("Microsoft.PowerShell.Commands.ByteCollection",),
    class_name="Microsoft.PowerShell.Commands.FormatHex",
)
class FormatHex(Cmdlet):
    """Shows files, texts and numbers byte by byte."""

    path = Param(
        "string[]", "The files.", position=0, mandatory=True, sets=("Path",), validate=_GIVEN, wildcards=True
    )
    literal_path = Param(
        "string[]",
        "The files, their names taken as they are.",
        mandatory=True,
        sets=("LiteralPath",),
        aliases=("PSPath", "LP"),
        validate=_GIVEN,
    )
    input_object = Param(
        "psobject", "Texts, numbers or files.", mandatory=True, pipe=BY_VALUE, sets=("ByInputObject",)
    )
    encoding = Param(
        "System.Object",
        "The encoding of texts.",
        sets=("ByInputObject",),
        transform=(EncodingTransformation(),),
        validate=_GIVEN,
    )
    count = Param("long", "How many bytes.", validate=(ValidateRange(1, 9223372036854775807),))
    offset = Param("long", "Where to begin.", validate=(ValidateRange(0, 9223372036854775807),))
    raw = Param("switch", "Without effect.", sets=("ByInputObject",), hidden=True)

    gathered: bytearray
    kind: str | None = None

    def begin(self) -> None:
        self.gathered = bytearray()

    def process(self) -> None:
        if self.parameter_set != "ByInputObject":
            literal = self.path is None
            given: Any = self.literal_path if literal else self.path
            for text in given or ():
                self.show_files(text, literal)
            return
        value = self.input_object
        if isinstance(value, FileSystemInfo):
            self.show_file(value.path)
            return
        items = value if isinstance(value, list) else [value]
        for item in items:
            self.take(item)

    def take(self, value: Any) -> None:
        """Gather the bytes of a value; another kind of value begins a block of its own."""
        kind, data = self.data_of(value)
        if kind != self.kind or kind == "String":
            self.flush()
        self.kind = kind
        self.gathered += data

    def data_of(self, value: Any) -> tuple[str, bytes]:
        from exoshell.values.types import EnumValue, type_of

        if type(value) is EnumValue:
            return type_of(value).name, int(value.value).to_bytes(4, "little", signed=True)
        kind = type(value)
        if kind is str:
            codec = UTF8 if self.encoding is None else encoding_of(self.encoding)
            return "String", encode(value, codec[0])
        if kind is bool:
            return "Boolean", bytes([value, 0, 0, 0])
        if kind in _SIZES:
            signed = kind in (int, _n.Int64, _n.Int16, _n.SByte)
            return type_of(value).name, int(value).to_bytes(_SIZES[kind], "little", signed=signed)
        if isinstance(value, float):
            import struct

            return type_of(value).name, struct.pack("<f" if kind is _n.Single else "<d", value)
        raise ps_error(
            "FormatHexTypeNotSupported",
            f"Cannot convert input of type '{type_of(value).full_name}' to hexadecimal. To view the hexadecimal formatting of its string "
            "representation, pipe it to the Out-String cmdlet before piping it to Format-Hex.",
            exception="System.Management.Automation.PSNotSupportedException",
            category="InvalidArgument",
            target=value,
        )

    def flush(self) -> None:
        """Write what was gathered."""
        data = self.cut(bytes(self.gathered))
        if data and self.kind is not None:
            label = f"{self.kind} (System.{self.kind}) <{self.tag():08X}>"
            for row in rows(data, label, None, int(self.offset or 0)):
                self.write(row)
        self.gathered = bytearray()

    def tag(self) -> int:
        return hash(bytes(self.gathered)) & 0xFFFFFFFF

    def cut(self, data: bytes) -> bytes:
        """The part that -Offset and -Count choose."""
        start = int(self.offset or 0)
        return data[start : start + int(self.count)] if self.count else data[start:]

    def show_files(self, text: str, literal: bool) -> None:
        try:
            places = resolve(self.session, text, literal=literal)
        except PowerShellError as error:
            self.write_error(error)
            return
        for provider, path in places:
            if provider == "FileSystem":
                self.show_file(path)

    def show_file(self, path: str) -> None:
        """Write the rows of a file."""
        try:
            with open(path, "rb") as file:
                file.seek(int(self.offset or 0))
                data = file.read(int(self.count)) if self.count else file.read()
        except OSError as error:
            self.write_error(open_failure(error, path))
            return
        for row in rows(data, path, path, int(self.offset or 0)):
            self.write(row)

    def end(self) -> None:
        self.flush()
