"""Character classes of PowerShell's scanner and its tables of words."""

from __future__ import annotations

SINGLE_QUOTES = frozenset("'\u2018\u2019\u201a\u201b")
DOUBLE_QUOTES = frozenset('"\u201c\u201d\u201e')
QUOTES = SINGLE_QUOTES | DOUBLE_QUOTES
DASHES = frozenset("-\u2013\u2014\u2015")
WHITESPACE = frozenset(
    " \t\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
NEWLINES = frozenset("\r\n")
#: What ends every bare word.
FORCE_NEW_TOKEN = WHITESPACE | NEWLINES | frozenset("&(),;{|}\0")
#: What may stand directly behind a number.
AFTER_NUMBER = FORCE_NEW_TOKEN | DASHES | frozenset("!#%*+./<=>]")
AFTER_NUMBER_TERNARY = AFTER_NUMBER | frozenset("?:")
DIGITS = frozenset("0123456789")
ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
#: Plain characters of a word, so that the scanner can skip over them quickly.
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")

KEYWORDS = {
    word.lower(): word
    for word in (
        "Assembly Base Begin Break Catch Class Clean Command Configuration Continue Data Default Define Do Dynamicparam "
        "Else ElseIf End Enum Exit Filter Finally For Foreach From Function Hidden If In Interface Module "
        "Namespace Parallel Param Private Process Public Return Sequence Static Switch Throw Trap Try Type Until Using "
        "Var While Workflow"
    ).split()
}

_SPECIAL_CASED = (
    "eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split"
).split()


def _word_operators() -> dict[str, str]:
    table = {
        "and": "And",
        "or": "Or",
        "xor": "Xor",
        "not": "Not",
        "band": "Band",
        "bor": "Bor",
        "bxor": "Bxor",
        "bnot": "Bnot",
        "is": "Is",
        "isnot": "IsNot",
        "as": "As",
        "f": "Format",
        "join": "Join",
        "shl": "Shl",
        "shr": "Shr",
    }
    for word in _SPECIAL_CASED:
        table[word] = "I" + word
        table["i" + word] = "I" + word
        table["c" + word] = "C" + word
    return table


WORD_OPERATORS = _word_operators()


def is_letter(char: str) -> bool:
    """Whether an identifier may start with the character."""
    return char.isalpha() or char == "_"


def is_identifier_follow(char: str) -> bool:
    """Whether an identifier may contain the character."""
    return char in PLAIN or (char > "\x7f" and (char.isalpha() or char.isdecimal()))


def is_variable_char(char: str) -> bool:
    """Whether a variable's name may contain the character (the colon aside)."""
    return char in PLAIN or char == "?" or (char > "\x7f" and (char.isalpha() or char.isdecimal()))
