"""System.Guid."""

from __future__ import annotations

from exoshell.values.errors import ps_error
from exoshell.values.types import register_class

_HEX = frozenset("0123456789abcdefABCDEF")
_LENGTHS = (8, 4, 4, 4, 12)


class Guid:
    """A GUID; `text` is its 32 hexadecimal digits with dashes, in lower case. Immutable."""

    __slots__ = ("text",)
    type_name = "System.Guid"

    def __init__(self, text: str) -> None:
        """`text` in any of .NET's forms (D, N, B, P, X); raises FormatException."""
        self.text = _normalize(text)

    @classmethod
    def new(cls) -> Guid:
        """A random one (version 4)."""
        import os

        raw = bytearray(os.urandom(16))
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        return cls(raw.hex())

    def format(self, spec: str) -> str:
        """The text in the form D, N, B, P or X (empty is D)."""
        kind = spec.upper()
        plain = self.text.replace("-", "")
        if kind in ("", "D"):
            return self.text
        if kind == "N":
            return plain
        if kind == "B":
            return "{" + self.text + "}"
        if kind == "P":
            return f"({self.text})"
        if kind == "X":
            rest = ",".join(f"0x{plain[i : i + 2]}" for i in range(16, 32, 2))
            return f"{{0x{plain[:8]},0x{plain[8:12]},0x{plain[12:16]},{{{rest}}}}}"
        raise _failure('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".')

    @classmethod
    def from_bytes(cls, raw: bytes) -> Guid:
        """From 16 bytes in .NET's order."""
        return cls((raw[3::-1] + raw[5:3:-1] + raw[7:5:-1] + raw[8:]).hex())

    def to_bytes(self) -> bytes:
        """The 16 bytes in .NET's order (the first three groups little-endian)."""
        raw = bytes.fromhex(self.text.replace("-", ""))
        return raw[3::-1] + raw[5:3:-1] + raw[7:5:-1] + raw[8:]

    def __eq__(self, other: object) -> bool:
        return type(other) is Guid and other.text == self.text

    def __lt__(self, other: Guid) -> bool:
        return self.text < other.text

    def __hash__(self) -> int:
        return hash((Guid, self.text))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Guid({self.text})"


register_class(Guid, "System.Guid")


def _failure(message: str) -> Exception:
    return ps_error("System.FormatException", message, exception="System.FormatException")


def _normalize(given: str) -> str:
    text = given.strip()
    if text[:1] == "{" and "0x" in text.lower():
        return _from_hex_form(text)
    if len(text) == 38 and (text[0] + text[-1] in ("{}", "()")):
        text = text[1:-1]
    if "-" in text:
        groups = text.split("-")
        if tuple(len(g) for g in groups) != _LENGTHS:
            if len(text) == 36:
                raise _failure("Dashes are in the wrong position for GUID parsing.")
            raise _failure("Unrecognized Guid format.")
        digits = "".join(groups)
    else:
        digits = text
        if len(digits) != 32:
            raise _failure("Unrecognized Guid format.")
    if not _HEX.issuperset(digits):
        raise _failure("Guid string should only contain hexadecimal characters.")
    low = digits.lower()
    return f"{low[:8]}-{low[8:12]}-{low[12:16]}-{low[16:20]}-{low[20:]}"


def _from_hex_form(text: str) -> str:
    body = text.replace("{", "").replace("}", "").replace(" ", "")
    parts = body.split(",")
    widths = (8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2)
    if len(parts) != 11 or any(not p.lower().startswith("0x") or not _HEX.issuperset(p[2:]) for p in parts):
        raise _failure(
            "Could not find the ending brace." if len(parts) != 11 else "Unrecognized Guid format."
        )
    digits = "".join(p[2:].rjust(w, "0")[-w:] for p, w in zip(parts, widths, strict=True))
    return _normalize(digits)
