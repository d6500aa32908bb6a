"""The scanner: reads the next token in the mode the parser's state asks for."""

from __future__ import annotations

from exoshell.lang import terms as T
from exoshell.lang.chars import (
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
    WORD_OPERATORS,
    is_identifier_follow,
    is_letter,
)
from exoshell.lang.operators import (
    CONTINUATIONS,
    OPERATORS,
    PUNCTUATION,
    TYPE_END,
    UNARY_WORDS,
    operator_flags,
)
from exoshell.lang.token import ASSIGNMENT_OPERATOR, BINARY_OPERATOR, UNARY_OPERATOR, Token
from exoshell.lang.words import WordScanner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container


class Lexer(WordScanner):
    """Reads tokens of `text[pos:end]`; comments and continuations go to `tokens` too."""

    __slots__ = ()

    def next(self, row: Container[int], mode: int) -> Token:
        """The next token as a state with these acceptable terminals reads it."""
        if self.verbatim:
            self.verbatim = False
            token = self._verbatim_argument()
            if token is not None:
                return token
        text, end = self.text, self.end
        if self.pos < end and T.DOT in row:
            if text.startswith("<#", self.pos):
                self.skip_trivia()
                if self.pos >= end:
                    return Token("EndOfInput", end, end, T.END)
            token = self._adjacent(row, mode)
            if token is not None:
                return token
        self.skip_trivia()
        start = self.pos
        if start >= end:
            return Token("EndOfInput", end, end, T.END)
        char = text[start]
        if char == "\n" or char == "\r":
            self.pos = start + (2 if text.startswith("\r\n", start) else 1)
            return Token("NewLine", start, self.pos, T.NEWLINE)
        found = PUNCTUATION.get(char)
        if found is not None:
            self.pos = start + 1
            token = Token(found[0], start, start + 1, found[1])
            if char == ",":
                token.flags = UNARY_OPERATOR
            return token
        if mode == T.MODE_COMMAND:
            return self._command_token(start, char, row)
        if mode == T.MODE_START:
            return self._start_token(start, char, row)
        if mode == T.MODE_EXPRESSION:
            return self._expression_token(start, char, row)
        if mode == T.MODE_LABEL:
            return self._label_token(start, char, row)
        if mode == T.MODE_TYPE:
            return self._type_token(start, char, row)
        if mode == T.MODE_MEMBER:
            return self._member_token(start, char, row)
        return self._name_token(start, char, row, mode)

    def _adjacent(self, row: Container[int], mode: int) -> Token | None:
        """Member access, index or call directly behind an operand."""
        text, start = self.text, self.pos
        char = text[start]
        following = text[start + 1 : start + 2]
        if char == ".":
            if following == ".":
                return None
            if mode == T.MODE_COMMAND and (not following or following in WHITESPACE or following in NEWLINES):
                return None
            self.pos = start + 1
            return Token("Dot", start, start + 1, T.DOT)
        if char == ":" and following == ":":
            if mode == T.MODE_COMMAND:
                third = text[start + 2 : start + 3]
                if not third or third in WHITESPACE or third in NEWLINES:
                    return None
            self.pos = start + 2
            return Token("ColonColon", start, start + 2, T.COLONCOLON)
        if char == "[" and T.INDEX in row:
            self.pos = start + 1
            return Token("LBracket", start, start + 1, T.INDEX)
        if char == "?" and T.QDOT in row:
            if following == "." and text[start + 2 : start + 3] not in DIGITS:
                self.pos = start + 2
                return Token("QuestionDot", start, start + 2, T.QDOT)
            if following == "[":
                self.pos = start + 2
                return Token("QuestionLBracket", start, start + 2, T.QINDEX)
        return None

    def adjacent_call(self, row: Container[int]) -> Token | None:
        """A call's bracket directly behind a member's name."""
        start = self.pos
        char = self.text[start] if start < self.end else ""
        if char == "(":
            self.pos = start + 1
            return Token("LParen", start, start + 1, T.ARGS)
        if T.ARGS_CURLY not in row:
            return None
        if char == "{":
            self.pos = start + 1
            return Token("LCurly", start, start + 1, T.ARGS_CURLY)
        if char == "[" and self._is_generic_call(start + 1):
            self.pos = start + 1
            return Token("LBracket", start, start + 1, T.GENERIC)
        return None

    def _is_generic_call(self, index: int) -> bool:
        """Whether type arguments of a method stand here: `$x.Cast[int](...)`."""
        text, end = self.text, self.end
        while index < end and text[index] in WHITESPACE:
            index += 1
        if index >= end or not is_letter(text[index]):
            return False
        depth = 1
        while index < end and depth:
            char = text[index]
            if char == "[":
                depth += 1
            elif char == "]":
                depth -= 1
            elif char not in ",.+` " and not is_identifier_follow(char):
                return False
            index += 1
        return not depth and text[index : index + 1] == "(" or bool(depth)

    def _start_token(self, start: int, char: str, row: Container[int]) -> Token:
        text = self.text
        self.dashes = False
        if char in PLAIN and char not in DIGITS or char > "\x7f" and is_letter(char):
            token = self.generic(start)
            if token.kind == "Identifier":
                self._keyword_kind(token, row)
            return token
        if char == "]":
            self.pos = start + 1
            return Token("RBracket", start, start + 1, T.BAREWORD if T.BAREWORD in row else T.RBRACKET)
        if char in DIGITS or char in DASHES or char == "+" or char == ".":
            return self._signed_start(start, char, row)
        token_ = self._common(start, char, row)
        if token_ is not None:
            if (
                token_.term not in row
                and T.BAREWORD in row
                and (token_.term == T.REDIR or token_.term == T.MERGE)
            ):
                token_.term = T.BAREWORD
            return token_
        if char == "[":
            self.pos = start + 1
            if T.ATTR in row:
                word = self._declares(start)
                if word:
                    return Token("LBracket", start, start + 1, T.PATTR if word == "param" else T.ATTR)
            return Token("LBracket", start, start + 1, T.LBRACKET)
        if char == "!":
            if start + 1 < self.end and is_letter(text[start + 1]):
                return self._word(start, row)
            self.pos = start + 1
            return Token("Exclaim", start, start + 1, T.NOT, None, UNARY_OPERATOR)
        if char == ":" and start + 1 < self.end and is_letter(text[start + 1]):
            return self._label(start, row)
        return self._word(start, row)

    def _label_token(self, start: int, char: str, row: Container[int]) -> Token:
        """What follows `break` and `continue`: a label, or the next statement."""
        if is_letter(char):
            stop = start + 1
            while stop < self.end and is_identifier_follow(self.text[stop]):
                stop += 1
            self.pos = stop
            return Token("Identifier", start, stop, T.HASHKEY, self.text[start:stop])
        if char in "$({@" or char in QUOTES or char in DIGITS:
            return self._command_token(start, char, row)
        return self._start_token(start, char, row)

    def _signed_start(self, start: int, char: str, row: Container[int]) -> Token:
        text, end = self.text, self.end
        following = text[start + 1] if start + 1 < end else ""
        if char == "." and following not in DIGITS or not following and char == ".":
            if (
                not following
                or following in WHITESPACE
                or following in NEWLINES
                or following in "(){}$&;,|"
                or following in QUOTES
            ):
                if T.CALL in row:
                    self.pos = start + 1
                    return Token("Dot", start, start + 1, T.CALL)
            return self._word(start, row)
        if char in "123456" and following == ">" and text.startswith("&", start + 2):
            token = self._redirection(start)
            if token.term not in row:
                token.term = T.BAREWORD
            return token
        number = self.number(start, True, self.ternary > 0)
        if number is not None:
            return number
        if char in DIGITS or char == "." or following in DIGITS and following:
            return self._generic_rest(start, start)
        if char in DASHES and following and is_letter(following):
            word, stop = self._operator_word(start)
            kind = WORD_OPERATORS.get(word)
            if kind in UNARY_WORDS:
                self.pos = stop
                return Token(kind, start, stop, T.OPERATOR_TERMS[kind], None, operator_flags(kind))
            return self._parameter(start, row)
        if following == char or (char in DASHES and following in DASHES and following):
            self.pos = start + 2
            return Token(
                "PlusPlus" if char == "+" else "MinusMinus", start, start + 2, T.INC, None, UNARY_OPERATOR
            )
        if following == "=":
            return self._word(start, row)
        self.pos = start + 1
        flags = BINARY_OPERATOR | UNARY_OPERATOR
        if char == "+":
            return Token("Plus", start, start + 1, T.PLUS, None, flags)
        return Token("Minus", start, start + 1, T.MINUS, None, flags)

    def _declares(self, index: int) -> str:
        """Whether the bracketed items from here stand before `param`, `class` or `enum`."""
        text, end = self.text, self.end
        while True:
            while index < end and (
                text[index] in WHITESPACE or text[index] in NEWLINES or text[index] in "#<"
            ):
                if text[index] == "#":
                    while index < end and text[index] not in NEWLINES:
                        index += 1
                elif text[index] == "<":
                    stop = text.find("#>", index, end)
                    if not text.startswith("<#", index) or stop < 0:
                        return ""
                    index = stop + 2
                else:
                    index += 1
            if index < end and text[index] == "[":
                index = self._skip_brackets(index)
                continue
            stop = index
            while stop < end and text[stop] in PLAIN:
                stop += 1
            word = text[index:stop].lower()
            found = word in ("param", "class", "enum") and (stop >= end or text[stop] in FORCE_NEW_TOKEN)
            return word if found else ""

    def _skip_brackets(self, index: int) -> int:
        text, end = self.text, self.end
        depth = 0
        while index < end:
            char = text[index]
            if char in "[({":
                depth += 1
            elif char in "])}":
                depth -= 1
                if depth <= 0:
                    return index + 1
            elif char in QUOTES:
                quotes = SINGLE_QUOTES if char in SINGLE_QUOTES else DOUBLE_QUOTES
                index += 1
                while index < end and text[index] not in quotes:
                    index += 2 if text[index] == "`" and quotes is DOUBLE_QUOTES else 1
            elif char == "#":
                while index < end and text[index] not in NEWLINES:
                    index += 1
            elif char == "`":
                index += 1
            index += 1
        return end

    def _operator_word(self, start: int) -> tuple[str, int]:
        text, end = self.text, self.end
        stop = start + 1
        while stop < end and is_letter(text[stop]) and text[stop] != "_":
            stop += 1
        return text[start + 1 : stop].lower(), stop

    def _expression_token(self, start: int, char: str, row: Container[int]) -> Token:
        text, end = self.text, self.end
        operand = T.NUMBER in row
        if char in DIGITS or (char in DASHES or char in "+.") and operand:
            if char in "123456" and not operand and text.startswith(">", start + 1):
                return self._redirection(start)
            token = self.number(start, operand, self.ternary > 0)
            if token is not None:
                return token
            if char in DIGITS:
                return self._generic_rest(start, start)
        if char in DASHES:
            return self._dash_operator(start, operand)
        token_ = self._common(start, char, row)
        if token_ is not None:
            if char == "*" and token_.kind == "Redirection":
                return token_
            return token_
        if char == "[" or char == "]":
            self.pos = start + 1
            if char == "]":
                return Token("RBracket", start, start + 1, T.RBRACKET)
            term = T.LBRACKET
            if T.LBRACKET not in row:
                term = T.ATTR if T.ATTR in row else T.PATTR if T.PATTR in row else term
            return Token("LBracket", start, start + 1, term)
        if char in "+*/%=!.?:":
            for size in (3, 2, 1):
                found = OPERATORS.get(text[start : start + size])
                if found is not None and start + size <= end:
                    self.pos = start + size
                    self._count_ternary(found[1])
                    return Token(found[0], start, start + size, found[1], None, found[2])
        if is_letter(char):
            stop = start + 1
            while stop < end and is_identifier_follow(text[stop]):
                stop += 1
            self.pos = stop
            token = Token("Identifier", start, stop, T.UNKNOWN)
            self._keyword_kind(token, row)
            return token
        token = self._generic_rest(start, start)
        token.term = T.UNKNOWN
        if token.end == start:
            self.pos = start + 1
            token.end = start + 1
        return token

    def _count_ternary(self, term: int) -> None:
        if term == T.QUESTION:
            self.ternary += 1
        elif term == T.COLON and self.ternary:
            self.ternary -= 1

    def _dash_operator(self, start: int, operand: bool) -> Token:
        text, end = self.text, self.end
        following = text[start + 1] if start + 1 < end else ""
        if following and is_letter(following):
            word, stop = self._operator_word(start)
            kind = WORD_OPERATORS.get(word)
            self.pos = stop
            if kind is not None:
                return Token(
                    kind, start, stop, T.OPERATOR_TERMS.get(kind, T.COMPARE), None, operator_flags(kind)
                )
            return Token("Parameter", start, stop, T.UNKNOWN, text[start + 1 : stop])
        if following and following in DASHES:
            self.pos = start + 2
            return Token("MinusMinus", start, start + 2, T.INC, None, UNARY_OPERATOR)
        if following == "=":
            self.pos = start + 2
            return Token("MinusEquals", start, start + 2, T.ASSIGN, None, ASSIGNMENT_OPERATOR)
        self.pos = start + 1
        return Token("Minus", start, start + 1, T.MINUS, None, BINARY_OPERATOR | UNARY_OPERATOR)

    def _type_token(self, start: int, char: str, row: Container[int]) -> Token:
        text, end = self.text, self.end
        if char == "[" or char == "]":
            self.pos = start + 1
            if char == "]":
                return Token("RBracket", start, start + 1, T.RBRACKET)
            return Token("LBracket", start, start + 1, T.LBRACKET)
        index = start
        while index < end:
            if text[index] == "`" and index + 1 < end:
                index += 2
            elif text[index] in TYPE_END:
                break
            else:
                index += 1
        if index == start or not (is_letter(char) or char == "`"):
            return self._expression_token(start, char, row)
        self.pos = index
        name = text[start:index]
        return Token("Identifier", start, index, T.TYPE_NAME, name)

    def _member_token(self, start: int, char: str, row: Container[int]) -> Token:
        text, end = self.text, self.end
        if is_letter(char):
            stop = start + 1
            while stop < end and is_identifier_follow(text[stop]):
                stop += 1
            self.pos = stop
            return Token("Identifier", start, stop, T.MEMBER, text[start:stop])
        if char in DIGITS:
            number = self.number(start, False, self.ternary > 0)
            if number is not None:
                return number
            return self._generic_rest(start, start)
        return self._expression_token(start, char, row)

    def _name_token(self, start: int, char: str, row: Container[int], mode: int) -> Token:
        text, end = self.text, self.end
        if mode == T.MODE_NAME:
            if char in QUOTES or char in "($@{)}":
                return self._expression_token(start, char, row)
            if char in DIGITS:
                number = self.number(start, False, False)
                if number is not None and (self.pos >= end or text[self.pos] in FORCE_NEW_TOKEN):
                    number.term = T.NAME
                    return number
                self.pos = start
            token = self._word(start, row) if not is_letter(char) else self.generic(start)
            token.term = T.NAME
            if token.value is None:
                token.value = text[start : token.end]
            if token.kind == "Identifier":
                word = KEYWORDS.get(text[start : token.end].lower())
                if word is not None:
                    token.kind = word
            return token
        if is_letter(char):
            stop = start + 1
            while stop < end and is_identifier_follow(text[stop]):
                stop += 1
            self.pos = stop
            token = Token(
                "Identifier", start, stop, T.HASHKEY if mode == T.MODE_KEY else T.MNAME, text[start:stop]
            )
            if mode == T.MODE_CLASS and (T.STATIC in row or T.ENUM in row):
                self._keyword_kind(token, row)
            return token
        return self._expression_token(start, char, row)

    def newline_continues(self, row: Container[int]) -> bool:
        """Whether what follows a newline continues the statement before it: `else`, `catch`, `|`..."""
        text, end = self.text, self.end
        index = self.pos
        words = any(term in row for term in CONTINUATIONS)
        blank = 0
        while index < end:
            char = text[index]
            if char in WHITESPACE:
                index += 1
            elif char in NEWLINES:
                index += 1
                if char == "\n" or not text.startswith("\n", index):
                    blank += 1
            elif char == "#":
                while index < end and text[index] not in NEWLINES:
                    index += 1
                blank -= 1
            elif char == "<" and text.startswith("<#", index):
                stop = text.find("#>", index, end)
                if stop < 0:
                    return False
                index = stop + 2
                blank -= 1
            elif char == "|":
                return T.PIPE in row and blank <= 0
            else:
                if not words:
                    return False
                stop = index
                while stop < end and is_identifier_follow(text[stop]):
                    stop += 1
                if stop < end and text[stop] not in FORCE_NEW_TOKEN:
                    return False
                term = T.KEYWORD_TERMS.get(KEYWORDS.get(text[index:stop].lower(), ""))
                return term in CONTINUATIONS and term in row
        return False
