"""Runs one cmdlet: roles, binding, confirmation, the resource, paging and the audit record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from exoshell.emulator import audit, confirmation, resources, roles
from exoshell.emulator.binding import bind, bind_loosely
from exoshell.emulator.call import Call, Caller, Result
from exoshell.emulator.encode import encode_loose
from exoshell.emulator.errors import Denied, not_emulated
from exoshell.emulator.tenant import Tenant
from exoshell.schema import catalog

MORE_RESULTS = (
    "There are more results available than are currently displayed. To view them, increase the value for "
    "the ResultSize parameter."
)


@dataclass
class Outcome:
    """What a run gave: rows as JSON text, warnings, the next page's cursor, a text to confirm."""

    rows: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    verbose: list[str] = field(default_factory=list)
    cursor: Any = None
    served: int = 0
    confirmation: str = ""


class _Undo(Exception):
    """Takes back what a run that was only to be confirmed did."""


def catalogue_row(cmdlet: str) -> dict[str, Any] | None:
    """The row of a cmdlet, or a loose one for the compliance cmdlets that the catalogue does not list."""
    row = catalog.row(cmdlet)
    if row is not None:
        return row
    name = resources.compliance_name(cmdlet)
    if name is None:
        return None
    verb, _, noun = name.partition("-")
    return {"name": name, "verb": verb, "noun": noun, "exo": True, "loose": True, "sets": [], "params": [],
            "should_process": verb not in ("Get", "Search", "Test"), "category": "policy-and-compliance"}  # fmt: skip


def run(
    tenant: Tenant,
    caller: Caller,
    cmdlet: str,
    parameters: dict[str, Any],
    *,
    page_size: int = 1000,
    cursor: Any = None,
    served: int = 0,
    select: list[str] | None = None,
) -> Outcome:
    """Runs a cmdlet; raises CommandError or Denied."""
    row = catalogue_row(cmdlet)
    if row is None:
        raise Denied(f"The cmdlet '{cmdlet}' isn't known or isn't in any of the caller's roles.")
    roles.check(tenant, caller, row, parameters)
    args = bind_loosely(parameters) if row.get("loose") else bind(row, parameters)
    call = Call(tenant, caller, row["name"], row, args, page_size, cursor, served)
    only_ask = row.get("should_process") and (args.confirm is True or args.what_if)
    result = _perform(call, bool(only_ask))
    outcome = Outcome(warnings=call.warnings, verbose=call.verbose)
    if only_ask:
        outcome.confirmation = call.confirmation or confirmation.text(call)
        return outcome
    _emit(call, result, outcome, select)
    return outcome


def _perform(call: Call, only_ask: bool) -> Result:
    handler = resources.behaviour(call.cmdlet)
    if handler is None:
        raise not_emulated(call.cmdlet)
    if catalog.effect(call.cmdlet) == catalog.READ and call.verb not in ("Start", "Export", "Test"):
        return handler(call) or Result()
    result = Result()
    try:
        with call.tenant.store.write():
            result = handler(call) or Result()
            if only_ask:
                raise _Undo
            audit.record(call, result)
    except _Undo:
        pass
    return result


def _emit(call: Call, result: Result, outcome: Outcome, select: list[str] | None) -> None:
    rows = result.rows
    outcome.cursor = result.cursor
    if not result.paged:
        start = int(call.cursor or 0)
        end = start + call.limit
        outcome.cursor = end if end < len(rows) else None
        rows = rows[start:end]
    outcome.served = call.served + len(rows)
    size = call.result_size
    if outcome.cursor is not None and size is not None and outcome.served >= size:
        outcome.warnings.append(MORE_RESULTS)
    view = result.view
    if view is not None and select:
        view = view.selecting(select)
    if view is not None:
        outcome.rows = [view.encode(values) for values in rows]
    elif select:
        wanted = {name.lower() for name in select}
        outcome.rows = [encode_loose({k: v for k, v in row.items() if k.lower() in wanted}) for row in rows]
    else:
        outcome.rows = [encode_loose(row) for row in rows]
