"""Folders of mailboxes with their sizes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from exoshell.emulator import contents, mailboxes
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.errors import recipient_task
from exoshell.emulator.recipients import INACTIVE, LIVE, SOFT_DELETED, Recipient
from exoshell.emulator.resources.mailbox_folder_permission import folder_id
from exoshell.emulator.values import keep_date
from exoshell.schema import outputs

_SCOPES = {"inbox": "/inbox", "calendar": "/calendar", "contacts": "/contacts", "deleteditems": "/deleted items",
           "drafts": "/drafts", "junkemail": "/junk email", "journal": "/journal", "notes": "/notes", "outbox": "/outbox",
           "sentitems": "/sent items", "tasks": "/tasks", "syncissues": "/sync issues", "archive": "/archive",
           "conversationhistory": "/conversation history"}  # fmt: skip
_views: list[View] = []


def view() -> View:
    """The rows: sizes as text."""
    if not _views:
        typed = []
        for prop in outputs.load()["mailboxfolderstatistics"]["properties"]:
            name, type = prop["name"], prop["type"]
            if name in ("FolderSize", "FolderAndSubfolderSize", "TopSubjectSize"):
                type = "ByteQuantifiedSize"
            elif name in ("OldestItemReceivedDate", "NewestItemReceivedDate", "CreationTime", "LastModifiedTime",
                          "OldestDeletedItemReceivedDate", "NewestDeletedItemReceivedDate", "Date"):  # fmt: skip
                type = "DateTime"
            typed.append((name, type))
        _views.append(View(typed, {"IsValid": True, "ContentFolder": True}))
    return _views[0]


@handles("Get-MailboxFolderStatistics")
def get_statistics(call: Call) -> Result:
    """Lists the folders of a mailbox."""
    args = call.args
    states = (LIVE, SOFT_DELETED, INACTIVE) if args.flag("IncludeSoftDeletedRecipients") else (LIVE,)
    identity = str(args.get("Identity") or args.get("Database") or "")
    name, colon, path = identity.partition(":")
    owner = mailboxes.find(call.tenant, name, states)
    archive = args.flag("Archive")
    if archive and not owner.doc.get("ArchiveGuid"):
        raise recipient_task(f"The user '{owner.name}' has no archive mailbox.", owner.name)
    folders = contents.folders(owner, archive)
    scope = str(args.get("FolderScope") or "All").lower()
    if scope == "recoverableitems":
        chosen = [f for f in folders if f.root]
    elif scope == "nonipmroot":
        chosen = folders
    else:
        chosen = [f for f in folders if not f.root or scope == "all"]
        lead = _SCOPES.get(scope)
        if lead:
            chosen = [f for f in chosen if f.path.lower() == lead or f.path.lower().startswith(lead + "/")]
    if colon:
        wanted = "/" + path.strip("\\/").replace("\\", "/").lower()
        chosen = [f for f in chosen if f.path.lower() == wanted]
    dated = args.flag("IncludeOldestAndNewestItems")
    return Result([_row(call, owner, folder, folders, dated) for folder in chosen], view())


def _row(
    call: Call, owner: Recipient, folder: contents.Folder, folders: list[contents.Folder], dated: bool
) -> dict[str, Any]:
    lead = folder.path.rstrip("/") + "/"
    below = [
        f for f in folders if f.path.startswith(lead) and f.path != folder.path and f.root == folder.root
    ]
    shown = folder.path.strip("/").replace("/", "\\")
    row: dict[str, Any] = {
        "Name": folder.name, "FolderPath": folder.path, "FolderId": folder_id(owner, folder), "FolderType": folder.type,
        "ItemsInFolder": folder.items, "FolderSize": folder.size, "VisibleItemsInFolder": folder.items,
        "ItemsInFolderAndSubfolders": folder.items + sum(f.items for f in below), "HiddenItemsInFolder": 0,
        "FolderAndSubfolderSize": folder.size + sum(f.size for f in below), "Identity": f"{owner.name}\\{shown}",
        "DeletedItemsInFolder": 0, "MailboxOwnerId": owner.name, "ContainerClass": _class(folder),
        "CreationTime": owner.doc.get("WhenCreated"), "LastModifiedTime": owner.doc.get("WhenChanged"),
        "ContentMailboxGuid": owner.doc.get("ExchangeGuid", owner.guid), "Movable": not folder.root,
        "RecoverableItemsFolder": bool(folder.root), "SearchFolder": False,
    }  # fmt: skip
    if dated and folder.items:
        now = call.tenant.now().replace(hour=7, minute=0, second=0, microsecond=0)
        row["NewestItemReceivedDate"] = keep_date(now - timedelta(hours=folder.items % 50))
        row["OldestItemReceivedDate"] = keep_date(now - timedelta(days=200 + folder.items % 1500))
    return row


def _class(folder: contents.Folder) -> str:
    kinds = {"Calendar": "IPF.Appointment", "Contacts": "IPF.Contact", "Tasks": "IPF.Task", "Notes": "IPF.StickyNote",
             "Journal": "IPF.Journal"}  # fmt: skip
    return kinds.get(folder.type, "IPF.Note" if folder.path != "/" else "")
