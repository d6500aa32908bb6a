"""Blocks and functions coming into being."""

from __future__ import annotations

from exoshell.runtime.functions import info_of
from exoshell.runtime.script_block import ScriptBlock
from exoshell.runtime.source import CodeSite

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def block_at(unit: Any, start: int, end: int) -> CodeSite:
    """A script block literal's site."""
    return CodeSite(unit.source, start, end, "block")


def make_block(site: CodeSite, S: Any) -> ScriptBlock:
    """The value of `{ … }`."""
    return ScriptBlock(site, S.session, S.module)


def inline_block(site: CodeSite, S: Any, inline: Any, is_value: int) -> ScriptBlock:
    """The value of `{ … }` given to a command that runs it in its caller's scope."""
    made = ScriptBlock(site, S.session, S.module)
    made.inline = inline
    made.is_value = is_value
    made.scope = S
    made.cells = S.cells
    return made


class FunctionSite:
    """A function definition."""

    __slots__ = ("site", "name", "is_filter")

    def __init__(self, site: CodeSite, name: str, is_filter: bool) -> None:
        self.site, self.name, self.is_filter = site, name, is_filter


def function_at(unit: Any, start: int, end: int, name: str, is_filter: bool) -> FunctionSite:
    plain = (
        name.rpartition(":")[2]
        if name.lower().partition(":")[0] in ("global", "script", "local", "private", "function")
        else name
    )
    return FunctionSite(
        CodeSite(unit.source, start, end, "filter" if is_filter else "function", plain), name, is_filter
    )


def define_function(S: Any, site: FunctionSite) -> None:
    """Run a function definition."""
    X = S.session
    block = ScriptBlock(site.site, X, S.module)
    block.is_filter = site.is_filter
    X.commands.define_function(
        S, site.name, LazyInfo(X, block, site.site.name, "Filter" if site.is_filter else "Function").info()
    )


class LazyInfo:
    """Makes the CommandInfo of a function; its parameters are read at once."""

    __slots__ = ("args",)

    def __init__(self, *args: Any) -> None:
        self.args = args

    def info(self) -> Any:
        X, block, name, kind = self.args
        return info_of(X, block, name, kind)


def set_function(S: Any, name: str, value: Any) -> None:
    """`$function:name = …`."""
    X = S.session
    if value is None:
        table = S.tables.get("function") if S.tables else None
        if table:
            table.pop(name.lower(), None)
        X.bump()
        return
    if not isinstance(value, ScriptBlock):
        from exoshell.runtime.scripts import script_block, source_of
        from exoshell.values.conversion import to_text

        value = script_block(X, source_of(to_text(value)))
    site = CodeSite(
        value.site.source, value.site.start, value.site.end, value.site.what, name.rpartition(":")[2]
    )
    block = ScriptBlock(site, X, value.module)
    block.captured = value.captured
    X.commands.define_function(S, name, info_of(X, block, site.name, "Function"))


def type_at(unit: Any, start: int, end: int, name: str) -> CodeSite:
    return CodeSite(unit.source, start, end, "type", name)


def define_type(S: Any, site: CodeSite) -> None:
    """Make a class or enumeration known; done once a session and definition."""
    from exoshell.runtime.classes import define

    define(S, site)


class ParameterSite:
    """A parameter with a type or checks, for assignments to its variable."""

    __slots__ = ("unit", "index", "_made")

    def __init__(self, unit: Any, index: int) -> None:
        self.unit, self.index = unit, index
        self._made: dict[int, Any] = {}

    def parameter(self, X: Any) -> Any:
        key = id(X)
        found = self._made.get(key)
        if found is None:
            from exoshell.runtime.functions import make_parameter

            _, rows = self.unit.meta(X, X.scope)
            if len(self._made) > 16:
                self._made.clear()
            found = self._made[key] = make_parameter(X, rows[self.index], False)
        return found

    def check(self, X: Any, value: Any) -> Any:
        from exoshell.runtime.typed import check_parameter

        return check_parameter(X, self.parameter(X), value)

    def default(self, X: Any, value: Any) -> Any:
        parameter = self.parameter(X)
        if parameter.is_object:
            return value
        from exoshell.binder import convert_default

        return convert_default(parameter, value, True)


def start_background(S: Any, text: str) -> Any:
    """`command &`: a job."""
    from exoshell.runtime.jobs import start_job

    return start_job(S, text)
