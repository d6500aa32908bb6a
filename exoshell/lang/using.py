"""`using` statements."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang.token import KEYWORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

_KINDS = {
    "assembly": "Assembly",
    "command": "Command",
    "module": "Module",
    "namespace": "Namespace",
    "type": "Type",
}


def using_statement(p: Parser, k: list[Any]) -> A.UsingStatementAst:
    """The node of `using kind name [= alias]`, with the errors of its parts."""
    kind = _KINDS.get(p.text[k[1].start : k[1].end].lower())
    item = k[2]
    span = (k[0].start, k[-1].span[1])
    if kind is None:
        p.error_at("MissingUsingStatementDirective", (k[0].end, k[0].end))
        return A.UsingStatementAst(span)
    k[1].flags |= KEYWORD
    if k[1].kind == "Generic":
        k[1].kind = kind
    name = item if type(item) is A.StringConstantExpressionAst else None
    specification = item if type(item) is A.HashtableAst else None
    node = A.UsingStatementAst(span, kind, name, None, specification)
    if name is None and (specification is None or kind != "Module"):
        p.error_at("InvalidValueForUsingItemName", item.span, p.text[item.span[0] : item.span[1]])
    elif kind == "Module":
        shown = name.value if name is not None else p.text[item.span[0] : item.span[1]]
        p.error_at("ModuleNotFoundDuringParse", span, shown)
    elif kind == "Namespace":
        p.has_namespaces = True
        if name is not None and not _is_namespace(name.value):
            p.error_at("InvalidNamespaceValue", name.span)
    _terminated(p, span[1])
    if len(k) > 3:
        node.alias = k[4]
        p.error_at("UsingStatementNotSupported", span)
    elif kind in ("Command", "Type"):
        p.error_at("UsingStatementNotSupported", span)
    return node


def _is_namespace(text: str) -> bool:
    return all(part and all(char.isalnum() or char == "_" for char in part) for part in text.split("."))


def _terminated(p: Parser, end: int) -> None:
    """The statement ends with its line."""
    from exoshell.lang.chars import FORCE_NEW_TOKEN, WHITESPACE

    text, stop = p.text, p.lexer.end
    start = end
    while start < stop and text[start] in WHITESPACE:
        start += 1
    if start >= stop or text[start] in "\r\n;#":
        return
    end = start + 1
    if text[start] not in FORCE_NEW_TOKEN:
        while end < stop and text[end] not in FORCE_NEW_TOKEN:
            end += 1
    p.lexer.error("MissingStatementTerminator", start, end, incomplete=p.lexer.at_end(end))
