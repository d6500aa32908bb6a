"""Mail users: accounts whose mail goes elsewhere; guests are listed with them."""

from __future__ import annotations

from exoshell.emulator import mailboxes, recipient_tasks
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.recipients import LIVE, SOFT_DELETED, find, remove

KINDS = ("mailuser",)


@handles("Get-MailUser")
def get_mail_user(call: Call) -> Result:
    """Lists mail users."""
    states = (SOFT_DELETED,) if call.args.flag("SoftDeletedMailUser") else (LIVE,)
    return recipient_tasks.get(call, KINDS, "MailUser", states)


@handles("New-MailUser")
def new_mail_user(call: Call) -> Result:
    """Makes a mail user."""
    doc = recipient_tasks.start(call, "MailUser")
    recipient_tasks.sign_in_name(call, doc)
    if call.args.get("ExternalEmailAddress"):
        recipient_tasks.outside_address(call, doc)
    else:
        doc["PrimarySmtpAddress"] = doc["UserPrincipalName"]
        doc["EmailAddresses"] = [f"SMTP:{doc['UserPrincipalName']}"]
    return recipient_tasks.add(call, "mailuser", doc, {"FederatedIdentity"})


@handles("Set-MailUser")
def set_mail_user(call: Call) -> None:
    """Changes a mail user."""
    recipient_tasks.change(
        call, KINDS, {"RemoveMailboxProvisioningConstraint", "RemoveComplianceTagHoldApplied"}
    )


@handles("Remove-MailUser")
def remove_mail_user(call: Call) -> None:
    """Soft-deletes a mail user, or removes it for good."""
    user = find(call.tenant, call.args["Identity"], KINDS, (LIVE, SOFT_DELETED))
    if call.args.flag("PermanentlyDelete"):
        remove(call.tenant, user)
    else:
        mailboxes.soft_delete(call.tenant, user)
