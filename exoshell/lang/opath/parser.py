"""Reads OPATH text."""

from __future__ import annotations

from functools import lru_cache

from exoshell.lang.opath.nodes import Node


class OPathError(Exception):
    """The text is no filter. ``position`` is the 0-based offset of what was not expected."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@lru_cache(maxsize=512)
def parse(text: str) -> Node:
    """Reads a filter; raises OPathError."""
    # The grammar's library is loaded here: most runs never read a filter.
    from lark import UnexpectedInput

    from exoshell.lang.opath.builder import make_parser

    try:
        result = make_parser().parse(text)
    except UnexpectedInput as error:
        position = error.pos_in_stream
        if position is None or position < 0 or getattr(getattr(error, "token", None), "type", "") == "$END":
            position = len(text)
        raise OPathError(f"unexpected input at position {position + 1}", position) from None
    assert isinstance(result, Node)
    return result
