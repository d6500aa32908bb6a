"""Tracing messages: Get-MessageTrace, Get-MessageTraceV2 and their details."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from exoshell.emulator import events, noun_view
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.errors import CommandError
from exoshell.emulator.values import fold, keep_date, moment


def _refuse(text: str) -> CommandError:
    return CommandError(text, "Microsoft.Exchange.Management.ReportingTask.InvalidExpressionException", "Ex2D7E4A",
                        category="InvalidArgument")  # fmt: skip


def period(call: Call, oldest: int, longest: int) -> tuple[str, str]:
    """Start and end of the search: at most ``longest`` days, not older than ``oldest`` days; two days by default."""
    now = call.tenant.now()
    end = str(call.args.get("EndDate") or keep_date(now))
    start = str(call.args.get("StartDate") or keep_date(moment(end) - timedelta(days=2)))
    if start > end:
        raise _refuse("The StartDate must be before the EndDate.")
    if moment(start) < now - timedelta(days=oldest, hours=1):
        raise _refuse(f"Invalid StartDate value. The StartDate can't be older than {oldest} days from today.")
    if moment(end) - moment(start) > timedelta(days=longest, hours=1):
        raise _refuse(f"The time range can't be longer than {longest} days.")
    return start, end


def _fits(args: dict[str, Any], message: dict[str, Any]) -> bool:
    for name in (
        "SenderAddress",
        "RecipientAddress",
        "MessageId",
        "Status",
        "FromIP",
        "ToIP",
        "MessageTraceId",
    ):
        wanted = args.get(name)
        if not wanted:
            continue
        items = wanted if isinstance(wanted, list) else [wanted]
        patterns = [
            ".*".join(map(re.escape, fold(part.strip()).split("*")))
            for i in items
            for part in str(i).split(",")
        ]
        if not any(re.fullmatch(p, fold(message[name] or "")) for p in patterns):
            return False
    subject = args.get("Subject")
    if subject:
        kind = fold(args.get("SubjectFilterType") or "Contains")
        text, have = fold(subject), fold(message["Subject"])
        if not {
            "contains": text in have,
            "startswith": have.startswith(text),
            "endswith": have.endswith(text),
        }.get(kind, False):
            return False
    return True


@handles("Get-MessageTrace")
def get_trace(call: Call) -> Result:
    """Messages of the last ten days, page by page."""
    start, end = period(call, 10, 10)
    found = [m for m in events.messages(call.tenant, start, end) if _fits(call.args, m)]
    size, page = int(call.args.get("PageSize") or 1000), int(call.args.get("Page") or 1)
    if not 1 <= size <= 5000 or not 1 <= page <= 1000:
        raise _refuse("PageSize must be between 1 and 5000, Page between 1 and 1000.")
    rows = [{**m, "StartDate": start, "EndDate": end, "Index": n} for n, m in enumerate(found)]
    return Result(rows[(page - 1) * size : page * size], noun_view.view(call.tenant, "MessageTrace"))


@handles("Get-MessageTraceV2")
def get_trace_v2(call: Call) -> Result:
    """Messages of the last 90 days, at most ten at a time; a warning says how to go on."""
    start, end = period(call, 90, 10)
    args = call.args
    size = int(args.get("ResultSize") or 1000)
    if not 1 <= size <= 5000:
        raise _refuse("The ResultSize must be between 1 and 5000.")
    args["ResultSize"] = size
    found = [m for m in events.messages(call.tenant, start, end) if _fits(args, m)]
    after = args.get("StartingRecipientAddress")
    if after:
        found = [m for m in found if (m["Received"], fold(m["RecipientAddress"])) != (end, fold(after)) and
                 (m["Received"] < end or fold(m["RecipientAddress"]) > fold(after))]  # fmt: skip
    if len(found) > size and call.served + call.limit >= size:
        last = found[size - 1]
        when = moment(last["Received"]).strftime("%m/%d/%Y %H:%M:%S")
        call.warnings.append(
            "There are more results, use the following command to get more. Get-MessageTraceV2 -StartDate "
            f'"{moment(start):%m/%d/%Y %H:%M:%S}" -EndDate "{when}" -StartingRecipientAddress "{last["RecipientAddress"]}"'
        )
    return Result(found[:size], noun_view.view(call.tenant, "MessageTraceV2"))


_DETAIL = View([("MessageId", "string"), ("Date", "DateTime"), ("Event", "string"), ("Action", "string"),
                ("Detail", "string"), ("Data", "string"), ("MessageTraceId", "Guid")])  # fmt: skip


@handles("Get-MessageTraceDetail", "Get-MessageTraceDetailV2")
def get_detail(call: Call) -> Result:
    """What happened to one message."""
    start, end = period(call, 90 if call.cmdlet.endswith("V2") else 10, 90)
    if not call.args.get("StartDate"):
        start = keep_date(call.tenant.now() - timedelta(days=10))
    trace = str(call.args.get("MessageTraceId") or "")
    for message in events.messages(call.tenant, start, end):
        if message["MessageTraceId"] == trace:
            return Result(_steps(message, call.args), _DETAIL)
    return Result([], _DETAIL)


def _steps(message: dict[str, Any], args: dict[str, Any]) -> list[dict[str, Any]]:
    base = {"MessageId": message["MessageId"], "MessageTraceId": message["MessageTraceId"]}
    begin = moment(message["Received"])
    steps = [
        ("Receive", "Message received by: AM0PR05MB0001", 0),
        ("Submit", "The message was submitted.", 1),
    ]
    final = {"Delivered": ("Deliver", "The message was successfully delivered to the folder Inbox."),
             "FilteredAsSpam": ("Spam", "The message was delivered to the Junk Email folder."),
             "Quarantined": ("Quarantine", "The message was quarantined."),
             "Failed": ("Fail", "Reason: [{LED=550 5.1.1 The email account that you tried to reach does not exist}]"),
             "Expanded": ("Expand", "Distribution group expanded."), "Pending": ("Defer", "The message is deferred.")}  # fmt: skip
    if message["Kind"] == "out" and message["Status"] == "Delivered":
        steps.append(("Send external", "Message sent to the recipient's server using TLS1.3.", 3))
    else:
        steps.append((*final[message["Status"]], 3))
    wanted = {fold(e) for e in args.get("Event") or []}
    return [
        {**base, "Date": keep_date(begin + timedelta(seconds=second)), "Event": event, "Action": "", "Detail": detail,
         "Data": "<root></root>"}
        for event, detail, second in steps
        if not wanted or fold(event) in wanted
    ]  # fmt: skip
