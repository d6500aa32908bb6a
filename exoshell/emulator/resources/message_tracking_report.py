"""Delivery reports and other views of the tenant's messages."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from exoshell.emulator import events, mailboxes, noun_view
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import not_found
from exoshell.emulator.values import fold, keep_date


def _recent(call: Call, days: int = 14) -> list[dict[str, Any]]:
    start = keep_date(call.tenant.now() - timedelta(days=days))
    return list(events.messages(call.tenant, start, call.tenant.stamp()))


def _report(message: dict[str, Any]) -> dict[str, Any]:
    return {"MessageTrackingReportId": f"Message-Id={message['MessageId']}", "SubmittedDateTime": message["Received"],
            "Subject": message["Subject"], "FromAddress": message["SenderAddress"], "FromDisplayName": message["SenderAddress"],
            "RecipientAddresses": [message["RecipientAddress"]], "RecipientDisplayNames": [message["RecipientAddress"]]}  # fmt: skip


@handles("Search-MessageTrackingReport")
def search(call: Call) -> Result:
    """Finds messages that a mailbox sent or received."""
    args = call.args
    address = fold(mailboxes.find(call.tenant, args["Identity"]).smtp)
    rows = [
        _report(m)
        for m in _recent(call)
        if address in (fold(m["SenderAddress"]), fold(m["RecipientAddress"]))
    ]
    for name, key in (("Subject", "Subject"), ("Sender", "FromAddress")):
        if args.get(name):
            rows = [r for r in rows if fold(args[name]) in fold(r[key])]
    return Result(rows)


@handles("Get-MessageTrackingReport")
def report(call: Call) -> Result:
    """What became of one message."""
    for message in _recent(call):
        if str(call.args["Identity"]).endswith(message["MessageId"]):
            event = {
                "EventDescription": message["Status"],
                "RecipientAddress": message["RecipientAddress"],
                "Date": message["Received"],
            }
            text = f"{event['Date']} {event['EventDescription']} {event['RecipientAddress']}"
            return Result([{**_report(message), "RecipientTrackingEvents": [text]}])
    raise not_found(call.args["Identity"], call.tenant.server)


@handles("Get-SpoofIntelligenceInsight")
def spoof(call: Call) -> Result:
    """Senders that pretended to be somebody else."""
    counts: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], str] = {}
    for message in _recent(call, 7):
        if message["Kind"] == "spam":
            key = (message["SenderAddress"].partition("@")[2], message["FromIP"].rpartition(".")[0] + ".0/24")
            counts[key] += 1
            last.setdefault(key, message["Received"])
    rows = [{"SpoofedUser": user, "SendingInfrastructure": place, "MessageCount": n, "LastSeen": last[user, place],
             "SpoofType": "External", "Action": "Block"} for (user, place), n in counts.most_common()]  # fmt: skip
    return Result(rows, noun_view.view(call.tenant, "SpoofIntelligenceInsight"))


@handles("Get-CalendarDiagnosticObjects")
def calendar_objects(call: Call) -> Result:
    """The versions of calendar items that a mailbox logged."""
    names = call.args.get("Identity")
    rows = []
    for name in names if isinstance(names, list) else [names]:
        owner = mailboxes.find(call.tenant, name)
        if not owner.doc.get("ContentScale"):
            continue
        for number in range(5):
            when = keep_date(call.tenant.now().replace(minute=0, second=0) - timedelta(days=number * 3 + 1))
            for version, trigger in enumerate(("Create", "Update")):
                rows.append({
                    "SenderEmailAddress": owner.smtp, "NormalizedSubject": f"Meeting {number + 1}", "StartTime": when, "EndTime": when,
                    "OriginalLastModifiedTime": when, "CalendarLogTriggerAction": trigger, "ItemVersion": version, "ClientInfoString":
                    "Client=OWA", "ItemClass": "IPM.Appointment", "MeetingRequestType": "None", "ResponseType": "Organizer",
                    "CleanGlobalObjectId": call.tenant.guid_of(f"meeting|{owner.guid}|{number}").replace("-", "").upper(),
                })  # fmt: skip
    subject = fold(call.args.get("Subject") or "")
    meeting = fold(call.args.get("MeetingId") or "")
    return Result(
        [
            r
            for r in rows
            if subject in fold(r["NormalizedSubject"]) and meeting in ("", fold(r["CleanGlobalObjectId"]))
        ]
    )
