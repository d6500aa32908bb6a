"""Distribution groups and mail-enabled security groups."""

from __future__ import annotations

from exoshell.emulator import recipient_tasks
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import recipient_task
from exoshell.emulator.listing import Search, run
from exoshell.emulator.recipients import candidates, find, save

KINDS = ("group",)


@handles("Get-DistributionGroup")
def get_distribution_group(call: Call) -> Result:
    """Lists groups."""
    if call.args.get("ManagedBy"):
        owner = resolve(call.tenant, call.args["ManagedBy"])
        search = Search(KINDS)
        search.restrict("EXISTS (SELECT 1 FROM json_each(doc, '$.ManagedBy') WHERE value = ?)", [owner.name])
        return run(call, search)
    return recipient_tasks.get(call, KINDS)


@handles("New-DistributionGroup")
def new_distribution_group(call: Call) -> Result:
    """Makes a distribution group, a security group (``Type``) or a room list."""
    security = str(call.args.get("Type", "")).lower() == "security"
    details = "MailUniversalSecurityGroup" if security else "MailUniversalDistributionGroup"
    if call.args.flag("RoomList"):
        details = "RoomList"
    doc = recipient_tasks.start(call, details)
    recipient_tasks.own_address(call, doc)
    owners = call.args.get("ManagedBy")
    mine = candidates(call.tenant, call.caller.name, ("mailbox", "user"))
    if owners is None and mine:
        doc["ManagedBy"] = [mine[0].name]
    if security and str(call.args.get("MemberJoinRestriction", "")).lower() == "open":
        raise recipient_task("Mail-enabled security groups can't be open to join.", doc["Name"])
    members = call.args.get("Members") or []
    made = recipient_tasks.add(call, "group", doc, {"RoomList", "Members", "CopyOwnerToMember"})
    group = find(call.tenant, doc["Name"], KINDS)
    for member in members:
        recipient_tasks.add_member(call, group, resolve(call.tenant, member))
    if call.args.flag("CopyOwnerToMember"):
        for owner in doc.get("ManagedBy", []):
            recipient_tasks.add_member(call, group, resolve(call.tenant, owner))
    return made


@handles("Set-DistributionGroup")
def set_distribution_group(call: Call) -> None:
    """Changes a group."""
    group = recipient_tasks.change(call, KINDS, {"RoomList"})
    if call.args.flag("RoomList"):
        group.doc["RecipientTypeDetails"] = "RoomList"
        save(call.tenant, group)


@handles("Remove-DistributionGroup")
def remove_distribution_group(call: Call) -> None:
    """Removes a group."""
    recipient_tasks.remove(call, KINDS)


@handles("Upgrade-DistributionGroup")
def upgrade_distribution_group(call: Call) -> Result:
    """Asks for the conversion of distribution groups to Microsoft 365 groups."""
    rows = []
    for identity in call.args.get("DLIdentities") or []:
        group = find(call.tenant, identity, KINDS)
        rows.append({"Identity": group.name, "ExternalDirectoryObjectId": group.doc.get("ExternalDirectoryObjectId"),
                     "SuccessfullySubmittedForUpgrade": True, "ErrorReason": None})  # fmt: skip
    return Result(rows)


@handles("Get-EligibleDistributionGroupForMigration")
def get_eligible(call: Call) -> Result:
    """Lists the groups that could become Microsoft 365 groups: flat, with an owner, open to users only."""
    result = recipient_tasks.get(call, KINDS, "DistributionGroup")
    result.rows = [
        r
        for r in result.rows
        if r.get("ManagedBy") and r["RecipientTypeDetails"].startswith("MailUniversalD")
    ]
    return result
