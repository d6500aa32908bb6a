"""The one pass that both sides of a comparison go through."""

from __future__ import annotations


def normalize(text: str) -> str:
    """CRLF to LF, blanks at line ends and empty lines at the end dropped, U+202F as a space; nothing else is forgiven."""
    lines = text.replace("\r\n", "\n").replace("\u202f", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")
