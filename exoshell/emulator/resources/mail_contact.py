"""Mail contacts."""

from __future__ import annotations

from exoshell.emulator import recipient_tasks
from exoshell.emulator.call import Call, Result, handles

KINDS = ("contact",)


@handles("Get-MailContact", "Get-Contact")
def get_contact(call: Call) -> Result:
    """Lists contacts."""
    return recipient_tasks.get(call, KINDS)


@handles("New-MailContact")
def new_contact(call: Call) -> Result:
    """Makes a contact for somebody outside."""
    doc = recipient_tasks.start(call, "MailContact")
    recipient_tasks.outside_address(call, doc)
    return recipient_tasks.add(call, "contact", doc)


@handles("Set-MailContact", "Set-Contact")
def set_contact(call: Call) -> None:
    """Changes a contact."""
    recipient_tasks.change(call, KINDS)


@handles("Remove-MailContact")
def remove_contact(call: Call) -> None:
    """Removes a contact."""
    recipient_tasks.remove(call, KINDS)
