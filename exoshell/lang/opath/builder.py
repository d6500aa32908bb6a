"""Makes the parser of ``grammar/opath.lark`` and its tree; loaded when the first filter is read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lark import Lark, Token, Transformer, v_args

import exoshell
from exoshell.lang.opath.nodes import And, Bare, Comparison, Node, Not, Or

_UNITS = {"kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40, "pb": 1 << 50}
_SINGLE = "'‘’‚‛"
_DOUBLE = '"“”„'
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_SYSTEM = {"true": True, "false": False, "null": None}


@v_args(inline=True)
class _Builder(Transformer[Token, Node]):
    def start(self, node: Node) -> Node:
        return node

    def disjunction(self, *items: object) -> Node:
        return Or(tuple(item for item in items if isinstance(item, Node)))

    def conjunction(self, *items: object) -> Node:
        return And(tuple(item for item in items if isinstance(item, Node)))

    def negation(self, _: Token, node: Node) -> Node:
        return Not(node)

    def comparison(self, name: Token, operator: Token, value: object) -> Node:
        word = operator.value[1:].lower()
        if len(word) == 3 and word[0] in "ci":
            word = word[1:]
        return Comparison(name.value, word, value)

    def single_quoted(self, token: Token) -> str:
        return _undouble(token.value[1:-1], _SINGLE)

    def double_quoted(self, token: Token) -> str:
        return _unescape(token.value[1:-1])

    def number(self, token: Token) -> int | float:
        text = token.value.lower()
        unit = _UNITS.get(text[-2:], 0)
        amount = float(text[:-2] if unit else text) * (unit or 1)
        return int(amount) if amount == int(amount) else amount

    def variable(self, token: Token) -> object:
        name = token.value.lstrip("`")[1:]
        key = name.lower()
        return _SYSTEM[key] if key in _SYSTEM else Bare("$" + name)

    def bare(self, token: Token) -> Bare:
        return Bare(token.value)


def _undouble(text: str, quotes: str) -> str:
    """Takes one of each two adjacent quotation marks."""
    out: list[str] = []
    index = 0
    while index < len(text):
        out.append(text[index])
        index += 2 if text[index] in quotes else 1
    return "".join(out)


def _unescape(text: str) -> str:
    out: list[str] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char == "`":
            out.append(_ESCAPES.get(text[index + 1], text[index + 1]))
            index += 2
            continue
        out.append(char)
        index += 2 if char in _DOUBLE else 1
    return "".join(out)


@lru_cache(maxsize=1)
def make_parser() -> Lark:
    """The parser; the tree is built while it reads. Raises FileNotFoundError when the grammar is not there."""
    root = Path(exoshell.__file__).parent
    for folder in (root / "grammar", root.parent / "grammar"):
        path = folder / "opath.lark"
        if path.is_file():
            text = path.read_text("utf-8")
            return Lark(text, parser="lalr", transformer=_Builder(), maybe_placeholders=False)
    raise FileNotFoundError("opath.lark")
