"""What the variable cmdlets share: scopes by name or number, finding variables by pattern, their errors."""

from __future__ import annotations

from exoshell.runtime.scope import U, Variable
from exoshell.runtime.variable_objects import PSVariable
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCOPE_MESSAGE = (
    'Cannot process argument because the value of parameter "Scope" is not valid. Valid values are "Global", "Local", or "Script", or a number '
    "relative to the current scope (0 through the number of scopes where 0 is the current scope and 1 is its parent). Change the value of the "
    '"Scope" parameter and run the operation again.'
)


def named_scope(start: Any, name: str | None) -> Any:
    """The scope that `-Scope` means, seen from `start`; `start` itself for none."""
    if not name:
        return start
    lowered = name.lower()
    if lowered == "global":
        return start.session.global_scope
    if lowered in ("local", "private"):
        return start
    if lowered == "script":
        return start.script_scope()
    if not lowered.isdecimal():
        raise ps_error(
            "Argument",
            SCOPE_MESSAGE,
            exception="System.Management.Automation.PSArgumentException",
            category="InvalidArgument",
        )
    found = start.ancestor(int(lowered))
    if found is None:
        raise ps_error(
            "ArgumentOutOfRange",
            f"The scope number '{name}' exceeds the number of active scopes. (Parameter 'Scope')\nActual value was {name}.",
            exception="System.Management.Automation.PSArgumentOutOfRangeException",
            category="InvalidArgument",
        )
    return found


def has_wildcards(name: str) -> bool:
    return any(c in "*?[" for c in name)


def visible(start: Any, one_scope: bool) -> dict[str, Any]:
    """Lower-case name -> scope of every variable seen from a scope (of that scope alone)."""
    found: dict[str, Any] = {}
    scope = start
    while scope is not None:
        for name, content in scope.variables():
            if name not in found and not hidden(scope, start, content):
                found[name] = scope
        if one_scope:
            break
        scope = scope.parent
    return found


def hidden(scope: Any, start: Any, content: Any) -> bool:
    return isinstance(content, Variable) and content.private and scope is not start


def shown_name(scope: Any, lowered: str) -> str:
    """The name as it was first written."""
    content = scope.own(lowered)
    if isinstance(content, Variable) and content.name:
        return content.name
    return str(scope.session.spellings.get(lowered, lowered))


def select(
    start: Any, names: list[str], include: Any, exclude: Any, one_scope: bool
) -> tuple[list[PSVariable], list[str]]:
    """The variables that names and patterns mean, sorted, and the plain names that were not found."""
    from exoshell.values.wildcard import compile_wildcard

    missing: list[str] = []
    chosen: list[PSVariable] = []
    table: dict[str, Any] | None = None
    for name in names:
        lowered = name.lower()
        if has_wildcards(name):
            table = visible(start, one_scope) if table is None else table
            pattern = compile_wildcard(name, True)
            matches = sorted(n for n in table if pattern.matches(n))
            chosen.extend(PSVariable(shown_name(table[n], n), table[n]) for n in matches)
            continue
        holder = start if one_scope else start.find_scope(lowered)
        if holder is None or holder.own(lowered) is U:
            missing.append(name)
        else:
            chosen.append(PSVariable(shown_name(holder, lowered), holder))
    if include:
        patterns = [compile_wildcard(p, True) for p in include]
        chosen = [v for v in chosen if any(p.matches(v.name) for p in patterns)]
    if exclude:
        patterns = [compile_wildcard(p, True) for p in exclude]
        chosen = [v for v in chosen if not any(p.matches(v.name) for p in patterns)]
    return chosen, missing


def not_found(name: str) -> PowerShellError:
    return ps_error(
        "VariableNotFound",
        f"Cannot find a variable with the name '{name}'.",
        exception="System.Management.Automation.ItemNotFoundException",
        category="ObjectNotFound",
        target=name,
    )


def not_removable(name: str) -> PowerShellError:
    return ps_error(
        "VariableNotRemovable",
        f"Cannot remove variable {name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force "
        "option.",
        exception="System.Management.Automation.SessionStateUnauthorizedAccessException",
        category="WriteError",
        target=name,
    )


def option_text(value: Any) -> str:
    return str(getattr(value, "name", value) or "None")


def store(scope: Any, command: Any, name: str, value: Any) -> None:
    """Assign with the options of Set- and New-Variable."""
    lowered = name.lower()
    scope.session.spellings.setdefault(lowered, name)
    content = scope.own(lowered)
    if content is not U and command.is_bound("Option") and "constant" in option_text(command.option).lower():
        raise ps_error(
            "VariableCannotBeMadeConstant",
            f"Existing variable {name} cannot be made constant. Variables can be made constant only at creation time.",
            exception="System.Management.Automation.SessionStateUnauthorizedAccessException",
            category="WriteError",
            target=name,
        )
    special = any(command.is_bound(n) for n in ("Option", "Description", "Visibility"))
    if isinstance(content, Variable):
        content.assign(value, bool(command.force))
        variable = content
    elif special:
        variable = Variable(name, value)
        scope.put(lowered, variable)
    else:
        scope.set(lowered, value)
        return
    if command.is_bound("Option"):
        variable.options = option_text(command.option)
        variable.private = "private" in variable.options.lower()
        if "allscope" in variable.options.lower():
            scope.session.all_scope.add(lowered)
    if command.is_bound("Description"):
        variable.description = command.description
    if command.is_bound("Visibility"):
        variable.visibility = option_text(command.visibility)
