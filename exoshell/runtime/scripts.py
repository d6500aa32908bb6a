"""Script files as commands."""

from __future__ import annotations

from exoshell.runtime.functions import info_of
from exoshell.runtime.script_block import ScriptBlock
from exoshell.runtime.source import CodeSite, Source
from exoshell.runtime.stages import FunctionStage
from exoshell.values.errors import ExitException, PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_sources: dict[tuple[str, str | None], Source] = {}


def source_of(text: str, path: str | None = None) -> Source:
    """The Source of a text; the same object again for the same text and path."""
    key = (text, path)
    found = _sources.get(key)
    if found is None:
        if len(_sources) > 256:
            _sources.clear()
        found = _sources[key] = Source(text, path)
    return found


def read_script(path: str) -> Source:
    """The source of a script file (UTF-8, or UTF-16 with a mark)."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16")
    else:
        text = data.decode("utf-8-sig", "replace")
    return source_of(text, path)


def block_of_file(session: Any, path: str) -> ScriptBlock:
    """A script file as a block."""
    return script_block(session, read_script(session.full_path(path)))


def script_block(session: Any, source: Source) -> ScriptBlock:
    """The whole text as a block."""
    return ScriptBlock(CodeSite(source, 0, len(source.text), "script"), session, session.scope.module)


class ScriptStage(FunctionStage):
    """A script file run by name or path: `exit` in it ends it alone."""

    def _run(self, function: Any, *args: Any) -> None:
        session = self.session
        try:
            FunctionStage._run(self, function, *args)
        except ExitException as exit:
            session.set_exit_code(exit.code)
            self.failed = exit.code != 0


def script_stage(X: Any, site: Any, command: Any, values: Any, places: Any, expecting: bool) -> ScriptStage:
    """The stage of a script file."""
    source = read_script(command.path)
    block = script_block(X, source)
    X.check_parse(source)
    if asks(source):
        _check_requirements(X, site, command, source)
    unit = block.unit("new")
    unit.name = command.name
    info = info_of(X, block, command.name, "ExternalScript")
    info.path = command.path
    return ScriptStage(X, site, info, block, values, places, expecting)


def asks(source: Source) -> bool:
    """Whether a script has `#requires` lines."""
    return "#requires" in source.text.lower()


def _check_requirements(X: Any, site: Any, command: Any, source: Source) -> None:
    from exoshell.runtime.requirements import check_requirements

    try:
        check_requirements(X, source)
    except PowerShellError as error:
        from exoshell.runtime.context import CommandContext
        from exoshell.runtime.stages import Stage

        CommandContext(X, X.scope, site, command, False, Stage()).attach(error)
        error.record.activity = site.name or command.name
        raise


__all__ = ["ps_error", "read_script", "script_block", "script_stage", "source_of"]
