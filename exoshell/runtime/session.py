"""A session: global state of one shell. Cheap to make; two sessions of a process share nothing but caches."""

from __future__ import annotations

from _thread import _local

from exoshell.runtime.lookup import CommandTable
from exoshell.runtime.scope import NO_INDEX, Scope
from exoshell.runtime.source import spellings
from exoshell.runtime.streams import host_streams
from exoshell.values.errors import (
    BreakException,
    ContinueException,
    ExitException,
    PowerShellError,
    StopUpstream,
    ps_error,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exoshell.base.env import Host
    from exoshell.runtime.source import Source

MAXIMUM_ERRORS = 256


class Session:
    """`ok`: `$?`; `scope`: the current scope; `gen`: changes when commands change; `propagate`: inside a try somewhere up the stack;
    `streams`: where error, warning and the like go now; `location`: the current directory (never the process's)."""

    def __init__(self, host: Host, location: str | None = None, finders: Any = ()) -> None:
        import os

        self.host = host
        self.location = location or os.getcwd()
        self.ok = True
        self.call: Any = None
        self.scope: Any = None
        self.all_scope: set[str] = set()
        self.removed_aliases: set[Any] = set()
        self.scope = None
        self.global_scope = Scope(self, NO_INDEX, ())
        self.global_scope.kind = "global"
        self.scope = self.global_scope
        self.gen: object = object()
        self.propagate = False
        self.services: dict[str, Any] = {}
        self.culture: Any = None
        self.strict_used = False
        self.spellings = spellings
        self.types: dict[str, Any] = {}
        self.type_sites: dict[Any, Any] = {}
        from exoshell.values.type_extensions import EXTENSIONS

        EXTENSIONS.clear()  # what an earlier session of the process added to types
        self.commands = CommandTable(self)
        self.commands.finders.extend(finders or default_finders(self))
        from exoshell.values.collections import ArrayList

        self.errors: Any = ArrayList()
        self.streams = host_streams(self)
        self.exit_requested = False
        self.exit_code: int | None = None
        self.output: Any = None
        self._engine: Any = None
        self.modules: dict[str, Any] = {}
        self.closers: list[Callable[[], None]] = []
        from exoshell.runtime.automatic import install

        install(self)
        prepare_interpreter()
        _current.session = self

    def enter_thread(self) -> None:
        """This session is the current one of the running thread."""
        _current.session = self

    # --- commands ------------------------------------------------------------------------------------------------------------
    def bump(self) -> None:
        """Commands have changed: call sites look again."""
        self.gen = object()

    def full_path(self, path: str) -> str:
        """A file system path as an absolute one, from the current location."""
        import os

        if path.startswith("~"):
            path = self.host.environ.get("HOME", "") + path[1:]
        if os.name == "posix":
            path = path.replace("\\", "/")
        return os.path.normpath(os.path.join(self.location, path))

    def current_path(self) -> Any:
        """`$PWD`."""
        state = self.services.get("locations")
        if state is not None:
            return state.current_info()
        from exoshell.values.files import root_path_info

        return root_path_info(self.location)

    def set_working_directory(self, path: str) -> None:
        """-WorkingDirectory."""
        self.location = self.full_path(path)

    def engine_objects(self) -> Any:
        """Makers of `$Host`, `$ExecutionContext` and so on."""
        if self._engine is None:
            from exoshell.runtime.engine import EngineObjects

            self._engine = EngineObjects(self)
        return self._engine

    def find_type(self, name: str, namespaces: Any = ()) -> Any:
        """A PSType by name, script classes first; None where there is none."""
        if self.types:
            found = self.types.get(name.lower())
            if found is not None:
                return found
        from exoshell.values.types import find_type

        found = find_type(name, namespaces) if namespaces else find_type(name)
        if found is None and self.types and name.endswith("[]"):
            from exoshell.values.types import array_of

            element = self.find_type(name[:-2], namespaces)
            return array_of(element) if element is not None else None
        return found

    def script_attribute(self, name: str, positional: Any, named: Any) -> Any:
        """A custom attribute whose class the script defines, or None."""
        ps_type = self.find_type(name) or self.find_type(name + "Attribute")
        maker = getattr(ps_type, "script_class", None)
        if maker is None:
            return None
        from exoshell.runtime.classes import make_attribute

        return make_attribute(self, ps_type, positional, named)

    def valid_values(self, ps_type: Any) -> list[Any]:
        """What a class implementing IValidateSetValuesGenerator gives."""
        from exoshell.dotnet.access import call_method, new_object

        return list(call_method(new_object(ps_type, []), "GetValidValues", [], self))

    def plain_context(self) -> Any:
        """A CommandContext of no command, for checks that may run script blocks."""
        from exoshell.runtime.context import CommandContext
        from exoshell.runtime.functions import NO_COMMAND
        from exoshell.runtime.invoke import PLAIN_SITE
        from exoshell.runtime.stages import Stage

        return CommandContext(self, self.scope, PLAIN_SITE, NO_COMMAND, False, Stage())

    def captured_scope(self, block: Any, parent: Any) -> Any:
        """The scope of a closure's captured variables."""
        holder = Scope.__new__(Scope)
        holder.session, holder.index, holder.cells = self, NO_INDEX, ()
        holder.vars, holder.tables, holder.strict = block.captured, None, None
        holder.caller, holder.call, holder.kind = None, None, "module"
        holder.parent = parent if parent is not None else self.global_scope
        holder.module = block.module
        return holder

    # --- errors and host ---------------------------------------------------------------------------------------------------------
    def add_error(self, record: Any) -> None:
        """Put a record in front of `$Error`."""
        errors = self.errors
        if errors and errors[0] is record:
            return
        errors.insert(0, record)
        if len(errors) > MAXIMUM_ERRORS:
            errors.pop()

    def show_error(self, record: Any) -> None:
        """An error record on the console, in its place among the program's output."""
        formatter = self.output
        if formatter is None:
            formatter = self.formatter()
        formatter.write_error(record)

    def show_line(self, prefix: str, record: Any) -> None:
        """A warning, verbose or debug message on the console: all go to standard output."""
        self.flush_output()
        self.host.out(f"{prefix}{record}\n")

    def show_information(self, record: Any) -> None:
        self.flush_output()
        text = record.host_text if record.host_text is not None else str(record)
        self.host.out(text if record.no_newline else text + "\n")

    def flush_output(self) -> None:
        """What the formatter still holds comes before other text."""

    # --- running ------------------------------------------------------------------------------------------------------------------
    def check_parse(self, source: Source) -> None:
        """Raise the parse errors of a source as one PowerShellError."""
        from exoshell.runtime.parsing import check

        check(source)

    def formatter(self) -> Any:
        """The Out-Default of a program."""
        from exoshell.format.output import OutputFormatter
        from exoshell.format.preferences import Preferences

        get = self.global_scope.get
        return OutputFormatter(
            self.host.width, self.host.out, Preferences(get, self, self.host.colour), self.host.err
        )

    def run_source(
        self,
        source: Source,
        out: Callable[[Any], None],
        scope: Any = None,
        args: Any = None,
        what: str = "script",
    ) -> None:
        """Run a program in a scope (global by default); raises what leaves it."""
        self.check_parse(source)
        scope = scope or self.global_scope
        variant = "into" if scope is self.global_scope and not scope.index else "dict"
        unit = source.unit(0, len(source.text), variant, what)
        if variant == "into" and conflicts(scope, unit):
            unit = source.unit(0, len(source.text), "dict", what)
        _current.session = self
        outer, self.scope = self.scope, scope
        try:
            run_unit(self, unit, scope, out, args or {})
        finally:
            self.scope = outer

    def run_program(self, source: Source, arguments: list[Any] | None, path: str | None = None) -> int:
        """Run a program to the console: its exit code."""
        _current.session = self
        formatter = self.output = self.formatter()
        out = self.out_default(formatter)
        try:
            self.check_parse(source)
            if path is not None and "#requires" in source.text.lower():
                from exoshell.runtime.requirements import check_requirements

                check_requirements(self, source)
            self._bind_and_run(source, arguments, path, out)
        except ExitException as exit:
            formatter.finish()
            self.exit_requested = True
            self.exit_code = exit.code
            return exit.code
        except PowerShellError as error:
            formatter.finish()
            self.report_uncaught(error)
            self.ok = False
            return 1
        except (BreakException, ContinueException, StopUpstream):
            formatter.finish()
            return 0
        formatter.finish()
        return 0

    def out_default(self, formatter: Any) -> Callable[[Any], None]:
        write: Callable[[Any], None] = formatter.write
        return write

    def _bind_and_run(self, source: Source, arguments: list[Any] | None, path: str | None, out: Any) -> None:
        from exoshell.runtime.top_level import run_with_arguments

        run_with_arguments(self, source, arguments, path, out)

    def report_uncaught(self, error: PowerShellError) -> None:
        """An error nobody caught: into `$Error` and on the console."""
        if error.shown:
            return
        from exoshell.runtime.errors import locate

        locate(self, error)
        error.shown = True
        self.add_error(error.record)
        self.show_error(error.record)

    def run_file(self, path: str, arguments: list[Any] | None = None) -> int:
        """`-File`: run a script in the global scope with its arguments; the exit code."""
        from exoshell.runtime.scripts import read_script

        full = self.full_path(path)
        source = read_script(full)
        return self.run_program(source, list(arguments or ()), full)

    def run_command(self, text: str, arguments: list[Any] | None = None) -> int:
        """`-Command`: exit code 1 where the last command failed."""
        from exoshell.runtime.scripts import source_of

        code = self.run_program(source_of(text), arguments)
        if code == 0 and not self.exit_requested and not self.ok:
            return 1
        return code

    def run_text(self, text: str, file: str | None = None, args: list[Any] | None = None) -> int:
        """A program text to the console; `file` is the path it is said to come from."""
        from exoshell.runtime.scripts import source_of

        return self.run_program(source_of(text, file), args)

    def run_line(self, text: str) -> int:
        """A complete input of an interactive shell."""
        code = self.run_text(text)
        return code

    def invoke_text(self, text: str) -> list[Any]:
        """Run a text in the current scope and collect its output; errors are raised."""
        from exoshell.runtime.scripts import source_of

        result: list[Any] = []
        self.run_source(source_of(text), result.append, self.scope)
        return result

    def invoke(
        self, name: str, arguments: dict[str, Any] | list[Any] | None = None, input: Any = None
    ) -> list[Any]:
        """Run one command by name with arguments; its output."""
        from exoshell.runtime.calls import invoke_command

        return invoke_command(self, name, arguments, input)

    def set_exit_code(self, code: int) -> None:
        """`$LASTEXITCODE`."""
        self.global_scope.put("lastexitcode", code)

    def final_exit_code(self) -> int:
        """The exit code of a shell whose input has ended."""
        if self.exit_code is not None:
            return self.exit_code
        return 0 if self.ok else 1

    def prompt_text(self) -> str:
        """What the prompt function gives."""
        if self.commands.find_in_scopes(self.global_scope, "function", "prompt") is not None:
            from exoshell.values.conversion import to_text

            return "".join(to_text(v) for v in self.invoke("prompt"))
        return f"PS {self.location}> "

    def close(self) -> None:
        """End of the session."""
        for function in self.closers:
            function()
        self.closers.clear()


def conflicts(scope: Any, unit: Any) -> bool:
    """Whether a variable of the unit has more than a value already, so that cells will not do."""
    from exoshell.runtime.scope import Variable

    held = scope.vars or {}
    return any(isinstance(held.get(name), Variable) for name in unit.index)


def run_unit(X: Session, unit: Any, scope: Any, out: Any, args: dict[str, Any]) -> None:
    """Run a unit of variant 'into' or 'dict' in a scope."""
    if unit.kind == "body":
        unit.body(X, out, scope, **args)
        return
    parts = unit.body(X, scope, **args)
    try:
        parts[1](out)
        if parts[2] is not None:
            parts[2](out)
        if parts[3] is not None:
            parts[3](None, out)
        if parts[4] is not None:
            parts[4](out)
    finally:
        if parts[5] is not None:
            parts[5](lambda value: None)
        if unit.namespace.get("VARIANT") == "into":
            scope.release()


_current = _local()


def current_session() -> Session:
    """The session that runs now: for .NET statics that need one."""
    return _current.session  # type: ignore[no-any-return]


_prepared = False


def prepare_interpreter() -> None:
    """Room for PowerShell's recursion."""
    global _prepared
    if not _prepared:
        import sys

        sys.setrecursionlimit(max(sys.getrecursionlimit(), 12000))
        _prepared = True
        from exoshell.dotnet import hooks
        from exoshell.runtime.family_names import register

        register()
        hooks.set_block_invoker(invoke_for_dotnet)


def invoke_for_dotnet(block: Any, this: Any, arguments: list[Any], item: Any) -> list[Any]:
    """How `dotnet` runs a script block."""
    from exoshell.dotnet.hooks import NO_VALUE
    from exoshell.runtime.invoke import invoke_block
    from exoshell.runtime.scope import U

    return invoke_block(
        block.session, block, arguments, U if item is NO_VALUE else item, U if this is NO_VALUE else this
    )


def default_finders(session: Session) -> list[Any]:
    """The cmdlets that come with the product."""
    from importlib import import_module

    def find(name: str) -> Any:
        index = import_module("exoshell.cmdlets.index")
        return index.find(name)

    def find_remote(name: str) -> Any:
        return import_module("exoshell.cmdlets.remote").find_in(session, name) if "-" in name else None

    def remote_names() -> list[str]:
        return list(import_module("exoshell.cmdlets.remote").names_in(session))

    find_remote.names = remote_names  # type: ignore[attr-defined]
    session.services.setdefault("command_names", remote_names)

    def aliases() -> dict[str, str]:
        return import_module("exoshell.cmdlets.index").ALIASES  # type: ignore[no-any-return]

    try:
        session.commands.builtin_aliases = aliases()
    except (ImportError, AttributeError):
        session.commands.builtin_aliases = {}
        from importlib import import_module as load

        return [lambda name: load("exoshell.runtime.bare_cmdlets").find(name)]
    return [find, find_remote]


__all__ = ["Session", "ps_error"]
