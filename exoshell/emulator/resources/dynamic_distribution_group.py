"""Dynamic distribution groups: their members follow from a filter."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import directory, recipient_tasks, worlds
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import invalid
from exoshell.emulator.listing import Search
from exoshell.emulator.query import Field, World, read_filter, to_sql
from exoshell.emulator.recipients import MAIL_KINDS, Recipient, find, save

KINDS = ("dynamicgroup",)
_INCLUDED = {
    "AllRecipients": "(Alias -ne $null)", "MailboxUsers": "(RecipientType -eq 'UserMailbox')",
    "Resources": "((RecipientTypeDetails -eq 'RoomMailbox') -or (RecipientTypeDetails -eq 'EquipmentMailbox'))",
    "MailContacts": "(RecipientType -eq 'MailContact')", "MailUsers": "(RecipientType -eq 'MailUser')",
    "MailGroups": "((RecipientType -eq 'MailUniversalDistributionGroup') -or "
    "(RecipientType -eq 'MailUniversalSecurityGroup') -or (RecipientType -eq 'DynamicDistributionGroup'))",
}  # fmt: skip
_SYSTEM = (" -and (-not(Name -like 'SystemMailbox{*')) -and (-not(Name -like 'CAS_{*')) -and "
           "(-not(RecipientTypeDetailsValue -eq 'MailboxPlan')) -and "
           "(-not(RecipientTypeDetailsValue -eq 'DiscoveryMailbox')) -and "
           "(-not(RecipientTypeDetailsValue -eq 'PublicFolderMailbox')) -and "
           "(-not(RecipientTypeDetailsValue -eq 'ArbitrationMailbox'))")  # fmt: skip
_CONDITIONS = {"ConditionalDepartment": "Department", "ConditionalCompany": "Company",
               "ConditionalStateOrProvince": "StateOrProvince",
               **{f"ConditionalCustomAttribute{n}": f"CustomAttribute{n}" for n in range(1, 16)}}  # fmt: skip


def world() -> World:
    """What a recipient filter may name."""
    known = dict(worlds.world("Recipient").fields)
    known.update(worlds.world("Mailbox").fields)
    for name in ("Department", "Title", "Manager", "City", "StateOrProvince", "Company", "CountryOrRegion", "FirstName",
                 "LastName", "EmailAddresses", "MemberOfGroup"):  # fmt: skip
        field = worlds.world("User").fields.get(name.lower()) or known.get(name.lower())
        if field:
            known[name.lower()] = field
    known["recipienttypedetailsvalue"] = Field("RecipientTypeDetailsValue", "enum", "recipienttypedetails")
    return World(known)


def members(call: Call, group: Recipient, limit: int, cursor: Any) -> tuple[list[Recipient], Any]:
    """A page of the recipients that the group's filter lets through."""
    search = Search(MAIL_KINDS)
    text = str(group.doc.get("RecipientFilter") or "")
    if text:
        search.restrict(*to_sql(read_filter(text, "RecipientFilter"), world()))
    search.restrict(
        "recipienttypedetails NOT IN ('publicfoldermailbox', 'arbitrationmailbox', 'discoverymailbox')"
    )
    return search.listing().page(call.tenant, limit, cursor)


def _filter(call: Call, doc: dict[str, Any]) -> None:
    """Works the filter out from a custom text or from the precanned conditions."""
    args = call.args
    conditional = {k: v for k, v in args.items() if k in _CONDITIONS}
    if args.get("RecipientFilter"):
        if args.get("IncludedRecipients") or conditional:
            raise invalid(
                "RecipientFilter can't be used together with the conditional parameters.", doc["Name"]
            )
        text = str(args["RecipientFilter"]).strip()
        text = text[1:-1].strip() if text.startswith("{") and text.endswith("}") else text
        to_sql(read_filter(text, "RecipientFilter"), world())
        doc.update(
            RecipientFilter=f"({text}){_SYSTEM}", RecipientFilterType="Custom", IncludedRecipients=None
        )
        return
    if not args.get("IncludedRecipients") and not conditional:
        return
    doc.update({k: v if isinstance(v, list) else [v] for k, v in conditional.items() if v is not None})
    included = args.get("IncludedRecipients") or doc.get("IncludedRecipients") or "AllRecipients"
    kinds = included if isinstance(included, list) else [part.strip() for part in str(included).split(",")]
    clauses = ["(" + " -or ".join(_INCLUDED.get(kind, _INCLUDED["AllRecipients"]) for kind in kinds) + ")"]
    for name, prop in _CONDITIONS.items():
        values = doc.get(name)
        if values:
            escaped = [str(v).replace("'", "''") for v in (values if isinstance(values, list) else [values])]
            clauses.append("(" + " -or ".join(f"({prop} -eq '{v}')" for v in escaped) + ")")
    text = "(" + " -and ".join(clauses) + ")"
    doc.update(
        RecipientFilter=text + _SYSTEM, RecipientFilterType="Precanned", IncludedRecipients=", ".join(kinds)
    )


@handles("Get-DynamicDistributionGroup")
def get_group(call: Call) -> Result:
    """Lists dynamic groups."""
    return recipient_tasks.get(call, KINDS)


@handles("New-DynamicDistributionGroup")
def new_group(call: Call) -> Result:
    """Makes a dynamic group."""
    doc = recipient_tasks.start(call, "DynamicDistributionGroup")
    recipient_tasks.own_address(call, doc)
    _filter(call, doc)
    return recipient_tasks.add(
        call, "dynamicgroup", doc, {"RecipientFilter", "IncludedRecipients", *_CONDITIONS}
    )


@handles("Set-DynamicDistributionGroup")
def set_group(call: Call) -> None:
    """Changes a dynamic group."""
    group = find(call.tenant, call.args["Identity"], KINDS)
    _filter(call, group.doc)
    save(call.tenant, group)
    recipient_tasks.change(call, KINDS, {"RecipientFilter", "IncludedRecipients", *_CONDITIONS})
    call.warnings.clear()


@handles("Remove-DynamicDistributionGroup")
def remove_group(call: Call) -> None:
    """Removes a dynamic group."""
    recipient_tasks.remove(call, KINDS)


@handles("Get-DynamicDistributionGroupMember")
def get_members(call: Call) -> Result:
    """Lists who the group's mail goes to at present."""
    group = find(call.tenant, call.args["Identity"], KINDS)
    page, cursor = members(call, group, call.limit, call.cursor)
    rows = [directory.values(call.tenant, r) for r in page]
    return Result(rows, directory.view(call.tenant, "DistributionGroupMember"), cursor, paged=True)
