"""Migration batches, their users, endpoints and move requests."""

from __future__ import annotations

import base64
import csv
import io
from typing import Any

from exoshell.emulator import mailboxes, noun_view, objects, recipients
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError, already_exists, invalid
from exoshell.emulator.objects import Entry

BATCH, USER, ENDPOINT, MOVE = "MigrationBatch", "MigrationUser", "MigrationEndpoint", "MoveRequest"
_MIGRATION = "Microsoft.Exchange.Management.Migration."


def _batch(call: Call, identity: object) -> Entry:
    entry = objects.lookup(call.tenant, BATCH, identity)
    if entry is None:
        raise CommandError(f"The migration batch \"{identity}\" couldn't be found.", _MIGRATION + "MigrationBatchNotFoundException",
                           "ExBDDC58", target=str(identity))  # fmt: skip
    return entry


def _users(call: Call, batch: Entry) -> list[Entry]:
    return [u for u in objects.every(call.tenant, USER) if u.doc["BatchId"] == batch.name]


def _shown(call: Call, batch: Entry) -> dict[str, Any]:
    users = _users(call, batch)
    doc = batch.doc
    synced = sum(u.doc["Status"] in ("Synced", "Completed") for u in users)
    return {
        **noun_view.values(call.tenant, batch), "Identity": batch.name, "BatchGuid": batch.guid, "TotalCount": len(users),
        "SyncedCount": sum(u.doc["Status"] == "Synced" for u in users), "StoppedCount": sum(u.doc["Status"] == "Stopped" for u in users),
        "FinalizedCount": sum(u.doc["Status"] == "Completed" for u in users), "ActiveCount": len(users) - synced,
        "CreationDateTime": doc["WhenCreated"], "CreationDateTimeUTC": doc["WhenCreated"], "IsValid": True,
    }  # fmt: skip


def _addresses(call: Call) -> list[str]:
    args = call.args
    if args.get("MailboxList"):
        call.verbose.append("The documented form is New-MigrationBatch -CSVData with a column EmailAddress.")
    for name in ("MailboxList", "Users", "UserIds"):
        if args.get(name):
            value = args[name]
            return [str(v) for v in (value if isinstance(value, list) else [value])]
    if not args.get("CSVData"):
        return []
    try:
        text = base64.b64decode(str(args["CSVData"])).decode("utf-8-sig")
    except ValueError:
        text = str(args["CSVData"])
    rows = list(csv.DictReader(io.StringIO(text)))
    column = next((c for c in (rows[0] if rows else {}) if c.lower() == "emailaddress"), None)
    if column is None:
        raise CommandError(
            "The CSV file must have a column EmailAddress.",
            _MIGRATION + "MigrationCSVParsingException",
            "Ex19A7C2",
        )
    return [row[column] for row in rows]


@handles("New-MigrationBatch")
def new_batch(call: Call) -> Result:
    """Makes a batch and, when it is to start, brings its users as far as they come."""
    args, tenant = call.args, call.tenant
    name = str(args["Name"])
    if objects.lookup(tenant, BATCH, name):
        raise already_exists(name)
    if args.get("TargetEndpoint") and "TargetEndpoint" not in {p["name"] for p in call.row["params"]}:
        call.verbose.append("The documented form names either SourceEndpoint or TargetEndpoint.")
    for end in ("SourceEndpoint", "TargetEndpoint"):
        if args.get(end):
            args[end] = objects.find(tenant, ENDPOINT, args[end]).name
    addresses = _addresses(call)
    started, complete = args.flag("AutoStart"), args.flag("AutoComplete")
    status = "Completed" if started and complete else "Synced" if started else "Created"
    doc: dict[str, Any] = {
        "Name": name, "Status": status, "State": "Completed" if status == "Completed" else "Active" if started else "Waiting",
        "MigrationType": "ExchangeRemoteMove" if args.get("SourceEndpoint") else "ExchangeLocalMove",
        "BatchDirection": "Onboarding" if args.get("SourceEndpoint") else "Local", "SubmittedByUser": call.caller.name,
        "AutoComplete": complete,
    }  # fmt: skip
    for key in (
        "SourceEndpoint",
        "TargetEndpoint",
        "TargetDeliveryDomain",
        "NotificationEmails",
        "CompleteAfter",
        "StartAfter",
    ):
        if args.get(key):
            doc[key] = args[key]
    if started:
        doc.update(
            StartDateTime=tenant.stamp(), StartDateTimeUTC=tenant.stamp(), InitialSyncDateTime=tenant.stamp()
        )
    batch = objects.add(tenant, BATCH, doc)
    for address in addresses:
        if objects.lookup(tenant, USER, address):
            raise CommandError(f"The user {address} already exists in another migration batch.",
                               _MIGRATION + "UserAlreadyBeingMigratedException", "Ex6B3E02", target=address)  # fmt: skip
        found = recipients.candidates(tenant, address)
        objects.add(tenant, USER, {
            "Name": address, "Identifier": address, "MailboxIdentifier": address, "MailboxEmailAddress": address, "BatchId": name,
            "Status": {"Created": "Queued"}.get(status, status), "StatusSummary": "Completed" if status == "Completed" else
            "Synced" if started else "Active", "RecipientType": "Mailbox", "SyncedItemCount": 0, "SkippedItemCount": 0,
            "MailboxGuid": found[0].doc.get("ExchangeGuid") if found else None,
            "LastSuccessfulSyncTime": tenant.stamp() if started else None,
        })  # fmt: skip
    return Result([_shown(call, batch)], noun_view.view(tenant, BATCH))


@handles("Get-MigrationBatch")
def get_batch(call: Call) -> Result:
    """Lists batches."""
    identity = call.args.get("Identity")
    entries = [_batch(call, identity)] if identity else objects.every(call.tenant, BATCH)
    wanted = str(call.args.get("Status") or "").lower()
    rows = [_shown(call, e) for e in entries if not wanted or str(e.doc["Status"]).lower() == wanted]
    return Result(rows, noun_view.view(call.tenant, BATCH))


def _move_to(call: Call, batch: Entry, status: str, user_status: str) -> None:
    batch.doc.update(
        Status=status, State={"Completed": "Completed", "Stopped": "Stopped"}.get(status, "Active")
    )
    if status == "Completed":
        batch.doc.update(FinalizedDateTime=call.tenant.stamp(), FinalizedDateTimeUTC=call.tenant.stamp())
    objects.save(call.tenant, batch)
    for user in _users(call, batch):
        user.doc.update(
            Status=user_status, StatusSummary=user_status, LastSuccessfulSyncTime=call.tenant.stamp()
        )
        objects.save(call.tenant, user)


@handles("Start-MigrationBatch")
def start_batch(call: Call) -> None:
    """Starts a batch; its users are synced at once."""
    batch = _batch(call, call.args["Identity"])
    done = "Completed" if batch.doc.get("AutoComplete") else "Synced"
    _move_to(call, batch, done, done)


@handles("Stop-MigrationBatch")
def stop_batch(call: Call) -> None:
    """Stops a batch."""
    _move_to(call, _batch(call, call.args["Identity"]), "Stopped", "Stopped")


@handles("Complete-MigrationBatch")
def complete_batch(call: Call) -> None:
    """Completes a batch."""
    _move_to(call, _batch(call, call.args["Identity"]), "Completed", "Completed")


@handles("Set-MigrationBatch")
def set_batch(call: Call) -> None:
    """Changes a batch; ``Complete`` completes it."""
    batch = _batch(call, call.args["Identity"])
    if call.args.flag("Complete"):
        call.verbose.append("The documented form is Complete-MigrationBatch.")
        _move_to(call, batch, "Completed", "Completed")
    batch.doc.update({k: v for k, v in call.args.items() if k not in ("Identity", "Complete")})
    objects.save(call.tenant, batch)


@handles("Remove-MigrationBatch")
def remove_batch(call: Call) -> None:
    """Removes a batch and its users."""
    batch = _batch(call, call.args["Identity"])
    for user in _users(call, batch):
        objects.remove(call.tenant, user)
    objects.remove(call.tenant, batch)


# ---- users ----


@handles("Get-MigrationUser", "Get-MigrationUserStatistics")
def get_user(call: Call) -> Result:
    """Lists migration users; a batch may come through the pipeline as identity."""
    args, tenant = call.args, call.tenant
    view = noun_view.view(tenant, USER)
    entries = objects.every(tenant, USER)
    key = args.get("BatchId") or args.get("Batch")
    identity = args.get("Identity")
    if identity:
        batch = objects.lookup(tenant, BATCH, identity)
        if batch is not None:
            key, identity = batch.name, None
    if identity:
        entries = [objects.find(tenant, USER, identity)]
    if key:
        name = str(key).lower()
        entries = [e for e in entries if str(e.doc["BatchId"]).lower() == name]
    for name in ("Status", "StatusSummary"):
        if args.get(name):
            entries = [e for e in entries if str(e.doc[name]).lower() == str(args[name]).lower()]
    return Result([{**noun_view.values(tenant, e), "Identity": e.name} for e in entries], view)


@handles("Start-MigrationUser", "Stop-MigrationUser", "Set-MigrationUser", "Remove-MigrationUser")
def change_user(call: Call) -> None:
    """Starts, stops, changes or removes one user of a batch."""
    user = objects.find(call.tenant, USER, call.args["Identity"])
    if call.verb == "Remove":
        objects.remove(call.tenant, user)
        return
    user.doc["Status"] = {"Start": "Synced", "Stop": "Stopped"}.get(call.verb, user.doc["Status"])
    user.doc.update({k: v for k, v in call.args.items() if k not in ("Identity", "Force")})
    objects.save(call.tenant, user)


@handles("Get-MigrationStatistics")
def statistics(call: Call) -> Result:
    """Counts over all batches."""
    users = objects.every(call.tenant, USER)
    row = {"Identity": call.tenant.initial_domain, "TotalCount": len(users), "IsValid": True,
           "SyncedCount": sum(u.doc["Status"] == "Synced" for u in users),
           "FinalizedCount": sum(u.doc["Status"] == "Completed" for u in users),
           "StoppedCount": sum(u.doc["Status"] == "Stopped" for u in users)}  # fmt: skip
    return Result([row], noun_view.view(call.tenant, "MigrationStatistics"))


# ---- endpoints ----


@handles("New-MigrationEndpoint")
def new_endpoint(call: Call) -> Result:
    """Makes an endpoint."""
    args = call.args
    name = str(args.get("Name") or args.get("Identity") or "")
    if not name:
        raise invalid("An endpoint needs a name.")
    if args.get("Type"):
        call.verbose.append("The documented form is New-MigrationEndpoint -ExchangeRemoteMove -RemoteServer.")
    kinds = ("ExchangeRemoteMove", "ExchangeOutlookAnywhere", "IMAP", "Gmail", "PSTImport", "PublicFolder")
    kind = str(args.get("Type") or next((k for k in kinds if args.flag(k)), "ExchangeRemoteMove"))
    doc = {"Name": name, "EndpointType": kind, "RemoteServer": args.get("RemoteServer") or args.get("ExchangeServer") or "",
           "MaxConcurrentMigrations": str(args.get("MaxConcurrentMigrations") or "20"),
           "MaxConcurrentIncrementalSyncs": str(args.get("MaxConcurrentIncrementalSyncs") or "10"),
           "UseAutoDiscover": args.flag("Autodiscover"), "Port": args.get("Port")}  # fmt: skip
    made = objects.add(call.tenant, ENDPOINT, doc)
    return Result(
        [{**noun_view.values(call.tenant, made), "Identity": name}], noun_view.view(call.tenant, ENDPOINT)
    )


# ---- moves ----


@handles("New-MoveRequest")
def new_move(call: Call) -> Result:
    """Asks for the move of a mailbox."""
    owner = recipients.find(call.tenant, call.args["Identity"], ("mailbox", "mailuser"))
    if objects.lookup(call.tenant, MOVE, owner.name):
        raise CommandError(f"The mailbox '{owner.name}' already has a pending move request.", _MIGRATION + "UserAlreadyBeingMovedException",
                           "Ex4F77B0", target=owner.name)  # fmt: skip
    doc = {"Name": owner.name, "DisplayName": owner.doc.get("DisplayName"), "Alias": owner.doc.get("Alias"), "ExchangeGuid":
           owner.doc.get("ExchangeGuid"), "Status": "Suspended" if call.args.flag("Suspend") else "Queued", "BatchName":
           call.args.get("BatchName", ""), "RemoteHostName": call.args.get("RemoteHostName"), "Direction": "Pull",
           "RequestStyle": "IntraOrg" if not call.args.get("RemoteHostName") else "CrossOrg", "TargetDatabase":
           "EURPR05DG101-db001", "RecipientType": "UserMailbox", "RecipientTypeDetails": owner.doc["RecipientTypeDetails"]}  # fmt: skip
    made = objects.add(call.tenant, MOVE, doc)
    return Result([noun_view.values(call.tenant, made)], noun_view.view(call.tenant, MOVE))


@handles("Get-MoveRequestStatistics")
def move_statistics(call: Call) -> Result:
    """How far a move has come."""
    from exoshell.emulator import contents
    from exoshell.emulator.values import write_size

    owner = mailboxes.find(call.tenant, call.args["Identity"])
    entry = objects.find(call.tenant, MOVE, owner.name)
    stats = contents.statistics(call.tenant, owner)
    done = entry.doc["Status"] == "Completed"
    return Result([{"DisplayName": entry.doc["DisplayName"], "StatusDetail": entry.doc["Status"], "Status": entry.doc["Status"],
                    "TotalMailboxSize": write_size(stats["TotalItemSize"]), "TotalMailboxItemCount": stats["ItemCount"],
                    "TotalArchiveSize": None, "PercentComplete": 100 if done else 10, "Identity": entry.name,
                    "MailboxIdentity": entry.name, "BatchName": entry.doc.get("BatchName", "")}])  # fmt: skip
