"""Program text, positions in it, and the compiled units made from it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_compiler: Callable[..., Unit] | None = None
_file_count = 0
units_by_file: dict[str, Unit] = {}
"""Generated file name -> unit: how a traceback finds its way back to PowerShell source."""


spellings: dict[str, str] = {}
"""Lower-case variable name -> the spelling it was first seen with, where that differs."""


units_by_index: dict[int, Unit] = {}
"""Identity of a unit's name table -> unit: how a scope finds the function it belongs to."""


def set_compiler(function: Callable[..., Unit]) -> None:
    """Registers `function(source, start, end, variant, what) -> Unit`."""
    global _compiler
    _compiler = function


_checker: Callable[[Source], None] | None = None


def set_checker(function: Callable[[Source], None]) -> None:
    """Registers what finds the parse errors of a source and puts them into `errors`."""
    global _checker
    _checker = function


def check_source(source: Source) -> None:
    """Fill `source.errors`."""
    compiler()
    assert _checker is not None
    _checker(source)


_tree_maker: Callable[[Source], Any] | None = None
_parse: Callable[[Source], Any] | None = None


def set_parser(tree_maker: Callable[[Source], Any], parse: Callable[[Source], Any]) -> None:
    """Registers what makes the tree of a source, and what gives (source, tree, tokens, errors)."""
    global _tree_maker, _parse
    _tree_maker, _parse = tree_maker, parse


def tree_of(source: Source) -> Any:
    """The tree of a source."""
    compiler()
    assert _tree_maker is not None
    return _tree_maker(source)


def parse_source(source: Source) -> Any:
    """(source, tree, tokens, errors)."""
    compiler()
    assert _parse is not None
    return _parse(source)


def compiler() -> Callable[..., Unit]:
    """The registered compiler."""
    if _compiler is None:
        import importlib

        importlib.import_module("exoshell.compiler")
    assert _compiler is not None
    return _compiler


class Source:
    """One program text. `path`: the script file's full path or None."""

    __slots__ = ("text", "path", "units", "tree", "_starts", "errors", "cache")

    def __init__(self, text: str, path: str | None = None) -> None:
        self.text = text
        self.path = path
        self.units: dict[tuple[Any, ...], Unit] = {}
        self.tree: Any = None
        self.errors: Any = None
        self.cache: Any = None
        self._starts: list[int] | None = None

    @property
    def folder(self) -> str:
        """`$PSScriptRoot`."""
        if not self.path:
            return ""
        import os

        return os.path.dirname(self.path)

    @property
    def starts(self) -> list[int]:
        """Offsets of the lines' starts."""
        starts = self._starts
        if starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column), both from 1."""
        from bisect import bisect_right

        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its end."""
        start = self.starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")

    def unit(self, start: int, end: int, variant: str, what: str) -> Unit:
        """The compiled unit of a block or function. `what`: 'script', 'block', 'function' or 'filter'."""
        key = (start, end, variant, what)
        found = self.units.get(key)
        if found is None:
            found = self.units[key] = compiler()(self, start, end, variant, what)
        return found


class Unit:
    """A loaded unit: the generated module's names as attributes."""

    __slots__ = (
        "source",
        "start",
        "end",
        "name",
        "body",
        "kind",
        "flags",
        "index",
        "parameters",
        "meta",
        "spans",
        "lines",
        "namespace",
        "what",
        "first",
        "trace_lines",
    )

    def __init__(self, source: Source, start: int, end: int, what: str) -> None:
        self.source = source
        self.start, self.end, self.what = start, end, what
        self.name = ""
        self.trace_lines: dict[Any, str] = {}

    def install(self, namespace: dict[str, Any], lines: Any, spans: Any) -> None:
        self.namespace = namespace
        self.body = namespace["body"]
        self.kind: str = namespace["KIND"]
        self.flags: tuple[str, ...] = namespace["FLAGS"]
        self.index: dict[str, int] = namespace["INDEX"]
        self.parameters: tuple[str, ...] = namespace["PARAMETERS"]
        units_by_index[id(self.index)] = self
        self.meta = namespace["meta"]
        self.lines, self.spans = lines, spans

    def span_at(self, line: int) -> tuple[int, int]:
        """The source span of a generated line."""
        lines = self.lines
        if 0 < line <= len(lines):
            return self.spans[lines[line - 1]]  # type: ignore[no-any-return]
        return (self.start, self.start)


class CodeSite:
    """A script block or function as it stands in a source; shared by all its instances."""

    __slots__ = ("source", "start", "end", "what", "name", "_text")

    def __init__(self, source: Source, start: int, end: int, what: str, name: str = "") -> None:
        self.source, self.start, self.end, self.what, self.name = source, start, end, what, name
        self._text: str | None = None

    def unit(self, variant: str) -> Unit:
        found = self.source.unit(self.start, self.end, variant, self.what)
        if self.name:
            found.name = self.name
        return found

    @property
    def text(self) -> str:
        """The body between the braces (a script's whole text)."""
        if self._text is None:
            text = self.source.text[self.start : self.end]
            if self.what == "block":
                text = text[1:-1]
            elif self.what in ("function", "filter"):
                text = text[text.find("{") + 1 : -1]
            self._text = text
        return self._text


def new_file_name() -> str:
    """A name for generated code that no other unit has."""
    global _file_count
    _file_count += 1
    return f"<exoshell {_file_count}>"
