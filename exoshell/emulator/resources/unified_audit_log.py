"""The unified audit log, with its sessions of several pages."""

from __future__ import annotations

import re
from typing import Any

from exoshell.emulator import events, grants, noun_view
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError
from exoshell.emulator.values import fold

_MOST = {"returnlargeset": 50_000, "returnnextpreviewpage": 5_000, "initialize": 5_000}


@handles("Search-UnifiedAuditLog")
def search(call: Call) -> Result:
    """Searches the log; a session goes on where its last call ended."""
    args, tenant = call.args, call.tenant
    start, end = _range(call, str(args["StartDate"]), str(args["EndDate"]))
    size = int(args.get("ResultSize") or 100)
    if not 1 <= size <= 5000:
        raise _refuse("The ResultSize parameter must be between 1 and 5000.")
    args["ResultSize"] = size
    found = [e for e in events.activity(tenant, start, end) if _fits(call, e)]
    command = fold(args.get("SessionCommand") or "")
    session = str(args.get("SessionId") or "")
    begin, count = 0, len(found)
    if session:
        count = min(count, _MOST.get(command, 5_000))
        found = found[:count]
        begin = _advance(call, session, size)
        if command == "returnlargeset":
            # A large set comes unsorted: by identity, which has nothing to do with time.
            found.sort(key=lambda e: str(e["Identity"]))
    page = found[begin : begin + size]
    view = noun_view.view(tenant, "UnifiedAuditLog")
    rows = [
        {**e, "ResultIndex": begin + n, "ResultCount": count, "IsValid": True} for n, e in enumerate(page, 1)
    ]
    return Result(rows, view)


def _range(call: Call, start: str, end: str) -> tuple[str, str]:
    if end[11:] == "00:00:00Z" and start == end:
        end = end[:11] + "23:59:59Z"
    if start >= end:
        raise _refuse("The StartDate must be before the EndDate.")
    return start, end


def _refuse(text: str) -> CommandError:
    return CommandError(text, "Microsoft.Exchange.Management.SystemConfigurationTasks.AuditLogSearchArgumentException",
                        "Ex8E5F3B", category="InvalidArgument")  # fmt: skip


def _advance(call: Call, session: str, size: int) -> int:
    """Where this call of a session begins; a page of the same call begins where its first page did."""
    key = f"audit|{call.caller.name}|{session}"
    kept: dict[str, Any] = grants.look(call.tenant, key, "audit") or {"kind": "audit", "next": 0, "begin": 0}
    if call.cursor is None:
        kept = {"kind": "audit", "begin": kept["next"], "next": kept["next"] + size}
        grants.keep(call.tenant, key, kept, 3600)
    return int(kept["begin"])


def _any(pattern_list: Any, text: str) -> bool:
    items = pattern_list if isinstance(pattern_list, list) else [pattern_list]
    patterns = [part.strip() for item in items for part in str(item).split(",")]
    return any(re.fullmatch(".*".join(map(re.escape, fold(p).split("*"))), fold(text)) for p in patterns)


def _fits(call: Call, event: dict[str, Any]) -> bool:
    args = call.args
    for name, key in (("UserIds", "UserIds"), ("Operations", "Operations"), ("RecordType", "RecordType"),
                      ("ObjectIds", "ObjectId"), ("IPAddresses", "ClientIP")):  # fmt: skip
        if args.get(name) and not _any(args[name], str(event[key])):
            return False
    text = args.get("FreeText")
    return not text or fold(text) in fold(event["AuditData"])
