"""Statistics of mailboxes."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import contents, directory, recipients
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.errors import not_found, recipient_task
from exoshell.emulator.query import matches, read_filter
from exoshell.emulator.recipients import LIVE, Listing, Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.schema import outputs

_SIZES = frozenset(
    ("TotalItemSize", "TotalDeletedItemSize", "MessageTableTotalSize", "MessageTableAvailableSize",
     "AttachmentTableTotalSize", "AttachmentTableAvailableSize", "OtherTablesTotalSize", "OtherTablesAvailableSize",
     "SystemMessageSize", "TablesTotalSize", "TablesTotalAvailableSize", "SystemMessageSizeWarningQuota", "SystemMessageSizeShutoffQuota",
     "DatabaseIssueWarningQuota", "DatabaseProhibitSendQuota", "DatabaseProhibitSendReceiveQuota")
)  # fmt: skip
_DATES = frozenset(
    ("LastLogonTime", "LastLogoffTime", "DisconnectDate", "LastUserActionTime", "LastInteractionTime")
)
DEFAULTS = {
    "IsDatabaseCopyActive": True, "DatabaseIssueWarningQuota": 98 << 30, "DatabaseProhibitSendQuota": 99 << 30,
    "DatabaseProhibitSendReceiveQuota": 100 << 30, "SystemMessageSizeShutoffQuota": 1 << 30,
    "SystemMessageSizeWarningQuota": 1 << 29, "MailboxMessagesPerFolderCountWarningQuota": "900000",
    "MailboxMessagesPerFolderCountReceiveQuota": "1000000", "FoldersCountWarningQuota": "9000",
    "FoldersCountReceiveQuota": "10000", "FolderHierarchyDepthWarningQuota": "250",
    "FolderHierarchyDepthReceiveQuota": "300", "FolderHierarchyChildrenCountWarningQuota": "9000",
    "FolderHierarchyChildrenCountReceiveQuota": "10000", "NamedPropertiesCountQuota": "16384",
    "DumpsterMessagesPerFolderCountWarningQuota": "2750000", "DumpsterMessagesPerFolderCountReceiveQuota": "3000000",
    "ObjectClass": None, "IsValid": True, "MailboxType": "Private",
}  # fmt: skip

_views: list[View] = []


def view() -> View:
    """The rows of the cmdlet: sizes as text, dates as dates."""
    if not _views:
        typed = []
        for prop in outputs.load()["mailboxstatistics"]["properties"]:
            name, type = prop["name"], prop["type"]
            if name in _SIZES:
                type = "Unlimited<ByteQuantifiedSize>"
            elif name in _DATES:
                type = "DateTime"
            elif isinstance(DEFAULTS.get(name), str):
                type = "string"
            typed.append((name, type))
        _views.append(View(typed, DEFAULTS))
    return _views[0]


def row_of(tenant: Tenant, recipient: Recipient, archive: bool) -> dict[str, Any]:
    """The statistics of one mailbox with its place."""
    row = contents.statistics(tenant, recipient, archive)
    row["ServerName"], row["DatabaseName"] = directory.location(tenant, recipient.guid)
    row["LegacyDN"] = directory.legacy_dn(recipient)
    return row


@handles("Get-MailboxStatistics")
def get_mailbox_statistics(call: Call) -> Result:
    """Statistics of one mailbox, or of all when no identity is given."""
    args, tenant = call.args, call.tenant
    states = (0, 1, 2) if args.flag("IncludeSoftDeletedRecipients") else (LIVE,)
    archive = args.flag("Archive")
    identity = args.get("Identity")
    if identity in (None, ""):
        listing = Listing(("mailbox",), states,
                          "recipienttypedetails NOT IN ('publicfoldermailbox', 'arbitrationmailbox')")  # fmt: skip
        page, cursor = listing.page(tenant, call.limit, call.cursor)
        return Result([row_of(tenant, r, False) for r in page], view(), cursor, paged=True)
    found = recipients.candidates(tenant, str(identity), ("mailbox", "groupmailbox"), states)
    if not found:
        by_archive = tenant.store.connection.execute(
            "SELECT guid FROM recipient WHERE json_extract(doc, '$.ArchiveGuid') = ?",
            (str(identity).lower(),),
        ).fetchone()
        owner = recipients.by_guid(tenant, by_archive[0]) if by_archive else None
        if owner is None:
            raise not_found(identity, tenant.server)
        found, archive = [owner], True
    recipient = found[0]
    if archive and not recipient.doc.get("ArchiveGuid"):
        raise recipient_task(f"The user '{recipient.name}' has no archive mailbox.", recipient.name)
    row = row_of(tenant, recipient, archive)
    if args.get("Filter"):
        names = [p.name for p in view().properties]
        known = {n.lower(): n for n in names}
        node = read_filter(str(args["Filter"]))
        if not matches(
            node, lambda n: row.get(known[n.lower()]), lambda n: n.lower() in known, lambda: names
        ):
            return Result([], view())
    return Result([row], view())
