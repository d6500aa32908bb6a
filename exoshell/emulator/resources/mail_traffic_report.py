"""Reports on mail traffic, worked out from the tenant's messages."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from exoshell.emulator import events, noun_view
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.values import fold, keep_date

_TYPES = {
    "in": "GoodMail",
    "out": "GoodMail",
    "intra": "GoodMail",
    "spam": "SpamContentFiltered",
    "malware": "Malware",
}
_DIRECTIONS = {
    "in": "Inbound",
    "spam": "Inbound",
    "malware": "Inbound",
    "out": "Outbound",
    "intra": "IntraOrg",
}


def period(call: Call, days: int = 14) -> tuple[str, str]:
    """Start and end of a report."""
    end = str(call.args.get("EndDate") or call.tenant.stamp())
    start = str(call.args.get("StartDate") or keep_date(call.tenant.now() - timedelta(days=days)))
    oldest = keep_date(call.tenant.now() - timedelta(days=92))
    return max(start, oldest), end


def paged(call: Call, rows: list[dict[str, Any]], default: int = 1000) -> list[dict[str, Any]]:
    """The page that Page and PageSize ask for."""
    size, page = int(call.args.get("PageSize") or default), int(call.args.get("Page") or 1)
    return rows[(page - 1) * size : page * size]


def _messages(call: Call) -> list[dict[str, Any]]:
    return list(events.messages(call.tenant, *period(call)))


@handles("Get-MailTrafficSummaryReport")
def summary(call: Call) -> Result:
    """Top senders, recipients and so on; without a category, the totals by event type."""
    category = str(call.args.get("Category") or "")
    if not category:
        call.verbose.append("The documented form names a category, such as -Category InboundDLPHits.")
    counts: Counter[tuple[str, str]] = Counter()
    for message in _messages(call):
        kind = message["Kind"]
        key = {"topspamrecipient": (message["RecipientAddress"], "") if kind == "spam" else None,
               "topmailsender": (message["SenderAddress"], "") if kind in ("out", "intra") else None,
               "topmailrecipient": (message["RecipientAddress"], "") if kind in ("in", "intra") else None,
               "topmalwarerecipient": (message["RecipientAddress"], "") if kind == "malware" else None,
               "topmalware": ("Trojan.Generic", "") if kind == "malware" else None,
               "inbounddlphits": None, "outbounddlphits": None, "inboundtransportrulehits": None,
               "outboundtransportrulehits": None}.get(fold(category), (_TYPES[kind], _DIRECTIONS[kind]))  # fmt: skip
        if key:
            counts[key] += 1
    rows = [
        {"C1": key[0], "C2": key[1] or str(n), "C3": str(n) if key[1] else ""}
        for key, n in counts.most_common()
    ]
    return Result(paged(call, rows), noun_view.view(call.tenant, "MailTrafficSummaryReport"))


def _by_day(call: Call, keep: set[str] | None = None) -> list[dict[str, Any]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for message in _messages(call):
        if keep is None or message["Kind"] in keep:
            counts[message["Received"][:10], _TYPES[message["Kind"]], _DIRECTIONS[message["Kind"]]] += 1
    domain = call.tenant.initial_domain
    rows = [{"Organization": domain, "Domain": domain, "Date": f"{day}T00:00:00Z", "EventType": type, "Direction": direction,
             "VerdictSource": "", "DeliveryStatus": "", "Action": "", "MessageCount": n, "DetectionTechnology": ""}
            for (day, type, direction), n in sorted(counts.items())]  # fmt: skip
    for name in ("EventType", "Direction"):
        wanted = {fold(v) for v in call.args.get(name) or []}
        if wanted:
            rows = [row for row in rows if fold(row[name]) in wanted]
    return rows


@handles("Get-MailTrafficATPReport", "Get-MailFlowStatusReport", "Get-MailTrafficEncryptionReport")
def by_type(call: Call) -> Result:
    """Counts by day, type and direction."""
    if call.noun == "MailTrafficEncryptionReport":
        return Result([])
    return Result(paged(call, _by_day(call)))


@handles("Get-MailDetailATPReport", "Get-MailDetailEncryptionReport")
def detail(call: Call) -> Result:
    """The messages that protection acted on."""
    if call.noun != "MailDetailATPReport":
        return Result([])
    rows = [{"Date": m["Received"], "MessageId": m["MessageId"], "MessageTraceId": m["MessageTraceId"],
             "Domain": call.tenant.initial_domain, "Subject": m["Subject"], "MessageSize": m["Size"], "Direction": "Inbound",
             "SenderAddress": m["SenderAddress"], "RecipientAddress": m["RecipientAddress"],
             "EventType": "Advanced phish filter" if m["Kind"] == "spam" else "File detonation", "Action": m["Status"]}
            for m in _messages(call) if m["Kind"] in ("spam", "malware")]  # fmt: skip
    return Result(paged(call, rows))


@handles("Get-MailTrafficPolicyReport", "Get-MailDetailTransportRuleReport", "Get-MailDetailDlpPolicyReport")
def policies(call: Call) -> Result:
    """Hits of transport rules: none, as no message meets one."""
    return Result([], noun_view.view(call.tenant, call.noun))


@handles("Get-MailFilterListReport")
def lists(call: Call) -> Result:
    """The values that the reports' parameters take."""
    kinds = {"EventTypes": sorted(set(_TYPES.values())), "Domain": [call.tenant.initial_domain],
             "Direction": ["Inbound", "Outbound", "IntraOrg"]}  # fmt: skip
    wanted = {fold(v) for v in call.args.get("SelectionTarget") or []}
    return Result([{"SelectionTarget": target, "Display": value, "Value": value} for target, values in kinds.items()
                   for value in values if not wanted or fold(target) in wanted])  # fmt: skip


@handles("Get-MxRecordReport")
def mx(call: Call) -> Result:
    """The mail exchanger of a domain, as it should be."""
    domain = str(call.args.get("Domain"))
    host = f"{domain.replace('.', '-')}.mail.protection.outlook.com"
    return Result([{"Organization": call.tenant.initial_domain, "Domain": domain, "HighestPriorityMailhost": host,
                    "HighestPriorityMailhostIpAddress": "52.101.68.3", "PointsToService": True, "DomainExpirationDate": None,
                    "RecordExists": True}])  # fmt: skip
