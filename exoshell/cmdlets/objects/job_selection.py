"""Which jobs a cmdlet is about: by object, id, name or state."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def selected(command: Any, default_all: bool = False) -> list[Any]:
    """The jobs that the cmdlet's parameters name; what is not found is reported."""
    from exoshell.runtime import jobs
    from exoshell.values.wildcard import compile_wildcard

    table = jobs.table_of(command.session)
    given = getattr(command, "job", None)
    if given is not None:
        return [j for j in (given if isinstance(given, list) else [given]) if j is not None]
    found: list[Any] = []
    if command.is_bound("Id"):
        for number in command.id:
            if number in table:
                found.append(table[number])
            else:
                command.write_error(jobs.not_found("JobWithSpecifiedSessionNotFound", "ID", number, "Id"))
        return found
    if command.is_bound("Name"):
        for name in command.name:
            matcher = compile_wildcard(name, True)
            some = [j for j in table.values() if matcher.matches(j.name)]
            if not some and not any(c in name for c in "*?["):
                command.write_error(jobs.not_found("JobWithSpecifiedNameNotFound", "name", name, "Name"))
            found.extend(some)
        return found
    if command.is_bound("State"):
        return [
            j
            for j in table.values()
            if j.state.lower() == str(getattr(command.state, "name", command.state)).lower()
        ]
    return list(table.values()) if default_all else []
