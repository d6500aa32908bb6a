"""Members of distribution groups."""

from __future__ import annotations

from exoshell.emulator import directory, recipient_tasks, recipients
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError
from exoshell.emulator.recipients import Recipient

_TASKS = "Microsoft.Exchange.Management.Tasks."


def _group(call: Call) -> Recipient:
    return recipients.find(
        call.tenant, call.args.get("Identity", ""), ("group", "groupmailbox", "plaingroup")
    )


@handles("Get-DistributionGroupMember")
def get_members(call: Call) -> Result:
    """Lists a group's members."""
    group = _group(call)
    members = recipients.by_guids(call.tenant, recipient_tasks.member_guids(call, group.guid))
    view = directory.view(call.tenant, "DistributionGroupMember")
    return Result([directory.values(call.tenant, m) for m in members], view)


@handles("Add-DistributionGroupMember")
def add_member(call: Call) -> None:
    """Adds a member."""
    group = _group(call)
    member = resolve(call.tenant, call.args.get("Member") or call.caller.name)
    if not recipient_tasks.add_member(call, group, member):
        raise CommandError(
            f'The recipient "{member.name}" is already a member of the group "{group.name}".',
            _TASKS + "MemberAlreadyExistsException",
            "ExEAC9B2",
            target=group.name,
        )


@handles("Remove-DistributionGroupMember")
def remove_member(call: Call) -> None:
    """Takes a member out."""
    group = _group(call)
    member = resolve(call.tenant, call.args.get("Member") or call.caller.name)
    if not recipient_tasks.remove_member(call, group, member):
        raise CommandError(
            f'The recipient "{member.name}" isn\'t a member of the group "{group.name}".',
            _TASKS + "MemberNotFoundException",
            "Ex5AB6B3",
            target=group.name,
        )


@handles("Update-DistributionGroupMember")
def update_members(call: Call) -> None:
    """Replaces all members."""
    group = _group(call)
    wanted = [resolve(call.tenant, item) for item in _names(call.args.get("Members"))]
    with call.tenant.store.write() as connection:
        connection.execute("DELETE FROM member WHERE grp = ? AND role = 'member'", (group.guid,))
    for member in wanted:
        recipient_tasks.add_member(call, group, member)


def _names(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
