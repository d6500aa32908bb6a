"""-Encoding: names, code pages and Encoding objects -> (Python codec, byte order mark)."""

from __future__ import annotations

from exoshell.command.attributes import ValidationFailure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Encoding = tuple[str, bytes]

UTF8: Encoding = ("utf-8", b"")
NAMED: dict[str, Encoding] = {
    "utf8": UTF8,
    "utf8nobom": UTF8,
    "utf-8": ("utf-8", b"\xef\xbb\xbf"),
    "utf8bom": ("utf-8", b"\xef\xbb\xbf"),
    "default": UTF8,
    "oem": UTF8,
    "ansi": ("cp1252", b""),
    "ascii": ("ascii", b""),
    "us-ascii": ("ascii", b""),
    "unicode": ("utf-16-le", b"\xff\xfe"),
    "string": ("utf-16-le", b"\xff\xfe"),
    "utf-16": ("utf-16-le", b"\xff\xfe"),
    "bigendianunicode": ("utf-16-be", b"\xfe\xff"),
    "utf-16be": ("utf-16-be", b"\xfe\xff"),
    "utf32": ("utf-32-le", b"\xff\xfe\x00\x00"),
    "utf-32": ("utf-32-le", b"\xff\xfe\x00\x00"),
    "bigendianutf32": ("utf-32-be", b"\x00\x00\xfe\xff"),
    "utf-32be": ("utf-32-be", b"\x00\x00\xfe\xff"),
    "utf7": ("utf-7", b""),
    "unknown": ("utf-16-le", b"\xff\xfe"),
    "latin1": ("iso-8859-1", b""),
}
PAGES = {
    "65001": NAMED["utf-8"],
    "1200": NAMED["unicode"],
    "1201": NAMED["bigendianunicode"],
    "12000": NAMED["utf32"],
    "12001": NAMED["bigendianutf32"],
    "20127": NAMED["ascii"],
    "28591": NAMED["latin1"],
    "65000": NAMED["utf7"],
}
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def encoding_of(value: Any) -> Encoding:
    """The encoding that an argument of -Encoding means; a name or number that means none is an error."""
    if value is None:
        return UTF8
    codec = getattr(value, "codec", None)
    if codec is not None:
        return codec, bytes(getattr(value, "preamble", b"") or b"")
    text = str(value)
    known = NAMED.get(text.lower()) or PAGES.get(text)
    if known is not None:
        return known
    import codecs

    name = f"cp{text}" if text.isdecimal() else text
    try:
        return codecs.lookup(name).name, b""
    except LookupError:
        raise unsupported(text) from None


def unsupported(text: str) -> Exception:
    """What a transformation raises for a name or number that is no encoding."""
    help_text = "For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method."
    if text.isdecimal():
        return ValidationFailure(f"No data is available for encoding {text}. {help_text}")
    return ValidationFailure(f"'{text}' is not a supported encoding name. {help_text} (Parameter 'name')")


def decode(data: bytes, encoding: Encoding | None = None) -> str:
    """The text of a file: the mark at its start wins over what was asked for; bytes that fit nothing become U+FFFD."""
    for mark, codec in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    codec = UTF8[0] if encoding is None else encoding[0]
    return data.decode(codec, "replace")


def encode(text: str, codec: str) -> bytes:
    """The bytes of a text; what the encoding lacks becomes a question mark, lone surrogates U+FFFD."""
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        if codec.startswith("utf"):
            return text.encode(codec, "surrogatepass").decode(codec, "replace").encode(codec, "replace")
        return text.encode(codec, "replace")


def mark_of(path: str) -> Encoding | None:
    """The encoding that the mark at the start of an existing file tells, None without one."""
    try:
        with open(path, "rb") as handle:
            head = handle.read(4)
    except OSError:
        return None
    for mark, codec in MARKS:
        if head.startswith(mark):
            return codec, mark
    return None


def starts_with_mark(head: bytes) -> bool:
    """Whether the first bytes of a file are a byte order mark."""
    return any(head.startswith(mark) for mark, _ in MARKS)


class EncodingTransformation:
    """The transformation of -Encoding parameters: an unknown name is refused while binding."""

    def transform(self, value: Any, env: Any = None) -> Any:
        encoding_of(value)
        return value
