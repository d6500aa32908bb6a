"""All commands of a session: functions, aliases, cmdlets, scripts and programs, by name or pattern."""

from __future__ import annotations

from exoshell.cmdlets.objects.aliases import alias_info, all_aliases
from exoshell.values.wildcard import compile_wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from exoshell.command.info import CommandInfo

KINDS = ("Alias", "Function", "Filter", "Cmdlet", "ExternalScript", "Application")


def functions(scope: Any) -> dict[str, CommandInfo]:
    """Lower-case name -> function, of every scope seen from one."""
    found: dict[str, CommandInfo] = {}
    current = scope
    while current is not None:
        if current.tables is not None:
            for key, info in current.tables.get("function", {}).items():
                found.setdefault(key, getattr(info, "command_info", None) or info)
        current = current.parent
    return found


def cmdlet_names(session: Any) -> list[str]:
    """The names of all cmdlets that the session knows."""
    from exoshell.cmdlets.index import CMDLETS

    names = {row[0].lower(): row[0] for row in CMDLETS.values()}
    for finder in session.commands.finders:
        listed = getattr(finder, "names", None)
        for name in (listed() if callable(listed) else listed) or ():
            names.setdefault(name.lower(), name)
    return sorted(names.values(), key=str.lower)


def programs(session: Any, pattern: str) -> Iterator[str]:
    """File names on the path that fit a pattern."""
    import os

    matches = compile_wildcard(pattern, True).matches
    seen: set[str] = set()
    for folder in str(session.host.environ.get("PATH", "")).split(os.pathsep):
        try:
            entries = sorted(os.listdir(folder))
        except OSError:
            continue
        for entry in entries:
            full = os.path.join(folder, entry)
            if entry not in seen and matches(entry) and os.path.isfile(full) and os.access(full, os.X_OK):
                seen.add(entry)
                yield entry


def module_of(info: Any) -> str:
    return str(getattr(info, "module", "") or "")


def kind_of(info: Any) -> str:
    return "ExternalScript" if info.kind == "Script" else str(info.kind)


def by_pattern(
    session: Any, scope: Any, pattern: str, kinds: set[str], with_programs: bool = True
) -> list[Any]:
    """Every command of one of the kinds whose name fits."""
    matches = compile_wildcard(pattern, True).matches
    result: list[Any] = []
    if "Alias" in kinds:
        result += [
            alias_info(session, scope, alias)
            for alias in all_aliases(session, scope).values()
            if matches(alias.name)
        ]
    if kinds & {"Function", "Filter"}:
        result += [info for info in functions(scope).values() if info.kind in kinds and matches(info.name)]
    if kinds & {"Cmdlet", "Function"}:
        for name in cmdlet_names(session):
            if matches(name):
                info = session.commands.find_cmdlet(name)
                if info is not None and info.kind in kinds:
                    result.append(info)
    if with_programs and "Application" in kinds:
        for name in programs(session, pattern):
            info = session.commands.find_program(name)
            if info is not None:
                result.append(info)
    return result


def by_name(session: Any, scope: Any, name: str, kinds: set[str]) -> list[Any]:
    """The commands of exactly that name, in the order in which they win."""
    module, _, plain = name.rpartition("\\")
    if module and not module.startswith((".", "/", "~")) and module[1:2] != ":":
        name = plain
    else:
        module = ""
    key = name.lower()
    result: list[Any] = []
    if "Alias" in kinds:
        alias = session.commands.find_alias(key, scope)
        if alias is not None:
            result.append(alias_info(session, scope, alias))
    function = functions(scope).get(key)
    if function is not None and function.kind in kinds:
        result.append(function)
    cmdlet = session.commands.find_cmdlet(name)
    if cmdlet is not None and cmdlet.kind in kinds:
        result.append(cmdlet)
    if not module and kinds & {"Application", "ExternalScript", "Script"}:
        program = session.commands.find_program(name)
        if program is not None and kind_of(program) in kinds:
            result.append(program)
    if module:
        result = [info for info in result if module_of(info).lower() == module.lower()]
    return result
