"""Script modules: a module's own scope, what it exports, bringing exports into a session and taking them out again.

`Module` is PSModuleInfo. A module's code runs in `Module.scope`, whose parent is the global scope; script blocks made there carry the module
and go on running in it wherever they are called.
"""

from __future__ import annotations

from exoshell.runtime.scope import NO_INDEX, Scope, U, Variable
from exoshell.runtime.script_block import ScriptBlock
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

KINDS = ("function", "cmdlet", "variable", "alias")


class Module(NetObject):
    """A module. `exports`: kind -> patterns given by Export-ModuleMember, or None where it was not called; `limits`: kind -> patterns of a
    manifest or of the import; `manifest`: the manifest's table or None; `imported`: what was put into sessions, to take it out again."""

    type_name = "System.Management.Automation.PSModuleInfo"
    __slots__ = (
        "name",
        "session",
        "scope",
        "path",
        "version",
        "kind",
        "exports",
        "limits",
        "manifest",
        "nested",
        "parent",
        "prefix",
        "imported",
        "on_remove",
        "private_data",
        "extra_functions",
        "access_mode",
    )

    def __init__(
        self, session: Any, name: str, path: str = "", version: str = "0.0", kind: str = "Script"
    ) -> None:
        self.name, self.session, self.path, self.version, self.kind = name, session, path, version, kind
        self.extension = None
        self.ps_type = None
        self.exports: dict[str, list[str]] | None = None
        self.limits: dict[str, list[str]] = {}
        self.manifest: Any = None
        self.nested: list[Module] = []
        self.parent: Module | None = None
        self.prefix = ""
        self.imported: list[tuple[str, Any, str, Any]] = []  # (kind, scope, key, entry)
        self.on_remove: Any = None
        self.private_data: Any = None
        self.extra_functions: dict[str, Any] = {}  # exported functions of nested modules
        self.access_mode = "ReadWrite"
        outer, session.scope = session.scope, session.global_scope
        try:
            self.scope = Scope(session, NO_INDEX, ())
        finally:
            session.scope = outer
        self.scope.parent = session.global_scope
        self.scope.module = self
        self.scope.kind = "module"
        self.scope.call = None

    # --- running code in the module -------------------------------------------------------------------------------------------
    def bound(self, block: ScriptBlock) -> ScriptBlock:
        """The block as one of this module's."""
        made = ScriptBlock(block.site, self.session, self)
        made.captured = block.captured
        made.is_filter = block.is_filter
        return made

    def run(self, block: ScriptBlock, args: list[Any], out: Callable[[Any], None]) -> None:
        """Run a block in the module's own scope."""
        from exoshell.runtime.invoke import invoke_block

        session = self.session
        outer, session.scope = session.scope, self.scope
        try:
            invoke_block(session, self.bound(block), args, out=out, dot=True)
        finally:
            session.scope = outer

    def call(self, block: ScriptBlock, args: list[Any]) -> list[Any]:
        """`& $module block`: in a new scope below the module's."""
        from exoshell.runtime.invoke import invoke_block

        session = self.session
        outer, session.scope = session.scope, self.scope
        try:
            return invoke_block(session, self.bound(block), args)
        finally:
            session.scope = outer

    # --- exports ---------------------------------------------------------------------------------------------------------------
    def patterns(self, kind: str) -> list[str]:
        """What the module's own code exports of a kind."""
        if self.exports is None:
            return ["*"] if kind in ("function", "alias") else []
        return self.exports.get(kind, [])

    def exported(self, kind: str) -> dict[str, Any]:
        """Name as the importer sees it -> entry, of the kind 'function', 'alias' or 'variable'."""
        own = self.own_entries(kind)
        if kind == "function":
            own = {**self.extra_functions, **own}
        found = {
            name: entry
            for name, entry in own.items()
            if fits(name, self.patterns(kind)) or name in self.extra_functions
        }
        limit = self.limits.get(kind)
        if limit is not None and kind != "variable":
            found = {name: entry for name, entry in found.items() if fits(name, limit)}
        if kind == "function" and self.prefix:
            return {with_prefix(name, self.prefix): entry for name, entry in found.items()}
        return found

    def own_entries(self, kind: str) -> dict[str, Any]:
        if kind == "variable":
            spellings = self.session.spellings
            return {
                (c.name if isinstance(c, Variable) and c.name else spellings.get(n, n)): c
                for n, c in self.scope.variables()
            }
        table = (self.scope.tables or {}).get(kind, {})
        if kind == "function":
            names = {self.name.lower()}
            if self.exports is None:
                names.update(inner.name.lower() for inner in self.nested)
            return {e.name: e for e in table.values() if e.module.lower() in names}
        foreign = {
            id(e) for m in loaded(self.session) for k, scope, _, e in m.imported if scope is self.scope
        }
        return {e.name: e for e in table.values() if id(e) not in foreign}

    def exported_command(self, name: str) -> Any:
        """The exported function (or the target of an exported alias) of that name, or None."""
        lowered = name.lower()
        for known, info in self.exported("function").items():
            if known.lower() == lowered:
                return info
        for known, alias in self.exported("alias").items():
            if known.lower() == lowered:
                return self.session.commands.find(alias.definition, self.scope)
        return None


def fits(name: str, patterns: list[str]) -> bool:
    from exoshell.values.wildcard import compile_wildcard

    return any(compile_wildcard(p, True).matches(name) for p in patterns)


def with_prefix(name: str, prefix: str) -> str:
    """`Get-Box` with the prefix Exo: `Get-ExoBox`."""
    verb, dash, noun = name.partition("-")
    return f"{verb}-{prefix}{noun}" if dash else prefix + name


def share_variable(module: Module, name: str, target: Any) -> Any:
    """Make a module's variable visible in another scope as the same variable."""
    lowered = name.lower()
    content = module.scope.own(lowered)
    if not isinstance(content, Variable):
        content = Variable(name, None if content is U else content)
        module.scope.put(lowered, content)
    target.put(lowered, content)
    module.session.spellings.setdefault(lowered, name)
    return content


def bring_in(
    module: Module, target: Any, wanted: dict[str, list[str]] | None = None, clobber: bool = True
) -> list[tuple[str, str]]:
    """Put a module's exports into a scope; `wanted`: kind -> patterns of the import. Gives (kind, name) of what came in."""
    session = module.session
    done: list[tuple[str, str]] = []
    for kind in ("function", "variable", "alias"):
        for name, entry in module.exported(kind).items():
            asked = (
                getattr(entry, "name", name) if kind == "function" else name
            )  # an import asks for the name without the prefix
            if wanted is not None and not fits(asked, wanted.get(kind, [])):
                continue
            key = name.lower()
            if not clobber and kind == "function" and exists_elsewhere(session, target, key):
                continue
            if kind == "variable":
                entry = share_variable(module, name, target)
            else:
                if kind == "function":
                    entry = as_imported(entry, name, module)
                session.commands.table(target, kind)[key] = entry
            module.imported.append((kind, target, key, entry))
            done.append((kind, name))
    session.bump()
    return done


def exists_elsewhere(session: Any, scope: Any, key: str) -> bool:
    return session.commands.find(key, scope) is not None


def as_imported(info: Any, name: str, module: Module) -> Any:
    """The function as the importer sees it: its name may have a prefix, its source is the module."""
    if info.name == name and info.module == module.name:
        return info
    from exoshell.runtime.functions import info_of

    made_block = ScriptBlock(info.factory.site, module.session, info.factory.module)
    made_block.captured, made_block.is_filter = info.factory.captured, info.factory.is_filter
    made = info_of(module.session, made_block, name, info.kind)
    made.name = name
    made.error_name = name
    made.module = module.name
    return made


def take_out(module: Module) -> None:
    """Undo all imports of a module."""
    session = module.session
    for kind, scope, key, entry in module.imported:
        if kind == "variable":
            if scope.own(key) is entry:
                scope.remove(key)
            continue
        table = (scope.tables or {}).get(kind, {})
        if table.get(key) is entry:
            del table[key]
    module.imported = []
    session.bump()


def loaded(session: Any) -> list[Module]:
    """The modules of the session, in the order in which they came."""
    return list(session.modules.values())


def key_of(module: Module) -> str:
    return (module.path or f"{module.name}|{id(module)}").lower()


def enter(module: Module) -> None:
    """List a module among the session's."""
    session = module.session
    session.modules[key_of(module)] = module
    session.commands.modules[module.name.lower()] = module


def leave(module: Module) -> None:
    session = module.session
    session.modules.pop(key_of(module), None)
    if session.commands.modules.get(module.name.lower()) is module:
        del session.commands.modules[module.name.lower()]
        for other in session.modules.values():
            if other.name.lower() == module.name.lower():
                session.commands.modules[module.name.lower()] = other
