"""Members, owners and subscribers of Microsoft 365 groups."""

from __future__ import annotations

from exoshell.emulator import directory, recipient_tasks, recipients
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import CommandError, recipient_task
from exoshell.emulator.recipients import Recipient

_ROLES = {"member": "member", "members": "member", "owner": "owner", "owners": "owner", "subscriber": "subscriber",
          "subscribers": "subscriber", "aggregators": "aggregator", "eventsubscribers": "eventsubscriber"}  # fmt: skip


def _role(call: Call) -> str:
    return _ROLES.get(str(call.args.get("LinkType", "Members")).lower(), "member")


def _group(call: Call) -> Recipient:
    return recipients.find(call.tenant, call.args.get("Identity", ""), ("groupmailbox",))


@handles("Get-UnifiedGroupLinks")
def get_links(call: Call) -> Result:
    """Lists the recipients of a link type."""
    guids = recipient_tasks.member_guids(call, _group(call).guid, _role(call))
    found = recipients.by_guids(call.tenant, guids)
    view = directory.view(call.tenant, "Recipient")
    return Result([directory.values(call.tenant, r) for r in found], view)


def _links(call: Call) -> list[Recipient]:
    value = call.args.get("Links")
    return [resolve(call.tenant, item) for item in (value if isinstance(value, list) else [value]) if item]


@handles("Add-UnifiedGroupLinks")
def add_links(call: Call) -> None:
    """Adds links; an owner or a subscriber must be a member."""
    group, role = _group(call), _role(call)
    members = set(recipient_tasks.member_guids(call, group.guid))
    for person in _links(call):
        if role != "member" and person.guid not in members:
            raise recipient_task(
                f"Only members can be {role}s of the group '{group.name}'; '{person.name}' isn't a member.",
                group.name,
            )
        recipient_tasks.add_member(call, group, person, role)
    _owners(call, group)


@handles("Remove-UnifiedGroupLinks")
def remove_links(call: Call) -> None:
    """Takes links away; an owner stays a member, a group keeps one owner."""
    group, role = _group(call), _role(call)
    for person in _links(call):
        owners = recipient_tasks.member_guids(call, group.guid, "owner")
        if role == "owner" and owners == [person.guid]:
            raise recipient_task(f"The group '{group.name}' must have at least one owner.", group.name)
        if role == "member" and person.guid in owners:
            raise recipient_task(
                f"'{person.name}' is an owner of '{group.name}'. Remove the owner link first.", group.name
            )
        if not recipient_tasks.remove_member(call, group, person, role):
            raise CommandError(
                f'The recipient "{person.name}" isn\'t a {role} of the group "{group.name}".',
                "Microsoft.Exchange.Management.Tasks.MemberNotFoundException",
                "Ex5AB6B3",
                target=group.name,
            )
        if role == "member":
            recipient_tasks.remove_member(call, group, person, "subscriber")
    _owners(call, group)


def _owners(call: Call, group: Recipient) -> None:
    owners = recipients.by_guids(call.tenant, recipient_tasks.member_guids(call, group.guid, "owner"))
    group.doc["ManagedBy"] = [owner.name for owner in owners]
    recipients.save(call.tenant, group)
