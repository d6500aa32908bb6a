"""Content searches and what is done with their results."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import contents, mailboxes, noun_view, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError
from exoshell.emulator.objects import Entry
from exoshell.emulator.recipients import Listing
from exoshell.emulator.values import write_size

SEARCH, ACTION = "ComplianceSearch", "ComplianceSearchAction"


def _row(call: Call, entry: Entry) -> dict[str, Any]:
    return {**noun_view.values(call.tenant, entry), "Identity": entry.name, "RunBy": entry.doc.get("CreatedBy", ""), "JobEndTime":
            entry.doc.get("JobEndTime"), "CreatedTime": entry.doc["WhenCreated"], "LastModifiedTime": entry.doc["WhenChanged"]}  # fmt: skip


def _locations(value: Any) -> list[str]:
    return [str(v) for v in (value if isinstance(value, list) else [value])] if value else []


@handles("Get-ComplianceSearch")
def get_search(call: Call) -> Result:
    """Lists searches."""
    identity = call.args.get("Identity")
    found = [objects.find(call.tenant, SEARCH, identity)] if identity else objects.every(call.tenant, SEARCH)
    if call.args.get("Case"):
        found = [e for e in found if e.doc.get("Case") == call.args["Case"]]
    return Result([_row(call, e) for e in found])


@handles("New-ComplianceSearch")
def new_search(call: Call) -> Result:
    """Makes a search; it does not run yet."""
    args = call.args
    doc = {"Name": str(args.get("Name", "")), "Status": "NotStarted", "ContentMatchQuery": args.get("ContentMatchQuery") or "",
           "ExchangeLocation": _locations(args.get("ExchangeLocation")), "SharePointLocation": _locations(args.get("SharePointLocation")),
           "ExchangeLocationExclusion": _locations(args.get("ExchangeLocationExclusion")), "Description": args.get("Description") or "",
           "Case": args.get("Case"), "Items": 0, "Size": 0, "SuccessResults": "", "CreatedBy": call.caller.name, "JobProgress": 0,
           "AllowNotFoundExchangeLocationsEnabled": bool(args.get("AllowNotFoundExchangeLocationsEnabled"))}  # fmt: skip
    return Result([_row(call, objects.add(call.tenant, SEARCH, doc))])


@handles("Set-ComplianceSearch")
def set_search(call: Call) -> None:
    """Changes a search."""
    entry = objects.find(call.tenant, SEARCH, call.args["Identity"])
    for name, value in call.args.items():
        if name.startswith(("Add", "Remove")) and name[3:] in entry.doc:
            entry.doc[name[3:]] = [*entry.doc[name[3:]], *_locations(value)]
        elif name.startswith("Remove") and name[6:] in entry.doc:
            gone = {v.lower() for v in _locations(value)}
            entry.doc[name[6:]] = [v for v in entry.doc[name[6:]] if v.lower() not in gone]
        elif name not in ("Identity", "Force"):
            entry.doc[name] = _locations(value) if isinstance(entry.doc.get(name), list) else value
    objects.save(call.tenant, entry)


@handles("Start-ComplianceSearch")
def start_search(call: Call) -> None:
    """Runs a search to its end."""
    entry = objects.find(call.tenant, SEARCH, call.args["Identity"])
    count, size, lines = 0, 0, []
    names = entry.doc["ExchangeLocation"]
    every = any(name.lower() == "all" for name in names)
    owners = (
        Listing(("mailbox",)).everything(call.tenant)
        if every
        else [mailboxes.find(call.tenant, name) for name in names]
    )
    for owner in owners:
        items, total = contents.matching(call.tenant, owner, str(entry.doc["ContentMatchQuery"]))
        count, size = count + items, size + total
        lines.append(f"Location: {owner.smtp}, Item count: {items}, Total size: {total}")
    entry.doc.update(Status="Completed", Items=count, Size=size, JobProgress=100, JobEndTime=call.tenant.stamp(),
                     SuccessResults="{" + "\r\n".join(lines) + "}", NumBindings=len(owners))  # fmt: skip
    objects.save(call.tenant, entry)


@handles("Stop-ComplianceSearch")
def stop_search(call: Call) -> None:
    """Stops a search."""
    entry = objects.find(call.tenant, SEARCH, call.args["Identity"])
    entry.doc["Status"] = "Stopped"
    objects.save(call.tenant, entry)


@handles("Remove-ComplianceSearch")
def remove_search(call: Call) -> None:
    """Removes a search and its actions."""
    entry = objects.find(call.tenant, SEARCH, call.args["Identity"])
    for action in objects.every(call.tenant, ACTION):
        if action.doc.get("SearchName") == entry.name:
            objects.remove(call.tenant, action)
    objects.remove(call.tenant, entry)


# ---- actions ----


@handles("Get-ComplianceSearchAction")
def get_action(call: Call) -> Result:
    """Lists actions."""
    identity = call.args.get("Identity")
    found = [objects.find(call.tenant, ACTION, identity)] if identity else objects.every(call.tenant, ACTION)
    for name in ("Purge", "Export", "Preview"):
        if call.args.get(name) is True:
            found = [e for e in found if e.doc["Action"] == name]
    return Result([_row(call, e) for e in found])


@handles("New-ComplianceSearchAction")
def new_action(call: Call) -> Result:
    """Purges, exports or previews what a search found."""
    args = call.args
    name = args.get("SearchName")
    search = objects.find(call.tenant, SEARCH, name[0] if isinstance(name, list) else name or "")
    if search.doc["Status"] != "Completed":
        raise CommandError(f"The search '{search.name}' hasn't completed.", "Microsoft.Exchange.Management.Tasks.ComplianceSearchException",
                           "Ex7F1F90", target=search.name)  # fmt: skip
    kind = next((k for k in ("Purge", "Export", "Report", "Preview") if args.get(k)), "Preview")
    results = f"Purge Type: {args.get('PurgeType', 'SoftDelete')}; Item count: {search.doc['Items']}; Total size {search.doc['Size']};"
    if kind != "Purge":
        results = f"Item count: {search.doc['Items']}; Total size: {write_size(search.doc['Size'])};"
    doc = {"Name": f"{search.name}_{kind}", "SearchName": search.name, "Action": kind, "Status": "Completed", "Results": "{" + results + "}",
           "Errors": "", "CreatedBy": call.caller.name, "JobEndTime": call.tenant.stamp()}  # fmt: skip
    old = objects.lookup(call.tenant, ACTION, doc["Name"])
    if old is not None:
        objects.remove(call.tenant, old)
    return Result([_row(call, objects.add(call.tenant, ACTION, doc))])


@handles("Remove-ComplianceSearchAction")
def remove_action(call: Call) -> None:
    """Removes an action."""
    objects.remove(call.tenant, objects.find(call.tenant, ACTION, call.args["Identity"]))
