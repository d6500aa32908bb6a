"""The tenant's allow and block lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from exoshell.emulator import noun_view, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError
from exoshell.emulator.values import keep_date, moment

NOUN = "TenantAllowBlockListItems"


def _list(call: Call) -> str:
    return f"{NOUN}|{call.args.get('ListType')}"


def _row(entry: objects.Entry) -> dict[str, Any]:
    return {"Identity": entry.guid, "Value": entry.doc["Name"], **{k: v for k, v in entry.doc.items() if k != "Name"},
            "ListSubType": entry.doc.get("ListSubType", "Tenant"), "SysManaged": False, "ObjectState": "Unchanged",
            "LastModifiedDateTime": entry.doc["WhenChanged"], "EntryValueHash": entry.guid.replace("-", "")}  # fmt: skip


@handles("Get-TenantAllowBlockListItems")
def get_items(call: Call) -> Result:
    """Lists the entries of one list."""
    rows = [_row(e) for e in objects.every(call.tenant, _list(call))]
    if call.args.get("Entry"):
        rows = [r for r in rows if r["Value"].lower() == str(call.args["Entry"]).lower()]
    for name in ("Allow", "Block"):
        if call.args.flag(name):
            rows = [r for r in rows if r["Action"] == name]
    if call.args.flag("NoExpiration"):
        rows = [r for r in rows if not r.get("ExpirationDate")]
    return Result(rows, noun_view.view(call.tenant, NOUN))


@handles("New-TenantAllowBlockListItems")
def new_items(call: Call) -> Result:
    """Adds entries."""
    args, tenant = call.args, call.tenant
    action = "Allow" if args.flag("Allow") else "Block"
    expires = (
        None
        if args.flag("NoExpiration")
        else args.get("ExpirationDate") or keep_date(tenant.now() + timedelta(days=30))
    )
    if args.get("ExpirationDate") and moment(str(args["ExpirationDate"])) < tenant.now():
        raise CommandError(
            "The expiration date must be in the future.",
            "Microsoft.Exchange.Management.FfoReporting.ArgumentException",
            "Ex3B9B12",
        )
    made = []
    for value in args["Entries"]:
        if objects.lookup(tenant, _list(call), value):
            raise CommandError(f"The entry '{value}' already exists in the list.", "Microsoft.Exchange.Management.Tasks.DuplicateEntryException",
                               "Ex5C0D4F", target=str(value))  # fmt: skip
        made.append(objects.add(tenant, _list(call), {
            "Name": str(value), "Action": action, "ExpirationDate": expires, "Notes": args.get("Notes") or "", "ModifiedBy":
            call.caller.name, "ListSubType": args.get("ListSubType") or "Tenant", "SubmissionID": args.get("SubmissionID")}))  # fmt: skip
    return Result([_row(e) for e in made], noun_view.view(tenant, NOUN))


def _chosen(call: Call) -> list[objects.Entry]:
    names = [*(call.args.get("Ids") or []), *(call.args.get("Entries") or [])]
    return [objects.find(call.tenant, _list(call), name) for name in names]


@handles("Set-TenantAllowBlockListItems")
def set_items(call: Call) -> None:
    """Changes entries."""
    for entry in _chosen(call):
        for name in ("Notes", "ExpirationDate"):
            if name in call.args:
                entry.doc[name] = call.args[name]
        if call.args.flag("NoExpiration"):
            entry.doc["ExpirationDate"] = None
        for name in ("Allow", "Block"):
            if call.args.flag(name):
                entry.doc["Action"] = name
        objects.save(call.tenant, entry)


@handles("Remove-TenantAllowBlockListItems")
def remove_items(call: Call) -> None:
    """Removes entries."""
    for entry in _chosen(call):
        objects.remove(call.tenant, entry)
