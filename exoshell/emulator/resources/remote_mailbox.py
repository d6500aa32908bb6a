"""Mailboxes in the cloud as the on-premises organization sees them."""

from __future__ import annotations

from exoshell.emulator import recipient_tasks
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.recipients import find, save

KINDS = ("remotemailbox",)


@handles("Get-RemoteMailbox")
def get_remote_mailbox(call: Call) -> Result:
    """Lists remote mailboxes."""
    return recipient_tasks.get(call, KINDS, "RemoteMailbox")


@handles("New-RemoteMailbox")
def new_remote_mailbox(call: Call) -> Result:
    """Makes a user on premises with a mailbox in the cloud."""
    args = call.args
    details = next((f"Remote{kind}Mailbox" for kind in ("Room", "Equipment", "Shared") if args.flag(kind)),
                   "RemoteUserMailbox")  # fmt: skip
    doc = recipient_tasks.start(call, details)
    recipient_tasks.sign_in_name(call, doc)
    args.setdefault("PrimarySmtpAddress", doc["UserPrincipalName"])
    recipient_tasks.own_address(call, doc)
    stem = call.tenant.initial_domain.partition(".")[0]
    doc["RemoteRoutingAddress"] = (
        args.get("RemoteRoutingAddress") or f"SMTP:{doc['Alias']}@{stem}.mail.onmicrosoft.com"
    )
    skip = {
        "Room",
        "Equipment",
        "Shared",
        "RemoteRoutingAddress",
        "OnPremisesOrganizationalUnit",
        "Archive",
        "ACLableSyncedObject",
    }
    return recipient_tasks.add(call, "remotemailbox", doc, skip, "RemoteMailbox")


@handles("Enable-RemoteMailbox")
def enable_remote_mailbox(call: Call) -> Result:
    """Gives an on-premises user a mailbox in the cloud."""
    user = find(call.tenant, call.args["Identity"], ("user", "mailuser", "remotemailbox"))
    user.kind = "remotemailbox"
    user.doc["RecipientTypeDetails"] = "RemoteUserMailbox"
    if call.args.get("RemoteRoutingAddress"):
        user.doc["RemoteRoutingAddress"] = call.args["RemoteRoutingAddress"]
    save(call.tenant, user)
    return recipient_tasks.result(call, user, "RemoteMailbox")


@handles("Set-RemoteMailbox")
def set_remote_mailbox(call: Call) -> None:
    """Changes a remote mailbox."""
    recipient_tasks.change(call, KINDS, {"Type"})


@handles("Disable-RemoteMailbox")
def disable_remote_mailbox(call: Call) -> None:
    """Takes the mailbox from the user, who stays."""
    user = find(call.tenant, call.args["Identity"], KINDS)
    user.kind = "user"
    user.doc["RecipientTypeDetails"] = "User"
    for name in ("EmailAddresses", "PrimarySmtpAddress", "RemoteRoutingAddress"):
        user.doc.pop(name, None)
    save(call.tenant, user)


@handles("Remove-RemoteMailbox")
def remove_remote_mailbox(call: Call) -> None:
    """Removes user and mailbox."""
    recipient_tasks.remove(call, KINDS)
