"""Variable scopes. A scope keeps variables by name in `vars` and, for compiled bodies, in the cells of Python closures (`index`: name -> cell)."""

from __future__ import annotations

from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any


class Unset:
    """The type of U, what a cell holds while its variable does not exist."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "U"


U = Unset()
NO_INDEX: dict[str, int] = {}


class Variable:
    """A variable with more than a value: a type, checks, options. `constraints`: callables value -> value that raise."""

    __slots__ = (
        "name",
        "value",
        "options",
        "constraints",
        "description",
        "attributes",
        "private",
        "visibility",
        "type_text",
    )

    def __init__(self, name: str, value: Any = None, options: str = "None", description: str = "") -> None:
        self.name = name
        self.value = value
        self.options = options
        self.constraints: list[Callable[[Any], Any]] = []
        self.attributes: list[Any] = []
        self.description = description
        self.private = "private" in options.lower()
        self.visibility = "Public"
        self.type_text: str | None = None

    def read(self) -> Any:
        return self.value

    def assign(self, value: Any, force: bool = False) -> None:
        """Store a new value after the checks."""
        if self.options != "None":
            self.check_writable(force)
        for constraint in self.constraints:
            value = constraint(value)
        self.value = value

    def check_writable(self, force: bool = False) -> None:
        options = self.options.lower()
        if "constant" in options or ("readonly" in options and not force):
            raise ps_error(
                "VariableNotWritable",
                f"Cannot overwrite variable {self.name} because it is read-only or constant.",
                exception="System.Management.Automation.SessionStateUnauthorizedAccessException",
                category="WriteError",
                target=self.name,
            )


class LazyVariable(Variable):
    """A variable whose value is computed when it is read (`$PWD`, `$Error`, …)."""

    __slots__ = ("getter", "setter")

    def __init__(
        self,
        name: str,
        getter: Callable[[], Any],
        setter: Callable[[Any], None] | None = None,
        options: str = "None",
    ) -> None:
        Variable.__init__(self, name, None, options)
        self.getter, self.setter = getter, setter

    def read(self) -> Any:
        return self.getter()

    def assign(self, value: Any, force: bool = False) -> None:
        if self.options != "None":
            self.check_writable(force)
        if self.setter is not None:
            self.setter(value)


class Scope:
    """One scope. `caller`: the scope to go back to; `parent`: where names are looked up next; `tables`: functions, aliases and drives of this
    scope, or None; `call`: the CallInfo of a function or script, or None; `kind`: '', 'script', 'module' or 'global'."""

    __slots__ = (
        "session",
        "index",
        "cells",
        "vars",
        "tables",
        "caller",
        "parent",
        "module",
        "call",
        "kind",
        "strict",
        "is_function",
    )

    def __init__(self, session: Any, index: dict[str, int], cells: Any) -> None:
        self.session = session
        self.index = index
        self.cells = cells
        self.vars: dict[str, Any] | None = None
        self.tables: dict[str, Any] | None = None
        self.strict: int | None = None
        self.kind = ""
        caller = self.caller = session.scope
        call = session.call
        self.call = call
        if call is None:
            self.parent = caller
            self.module = caller.module if caller is not None else None
        else:
            session.call = None
            call.open(self, caller)

    # --- reading ------------------------------------------------------------------------------------------------------
    def own(self, name: str) -> Any:
        """The content of this very scope: a value, a Variable, or U."""
        i = self.index.get(name)
        if i is not None:
            found = self.cells[i].cell_contents
            if found is not U:
                return found
        if self.vars is not None:
            return self.vars.get(name, U)
        return U

    def lookup(self, name: str) -> Any:
        """The content found from here upwards (a value or a Variable), or U."""
        scope: Scope | None = self
        while scope is not None:
            i = scope.index.get(name)
            if i is not None:
                found = scope.cells[i].cell_contents
                if found is not U and (scope is self or not isinstance(found, Variable) or not found.private):
                    return found
            held = scope.vars
            if held is not None:
                found = held.get(name, U)
                if found is not U and (scope is self or not isinstance(found, Variable) or not found.private):
                    return found
            scope = scope.parent
        return U

    def get(self, name: str, default: Any = None) -> Any:
        """A variable's value by lower-case name, `default` where it does not exist."""
        found = self.lookup(name)
        if found is U:
            return default
        return found.read() if isinstance(found, Variable) else found

    def find_scope(self, name: str) -> Scope | None:
        """The scope that holds the variable."""
        scope: Scope | None = self
        while scope is not None:
            if scope.own(name) is not U:
                return scope
            scope = scope.parent
        return None

    # --- writing ------------------------------------------------------------------------------------------------------
    def set(self, name: str, value: Any) -> None:
        """Assign in this scope."""
        i = self.index.get(name)
        if i is not None:
            held = self.vars
            if held is None or name not in held:
                self.cells[i].cell_contents = value
                return
        if self.vars is None:
            self.vars = {}
        old = self.vars.get(name)
        if isinstance(old, Variable):
            old.assign(value)
            return
        if name in self.session.all_scope and old is None:
            variable = self.session.global_scope.vars.get(name)
            if isinstance(variable, Variable):
                variable.assign(value)
                return
        self.vars[name] = value

    def put(self, name: str, variable: Any) -> None:
        """Put a Variable (or a value) in place of whatever is there."""
        i = self.index.get(name)
        if i is not None:
            self.cells[i].cell_contents = U if isinstance(variable, Variable) else variable
            if not isinstance(variable, Variable):
                if self.vars is not None:
                    self.vars.pop(name, None)
                return
        if self.vars is None:
            self.vars = {}
        self.vars[name] = variable

    def remove(self, name: str) -> bool:
        """Delete the variable from this scope."""
        removed = False
        i = self.index.get(name)
        if i is not None and self.cells[i].cell_contents is not U:
            self.cells[i].cell_contents = U
            removed = True
        if self.vars is not None and self.vars.pop(name, U) is not U:
            removed = True
        return removed

    def raw(self, name: str) -> Any:
        """What `put_raw` puts back."""
        return self.own(name)

    def put_raw(self, name: str, content: Any) -> None:
        i = self.index.get(name)
        if i is not None:
            self.cells[i].cell_contents = content
        elif content is U:
            if self.vars is not None:
                self.vars.pop(name, None)
        else:
            if self.vars is None:
                self.vars = {}
            self.vars[name] = content

    def swap(self, name: str, value: Any) -> Any:
        """Put a value; gives what `unswap` puts back."""
        old = self.own(name)
        self.put_raw(name, value)
        return old

    unswap = put_raw

    def variables(self) -> Iterator[tuple[str, Any]]:
        """(lower-case name, value or Variable) of this scope."""
        for name, i in self.index.items():
            found = self.cells[i].cell_contents
            if found is not U:
                yield name, found
        if self.vars is not None:
            for name, found in list(self.vars.items()):
                if found is not U:
                    yield name, found

    # --- cells of top-level programs ------------------------------------------------------------------------------------
    def adopt(self, index: dict[str, int], cells: Any) -> None:
        """Keep the named variables in these cells from now on."""
        held = self.vars
        if held:
            for name, i in index.items():
                found = held.get(name, U)
                if found is not U and not isinstance(found, Variable):
                    cells[i].cell_contents = found
                    del held[name]
        self.index, self.cells = index, cells

    def release(self) -> None:
        """The program is over: back from the cells to names."""
        index, cells = self.index, self.cells
        self.index, self.cells = NO_INDEX, ()
        if self.vars is None:
            self.vars = {}
        for name, i in index.items():
            found = cells[i].cell_contents
            if found is not U:
                self.vars.setdefault(name, found)

    def leave(self) -> None:
        """Functions or aliases of this scope are gone."""
        self.session.bump()

    # --- walking --------------------------------------------------------------------------------------------------------
    def script_scope(self) -> Scope:
        """What `$script:` means here."""
        scope = self
        while scope.parent is not None and scope.kind not in ("script", "module", "global"):
            scope = scope.parent
        return scope

    def ancestor(self, count: int) -> Scope | None:
        """The scope `count` levels up."""
        scope: Scope | None = self
        while count and scope is not None:
            scope = scope.parent
            count -= 1
        return scope

    def strictness(self) -> int:
        scope: Scope | None = self
        while scope is not None:
            if scope.strict is not None:
                return scope.strict
            scope = scope.parent
        return 0


def plain(value: Any) -> Any:
    """AutomationNull as null."""
    return None if value is AUTOMATION_NULL else value
