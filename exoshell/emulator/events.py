"""What happens in a tenant day by day: messages and audited activity, invented from seed and date.

Nothing of it is stored: the same day of the same tenant always gives the same events.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from exoshell.emulator.people import PARTNER_DOMAINS
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import keep_date, moment

_SUBJECTS = ("Invoice {}", "Re: Project plan", "Meeting notes", "Offer {}", "Your order {}", "Weekly report", "Question",
             "Holiday request", "Contract draft", "Re: Delivery {}", "Minutes of {}", "Lunch?", "Update on ticket {}",
             "Agenda for Monday", "Test message", "Budget {}", "New price list", "Welcome")  # fmt: skip
_SPAM = (
    "You won a prize",
    "Cheap watches",
    "Urgent: verify your account",
    "Payment pending",
    "Final notice {}",
)
MESSAGES_A_DAY = 160
EVENTS_A_DAY = 60


@lru_cache(maxsize=16)
def _people(tenant_id: str, path: str, tenant: Tenant) -> tuple[tuple[str, str, str], ...]:
    rows = tenant.store.connection.execute(
        "SELECT json_extract(doc, '$.PrimarySmtpAddress'), json_extract(doc, '$.UserPrincipalName'), "
        "json_extract(doc, '$.ExternalDirectoryObjectId') FROM recipient WHERE kind = 'mailbox' AND "
        "recipienttypedetails = 'usermailbox' ORDER BY id LIMIT 300"
    ).fetchall()
    return tuple((row[0], row[1], row[2]) for row in rows)


def people(tenant: Tenant) -> tuple[tuple[str, str, str], ...]:
    """Primary address, sign-in name and object id of those who act."""
    return _people(tenant.id, tenant.store.path, tenant)


def days(start: str, end: str) -> Iterator[str]:
    """The days between two kept dates, latest first."""
    day = moment(end).replace(hour=0, minute=0, second=0)
    first = moment(start).replace(hour=0, minute=0, second=0)
    while day >= first:
        yield day.strftime("%Y-%m-%d")
        day -= timedelta(days=1)


def _guid(chance: random.Random) -> str:
    text = f"{chance.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


@lru_cache(maxsize=400)
def messages_of(tenant: Tenant, day: str) -> tuple[dict[str, Any], ...]:
    """The messages of one day, latest first."""
    chance = random.Random(f"{tenant.seed}|messages|{day}")
    staff = people(tenant)
    if not staff:
        return ()
    weekend = datetime.fromisoformat(day).weekday() > 4
    found = [_message(tenant, chance, staff, day) for _ in range(MESSAGES_A_DAY // (5 if weekend else 1))]
    return tuple(sorted(found, key=lambda m: str(m["Received"]), reverse=True))


def _message(
    tenant: Tenant, chance: random.Random, staff: tuple[tuple[str, str, str], ...], day: str
) -> dict[str, Any]:
    outside = f"{chance.choice(('info', 'sales', 'anna', 'peter', 'orders', 'office'))}@{chance.choice(PARTNER_DOMAINS)}"
    inside, other = chance.choice(staff)[0], chance.choice(staff)[0]
    kind = chance.choices(("in", "out", "intra", "spam", "malware"), (36, 26, 30, 7, 1))[0]
    sender = {"in": outside, "out": inside, "intra": inside, "spam": f"promo@{chance.choice(PARTNER_DOMAINS)}",
              "malware": outside}[kind]  # fmt: skip
    recipient = outside if kind == "out" else other
    status = "Delivered"
    if kind == "spam":
        status = chance.choice(("FilteredAsSpam", "FilteredAsSpam", "Quarantined"))
    elif kind == "malware":
        status = "Quarantined"
    elif chance.random() < 0.02:
        status = chance.choice(("Failed", "Expanded", "Pending"))
    second = int(chance.gauss(46800, 9000)) % 86400
    when = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=second)
    subject = chance.choice(_SPAM if kind in ("spam", "malware") else _SUBJECTS).format(
        chance.randrange(1000, 9999)
    )
    host = sender.partition("@")[2]
    return {
        "Organization": tenant.initial_domain, "MessageId": f"<{_guid(chance)}@{host}>", "Received": keep_date(when),
        "SenderAddress": sender, "RecipientAddress": recipient, "Subject": subject, "Status": status,
        "FromIP": f"{chance.randrange(20, 200)}.{chance.randrange(255)}.{chance.randrange(255)}.{chance.randrange(1, 255)}",
        "ToIP": None if kind != "out" else f"203.0.113.{chance.randrange(1, 255)}",
        "Size": int(chance.lognormvariate(10.5, 1.2)) + 2000, "MessageTraceId": _guid(chance), "Kind": kind,
    }  # fmt: skip


def messages(tenant: Tenant, start: str, end: str) -> Iterator[dict[str, Any]]:
    """The messages between two moments, latest first, none from the future."""
    last = min(end, tenant.stamp())
    for day in days(start, last):
        for message in messages_of(tenant, day):
            if start <= message["Received"] <= last:
                yield message


# ---- audited activity ----

# operation, record type, its number, workload
_ACTIVITIES = (
    ("UserLoggedIn", "AzureActiveDirectoryStsLogon", 15, "AzureActiveDirectory", 30),
    ("UserLoginFailed", "AzureActiveDirectoryStsLogon", 15, "AzureActiveDirectory", 4),
    ("FileAccessed", "SharePointFileOperation", 6, "SharePoint", 22), ("FileModified", "SharePointFileOperation", 6, "OneDrive", 12),
    ("FileDownloaded", "SharePointFileOperation", 6, "OneDrive", 8), ("FileDeleted", "SharePointFileOperation", 6, "OneDrive", 3),
    ("SharingSet", "SharePointSharingOperation", 14, "SharePoint", 3),
    ("AnonymousLinkCreated", "SharePointSharingOperation", 14, "OneDrive", 2),
    ("MailItemsAccessed", "ExchangeItemAggregated", 50, "Exchange", 20), ("Send", "ExchangeItem", 2, "Exchange", 10),
    ("SendAs", "ExchangeItem", 2, "Exchange", 2), ("HardDelete", "ExchangeItemGroup", 3, "Exchange", 2),
    ("SoftDelete", "ExchangeItemGroup", 3, "Exchange", 4), ("MoveToDeletedItems", "ExchangeItemGroup", 3, "Exchange", 4),
    ("MailboxLogin", "ExchangeItem", 2, "Exchange", 3), ("TeamCreated", "MicrosoftTeams", 25, "MicrosoftTeams", 1),
    ("MemberAdded", "MicrosoftTeams", 25, "MicrosoftTeams", 2), ("Add member to group.", "AzureActiveDirectory", 8, "AzureActiveDirectory", 2),
    ("Update user.", "AzureActiveDirectory", 8, "AzureActiveDirectory", 2), ("Add user.", "AzureActiveDirectory", 8, "AzureActiveDirectory", 1),
    ("Reset user password.", "AzureActiveDirectory", 8, "AzureActiveDirectory", 1),
    ("TeamsSessionStarted", "MicrosoftTeams", 25, "MicrosoftTeams", 6),
)  # fmt: skip
RECORD_NUMBERS = {name: number for _, name, number, _, _ in _ACTIVITIES} | {"ExchangeAdmin": 1}


@lru_cache(maxsize=400)
def activity_of(tenant: Tenant, day: str) -> tuple[dict[str, Any], ...]:
    """The audited events of one day."""
    chance = random.Random(f"{tenant.seed}|audit|{day}")
    staff = people(tenant)
    if not staff:
        return ()
    weights = [activity[4] for activity in _ACTIVITIES]
    chosen = chance.choices(_ACTIVITIES, weights, k=EVENTS_A_DAY)
    return tuple(_event(tenant, chance, staff, day, activity) for activity in chosen)


def _event(
    tenant: Tenant,
    chance: random.Random,
    staff: tuple[tuple[str, str, str], ...],
    day: str,
    activity: tuple[Any, ...],
) -> dict[str, Any]:
    operation, record, number, workload, _ = activity
    smtp, upn, oid = chance.choice(staff)
    second = int(chance.gauss(43200, 10000)) % 86400
    when = keep_date(datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=second))
    address = f"198.51.100.{chance.randrange(1, 255)}"
    identity = _guid(chance)
    stem = tenant.initial_domain.partition(".")[0]
    data: dict[str, Any] = {
        "CreationTime": when[:-1], "Id": identity, "Operation": operation, "OrganizationId": tenant.id, "RecordType": number,
        "ResultStatus": "Failed" if operation.endswith("Failed") else "Succeeded", "UserKey": oid, "UserType": 0, "Version": 1,
        "Workload": workload, "ClientIP": address, "UserId": upn,
    }  # fmt: skip
    target = upn
    if record.startswith("SharePoint"):
        place = (
            "sites/Team"
            if workload == "SharePoint"
            else f"personal/{upn.replace('@', '_').replace('.', '_')}"
        )
        name = f"Document{chance.randrange(1, 400)}.docx"
        target = f"https://{stem}{'' if workload == 'SharePoint' else '-my'}.sharepoint.com/{place}/Shared Documents/{name}"
        data.update(ObjectId=target, SourceFileName=name, SourceFileExtension="docx", ItemType="File", EventSource="SharePoint",
                    SiteUrl=target.rpartition("/Shared")[0] + "/", SourceRelativeUrl="Shared Documents",
                    UserAgent="Mozilla/5.0", ListItemUniqueId=_guid(chance))  # fmt: skip
    elif workload == "Exchange":
        data.update(ExternalAccess=False, LogonType=0, InternalLogonType=0, MailboxOwnerUPN=upn, MailboxGuid=oid,
                    ClientInfoString="Client=OWA;Action=ViaProxy", ClientIPAddress=address, OriginatingServer=tenant.server,
                    ObjectId=upn)  # fmt: skip
        if operation in ("Send", "SendAs"):
            data["Item"] = {
                "Subject": chance.choice(_SUBJECTS).format(chance.randrange(99)),
                "ParentFolder": {"Path": "\\Sent Items"},
            }
    else:
        data.update(ObjectId=target, AzureActiveDirectoryEventType=1, Actor=[{"ID": oid, "Type": 0}, {"ID": upn, "Type": 5}],
                    ActorIpAddress=address, ExtendedProperties=[{"Name": "UserAgent", "Value": "Mozilla/5.0"}],
                    ApplicationId="00000002-0000-0ff1-ce00-000000000000", ErrorNumber="0")  # fmt: skip
    return {"RecordType": record, "CreationDate": when, "UserIds": upn, "Operations": operation, "Identity": identity,
            "ObjectId": target, "ClientIP": address, "AuditData": json.dumps(data, separators=(",", ":"))}  # fmt: skip


def activity(tenant: Tenant, start: str, end: str) -> list[dict[str, Any]]:
    """The audited events between two moments, invented and recorded ones, latest first."""
    last = min(end, tenant.stamp())
    found = [
        e for day in days(start, last) for e in activity_of(tenant, day) if start <= e["CreationDate"] <= last
    ]
    rows = tenant.store.connection.execute(
        "SELECT id, created, user, operation, recordtype, object, doc FROM audit WHERE created >= ? AND created <= ?",
        (start, end),
    ).fetchall()
    found += [_recorded(tenant, row) for row in rows]
    return sorted(found, key=lambda e: (str(e["CreationDate"]), str(e["Identity"])), reverse=True)


def _recorded(tenant: Tenant, row: tuple[Any, ...]) -> dict[str, Any]:
    number, created, user, operation, record, target, text = row
    identity = tenant.guid_of(f"audit|{number}")
    data = {
        "CreationTime": created[:-1], "Id": identity, "Operation": operation, "OrganizationId": tenant.id,
        "RecordType": RECORD_NUMBERS.get(record, 1), "ResultStatus": "True", "UserKey": user, "UserType": 2, "Version": 1,
        "Workload": "Exchange", "ClientIP": "", "ObjectId": target, "UserId": user, "ExternalAccess": False,
        "OrganizationName": tenant.initial_domain, "OriginatingServer": tenant.server, **json.loads(text),
    }  # fmt: skip
    return {"RecordType": record, "CreationDate": created, "UserIds": user, "Operations": operation, "Identity": identity,
            "ObjectId": target, "ClientIP": "", "AuditData": json.dumps(data, separators=(",", ":"))}  # fmt: skip
