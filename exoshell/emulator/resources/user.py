"""Users: the directory side of mailboxes, mail users and accounts without mail."""

from __future__ import annotations

from exoshell.emulator import accounts, recipient_tasks
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.recipients import LIVE, SOFT_DELETED

KINDS = ("mailbox", "mailuser", "user", "remotemailbox")


@handles("Get-User")
def get_user(call: Call) -> Result:
    """Lists users."""
    if call.args.flag("PublicFolder"):
        call.args["RecipientTypeDetails"] = ["PublicFolderMailbox"]
    states = (SOFT_DELETED,) if call.args.flag("SoftDeletedUser") else (LIVE,)
    return recipient_tasks.get(call, KINDS, "User", states)


@handles("Set-User")
def set_user(call: Call) -> None:
    """Changes a user; whether it may use this interface counts at its next sign-in."""
    access = call.args.get("EXOModuleEnabled", call.args.get("RemotePowerShellEnabled"))
    if access is not None:
        call.args["EXOModuleEnabled"] = call.args["RemotePowerShellEnabled"] = access
    recipient = recipient_tasks.change(
        call, KINDS, {"PublicFolder", "Arbitration", "PermanentlyClearPreviousMailboxInfo"}
    )
    if access is not None and recipient.doc.get("UserPrincipalName"):
        accounts.put_account(call.tenant, recipient.doc["UserPrincipalName"], exo_module_enabled=access)
