"""Groups of all kinds as directory objects."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import recipient_tasks, recipients
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.listing import Search, run
from exoshell.emulator.recipients import Recipient

KINDS = ("group", "groupmailbox", "plaingroup")


@handles("Get-Group")
def get_group(call: Call) -> Result:
    """Lists groups with their members' names."""

    def with_members(group: Recipient, row: dict[str, Any]) -> dict[str, Any]:
        found = recipients.by_guids(call.tenant, recipient_tasks.member_guids(call, group.guid))
        row["Members"] = [member.name for member in found]
        return row

    return run(call, Search(KINDS), "Group", with_members)


@handles("Set-Group")
def set_group(call: Call) -> None:
    """Changes a group."""
    recipient_tasks.change(call, KINDS, {"Universal"})
