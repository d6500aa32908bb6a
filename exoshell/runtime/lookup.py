"""Which command a name means: alias, function, cmdlet, script or program."""

from __future__ import annotations

from exoshell.command.info import CommandInfo
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

COMMAND_NOT_FOUND = "System.Management.Automation.CommandNotFoundException"


class Alias:
    """An alias: `name` stands for `definition`."""

    __slots__ = ("name", "definition", "options", "description", "module")

    def __init__(
        self, name: str, definition: str, options: str = "None", description: str = "", module: str = ""
    ) -> None:
        self.name, self.definition, self.options, self.description, self.module = (
            name,
            definition,
            options,
            description,
            module,
        )


class CommandTable:
    """Commands of a session. Functions and aliases live in the scopes' `tables` under 'function' and 'alias' (lower-case name -> entry);
    `finders` are asked for cmdlets: `finder(name) -> CommandInfo | None`."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.finders: list[Callable[[str], CommandInfo | None]] = []
        self.builtin_aliases: dict[str, str] = {}
        self._cmdlets: dict[str, CommandInfo | None] = {}
        self.modules: dict[str, Any] = {}
        self.not_found_hook: Callable[[str], CommandInfo | None] | None = None

    # --- tables of scopes ------------------------------------------------------------------------------------------------
    def table(self, scope: Any, kind: str) -> dict[str, Any]:
        """The scope's own table of functions or aliases, made where there is none."""
        if scope.tables is None:
            scope.tables = {}
        return scope.tables.setdefault(kind, {})  # type: ignore[no-any-return]

    def find_in_scopes(self, scope: Any, kind: str, key: str) -> Any:
        while scope is not None:
            if scope.tables is not None:
                table = scope.tables.get(kind)
                if table is not None:
                    found = table.get(key)
                    if found is not None:
                        return found
            scope = scope.parent
        return None

    # --- finding -----------------------------------------------------------------------------------------------------------
    def find(self, name: str, scope: Any) -> Any:
        """The CommandInfo that a command name means, or None."""
        key = name.lower()
        seen: set[str] = set()
        while key not in seen:
            seen.add(key)
            alias = self.find_alias(key, scope)
            if alias is None:
                break
            name = alias.definition
            key = name.lower()
        found = self._find_plain(name, key, scope)
        if (
            found is None
            and "-" not in key
            and "\\" not in key
            and "/" not in key
            and not key.startswith(".")
        ):
            found = self._find_plain("Get-" + name, "get-" + key, scope, programs=False)
        if found is None and self.session.host.environ.get("PSModulePath"):
            from exoshell.runtime.module_files import auto_load

            found = auto_load(self.session, name)
        if found is None and self.not_found_hook is not None:
            found = self.not_found_hook(name)
        return found

    def final_name(self, name: str, scope: Any) -> str:
        """What a chain of aliases ends with: the name that an error names."""
        seen: set[str] = set()
        while name.lower() not in seen:
            seen.add(name.lower())
            alias = self.find_alias(name.lower(), scope)
            if alias is None:
                break
            name = alias.definition
        return name

    def find_alias(self, key: str, scope: Any) -> Alias | None:
        found = self.find_in_scopes(scope, "alias", key)
        if found is None:
            definition = self.builtin_aliases.get(key)
            if definition is not None and (key,) not in self.session.removed_aliases:
                return Alias(key, definition)
            return None
        return found if found.definition is not None else None

    def _find_plain(self, name: str, key: str, scope: Any, programs: bool = True) -> Any:
        if "\\" in key and not key.startswith((".", "\\", "/")) and key[1:2] != ":":
            module, _, rest = name.rpartition("\\")
            return self._find_qualified(module, rest, scope)
        function = self.find_in_scopes(scope, "function", key)
        if function is not None:
            return function
        cmdlet = self.find_cmdlet(name)
        if cmdlet is not None:
            return cmdlet
        return self.find_program(name) if programs else None

    def _find_qualified(self, module: str, rest: str, scope: Any) -> Any:
        function = self.find_in_scopes(scope, "function", rest.lower())
        if function is not None and function.module.lower() == module.lower():
            return function
        loaded = self.modules.get(module.lower())
        if loaded is not None:
            exported = loaded.exported_command(rest)
            if exported is not None:
                return exported
        cmdlet = self.find_cmdlet(rest)
        if cmdlet is not None and cmdlet.module.lower() == module.lower():
            return cmdlet
        return None

    def find_cmdlet(self, name: str) -> CommandInfo | None:
        key = name.lower()
        if key in self._cmdlets:
            return self._cmdlets[key]
        found = None
        for finder in self.finders:
            found = finder(name)
            if found is not None:
                break
        self._cmdlets[key] = found
        return found

    def forget_cmdlets(self) -> None:
        """Ask the finders again: a connection has brought or taken cmdlets."""
        self._cmdlets.clear()
        self.session.bump()

    def find_program(self, name: str) -> CommandInfo | None:
        """A script file or an executable."""
        from exoshell.runtime.programs import find_program

        return find_program(self.session, name)

    def command_of(self, value: Any) -> Any:
        """The command a value that is neither text nor block stands for (what Get-Command gives)."""
        return getattr(value, "command_info", None)

    def not_found(self, name: str) -> PowerShellError:
        """The error for a name that means nothing."""
        from exoshell.schema.module import retired_hint

        hint = retired_hint(name)
        return ps_error(
            "CommandNotFoundException",
            f"The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
            "Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
            + (f"\n{hint}" if hint else ""),
            exception=COMMAND_NOT_FOUND,
            category="ObjectNotFound",
            target=name,
            properties={"CommandName": name},
        )

    # --- defining ----------------------------------------------------------------------------------------------------------
    def define_function(self, scope: Any, name: str, info: CommandInfo) -> None:
        """Put a function into a scope."""
        prefix, _, rest = name.rpartition(":")
        target = scope
        if prefix:
            word = prefix.lower()
            if word == "global":
                target = self.session.global_scope
            elif word == "script":
                target = scope.script_scope()
            elif word not in ("local", "private", "function"):
                target = scope
            name = rest
            info.name = name
        existing = self.find_in_scopes(target, "function", name.lower())
        if existing is not None and existing.options != "None" and target is self.session.global_scope:
            check_function_writable(existing)
        self.table(target, "function")[name.lower()] = info
        for alias in info.aliases:
            self.table(target, "alias")[alias.lower()] = Alias(alias, info.name)
        self.session.bump()


def check_function_writable(info: CommandInfo) -> None:
    options = str(info.options).lower()
    if "constant" in options or "readonly" in options:
        raise ps_error(
            "FunctionNotWritable",
            f"Cannot write to function {info.name} because it is read-only or constant.",
            exception="System.Management.Automation.SessionStateUnauthorizedAccessException",
            category="WriteError",
            target=info.name,
        )
