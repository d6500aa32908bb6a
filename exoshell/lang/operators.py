"""The scanner's tables of operators and punctuation."""

from __future__ import annotations

from exoshell.lang import terms as T
from exoshell.lang.chars import NEWLINES, WHITESPACE
from exoshell.lang.token import ASSIGNMENT_OPERATOR, BINARY_OPERATOR, UNARY_OPERATOR

#: Operators of expression mode: text -> (kind, terminal, flags).
OPERATORS: dict[str, tuple[str, int, int]] = {
    "+": ("Plus", T.PLUS, BINARY_OPERATOR | UNARY_OPERATOR),
    "-": ("Minus", T.MINUS, BINARY_OPERATOR | UNARY_OPERATOR),
    "*": ("Multiply", T.MULTIPLY, BINARY_OPERATOR),
    "/": ("Divide", T.MULTIPLY, BINARY_OPERATOR),
    "%": ("Rem", T.MULTIPLY, BINARY_OPERATOR),
    "..": ("DotDot", T.RANGE, BINARY_OPERATOR),
    "++": ("PlusPlus", T.INC, UNARY_OPERATOR),
    "--": ("MinusMinus", T.INC, UNARY_OPERATOR),
    "!": ("Exclaim", T.NOT, UNARY_OPERATOR),
    "=": ("Equals", T.ASSIGN, ASSIGNMENT_OPERATOR),
    "+=": ("PlusEquals", T.ASSIGN, ASSIGNMENT_OPERATOR),
    "-=": ("MinusEquals", T.ASSIGN, ASSIGNMENT_OPERATOR),
    "*=": ("MultiplyEquals", T.ASSIGN, ASSIGNMENT_OPERATOR),
    "/=": ("DivideEquals", T.ASSIGN, ASSIGNMENT_OPERATOR),
    "%=": ("RemainderEquals", T.ASSIGN, ASSIGNMENT_OPERATOR),
    "??=": ("QuestionQuestionEquals", T.ASSIGN, ASSIGNMENT_OPERATOR),
    "??": ("QuestionQuestion", T.COALESCE, BINARY_OPERATOR),
    "?": ("QuestionMark", T.QUESTION, 0),
    ":": ("Colon", T.COLON, 0),
    "::": ("ColonColon", T.UNKNOWN, 0),
    ".": ("Dot", T.UNKNOWN, 0),
}
#: What a word in command mode is when it is exactly an operator.
WORD_KINDS = {
    text: (kind, flags) for text, (kind, _, flags) in OPERATORS.items() if text not in ("?", "??", "??=", ":")
}
WORD_KINDS["::"] = ("ColonColon", 0)
UNARY_WORDS = frozenset(("Not", "Bnot", "Join", "Isplit", "Csplit"))
STREAMS = {
    "1": "Output",
    "2": "Error",
    "3": "Warning",
    "4": "Verbose",
    "5": "Debug",
    "6": "Information",
    "*": "All",
}
TYPE_END = WHITESPACE | NEWLINES | frozenset(",[]{}()=;:|&'\"#$@!<>*/?%")
PUNCTUATION = {
    "{": ("LCurly", T.LCURLY),
    "}": ("RCurly", T.RCURLY),
    ")": ("RParen", T.RPAREN),
    ";": ("Semi", T.SEMI),
    ",": ("Comma", T.COMMA),
}
CONTINUATIONS = (T.ELSE, T.ELSEIF, T.CATCH, T.FINALLY)


def operator_flags(kind: str) -> int:
    """The flags of a word operator."""
    flags = UNARY_OPERATOR if kind in UNARY_WORDS else 0
    return flags if kind in ("Not", "Bnot") else flags | BINARY_OPERATOR
