"""Audit records of changes: what Search-UnifiedAuditLog and the administrator audit log read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from exoshell.emulator.binding import Change

if TYPE_CHECKING:
    from exoshell.emulator.call import Call, Result

_SECRET = ("password", "credential", "secret")


def record(call: Call, result: Result) -> None:
    """Keeps one record of a change that was made."""
    target = str(call.args.get("Identity") or call.args.get("Name") or "")
    if result.rows and isinstance(result.rows[0].get("Identity"), str):
        target = result.rows[0]["Identity"]
    write(call.tenant, call.caller.name, call.cmdlet, "ExchangeAdmin", target,
          {"Parameters": [{"Name": k, "Value": shown(k, v)} for k, v in call.args.items()],
           "AppId": call.caller.app_id})  # fmt: skip


def shown(name: str, value: Any) -> str:
    """A parameter's value as the log shows it; secrets are not shown."""
    if any(word in name.lower() for word in _SECRET):
        return "********"
    if isinstance(value, Change):
        return ";".join([*map(str, value.add), *(f"-{item}" for item in value.remove)])
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def write(
    tenant: Any, user: str, operation: str, record_type: str, target: str, details: dict[str, Any]
) -> None:
    """Adds one record."""
    with tenant.store.write() as connection:
        connection.execute(
            "INSERT INTO audit (created, user, operation, recordtype, object, doc) VALUES (?, ?, ?, ?, ?, ?)",
            (tenant.stamp(), user, operation, record_type, target, json.dumps(details)),
        )
