"""The ground of the scanner: position, errors, white space and comments."""

from __future__ import annotations

from exoshell.lang.chars import NEWLINES, WHITESPACE
from exoshell.lang.messages import format_message
from exoshell.lang.token import ParseError, Token


class Scanner:
    """A position in a text; comments and continuations go to `tokens`."""

    __slots__ = ("text", "end", "pos", "tokens", "errors", "verbatim", "ternary", "dashes")

    def __init__(self, text: str, pos: int = 0, end: int | None = None) -> None:
        self.text = text
        self.pos = pos
        self.end = len(text) if end is None else end
        self.tokens: list[Token] = []
        self.errors: list[ParseError] = []
        self.verbatim = False
        self.ternary = 0
        self.dashes = False

    def error(self, id: str, start: int, end: int, *args: str, incomplete: bool = False) -> None:
        """Reports an error."""
        for other in self.errors:
            if other.id == id and other.start == start and other.end == end:
                return
        self.errors.append(ParseError(id, start, end, format_message(id, args), incomplete))

    def error_again(self, error: ParseError) -> None:
        """Takes over an error another scanner found."""
        if not any(o.id == error.id and o.start == error.start and o.end == error.end for o in self.errors):
            self.errors.append(error)

    def at_end(self, offset: int) -> bool:
        """Whether nothing but white space and comments follows on the line, and the text ends there."""
        text, end = self.text, self.end
        while offset < end:
            char = text[offset]
            if char in WHITESPACE:
                offset += 1
            elif char == "#":
                while offset < end and text[offset] not in NEWLINES:
                    offset += 1
            elif char == "<" and text.startswith("<#", offset):
                stop = text.find("#>", offset, end)
                if stop < 0:
                    return True
                offset = stop + 2
            else:
                return False
        return True

    def skip_trivia(self) -> None:
        text, end = self.text, self.end
        index = self.pos
        while index < end:
            char = text[index]
            if char in WHITESPACE:
                index += 1
            elif char == "`":
                if index + 1 < end and text[index + 1] in NEWLINES:
                    size = 3 if text.startswith("\r\n", index + 1) else 2
                    self.tokens.append(Token("LineContinuation", index, index + size))
                    index += size
                elif index + 1 < end and text[index + 1] in WHITESPACE:
                    index += 2
                elif index + 1 >= end:
                    self.error("IncompleteString", end + 1, end + 1, incomplete=True)
                    index += 1
                else:
                    break
            elif char == "#":
                stop = index
                while stop < end and text[stop] not in NEWLINES:
                    stop += 1
                self.tokens.append(Token("Comment", index, stop))
                index = stop
            elif char == "<" and index + 1 < end and text[index + 1] == "#":
                stop = text.find("#>", index + 2, end)
                if stop < 0:
                    self.error("MissingTerminatorMultiLineComment", index, end, incomplete=True)
                    stop = end
                else:
                    stop += 2
                self.tokens.append(Token("Comment", index, stop))
                index = stop
            else:
                break
        self.pos = index
