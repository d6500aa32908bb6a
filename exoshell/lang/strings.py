"""Scans the insides of strings, here-strings, bare words and variables."""

from __future__ import annotations

from exoshell.lang import terms as T
from exoshell.lang.chars import (
    DOUBLE_QUOTES,
    ESCAPES,
    FORCE_NEW_TOKEN,
    NEWLINES,
    PLAIN,
    SINGLE_QUOTES,
    WHITESPACE,
    is_identifier_follow,
    is_variable_char,
)
from exoshell.lang.scanner import Scanner
from exoshell.lang.token import Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Collector:
    """The pieces of an expandable text: `value` as PowerShell keeps it, and literal and variable `parts`."""

    __slots__ = ("value", "parts", "literal")

    def __init__(self) -> None:
        self.value: list[str] = []
        self.parts: list[Any] = []
        self.literal: list[str] = []

    def add(self, text: str) -> None:
        """Adds literal text."""
        self.value.append(text)
        self.literal.append(text)

    def add_part(self, text: str, part: Any) -> None:
        """Adds something that is expanded."""
        self.value.append(text)
        if self.literal:
            self.parts.append("".join(self.literal))
            self.literal = []
        self.parts.append(part)

    def finish(self, token: Token) -> Token:
        """Puts what was collected into the token."""
        token.value = "".join(self.value)
        if self.parts:
            if self.literal:
                self.parts.append("".join(self.literal))
            token.parts = self.parts
        return token


class StringScanner(Scanner):
    """The part of the scanner that reads strings and variables."""

    __slots__ = ()

    def single_quoted(self, start: int) -> Token:
        """The token of a string in single quotes."""
        text, end = self.text, self.end
        index = start + 1
        pieces: list[str] = []
        piece = index
        while True:
            if index >= end:
                self._unterminated(start, "'", end)
                pieces.append(text[piece:end])
                break
            if text[index] in SINGLE_QUOTES:
                if index + 1 < end and text[index + 1] in SINGLE_QUOTES:
                    pieces.append(text[piece:index])
                    piece = index + 1
                    index += 2
                    continue
                pieces.append(text[piece:index])
                index += 1
                break
            index += 1
        self.pos = index
        return Token("StringLiteral", start, index, T.STRING, "".join(pieces))

    def _unterminated(self, start: int, quote: str, end: int) -> None:
        self.error("TerminatorExpectedAtEndOfString", start, end, quote, incomplete=True)

    def double_quoted(self, start: int) -> Token:
        """The token of a string in double quotes."""
        text, end = self.text, self.end
        found = Collector()
        index = start + 1
        while True:
            if index >= end:
                self._unterminated(start, '"', end)
                break
            char = text[index]
            if char in DOUBLE_QUOTES:
                if index + 1 < end and text[index + 1] in DOUBLE_QUOTES:
                    found.add(text[index + 1])
                    index += 2
                    continue
                index += 1
                break
            if char == "`" and index + 1 < end:
                index = self.escape(index, found)
                continue
            if char == "$":
                index = self.dollar(index, found, False)
                continue
            stop = index + 1
            while stop < end and text[stop] not in '"`$\u201c\u201d\u201e':
                stop += 1
            found.add(text[index:stop])
            index = stop
        self.pos = index
        return found.finish(Token("StringExpandable", start, index, T.STRING))

    def escape(self, index: int, found: Collector) -> int:
        """Reads a backtick and what follows; returns the offset behind."""
        text = self.text
        char = text[index + 1]
        if char == "u" and index + 2 < self.end and text[index + 2] == "{":
            return self._unicode_escape(index, found)
        if char == "u":
            self.error("InvalidUnicodeEscapeSequence", index, index + 2)
            found.add("\ufffd")
            return index + 2
        if char == "\r" and index + 2 < self.end and text[index + 2] == "\n":
            found.add("\r\n")
            return index + 3
        found.add(ESCAPES.get(char, char))
        return index + 2

    def _unicode_escape(self, index: int, found: Collector) -> int:
        text, end = self.text, self.end
        stop = index + 3
        while stop < end and text[stop] in "0123456789abcdefABCDEF":
            stop += 1
        digits = text[index + 3 : stop]
        if len(digits) > 6:
            self.error("TooManyDigitsInUnicodeEscapeSequence", index + 9, index + 10)
        elif stop >= end or text[stop] != "}":
            if stop >= end:
                self.error("MissingUnicodeEscapeSequenceTerminator", index, stop, incomplete=True)
            else:
                self.error("InvalidUnicodeEscapeSequence", stop, stop + 1)
        elif not digits:
            self.error("InvalidUnicodeEscapeSequence", index, stop + 1)
        elif int(digits, 16) > 0x10FFFF:
            self.error("InvalidUnicodeEscapeSequenceValue", index + 3, stop)
        else:
            found.add(chr(int(digits, 16)))
            return stop + 1
        found.add("\ufffd")
        return stop + 1 if stop < end and text[stop] == "}" else stop

    def dollar(self, index: int, found: Collector, here: bool) -> int:
        """Reads a `$` inside an expandable text: a variable, a subexpression or nothing special. Returns the offset behind."""
        text, end = self.text, self.end
        if index + 1 >= end:
            found.add("$")
            return index + 1
        char = text[index + 1]
        if char == "(":
            return self._sub_expression(index, found, here)
        token = self.variable(index, True)
        if token is None:
            found.add("$")
            return index + 1
        found.add_part(text[index : token.end], token)
        return token.end

    def _sub_expression(self, start: int, found: Collector, here: bool) -> int:
        text, end = self.text, self.end
        index = start + 2
        depth = 1
        pieces = ["$("]
        offsets: list[int] = []
        skipped = False
        while True:
            if index >= end:
                self.error("IncompleteDollarSubexpressionReference", start, end, incomplete=True)
                break
            char = text[index]
            if char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
                if not depth:
                    pieces.append(char)
                    offsets.append(index)
                    index += 1
                    break
            elif not here and index + 1 < end and text[index + 1] in DOUBLE_QUOTES:
                if char in DOUBLE_QUOTES or char == "`":
                    skipped = True
                    index += 1
                    char = text[index] if char == "`" else text[index - 1]
            pieces.append(char)
            offsets.append(index)
            index += 1
        code = "".join(pieces)
        found.add_part(code, (start, index, code if skipped else None, offsets if skipped else None))
        return index

    def here_string(self, start: int) -> Token:
        """The token of a here-string, at its `@`."""
        text, end = self.text, self.end
        single = text[start + 1] in SINGLE_QUOTES
        quotes = SINGLE_QUOTES if single else DOUBLE_QUOTES
        kind = "HereStringLiteral" if single else "HereStringExpandable"
        index = start + 2
        while index < end and text[index] in WHITESPACE:
            index += 1
        found = Collector()
        if index >= end:
            self.pos = end
            self.error(
                "TerminatorExpectedAtEndOfString", start, end, "'@" if single else '"@', incomplete=True
            )
            return found.finish(Token(kind, start, end, T.STRING))
        if text[index] not in NEWLINES:
            self.error("UnexpectedCharactersAfterHereStringHeader", index, index + 1, incomplete=False)
            while index < end and text[index] not in NEWLINES:
                if text[index] in quotes:
                    break
                index += 1
            self.pos = self._skip_bad_header(index, quotes)
            return found.finish(Token(kind, start, self.pos, T.STRING))
        index += 2 if text.startswith("\r\n", index) else 1
        index = self._here_body(start, index, single, quotes, found)
        self.pos = index
        return found.finish(Token(kind, start, index, T.STRING))

    def _skip_bad_header(self, index: int, quotes: frozenset[str]) -> int:
        text, end = self.text, self.end
        if index < end and text[index] in quotes:
            index += 1
            if index < end and text[index] == "@":
                index += 1
        return index

    def _here_body(
        self, start: int, index: int, single: bool, quotes: frozenset[str], found: Collector
    ) -> int:
        text, end = self.text, self.end
        line_start = True
        pending = ""
        spaced: int | None = None
        while True:
            if line_start:
                if index + 1 < end and text[index] in quotes and text[index + 1] == "@":
                    return index + 2
                probe = index
                while probe < end and text[probe] in WHITESPACE:
                    probe += 1
                if (
                    spaced is None
                    and probe > index
                    and probe + 1 < end
                    and text[probe] in quotes
                    and text[probe + 1] == "@"
                ):
                    spaced = index
                    spaced_end = probe
                if pending:
                    found.add(pending)
                    pending = ""
                line_start = False
            if index >= end:
                if spaced is not None:
                    self.error(
                        "WhitespaceBeforeHereStringFooter", spaced_end, spaced_end + 2, incomplete=True
                    )
                else:
                    self.error(
                        "TerminatorExpectedAtEndOfString",
                        start,
                        end,
                        "'@" if single else '"@',
                        incomplete=True,
                    )
                return end
            char = text[index]
            if char == "\n" or char == "\r":
                size = 2 if text.startswith("\r\n", index) else 1
                pending = text[index : index + size]
                index += size
                line_start = True
            elif not single and char == "$":
                index = self.dollar(index, found, True)
            elif not single and char == "`" and index + 1 < end:
                index = self.escape(index, found)
            else:
                stop = index + 1
                while stop < end and text[stop] not in "\r\n`$":
                    stop += 1
                found.add(text[index:stop])
                index = stop

    def generic(self, start: int) -> Token:
        """The token of a bare word: everything up to a character that always starts a new token."""
        text, end = self.text, self.end
        index = start
        while index < end and (
            text[index] in PLAIN or text[index] > "\x7f" and is_identifier_follow(text[index])
        ):
            index += 1
        if index < end and text[index] not in FORCE_NEW_TOKEN:
            return self._generic_rest(start, index)
        self.pos = index
        return Token("Identifier", start, index, T.BAREWORD, text[start:index])

    def _generic_rest(self, start: int, index: int) -> Token:
        text, end = self.text, self.end
        found = Collector()
        if index > start:
            found.add(text[start:index])
        if index < end and text[index] == "\0" and index == start:
            found.add("\0")
            index += 1
        while index < end:
            char = text[index]
            if char in FORCE_NEW_TOKEN:
                break
            if char == "`" and index + 1 < end:
                index = self.escape(index, found)
            elif char in SINGLE_QUOTES:
                token = self.single_quoted(index)
                found.add(token.value)
                index = self.pos
            elif char in DOUBLE_QUOTES:
                token = self.double_quoted(index)
                if token.parts is None:
                    found.add(token.value)
                else:
                    for part in token.parts:
                        if type(part) is str:
                            found.add(part)
                        else:
                            found.add_part(_part_text(part, text), part)
                index = self.pos
            elif char == "$":
                index = self.dollar(index, found, False)
            else:
                found.add(char)
                index += 1
        if index == start and index < end:
            found.add(text[index])
            index += 1
        self.pos = index
        return found.finish(Token("Generic", start, index, T.BAREWORD))

    def variable(self, start: int, in_string: bool, splat: bool = False) -> Token | None:
        """The token of the variable at `start` (its `$` or `@`), or None if no name follows."""
        text, end = self.text, self.end
        index = start + 1
        kind, term = ("SplattedVariable", T.SPLAT) if splat else ("Variable", T.VARIABLE)
        if index >= end:
            return None
        char = text[index]
        if char == "{":
            return self._braced(start)
        if char in "$^?" and not splat:
            self.pos = index + 1
            return Token(kind, start, index + 1, term, char)
        if char == ":" and index + 1 < end and text[index + 1] != ":" and is_variable_char(text[index + 1]):
            index += 1
        elif not is_variable_char(char):
            return None
        while index < end:
            char = text[index]
            if char in PLAIN or is_variable_char(char):
                index += 1
                continue
            if char == ":":
                following = text[index + 1] if index + 1 < end else ""
                if following == ":":
                    break
                if following and is_variable_char(following):
                    index += 1
                    continue
                if ":" in text[start:index]:
                    break
                scope = text[start + 1 : index].lower()
                drive = scope not in ("global", "local", "private", "script", "variable")
                id = "InvalidVariableReferenceWithDrive" if drive else "InvalidVariableReference"
                index += 1
                self.error(id, start, index)
            break
        self.pos = index
        return Token(kind, start, index, term, text[start + 1 : index])

    def _braced(self, start: int) -> Token:
        text, end = self.text, self.end
        index = start + 2
        name: list[str] = []
        while True:
            if index >= end:
                self.error("IncompleteDollarVariableReference", start + 1, end, incomplete=True)
                break
            char = text[index]
            if char == "}":
                index += 1
                break
            if char == "`" and index + 1 < end:
                found = Collector()
                index = self.escape(index, found)
                name.extend(found.value)
                continue
            if char == "{":
                self.error("OpenBraceNeedsToBeBackTickedInVariableName", index + 1, index + 2)
            name.append(char)
            index += 1
        value = "".join(name)
        if not value and index > start + 2 and text[index - 1] == "}":
            self.error("EmptyVariableReference", start + 2, start + 3)
        self.pos = index
        return Token("Variable", start, index, T.VARIABLE, value)


def _part_text(part: Any, text: str) -> str:
    if type(part) is Token:
        return text[part.start : part.end]
    start, end, code, _ = part
    return code if code is not None else text[start:end]
