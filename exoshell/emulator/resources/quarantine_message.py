"""Quarantined messages: listing, previewing, releasing and deleting them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from exoshell.emulator import events, noun_view, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError, not_found
from exoshell.emulator.values import fold, keep_date, moment

NOUN = "QuarantineMessage"


def _all(call: Call) -> list[dict[str, Any]]:
    """The quarantine of the last 30 days with what was done to it."""
    tenant = call.tenant
    start = keep_date(tenant.now() - timedelta(days=30))
    done = {e.name: e.doc for e in objects.every(tenant, NOUN)}
    rows = []
    for message in events.messages(tenant, start, tenant.stamp()):
        if message["Status"] != "Quarantined":
            continue
        row = _row(message)
        state = done.get(row["Identity"])
        if state and state.get("Deleted"):
            continue
        if state:
            row.update(
                {k: v for k, v in state.items() if k not in ("Name", "WhenCreated", "WhenChanged", "Deleted")}
            )
        rows.append(row)
    return rows


def _row(message: dict[str, Any]) -> dict[str, Any]:
    malware = message["Kind"] == "malware"
    trace = message["MessageTraceId"]
    return {
        "Identity": f"{trace}\\{trace[::-1]}", "ReceivedTime": message["Received"], "Organization": message["Organization"],
        "MessageId": message["MessageId"], "SenderAddress": message["SenderAddress"],
        "RecipientAddress": [message["RecipientAddress"]], "Subject": message["Subject"], "Size": message["Size"],
        "Type": "Malware" if malware else "Spam", "QuarantineTypes": "Malware" if malware else "Spam",
        "PolicyType": "AntiMalwarePolicy" if malware else "HostedContentFilterPolicy", "PolicyName": "Default",
        "TagName": "AdminOnlyAccessPolicy" if malware else "DefaultFullAccessPolicy", "Released": False,
        "ReleaseStatus": "NOTRELEASED", "Direction": "Inbound", "EntityType": "Email", "RecipientCount": 1,
        "Expires": keep_date(moment(message["Received"]) + timedelta(days=30)), "PermissionToPreview": True,
        "PermissionToRelease": True, "PermissionToDelete": True, "PermissionToViewHeader": True, "PermissionToDownload": True,
    }  # fmt: skip


@handles("Get-QuarantineMessage")
def get_message(call: Call) -> Result:
    """Lists quarantined messages."""
    args = call.args
    rows = _all(call)
    if args.get("Identity"):
        rows = [_one(rows, args["Identity"], call)]
    for name, key in (("Type", "Type"), ("QuarantineTypes", "QuarantineTypes"), ("SenderAddress", "SenderAddress"),
                      ("RecipientAddress", "RecipientAddress"), ("MessageId", "MessageId"), ("Subject", "Subject"),
                      ("ReleaseStatus", "ReleaseStatus"), ("PolicyName", "PolicyName"), ("Direction", "Direction"),
                      ("EntityType", "EntityType")):  # fmt: skip
        if args.get(name):
            wanted = {fold(v) for v in (args[name] if isinstance(args[name], list) else [args[name]])}
            rows = [
                r
                for r in rows
                if wanted & {fold(v) for v in (r[key] if isinstance(r[key], list) else [r[key]])}
            ]
    for name, key, late in (("StartReceivedDate", "ReceivedTime", False), ("EndReceivedDate", "ReceivedTime", True),
                            ("StartExpiresDate", "Expires", False), ("EndExpiresDate", "Expires", True)):  # fmt: skip
        if args.get(name):
            rows = [r for r in rows if (r[key] <= args[name] if late else r[key] >= args[name])]
    size = args.get("PageSize")
    size, page = 100 if size is None else int(size), int(args.get("Page") or 1)
    if not 0 <= size <= 1001:
        raise CommandError(
            "PageSize must be between 1 and 1000.",
            "Microsoft.Exchange.Management.FfoQuarantine.ArgumentException",
        )
    return Result(rows[(page - 1) * size : page * size], noun_view.view(call.tenant, NOUN))


def _one(rows: list[dict[str, Any]], identity: object, call: Call) -> dict[str, Any]:
    for row in rows:
        if fold(row["Identity"]) == fold(identity):
            return row
    raise not_found(identity, call.tenant.server)


def _chosen(call: Call) -> list[dict[str, Any]]:
    args = call.args
    rows = _all(call)
    names = list(args.get("Identities") or [])
    if args.get("Identity"):
        names.append(args["Identity"])
    return [_one(rows, name, call) for name in names]


def _keep(call: Call, row: dict[str, Any], **facts: Any) -> None:
    entry = objects.lookup(call.tenant, NOUN, row["Identity"])
    if entry is None:
        objects.add(call.tenant, NOUN, {"Name": row["Identity"], **facts}, unique=False)
    else:
        entry.doc.update(facts)
        objects.save(call.tenant, entry)


@handles("Release-QuarantineMessage")
def release(call: Call) -> None:
    """Delivers messages after all, or answers a request for it."""
    action = str(call.args.get("ActionType") or "Release")
    users = call.args.get("User") or []
    for row in _chosen(call):
        if action == "Deny":
            _keep(call, row, ReleaseStatus="DENIED")
        elif action == "Request":
            _keep(call, row, ReleaseStatus="REQUESTED")
        else:
            to = row["RecipientAddress"] if call.args.flag("ReleaseToAll") or not users else users
            _keep(
                call,
                row,
                Released=True,
                ReleaseStatus="RELEASED",
                ReleasedUser=to,
                ReleasedBy=[call.caller.name],
                ReleasedCount=1,
            )


@handles("Delete-QuarantineMessage")
def delete(call: Call) -> None:
    """Deletes messages for good."""
    for row in _chosen(call):
        _keep(call, row, Deleted=True)


@handles("Preview-QuarantineMessage")
def preview(call: Call) -> Result:
    """What a message says."""
    rows = []
    for row in _chosen(call):
        rows.append({"Identity": row["Identity"], "ReceivedTime": row["ReceivedTime"], "SenderAddress": row["SenderAddress"],
                     "RecipientAddress": row["RecipientAddress"], "Subject": row["Subject"], "Cc": "", "IsHtml": False,
                     "Attachment": [], "Body": f"{row['Subject']}\r\n\r\nThis is an invented message."})  # fmt: skip
    return Result(rows)


@handles("Get-QuarantineMessageHeader")
def header(call: Call) -> Result:
    """The header of a message."""
    return Result([{"Identity": row["Identity"], "Organization": row["Organization"], "Header": "\r\n".join((
        f"From: {row['SenderAddress']}", f"To: {row['RecipientAddress'][0]}", f"Subject: {row['Subject']}",
        f"Message-ID: {row['MessageId']}", "X-Forefront-Antispam-Report: SCL:9;SFV:SPM;"))}
        for row in _chosen(call)])  # fmt: skip


@handles("Export-QuarantineMessage")
def export(call: Call) -> Result:
    """The whole message, encoded."""
    import base64

    rows = []
    for row in _chosen(call):
        text = f"From: {row['SenderAddress']}\r\nTo: {row['RecipientAddress'][0]}\r\nSubject: {row['Subject']}\r\n\r\nInvented.\r\n"
        rows.append({"Identity": row["Identity"], "Organization": row["Organization"], "BodyEncoding": "Base64",
                     "Eml": base64.b64encode(text.encode()).decode()})  # fmt: skip
    return Result(rows)
