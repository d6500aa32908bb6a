"""Microsoft 365 groups."""

from __future__ import annotations

from exoshell.emulator import mailboxes, recipient_tasks, recipients
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.listing import Search, run
from exoshell.emulator.recipients import LIVE, SOFT_DELETED, find

KINDS = ("groupmailbox",)


@handles("Get-UnifiedGroup")
def get_unified_group(call: Call) -> Result:
    """Lists groups."""
    states = (LIVE, SOFT_DELETED) if call.args.flag("IncludeSoftDeletedGroups") else (LIVE,)
    search = Search(KINDS, states)
    if call.args.flag("InactiveMailbox"):
        search.restrict("0")
    return run(call, search)


@handles("New-UnifiedGroup")
def new_unified_group(call: Call) -> Result:
    """Makes a group; the caller owns it unless an owner is named."""
    args, tenant = call.args, call.tenant
    args["Name"] = args.get("Name") or args.get("Alias") or args["DisplayName"]
    doc = recipient_tasks.start(call, "GroupMailbox")
    if args.get("EmailAddresses"):
        args.setdefault("PrimarySmtpAddress", str(args.pop("EmailAddresses")[0]).partition(":")[2])
    recipient_tasks.own_address(call, doc)
    owner = args.get("Owner") or call.caller.name
    owners = (
        [resolve(tenant, owner)]
        if args.get("Owner")
        else recipients.candidates(tenant, str(owner), ("mailbox",))
    )
    doc.update(AccessType=args.get("AccessType", "Private"), ExchangeGuid=tenant.new_guid(),
               ManagedBy=[o.name for o in owners])  # fmt: skip
    if args.get("Language"):
        doc["Language"] = args["Language"]
    members = [resolve(tenant, m) for m in args.get("Members") or []]
    made = recipient_tasks.add(
        call, "groupmailbox", doc, {"Owner", "Members", "AccessType", "ExoErrorAsWarning"}
    )
    group = find(tenant, doc["Name"], KINDS)
    for person in [*owners, *members]:
        recipient_tasks.add_member(call, group, person)
    for person in owners:
        recipient_tasks.add_member(call, group, person, "owner")
    return made


@handles("Set-UnifiedGroup")
def set_unified_group(call: Call) -> None:
    """Changes a group."""
    recipient_tasks.change(call, KINDS)


@handles("Remove-UnifiedGroup")
def remove_unified_group(call: Call) -> None:
    """Soft-deletes a group."""
    mailboxes.soft_delete(call.tenant, find(call.tenant, call.args["Identity"], KINDS))


@handles("Undo-SoftDeletedUnifiedGroup")
def undo_unified_group(call: Call) -> Result:
    """Brings a soft-deleted group back."""
    identity = call.args.get("SoftDeletedObject") or call.args.get("Identity")
    group = find(call.tenant, identity, KINDS, (SOFT_DELETED,))
    group.state = LIVE
    group.doc.pop("WhenSoftDeleted", None)
    recipients.save(call.tenant, group)
    return recipient_tasks.result(call, group, "UnifiedGroup")
