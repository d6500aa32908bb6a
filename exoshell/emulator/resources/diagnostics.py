"""Cmdlets that test, export or start something and change nothing that could be listed."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import contents, mailboxes, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.values import write_size


@handles("Start-ManagedFolderAssistant")
def start_assistant(call: Call) -> None:
    """Processes a mailbox's retention at once; here it has nothing to do."""
    mailboxes.find(call.tenant, call.args["Identity"])


@handles("Export-MailboxDiagnosticLogs")
def export_logs(call: Call) -> Result:
    """The diagnostic log of a mailbox's assistants."""
    owner = mailboxes.find(call.tenant, call.args["Identity"])
    stats = contents.statistics(call.tenant, owner)
    now = call.tenant.now().strftime("%m/%d/%Y %I:%M:%S %p")
    if call.args.flag("ExtendedProperties"):
        values = {"ELCLastSuccessTimestamp": now, "ItemsDeletedTotal": "0", "LastProcessedItemCount": stats["ItemCount"],
                  "CurrentArchiveSize": write_size(0)}  # fmt: skip
        inner = "".join(f"<Property><Name>{k}</Name><Value>{v}</Value></Property>" for k, v in values.items())
        log = f"<Properties><MailboxTable>{inner}</MailboxTable></Properties>"
    else:
        log = f"{now}: {call.args.get('ComponentName')}: nothing to report."
    return Result(
        [
            {
                "Identity": owner.name,
                "MailboxLog": log,
                "LogName": str(call.args.get("ComponentName") or "ExtendedProperties"),
            }
        ]
    )


@handles("Test-IRMConfiguration")
def test_irm(call: Call) -> Result:
    """Whether rights management works."""
    text = (
        "Results : Acquiring RMS Templates ...\r\n    - PASS: RMS Templates acquired.\r\nOVERALL RESULT: PASS"
    )
    return Result([{"Results": text}])


@handles("Test-MAPIConnectivity", "Test-ArchiveConnectivity", "Test-OAuthConnectivity")
def test_connectivity(call: Call) -> Result:
    """Whether a mailbox can be reached."""
    identity = (
        call.args.get("Identity") or call.args.get("UserSmtp") or call.args.get("Mailbox") or call.caller.name
    )
    owner = mailboxes.find(call.tenant, identity)
    if call.noun == "ArchiveConnectivity":
        return Result([{"Identity": owner.name, "Result": "Successfully connected to the archive."
                        if owner.doc.get("ArchiveGuid") else "The mailbox has no archive."}])  # fmt: skip
    return Result(
        [
            {
                "Identity": owner.name,
                "Mailbox": owner.smtp,
                "Result": "Success",
                "Latency": "00:00:00.0420000",
                "Error": "",
            }
        ]
    )


@handles("Test-MigrationServerAvailability")
def test_server(call: Call) -> Result:
    """Whether a migration source answers; the invented ones do."""
    server = (
        call.args.get("RemoteServer") or call.args.get("Endpoint") or call.args.get("ExchangeServer") or ""
    )
    return Result(
        [
            {
                "Result": "Success",
                "Message": "",
                "SupportsCutover": False,
                "ErrorDetail": "",
                "TestedEndpoint": server,
                "IsValid": True,
            }
        ]
    )


@handles("Enable-OrganizationCustomization")
def customize(call: Call) -> None:
    """Makes a dehydrated organization's objects changeable; this one is not dehydrated."""
    call.warnings.append("This operation is not required. Organization is already enabled for customization.")


@handles("Get-LogonStatistics", "Get-RecipientStatisticsReport")
def empty(call: Call) -> Result:
    """Nothing is logged on; nothing was reported."""
    return Result([])


@handles("Invoke-ChangeMeetingOrganizer", "Remove-CalendarEvents")
def calendar(call: Call) -> None:
    """Changes meetings in a calendar whose items are not kept one by one."""
    mailboxes.find(call.tenant, call.args["Identity"])
    if call.cmdlet == "Remove-CalendarEvents" and not (
        call.args.flag("CancelOrganizedMeetings") or call.args.get("QueryWindowInDays")
    ):
        call.warnings.append("Nothing was chosen to be removed.")


@handles("Get-RecoverableItems", "Restore-RecoverableItems")
def recoverable(call: Call) -> Result:
    """Lists or restores items that were deleted."""
    names = call.args.get("Identity")
    rows: list[dict[str, Any]] = []
    for name in names if isinstance(names, list) else [names]:
        owner = mailboxes.find(call.tenant, name)
        folder = next(f for f in contents.folders(owner) if f.path == "/Deletions")
        for number in range(min(folder.items, 25)):
            rows.append({"MailboxIdentity": owner.name, "Identity": owner.name, "ItemClass": "IPM.Note", "Subject": f"Message {number + 1}",
                         "EntryID": call.tenant.guid_of(f"item|{owner.guid}|{number}").replace("-", "").upper(),
                         "SourceFolder": "Recoverable Items\\Deletions", "LastModifiedTime": owner.doc.get("WhenChanged"),
                         "LastParentPath": "Inbox", "WasRestoredSuccessfully": call.verb == "Restore"})  # fmt: skip
    text = str(call.args.get("SubjectContains") or "").lower()
    return Result([row for row in rows if text in row["Subject"].lower()])


@handles("Write-AdminAuditLog")
def write_log(call: Call) -> None:
    """Adds a comment to the administrator audit log; the call itself is the record."""


@handles("Search-MailboxAuditLog")
def search_audit(call: Call) -> Result:
    """What was done in mailboxes, as far as the log of invented activity tells."""
    import json

    from exoshell.emulator import events

    names = {str(call.args["Identity"]).lower()} if call.args.get("Identity") else set()
    if names:
        owner = mailboxes.find(call.tenant, call.args["Identity"])
        names = {str(owner.doc.get("UserPrincipalName", "")).lower()}
    start = str(call.args.get("StartDate") or call.tenant.stamp()[:8] + "01T00:00:00Z")
    rows = []
    for event in events.activity(call.tenant, start, str(call.args.get("EndDate") or call.tenant.stamp())):
        if (
            not event["RecordType"].startswith("ExchangeItem")
            or names
            and event["UserIds"].lower() not in names
        ):
            continue
        data = json.loads(event["AuditData"])
        rows.append({"Operation": event["Operations"], "OperationResult": "Succeeded", "LogonType": "Owner", "LastAccessed":
                     event["CreationDate"], "MailboxOwnerUPN": data["UserId"], "LogonUserDisplayName": data["UserId"],
                     "ClientIPAddress": event["ClientIP"], "Identity": event["Identity"]})  # fmt: skip
    return Result(rows)


@handles("Get-TransportRulePredicate", "Get-TransportRuleAction")
def rule_parts(call: Call) -> Result:
    """The conditions or actions that transport rules can have."""
    from exoshell.schema import catalog

    row = catalog.row("New-TransportRule") or {"params": []}
    actions = ("Prepend", "Delete", "Reject", "Redirect", "Moderate", "Add", "Apply", "BlindCopy", "Copy", "Set", "Remove", "Quarantine",
               "RouteMessage", "Stop", "Generate", "SmtpReject", "Disconnect")  # fmt: skip
    general = ("Name", "Comments", "Enabled", "Mode", "Priority", "Confirm", "WhatIf", "DlpPolicy", "RuleErrorAction", "ActivationDate",
               "ExpiryDate", "RuleSubType", "SenderAddressLocation", "DomainController", "UseLegacyRegex", "RecipientAddressType")  # fmt: skip
    wanted = call.noun == "TransportRuleAction"
    names = [
        p["name"]
        for p in row["params"]
        if p["name"] not in general and not p["name"].startswith("ExceptIf") and p.get("exo", True)
    ]
    rows = [
        {"Name": n, "Identity": n, "Rank": i, "IsValid": True}
        for i, n in enumerate(names)
        if n.startswith(actions) == wanted
    ]
    if call.args.get("Name"):
        rows = [r for r in rows if r["Name"].lower() == str(call.args["Name"]).lower()]
    return Result(rows)


@handles("Get-MailboxLocation")
def locations(call: Call) -> Result:
    """Where a mailbox and its archive lie."""
    from exoshell.emulator import directory

    name = call.args.get("User") or call.args.get("Identity")
    owner = mailboxes.find(call.tenant, name)
    row = directory.values(call.tenant, owner)
    rows = [{"Identity": f"{owner.name}\\{row['ExchangeGuid']}", "MailboxGuid": row["ExchangeGuid"], "MailboxLocationType": "Primary",
             "OwnerId": owner.name, "DatabaseLocation": row["Database"], "IsValid": True}]  # fmt: skip
    if owner.doc.get("ArchiveGuid"):
        rows.append({**rows[0], "Identity": f"{owner.name}\\{owner.doc['ArchiveGuid']}", "MailboxGuid": owner.doc["ArchiveGuid"],
                     "MailboxLocationType": "MainArchive"})  # fmt: skip
    return Result(rows)


@handles("Get-AdaptiveScopeMembers")
def scope_members(call: Call) -> Result:
    """Who an adaptive scope reaches."""
    objects.find(call.tenant, "AdaptiveScope", call.args.get("Identity", ""))
    return Result([])


@handles("Get-FederationInformation")
def federation(call: Call) -> Result:
    """What another organization publishes for federation; the invented ones publish nothing."""
    from exoshell.emulator.errors import CommandError

    domain = call.args.get("DomainName")
    raise CommandError(f"Federation information could not be received from the external organization {domain}.",
                       "Microsoft.Exchange.Management.SystemConfigurationTasks.GetFederationInformationFailedException", "Ex15B18C",
                       target=str(domain))  # fmt: skip


@handles("Execute-AzureADLabelSync", "Invoke-HoldRemovalAction")
def synchronize(call: Call) -> None:
    """Brings another store up to date; there is only one here."""


@handles("Export-TransportRuleCollection")
def export_rules(call: Call) -> Result:
    """All transport rules as one file."""
    from xml.sax.saxutils import quoteattr

    rules = sorted(objects.every(call.tenant, "TransportRule"), key=lambda e: e.doc.get("Priority", 0))
    inner = "".join(
        f'<rule name={quoteattr(rule.name)} id={quoteattr(rule.guid)} format="cmdlet"/>' for rule in rules
    )
    text = f'<?xml version="1.0" encoding="utf-16" standalone="yes"?><rules name="TransportVersioned">{inner}</rules>'
    return Result([{"FileData": list(text.encode("utf-16"))}])
