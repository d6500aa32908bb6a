"""OData ``$filter`` text as the same tree that OPATH gives."""

from __future__ import annotations

import re

from exoshell.lang.opath import And, Comparison, Not, Or
from exoshell.lang.opath.nodes import Node

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<date>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)"
    r"|(?P<guid>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})|(?P<number>[+-]?\d+(?:\.\d+)?)"
    r"|(?P<word>[A-Za-z_][\w./]*)|(?P<sign>[(),:]))",
    re.I,
)
_FUNCTIONS = {"startswith": ("", "*"), "endswith": ("*", ""), "contains": ("*", "*")}
_COMPARISONS = frozenset(("eq", "ne", "lt", "gt", "le", "ge"))


class ODataFilterError(Exception):
    """The text is no filter."""


def parse(text: str) -> Node:
    """Reads a ``$filter``; raises ODataFilterError."""
    reader = _Reader(text)
    node = reader.disjunction()
    if reader.kind:
        raise ODataFilterError(f"unexpected '{reader.value}'")
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self.kind = self.value = ""
        self._advance()

    def _advance(self) -> None:
        rest = self._text[self._position :]
        if not rest.strip():
            self.kind = self.value = ""
            return
        match = _TOKEN.match(self._text, self._position)
        if match is None:
            raise ODataFilterError(f"unexpected text at {self._position}")
        self._position = match.end()
        self.kind = str(match.lastgroup)
        self.value = match[self.kind]

    def _is(self, word: str) -> bool:
        return self.kind in ("word", "sign") and self.value.lower() == word

    def _take(self, word: str) -> None:
        if not self._is(word):
            raise ODataFilterError(f"'{word}' expected")
        self._advance()

    def disjunction(self) -> Node:
        parts = [self._conjunction()]
        while self._is("or"):
            self._advance()
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Node:
        parts = [self._negation()]
        while self._is("and"):
            self._advance()
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self) -> Node:
        if self._is("not"):
            self._advance()
            return Not(self._negation())
        if self._is("("):
            self._advance()
            node = self.disjunction()
            self._take(")")
            return node
        return self._comparison()

    def _comparison(self) -> Node:
        if self.kind != "word":
            raise ODataFilterError("a property name is expected")
        name = self.value
        self._advance()
        if name.lower() in _FUNCTIONS and self._is("("):
            return self._function(name.lower())
        if name.lower().endswith("/any") and self._is("("):
            return self._any(name[:-4])
        operator = self.value.lower()
        if self.kind != "word" or operator not in _COMPARISONS:
            raise ODataFilterError("an operator is expected")
        self._advance()
        return Comparison(name, operator, self._value())

    def _function(self, function: str) -> Node:
        before, after = _FUNCTIONS[function]
        self._take("(")
        name = self.value
        self._advance()
        self._take(",")
        value = self._value()
        self._take(")")
        if self._is("eq"):
            self._advance()
            wanted = self._value()
            node: Node = Comparison(name, "like", f"{before}{value}{after}")
            return node if wanted is True else Not(node)
        return Comparison(name, "like", f"{before}{value}{after}")

    def _any(self, name: str) -> Node:
        """``EmailAddresses/any(x: x eq 'a')``."""
        self._take("(")
        self._advance()
        self._take(":")
        node = self.disjunction()
        self._take(")")
        return _renamed(node, name)

    def _value(self) -> object:
        kind, value = self.kind, self.value
        if not kind:
            raise ODataFilterError("a value is expected")
        self._advance()
        if kind == "text":
            return value[1:-1].replace("''", "'")
        if kind == "number":
            return float(value) if "." in value else int(value)
        if kind in ("date", "guid"):
            return value
        words = {"true": True, "false": False, "null": None}
        if value.lower() in words:
            return words[value.lower()]
        if kind == "word" and self.kind == "text":
            # An enumeration member with its type: Exchange.Kind'Member'.
            return self._value()
        raise ODataFilterError(f"'{value}' is no value")


def _renamed(node: Node, name: str) -> Node:
    if isinstance(node, Comparison):
        return Comparison(name, node.operator, node.value)
    if isinstance(node, Not):
        return Not(_renamed(node.part, name))
    assert isinstance(node, And | Or)
    return type(node)(tuple(_renamed(part, name) for part in node.parts))
