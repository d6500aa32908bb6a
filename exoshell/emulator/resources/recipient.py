"""Recipients of all kinds."""

from __future__ import annotations

from exoshell.emulator import recipients
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.listing import Search, run
from exoshell.emulator.recipients import LIVE, MAIL_KINDS, SOFT_DELETED


@handles("Get-Recipient")
def get_recipient(call: Call) -> Result:
    """Lists everything that can take mail."""
    states = (LIVE, SOFT_DELETED) if call.args.flag("IncludeSoftDeletedRecipients") else (LIVE,)
    search = Search(MAIL_KINDS, states)
    details = [str(d).lower() for d in call.args.get("RecipientTypeDetails") or []]
    if not call.args.get("Identity") and not details:
        search.restrict("recipienttypedetails NOT IN ('publicfoldermailbox', 'arbitrationmailbox')")
    return run(call, search)


@handles("Update-Recipient")
def update_recipient(call: Call) -> None:
    """Adds what a recipient lacks; here none lacks anything."""
    recipients.find(call.tenant, call.args["Identity"], MAIL_KINDS)
