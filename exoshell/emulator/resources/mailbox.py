"""Mailboxes: Get-, New-, Set-, Remove-, Enable-, Disable- and Undo-."""

from __future__ import annotations

from exoshell.emulator import listing, mailboxes
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.listing import Search
from exoshell.emulator.recipients import INACTIVE, LIVE, SOFT_DELETED, Recipient

_HIDDEN = ("DiscoveryMailbox", "PublicFolderMailbox", "ArbitrationMailbox")


@handles("Get-Mailbox")
def get_mailbox(call: Call) -> Result:
    """Lists mailboxes, live or (on demand) removed ones, groups' or public folders'."""
    args = call.args
    states: tuple[int, ...] = (LIVE,)
    if args.flag("InactiveMailboxOnly"):
        states = (INACTIVE,)
    elif args.flag("SoftDeletedMailbox"):
        states = (SOFT_DELETED, INACTIVE)
    elif args.flag("IncludeInactiveMailbox"):
        states = (LIVE, INACTIVE)
    kinds: tuple[str, ...] = ("groupmailbox",) if args.flag("GroupMailbox") else ("mailbox",)
    details = args.get("RecipientTypeDetails") or []
    if "GroupMailbox" in details:
        kinds = ("mailbox", "groupmailbox")
    search = Search(kinds, states)
    if args.flag("PublicFolder"):
        search.types(["PublicFolderMailbox"])
    elif not details and not args.get("Identity"):
        search.restrict("recipienttypedetails NOT IN ('publicfoldermailbox', 'arbitrationmailbox')")
    if args.flag("Archive"):
        search.restrict("json_extract(doc, '$.ArchiveGuid') IS NOT NULL")
    if args.get("MailboxPlan"):
        search.restrict("json_extract(doc, '$.MailboxPlan') = ?", [args["MailboxPlan"]])

    def fits(recipient: Recipient) -> bool:
        is_public = recipient.doc["RecipientTypeDetails"] == "PublicFolderMailbox"
        return is_public == args.flag("PublicFolder") or is_public and not args.given("PublicFolder")

    return listing.run(call, search, "Mailbox", mailboxes.with_display_names(call), fits)


@handles("New-Mailbox")
def new_mailbox(call: Call) -> Result:
    """Makes a user, shared, room, equipment, public folder or discovery mailbox, or gives back a removed one."""
    return mailboxes.create(call)


@handles("Set-Mailbox")
def set_mailbox(call: Call) -> None:
    """Changes a mailbox."""
    mailboxes.change(call)


@handles("Remove-Mailbox")
def remove_mailbox(call: Call) -> None:
    """Soft-deletes a mailbox, removes it for good, or takes its archive away."""
    mailboxes.remove(call)


@handles("Enable-Mailbox")
def enable_mailbox(call: Call) -> Result:
    """Gives a mailbox to a user, or an archive to a mailbox."""
    return mailboxes.enable(call)


@handles("Disable-Mailbox")
def disable_mailbox(call: Call) -> None:
    """Takes the archive or the mailbox away."""
    mailboxes.disable(call)


@handles("Undo-SoftDeletedMailbox")
def undo_soft_deleted_mailbox(call: Call) -> Result:
    """Brings a soft-deleted mailbox back."""
    return mailboxes.undo(call)


@handles("Search-Mailbox")
def search_mailbox(call: Call) -> Result:
    """Searches a mailbox and reports what it found."""
    return mailboxes.search(call)
