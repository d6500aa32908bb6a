"""Client access settings of mailboxes."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import recipient_tasks
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.listing import Search, run
from exoshell.emulator.recipients import Recipient


@handles("Get-CASMailbox")
def get_cas_mailbox(call: Call) -> Result:
    """Lists which protocols mailboxes may use."""
    search = Search(("mailbox", "groupmailbox") if call.args.get("Identity") else ("mailbox",))
    search.restrict("recipienttypedetails NOT IN ('publicfoldermailbox', 'arbitrationmailbox')")

    def with_settings(recipient: Recipient, row: dict[str, Any]) -> dict[str, Any]:
        row["ServerName"] = row.get("ServerName", "")
        return row

    return run(call, search, "CASMailbox", with_settings)


@handles("Set-CASMailbox")
def set_cas_mailbox(call: Call) -> None:
    """Changes which protocols a mailbox may use."""
    if call.args.get("ActiveSyncMailboxPolicy"):
        call.args["ActiveSyncMailboxPolicyIsDefaulted"] = False
    recipient_tasks.change(call, ("mailbox", "groupmailbox"), {"ResetAutoBlockedDevices"})
