"""Scans command mode: bare words, parameters, redirections, and what all modes share."""

from __future__ import annotations

from exoshell.lang import terms as T
from exoshell.lang.chars import (
    AFTER_NUMBER,
    AFTER_NUMBER_TERNARY,
    DASHES,
    DIGITS,
    DOUBLE_QUOTES,
    FORCE_NEW_TOKEN,
    KEYWORDS,
    NEWLINES,
    PLAIN,
    QUOTES,
    SINGLE_QUOTES,
    WHITESPACE,
    is_identifier_follow,
    is_letter,
)
from exoshell.lang.number import number_value, split_number
from exoshell.lang.operators import STREAMS, WORD_KINDS
from exoshell.lang.strings import StringScanner
from exoshell.lang.token import BINARY_OPERATOR, KEYWORD, UNARY_OPERATOR, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container


class WordScanner(StringScanner):
    """The part of the scanner that reads words."""

    __slots__ = ()

    def _verbatim_argument(self) -> Token | None:
        text, end = self.text, self.end
        index = self.pos
        while index < end and text[index] in WHITESPACE:
            index += 1
        start = index
        quoted = False
        while index < end:
            char = text[index]
            if char in NEWLINES:
                break
            if char in DOUBLE_QUOTES:
                quoted = not quoted
            elif not quoted and (char == "|" or (char == "&" and text.startswith("&&", index))):
                break
            index += 1
        stop = index
        while stop > start and text[stop - 1] in WHITESPACE:
            stop -= 1
        if stop == start:
            stop = start = self.pos
        self.pos = stop
        return Token("Generic", start, stop, T.BAREWORD, text[start:stop])

    def _common(self, start: int, char: str, row: Container[int]) -> Token | None:
        text = self.text
        if char == "$":
            if text.startswith("$(", start):
                self.pos = start + 2
                return Token("DollarParen", start, start + 2, T.DOLLAR_PAREN)
            return self.variable(start, False)
        if char == "(":
            self.pos = start + 1
            return Token("LParen", start, start + 1, T.LPAREN)
        if char in DOUBLE_QUOTES:
            return self.double_quoted(start)
        if char in SINGLE_QUOTES:
            return self.single_quoted(start)
        if char == "|":
            if text.startswith("||", start):
                self.pos = start + 2
                return Token("OrOr", start, start + 2, T.OROR)
            self.pos = start + 1
            return Token("Pipe", start, start + 1, T.PIPE)
        if char == "&":
            if text.startswith("&&", start):
                self.pos = start + 2
                return Token("AndAnd", start, start + 2, T.ANDAND)
            self.pos = start + 1
            return Token("Ampersand", start, start + 1, T.AMP if T.AMP in row else T.CALL)
        if char == "@":
            return self._at(start, T.PARAMETER in row)
        if char == ">" or (char in "123456*" and text.startswith(">", start + 1)):
            return self._redirection(start)
        if char == "<":
            self.pos = start + 1
            return Token("RedirectInStd", start, start + 1, T.REDIR)
        return None

    def _at(self, start: int, in_command: bool) -> Token:
        text, end = self.text, self.end
        following = text[start + 1] if start + 1 < end else ""
        if following == "(":
            self.pos = start + 2
            return Token("AtParen", start, start + 2, T.AT_PAREN)
        if following == "{":
            self.pos = start + 2
            return Token("AtCurly", start, start + 2, T.AT_CURLY)
        if following and following in QUOTES:
            return self.here_string(start)
        if following and (is_identifier_follow(following) or following in ":?"):
            token = self.variable(start, False, True)
            if token is not None:
                return token
        if in_command and following and following not in FORCE_NEW_TOKEN:
            return self._generic_rest(start, start)
        self.error("UnrecognizedToken", start, start + 1)
        self.pos = start + 1
        return Token("Unknown", start, start + 1, T.UNKNOWN)

    def _redirection(self, start: int) -> Token:
        text = self.text
        source = "Output"
        index = start
        if text[index] != ">":
            source = STREAMS[text[index]]
            index += 1
        index += 1
        if text.startswith(">", index):
            self.pos = index + 1
            return Token("Redirection", start, index + 1, T.REDIR, [source, "Append"])
        if text[start] != ">" and text.startswith("&", index) and text[index + 1 : index + 2] in ("1", "2"):
            target = STREAMS[text[index + 1]]
            index += 2
            self.pos = index
            return Token("Redirection", start, index, T.MERGE, [source, target])
        self.pos = index
        return Token("Redirection", start, index, T.REDIR, [source])

    def number(self, start: int, signed: bool, ternary: bool) -> Token | None:
        """The token of the number at `start`, if there is one that ends where a number may end."""
        text = self.text
        parts = split_number(text, start, self.end, signed)
        if parts is None:
            return None
        stop = parts.end
        if stop < self.end:
            char = text[stop]
            if char not in (AFTER_NUMBER_TERNARY if ternary else AFTER_NUMBER):
                if not (char == "?" and text.startswith("??", stop) and False):
                    return None
        self.pos = stop
        value = number_value(parts)
        if value is None:
            self.error("BadNumericConstant", start, stop, text[start:stop])
            value = 0
        return Token("Number", start, stop, T.NUMBER, value)

    def _command_token(self, start: int, char: str, row: Container[int]) -> Token:
        text = self.text
        if char in PLAIN and char not in DIGITS or char > "\x7f" and is_letter(char):
            token = self.generic(start)
            if token.kind == "Identifier":
                self._keyword_kind(token, row)
            return token
        token_ = self._common(start, char, row)
        if token_ is not None:
            if token_.kind == "Variable" and self._glued(token_):
                return self._generic_rest(start, start)
            return token_
        if char in DIGITS or (char == "." and text[start + 1 : start + 2] in tuple(DIGITS)):
            position = self.pos
            parts = split_number(text, start, self.end, False)
            if parts is not None and (parts.end >= self.end or text[parts.end] in FORCE_NEW_TOKEN):
                number = self.number(start, False, False)
                if number is not None:
                    return number
            self.pos = position
            return self._generic_rest(start, start)
        if char in DASHES:
            return self._dash_word(start, row)
        if char == ":" and start + 1 < self.end and is_letter(text[start + 1]):
            return self._label(start, row)
        if char == "[" or char == "]":
            following = text[start + 1 : start + 2]
            if char == "]" or not following or following in FORCE_NEW_TOKEN:
                self.pos = start + 1
                kind = "LBracket" if char == "[" else "RBracket"
                return Token(kind, start, start + 1, T.BAREWORD, None)
        return self._word(start, row)

    def _glued(self, token: Token) -> bool:
        """Whether the variable is only the start of a bare word."""
        stop = token.end
        if stop >= self.end or self.text[token.start + 1] == "{" and self.text[stop - 1] != "}":
            return False
        char = self.text[stop]
        if char in FORCE_NEW_TOKEN or char in ".[":
            return False
        return not self.text.startswith("::", stop)

    def _word(self, start: int, row: Container[int]) -> Token:
        """A bare word; one that is exactly an operator keeps the operator's kind."""
        token = self._generic_rest(start, start)
        found = WORD_KINDS.get(self.text[start : token.end])
        if found is not None:
            token.kind, token.flags = found
            token.value = None
            if token.kind == "Equals" and T.ASSIGN in row:
                token.term = T.ASSIGN
        elif token.kind == "Generic" and token.parts is None and token.value == "--%" and T.PARAMETER in row:
            self.verbatim = True
        return token

    def _dash_word(self, start: int, row: Container[int]) -> Token:
        text, end = self.text, self.end
        following = text[start + 1] if start + 1 < end else ""
        if following and (is_letter(following) or following in "?"):
            return self._parameter(start, row)
        if following in DASHES and following:
            stop = start + 2
            if stop >= end or text[stop] in FORCE_NEW_TOKEN:
                self.pos = stop
                if self.dashes or T.PARAMETER not in row:
                    return Token("MinusMinus", start, stop, T.BAREWORD, None, UNARY_OPERATOR)
                self.dashes = True
                return Token("MinusMinus", start, stop, T.PARAMETER, "-", UNARY_OPERATOR)
        token = self._word(start, row)
        if text[start : token.end] in DASHES:
            token.kind, token.flags, token.value = "Minus", BINARY_OPERATOR | UNARY_OPERATOR, None
        return token

    def _parameter(self, start: int, row: Container[int]) -> Token:
        text, end = self.text, self.end
        index = start + 1
        while index < end:
            char = text[index]
            if char in PLAIN:
                index += 1
                continue
            if char in FORCE_NEW_TOKEN or char in ".[:":
                break
            if char in QUOTES:
                return self._generic_rest(start, start)
            index += 1
        name = text[start + 1 : index]
        term = T.PARAMETER
        if index < end and text[index] == ":":
            index += 1
            term = T.PARAMETER_COLON
        self.pos = index
        if T.SWITCH_FILE in row and "file".startswith(name.lower()):
            term = T.SWITCH_FILE
        elif self.dashes or T.PARAMETER not in row and T.PARAMETER_COLON not in row:
            term = T.BAREWORD
        return Token("Parameter", start, index, term, name)

    def _keyword_kind(self, token: Token, row: Container[int]) -> None:
        """Gives a word that is a keyword its kind, and its terminal if the state takes it."""
        word = KEYWORDS.get(self.text[token.start : token.end].lower())
        if word is None:
            return
        token.kind = word
        term = T.KEYWORD_TERMS.get(word)
        if term == T.PARAM and not self._before_paren(token.end):
            return
        if term is not None and term in row:
            token.term = term
            token.flags |= KEYWORD

    def _before_paren(self, index: int) -> bool:
        text, end = self.text, self.end
        while index < end and (text[index] in WHITESPACE or text[index] in NEWLINES):
            index += 1
        return index < end and text[index] == "("

    def _label(self, start: int, row: Container[int]) -> Token:
        text, end = self.text, self.end
        index = start + 1
        while index < end and is_identifier_follow(text[index]):
            index += 1
        if index < end and text[index] not in FORCE_NEW_TOKEN:
            return self._generic_rest(start, start)
        self.pos = index
        probe = index
        while probe < end and (text[probe] in WHITESPACE or text[probe] in NEWLINES):
            probe += 1
        stop = probe
        while stop < end and text[stop] in PLAIN:
            stop += 1
        word = text[probe:stop].lower()
        loop = word in ("for", "foreach", "while", "do", "switch", "parallel", "sequence")
        term = T.LABEL if loop and T.LABEL in row else T.BAREWORD
        return Token("Label", start, index, term, text[start + 1 : index])
