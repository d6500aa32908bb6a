"""System.Text: StringBuilder, encodings, Rune."""

from __future__ import annotations

from exoshell.dotnet.convert import byte_array, raw_bytes
from exoshell.dotnet.errors import argument_error, net_error, null_error, range_error
from exoshell.dotnet.strings import plain, text_of
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.char import Char
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BUILDER = table("System.Text.StringBuilder")


class StringBuilder(NetObject):
    """System.Text.StringBuilder: pieces that are joined when the text is asked for."""

    __slots__ = ("parts", "capacity")
    type_name = "System.Text.StringBuilder"

    def __init__(self, text: str = "", capacity: int = 16) -> None:
        self.parts = [text] if text else []
        self.capacity = capacity
        self.extension = None
        self.ps_type = None

    @property
    def text(self) -> str:
        if len(self.parts) > 1:
            self.parts = ["".join(self.parts)]
        return self.parts[0] if self.parts else ""

    @text.setter
    def text(self, value: str) -> None:
        self.parts = [value]

    def __str__(self) -> str:
        return self.text


@BUILDER.new()
def new_builder(ps_type: Any, *args: Any) -> StringBuilder:
    """StringBuilder([text], [start, length,] [capacity])."""
    text = next((a for a in args if type(a) is str), "")
    spans = [a for a in args if type(a) is int]
    if len(spans) == 3:
        text = text[spans[0] : spans[0] + spans[1]]
    return StringBuilder(text, spans[-1] if spans else max(16, len(text)))


def append(builder: StringBuilder, value: Any = None, *rest: Any) -> StringBuilder:
    """Append(value), (char, count), (text or char[], start, count)."""
    if type(value) is Char:
        text = value.value * rest[0] if rest else value.value
    elif isinstance(value, list):
        text = "".join(plain(c) for c in value) if not value or type(value[0]) is Char else text_of(value)
        text = text[rest[0] : rest[0] + rest[1]] if rest else text
    else:
        text = text_of(value)
        text = text[rest[0] : rest[0] + rest[1]] if len(rest) == 2 else text
    if text:
        builder.parts.append(text)
    return builder


def append_line(builder: StringBuilder, value: Any = None) -> StringBuilder:
    builder.parts.append(plain(value) + "\n")
    return builder


def append_format(builder: StringBuilder, *args: Any) -> StringBuilder:
    from exoshell.dotnet.strings import format_text

    builder.parts.append(format_text(*args))
    return builder


def append_join(builder: StringBuilder, separator: Any, values: Any) -> StringBuilder:
    builder.parts.append(plain(separator).join(text_of(v) for v in values))
    return builder


def insert(builder: StringBuilder, index: int, value: Any, *rest: Any) -> StringBuilder:
    """Insert(index, value[, count])."""
    text = builder.text
    if not 0 <= index <= len(text):
        raise range_error(
            "index",
            "Index was out of range. Must be non-negative and less than or equal to the size of the collection.",
        )
    shown = (
        "".join(plain(c) for c in value)
        if isinstance(value, list)
        else text_of(value)
        if type(value) is not Char
        else value.value
    )
    builder.text = (
        text[:index]
        + shown * (rest[0] if rest and type(rest[0]) is int and len(rest) == 1 else 1)
        + text[index:]
    )
    return builder


def remove(builder: StringBuilder, start: int, length: int) -> StringBuilder:
    text = builder.text
    if start < 0 or length < 0 or start + length > len(text):
        raise range_error(
            "length", "Index was out of range. Must be non-negative and less than the size of the collection."
        )
    builder.text = text[:start] + text[start + length :]
    return builder


def replace(builder: StringBuilder, old: Any, new: Any, *span: int) -> StringBuilder:
    """Replace(old, new[, start, count])."""
    text, wanted = builder.text, plain(old)
    if not wanted:
        raise argument_error("The value cannot be an empty string.", "oldValue")
    start, end = (span[0], span[0] + span[1]) if span else (0, len(text))
    builder.text = text[:start] + text[start:end].replace(wanted, plain(new)) + text[end:]
    return builder


def clear(builder: StringBuilder) -> StringBuilder:
    builder.parts = []
    return builder


def set_length(builder: StringBuilder, length: int) -> None:
    builder.text = builder.text[:length].ljust(length, "\0")


def builder_text(builder: StringBuilder, *span: int) -> str:
    """ToString([start, length])."""
    text = builder.text
    if not span:
        return text
    start, length = span
    if start < 0 or length < 0 or start + length > len(text):
        raise range_error("length", "Index and length must refer to a location within the string.")
    return text[start : start + length]


def set_char(builder: StringBuilder, index: int, value: Any) -> None:
    text = builder.text
    builder.text = text[:index] + plain(value) + text[index + 1 :]


def get_char(builder: StringBuilder, index: int) -> Char:
    if not 0 <= index < len(builder.text):
        raise net_error("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
    return Char(builder.text[index])


def set_capacity(builder: StringBuilder, value: int) -> None:
    if value < len(builder.text):
        raise range_error("value", "capacity was less than the current size.")
    builder.capacity = value


BUILDER.add_methods(
    {
        "Append": append,
        "AppendLine": append_line,
        "AppendFormat": append_format,
        "AppendJoin": append_join,
        "Insert": insert,
        "Remove": remove,
        "Replace": replace,
        "Clear": clear,
        "ToString": builder_text,
        "EnsureCapacity": lambda b, capacity: max(capacity, b.capacity),
        "Equals": lambda b, other: isinstance(other, StringBuilder) and other.text == b.text,
    }
)
BUILDER.add_properties(
    {
        "Length": lambda b: len(b.text),
        "Capacity": lambda b: max(b.capacity, len(b.text)),
        "MaxCapacity": lambda b: 2**31 - 1,
    }
)
BUILDER.setter("Length")(set_length)
BUILDER.setter("Capacity")(set_capacity)
BUILDER.get_item = get_char
BUILDER.set_item = set_char

# ---------------------------------------------------------------------------------------------------------------------------- encodings

ENCODING = table("System.Text.Encoding")
# web name -> (Python codec, code page, display name, .NET class, preamble)
_KNOWN: dict[str, tuple[str, int, str, str, bytes]] = {
    "utf-8": ("utf-8", 65001, "Unicode (UTF-8)", "System.Text.UTF8Encoding", b"\xef\xbb\xbf"),
    "utf-16": ("utf-16-le", 1200, "Unicode", "System.Text.UnicodeEncoding", b"\xff\xfe"),
    "utf-16BE": ("utf-16-be", 1201, "Unicode (Big-Endian)", "System.Text.UnicodeEncoding", b"\xfe\xff"),
    "utf-32": ("utf-32-le", 12000, "Unicode (UTF-32)", "System.Text.UTF32Encoding", b"\xff\xfe\0\0"),
    "us-ascii": ("ascii", 20127, "US-ASCII", "System.Text.ASCIIEncoding+ASCIIEncodingSealed", b""),
    "iso-8859-1": (
        "latin-1",
        28591,
        "Western European (ISO)",
        "System.Text.Latin1Encoding+Latin1EncodingSealed",
        b"",
    ),
    "utf-7": ("utf-7", 65000, "Unicode (UTF-7)", "System.Text.UTF7Encoding", b""),
    "windows-1252": ("cp1252", 1252, "Western European (Windows)", "System.Text.SBCSCodePageEncoding", b""),
}
_ALIASES = {
    "utf8": "utf-8",
    "unicode": "utf-16",
    "utf-16le": "utf-16",
    "utf-16be": "utf-16BE",
    "bigendianunicode": "utf-16BE",
    "unicodefffe": "utf-16BE",
    "ascii": "us-ascii",
    "latin1": "iso-8859-1",
    "utf32": "utf-32",
    "utf7": "utf-7",
}


class Encoding(NetObject):
    """A System.Text.Encoding: `web_name`, `codec` of Python, `preamble` the byte order mark it writes, `strict`: errors are thrown."""

    __slots__ = ("web_name", "codec", "code_page", "display", "preamble", "strict", "shown_type")

    def __init__(self, web_name: str, preamble: bool = True, strict: bool = False) -> None:
        codec, page, display, shown, mark = _KNOWN[web_name]
        self.web_name, self.codec, self.code_page, self.display = web_name, codec, page, display
        self.preamble = mark if preamble else b""
        self.strict = strict
        self.shown_type = shown
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return self.shown_type

    def encode(self, text: str) -> bytes:
        """The bytes of a text; what cannot be written becomes `?` (U+FFFD in Unicode)."""
        try:
            return text.encode(self.codec, "strict")
        except UnicodeEncodeError:
            fixed = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            return fixed.encode(self.codec, "replace")

    def decode(self, data: bytes) -> str:
        """The text of bytes."""
        try:
            return data.decode(self.codec, "strict" if self.strict else "replace")
        except UnicodeDecodeError as error:
            raise net_error(
                "System.Text.DecoderFallbackException",
                f"Unable to translate bytes [{data[error.start]:02X}] at index {error.start} from specified code page to Unicode.",
            ) from error


def find_encoding(name: Any) -> Encoding:
    """GetEncoding(name or code page). Raises the exceptions of .NET."""
    if type(name) is int:
        for web, facts in _KNOWN.items():
            if facts[1] == name or name == 0 and web == "utf-8":
                return Encoding(web)
        raise net_error(
            "System.NotSupportedException",
            f"No data is available for encoding {name}. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.",
        )
    lower = str(name).lower()
    web_name = _ALIASES.get(lower, lower)
    if web_name not in _KNOWN:
        raise argument_error(
            f"'{name}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.",
            "name",
        )
    return Encoding(web_name)


def get_bytes(encoding: Encoding, value: Any, *span: Any) -> Any:
    """GetBytes(text or char[][, start, count])."""
    if value is None:
        raise null_error("s")
    text = "".join(plain(c) for c in value) if isinstance(value, list) else str(value)
    if len(span) >= 2:
        text = text[span[0] : span[0] + span[1]]
    return byte_array(encoding.encode(text))


def get_string(encoding: Encoding, values: Any, *span: int) -> str:
    """GetString(bytes[, start, count])."""
    data = raw_bytes(values)
    return encoding.decode(data[span[0] : span[0] + span[1]] if span else data)


ENCODING.add_methods(
    {
        "GetBytes": get_bytes,
        "GetString": get_string,
        "GetChars": lambda e, values, *span: [Char(c) for c in get_string(e, values, *span[:2])],
        "GetByteCount": lambda e, value, *span: len(get_bytes(e, value, *span)),
        "GetCharCount": lambda e, values, *span: len(get_string(e, values, *span)),
        "GetMaxByteCount": lambda e, count: (
            (count + 1) * {"utf-8": 3, "us-ascii": 1, "iso-8859-1": 1}.get(e.web_name, 2)
        ),
        "GetMaxCharCount": lambda e, count: count + 1,
        "GetPreamble": lambda e: byte_array(e.preamble),
        "Equals": lambda e, other: isinstance(other, Encoding) and other.web_name == e.web_name,
    }
)
ENCODING.method("ToString", "string ToString()")(lambda e: e.shown_type)
ENCODING.add_properties(
    {
        "WebName": lambda e: e.web_name,
        "BodyName": lambda e: e.web_name,
        "HeaderName": lambda e: e.web_name,
        "EncodingName": lambda e: e.display,
        "CodePage": lambda e: e.code_page,
        "WindowsCodePage": lambda e: 1252 if e.code_page in (1252, 28591, 20127) else 1200,
        "IsSingleByte": lambda e: e.web_name in ("us-ascii", "iso-8859-1", "windows-1252"),
        "IsBrowserDisplay": lambda e: e.web_name in ("utf-8", "iso-8859-1", "windows-1252"),
        "IsBrowserSave": lambda e: e.web_name in ("utf-8", "utf-16", "iso-8859-1", "windows-1252"),
        "IsMailNewsDisplay": lambda e: True,
        "IsMailNewsSave": lambda e: True,
        "IsReadOnly": lambda e: True,
        "Preamble": lambda e: byte_array(e.preamble),
        "EncoderFallback": lambda e: None,
        "DecoderFallback": lambda e: None,
    }
)
ENCODING.add_statics(
    {"GetEncoding": lambda name, *rest: find_encoding(name), "RegisterProvider": lambda provider: None},
    raw=True,
)
ENCODING.static("Convert")(
    lambda source, target, values, *span: byte_array(target.encode(get_string(source, values, *span)))
)
ENCODING.add_static_properties(
    {
        "UTF8": lambda: Encoding("utf-8"),
        "Default": lambda: Encoding("utf-8", preamble=False),
        "Unicode": lambda: Encoding("utf-16"),
        "BigEndianUnicode": lambda: Encoding("utf-16BE"),
        "UTF32": lambda: Encoding("utf-32"),
        "UTF7": lambda: Encoding("utf-7"),
        "ASCII": lambda: Encoding("us-ascii"),
        "Latin1": lambda: Encoding("iso-8859-1"),
    }
)
table("System.Text.UTF8Encoding").new()(
    lambda ps_type, mark=False, strict=False: Encoding("utf-8", mark, strict)
)
table("System.Text.UnicodeEncoding").new()(
    lambda ps_type, big=False, mark=True, *rest: Encoding("utf-16BE" if big else "utf-16", mark)
)
table("System.Text.ASCIIEncoding").new()(lambda ps_type: Encoding("us-ascii"))
table("System.Text.UTF32Encoding").new("System.Text.UTF32Encoding new()")(lambda ps_type: Encoding("utf-32"))
for _name, _facts in _KNOWN.items():
    types.named_type(_facts[3])._base = "System.Text.Encoding"
