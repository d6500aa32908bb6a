"""What the alias cmdlets share: all aliases of a session as AliasInfo, defining and removing one."""

from __future__ import annotations

from exoshell.command.members import AliasInfo
from exoshell.runtime.lookup import Alias
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def alias_info(session: Any, scope: Any, alias: Alias) -> AliasInfo:
    """The object that shows an alias."""
    options = alias.options
    if options == "None" and alias.name.lower() in session.commands.builtin_aliases:
        from exoshell.cmdlets.index import ALIAS_OPTIONS, ALIASES

        if ALIASES.get(alias.name.lower()) == alias.definition:
            options = ALIAS_OPTIONS.get(alias.name.lower(), "None")
    return AliasInfo(
        alias.name,
        alias.definition,
        options,
        alias.description,
        alias.module,
        lambda name: session.commands.find(name, scope),
    )


def all_aliases(session: Any, scope: Any, listed_too: bool = False) -> dict[str, Alias]:
    """Lower-case name -> alias, of every scope seen from one, built-in ones too; `listed_too`: also those of modules not imported yet."""
    found: dict[str, Alias] = {}
    current = scope
    while current is not None:
        if current.tables is not None:
            for key, alias in current.tables.get("alias", {}).items():
                found.setdefault(key, alias)
        current = current.parent
    from exoshell.cmdlets.index import MODULE_ALIASES

    for key, definition in session.commands.builtin_aliases.items():
        if key in MODULE_ALIASES and not listed_too:
            continue
        if key not in found and (key,) not in session.removed_aliases:
            found[key] = Alias(key, definition)
    return {key: alias for key, alias in found.items() if alias.definition is not None}


def define(command: Any, scope: Any, name: str, definition: str, options: str, description: str) -> Alias:
    """Put an alias into a scope, unless one that may not change is there."""
    session = command.session
    existing = session.commands.find_alias(name.lower(), scope)
    if existing is not None:
        held = alias_info(session, scope, existing).options.lower()
        if "constant" in held or ("readonly" in held and not command.force):
            raise not_writable(name)
    made = Alias(name, definition, options, description)
    session.commands.table(scope, "alias")[name.lower()] = made
    session.removed_aliases.discard((name.lower(),))
    session.bump()
    return made


def not_writable(name: str) -> PowerShellError:
    return ps_error(
        "AliasNotWritable",
        f"Alias is not writeable because alias {name} is read-only or constant and cannot be written to.",
        exception="System.Management.Automation.SessionStateUnauthorizedAccessException",
        category="WriteError",
        target=name,
    )


def no_alias(name: str) -> PowerShellError:
    return ps_error(
        "AliasNotFound",
        f"This command cannot find a matching alias because an alias with the name '{name}' does not exist.",
        exception="System.Management.Automation.ItemNotFoundException",
        category="ObjectNotFound",
        target=name,
    )
