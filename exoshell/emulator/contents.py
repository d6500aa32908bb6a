"""What lies in a mailbox: folders with counts and sizes, and the statistics that sum them up.

Contents are invented from the mailbox's GUID; a mailbox made by hand is empty.  ``ContentScale`` in its
document says how full an invented one is (0 to 100).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from exoshell.emulator.recipients import Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import keep_date

_KB = 1 << 10


@dataclass(frozen=True)
class Folder:
    """A folder of a mailbox; sizes in bytes."""

    path: str
    type: str
    items: int
    size: int
    root: str = ""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2] or "Top of Information Store"


# path, folder type, share of the items in per mille, average item size in KB
_FOLDERS = (
    ("/", "Root", 0, 0), ("/Archive", "Archive", 60, 90), ("/Calendar", "Calendar", 70, 18),
    ("/Calendar/Birthdays", "Birthday", 2, 4), ("/Calendar/United States holidays", "User Created", 3, 4),
    ("/Contacts", "Contacts", 12, 6), ("/Contacts/Companies", "Companies", 1, 4),
    ("/Contacts/Recipient Cache", "RecipientCache", 9, 3), ("/Conversation History", "ConversationHistory", 40, 12),
    ("/Deleted Items", "DeletedItems", 120, 70), ("/Drafts", "Drafts", 6, 60), ("/Inbox", "Inbox", 390, 95),
    ("/Inbox/Customers", "User Created", 60, 140), ("/Inbox/Projects", "User Created", 70, 160),
    ("/Journal", "Journal", 0, 0), ("/Junk Email", "JunkEmail", 15, 30), ("/Notes", "Notes", 2, 2),
    ("/Outbox", "Outbox", 0, 0), ("/Sent Items", "SentItems", 150, 110), ("/Sync Issues", "SyncIssues", 4, 5),
    ("/Tasks", "Tasks", 5, 5),
)  # fmt: skip
_RECOVERABLE = (
    ("/Recoverable Items", "RecoverableItemsRoot", 0, 0), ("/Calendar Logging", "CalendarLogging", 20, 20),
    ("/Deletions", "RecoverableItemsDeletions", 40, 70), ("/DiscoveryHolds", "RecoverableItemsDiscoveryHolds", 0, 0),
    ("/Purges", "RecoverableItemsPurges", 4, 60), ("/SubstrateHolds", "RecoverableItemsSubstrateHolds", 0, 0),
    ("/Versions", "RecoverableItemsVersions", 6, 80),
)  # fmt: skip


def _random(recipient: Recipient, what: str, limit: int) -> int:
    """A number below ``limit`` for a mailbox: quick, even and always the same."""
    state = int(recipient.guid[:8] + recipient.guid[24:32], 16) ^ _salt(what)
    state = (state ^ (state >> 31)) * 0x7FB5D329728EA185 & 0xFFFFFFFFFFFFFFFF
    return (state ^ (state >> 27)) * 0x81DADEF4BC2DD44D % 0xFFFFFFFFFFFFFFC5 % limit


@lru_cache(maxsize=4096)
def _salt(what: str) -> int:
    return int.from_bytes(hashlib.blake2b(what.encode(), digest_size=8).digest(), "big")


def item_count(recipient: Recipient, archive: bool = False) -> int:
    """How many items the mailbox holds, all folders together."""
    scale = int(recipient.doc.get("ContentScale", 0))
    if not scale:
        return 0
    return scale * (300 if archive else 420) + _random(recipient, "items", scale * 300 + 50)


def folders(recipient: Recipient, archive: bool = False, recoverable: bool = True) -> list[Folder]:
    """The mailbox's folders in the service's order, made and invented ones."""
    total = item_count(recipient, archive)
    heavy = 40 + _random(recipient, "weight", 260)
    result = [_folder(recipient, entry, total, heavy, "") for entry in _FOLDERS]
    result += [Folder(path, "User Created", 0, 0) for path in recipient.doc.get("Folders", ())]
    if recoverable:
        result += [_folder(recipient, entry, total, heavy, "recoverable") for entry in _RECOVERABLE]
    return result


def _sum(
    recipient: Recipient, entries: tuple[tuple[str, str, int, int], ...], total: int, heavy: int
) -> tuple[int, int]:
    """Items and bytes of folders, the same as the folders one by one have."""
    items = size = 0
    for path, _, share, average in entries:
        count = total * share // 1000
        bytes_ = count * average * _KB * heavy // 100
        items += count
        size += bytes_ + _random(recipient, path, 4000) if bytes_ else 0
    return items, size


def _folder(
    recipient: Recipient, entry: tuple[str, str, int, int], total: int, heavy: int, root: str
) -> Folder:
    path, type, share, average = entry
    items = total * share // 1000
    size = items * average * _KB * heavy // 100
    if size:
        size += _random(recipient, path, 4000)
    return Folder(path, type, items, size, root)


def last_logon(tenant: Tenant, recipient: Recipient) -> str | None:
    """When somebody last opened the mailbox; None for never."""
    kept = recipient.doc.get("LastLogonTime")
    if kept or not recipient.doc.get("ContentScale"):
        return kept
    luck = _random(recipient, "logon", 100)
    if luck < 4 and int(recipient.doc["ContentScale"]) < 5:
        return None
    today = tenant.now().replace(hour=0, minute=0, second=0, microsecond=0)
    days = 1 + _random(recipient, "days", 12) if luck < 80 else 20 + _random(recipient, "days", 300)
    return keep_date(
        today - timedelta(days=days) + timedelta(seconds=_random(recipient, "clock", 40000) + 25000)
    )


def statistics(tenant: Tenant, recipient: Recipient, archive: bool = False) -> dict[str, Any]:
    """The statistics of a mailbox; sizes in bytes, dates in kept form."""
    total = item_count(recipient, archive)
    heavy = 40 + _random(recipient, "weight", 260)
    items, size = _sum(recipient, _FOLDERS, total, heavy)
    deleted, deleted_size = _sum(recipient, _RECOVERABLE, total, heavy)
    doc = recipient.doc
    quota = doc.get("ProhibitSendQuota", 99 << 30)
    warning = doc.get("IssueWarningQuota", 98 << 30)
    status = "BelowLimit"
    if isinstance(quota, int) and size >= quota:
        status = "ProhibitSend"
    elif isinstance(warning, int) and size >= warning:
        status = "IssueWarning"
    logon = last_logon(tenant, recipient)
    guid = doc.get("ArchiveGuid") if archive else doc.get("ExchangeGuid", recipient.guid)
    return {
        "DisplayName": doc.get("ArchiveName", [""])[0] if archive and doc.get("ArchiveName") else doc.get("DisplayName", ""),
        "Identity": guid, "MailboxGuid": guid, "OwnerADGuid": recipient.guid, "ItemCount": items,
        "TotalItemSize": size, "DeletedItemCount": deleted,
        "TotalDeletedItemSize": deleted_size, "AssociatedItemCount": 30 + _random(recipient, "fai", 400),
        "LastLogonTime": logon, "LastLogoffTime": None, "LastUserActionTime": logon, "LastInteractionTime": logon,
        "LastLoggedOnUserAccount": None, "StorageLimitStatus": status, "IsArchiveMailbox": archive,
        "MailboxType": "Private", "MailboxTypeDetail": doc["RecipientTypeDetails"], "IsValid": True,
        "ExternalDirectoryOrganizationId": tenant.id, "IsQuarantined": False,
        "MessageTableTotalSize": size + (size >> 5), "AttachmentTableTotalSize": size * 2 // 3,
        "OtherTablesTotalSize": size >> 4, "MessageTableAvailableSize": size >> 7, "AttachmentTableAvailableSize": size >> 8,
        "OtherTablesAvailableSize": size >> 9, "SystemMessageCount": 0, "SystemMessageSize": 0,
        "TablesTotalSize": size * 7 // 4, "TablesTotalAvailableSize": size >> 6,
        "DisconnectDate": doc.get("WhenSoftDeleted"), "DisconnectReason": "SoftDeleted" if recipient.state else None,
    }  # fmt: skip


def matching(tenant: Tenant, recipient: Recipient, query: str) -> tuple[int, int]:
    """Count and bytes of the items that a search query finds."""
    stats = statistics(tenant, recipient)
    if not query:
        return int(stats["ItemCount"]), int(stats["TotalItemSize"])
    share = _random(recipient, query.lower(), 40)
    count = int(stats["ItemCount"]) * share // 1000
    return count, count * (20 * _KB + _random(recipient, query, 90 * _KB))
