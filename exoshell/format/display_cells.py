"""How many cells of a terminal a text takes, and cutting and wrapping it by cells.

The width of a character is that of PowerShell, not of the terminal: control characters and combining marks take one cell, East Asian
wide and full-width characters two, characters outside the basic plane two, escape sequences none. Printable ASCII, nearly all text,
is measured by `len`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ELLIPSIS = "\u2026"
RESET = "\x1b[0m"
_WIDE = (
    (0x1100, 0x115F),
    (0x2329, 0x232A),
    (0x2E80, 0x303E),
    (0x3040, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE19),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x10000, 0x10FFFF),
)
_escape: Any = None


def escape_pattern() -> Any:
    """The compiled pattern of the sequences that take no cell: colours, erasing, hyperlinks."""
    global _escape
    if _escape is None:
        import re

        _escape = re.compile(r"\x1b\[[\d;]*[a-zA-Z]|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")
    return _escape


def strip_escapes(text: str) -> str:
    """The text without its escape sequences."""
    return text if "\x1b" not in text else escape_pattern().sub("", text)


def char_cells(char: str) -> int:
    """1 or 2."""
    code = ord(char)
    if code < 0x1100:
        return 1
    for first, last in _WIDE:
        if code <= last:
            return 2 if code >= first else 1
    return 1


def cell_count(text: str) -> int:
    """The cells a text takes; line breaks count as characters."""
    if "\x1b" in text:
        text = escape_pattern().sub("", text)
    if text.isascii():
        return len(text)
    return sum(map(char_cells, text))


def cut_head(text: str, width: int) -> str:
    """The longest beginning of at most `width` cells; escape sequences in it are kept and closed."""
    if text.isascii() and "\x1b" not in text:
        return text[:width]
    return _cut(text, width)


def cut_tail(text: str, width: int) -> str:
    """The longest end of at most `width` cells."""
    if text.isascii() and "\x1b" not in text:
        return text[len(text) - width :] if width else ""
    plain, used, start = strip_escapes(text), 0, 0
    for index in range(len(plain) - 1, -1, -1):
        used += char_cells(plain[index])
        if used > width:
            start = index + 1
            break
    return plain[start:]


def _cut(text: str, width: int) -> str:
    parts, used, position, coloured = [], 0, 0, False
    pattern = escape_pattern()
    while position < len(text):
        if text[position] == "\x1b" and (found := pattern.match(text, position)):
            parts.append(found.group())
            coloured = True
            position = found.end()
            continue
        cells = char_cells(text[position])
        if used + cells > width:
            break
        used += cells
        parts.append(text[position])
        position += 1
    if coloured and parts[-1] != RESET:
        parts.append(RESET)
    return "".join(parts)


def truncate(text: str, width: int, keep_end: bool) -> str:
    """A text longer than `width` cells cut to it, with an ellipsis (in front when the end is kept) if there is room for one."""
    if width == 1:
        return cut_tail(text, 1) if keep_end else cut_head(text, 1)
    if keep_end:
        return ELLIPSIS + cut_tail(text, width - 1)
    if "\x1b" in text:
        cut = _cut(text, width - 1)
        return cut[: -len(RESET)] + ELLIPSIS + RESET if cut.endswith(RESET) else cut + ELLIPSIS
    return cut_head(text, width - 1) + ELLIPSIS


def split_lines(text: str) -> list[str]:
    """Lines of a text; CRLF, LF and a lone CR end one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def wrap(text: str, width: int, rest: int | None = None) -> list[str]:
    """Lines of at most `width` cells (later ones `rest`): broken behind a blank, tab or no-break space, which stays on the line
    before, else at the edge."""
    lines: list[str] = []
    for line in split_lines(text):
        room = width if not lines or rest is None else rest
        if len(line) <= room and line.isascii() or cell_count(line) <= room:
            lines.append(line)
        else:
            _wrap_line(line, width, width if rest is None else rest, lines)
    return lines


def _words(line: str) -> list[str]:
    """The words of a line, each with the one blank that follows it."""
    words, start = [], 0
    for index, char in enumerate(line):
        if char in " \t\u00a0":
            words.append(line[start : index + 1])
            start = index + 1
    if start < len(line):
        words.append(line[start:])
    return words


def _wrap_line(line: str, width: int, rest: int, lines: list[str]) -> None:
    room = width if not lines else rest
    current, used = "", 0
    for word in _words(line):
        cells = cell_count(word)
        if used + cells <= room:
            current += word
            used += cells
        elif cells <= (rest if lines or current else room):
            lines.append(current)
            room = rest
            current, used = word, cells
        else:
            for char in _characters(word):
                cells = 0 if len(char) > 1 else char_cells(char)
                if used + cells > room and current:
                    lines.append(current)
                    room = rest
                    current, used = "", 0
                current += char
                used += cells
    lines.append(current)


def _characters(word: str) -> list[str]:
    """The characters of a word; an escape sequence counts as one."""
    if "\x1b" not in word:
        return list(word)
    parts: list[str] = []
    position = 0
    for found in escape_pattern().finditer(word):
        parts.extend(word[position : found.start()])
        parts.append(found.group())
        position = found.end()
    parts.extend(word[position:])
    return parts
