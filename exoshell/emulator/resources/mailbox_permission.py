"""Permissions on whole mailboxes."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import mailboxes, objects, recipients
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.recipients import INACTIVE, LIVE, SOFT_DELETED, Recipient

NOUN = "MailboxPermission"
VIEW = View(
    [("AccessRights", "MultiValued<string>"), ("Deny", "bool"), ("InheritanceType", "string"), ("User", "string"),
     ("UserSid", "string"), ("Identity", "string"), ("IsInherited", "bool"), ("IsValid", "bool"), ("ObjectState", "string")],
    {"IsValid": True, "ObjectState": "Unchanged", "InheritanceType": "All"},
)  # fmt: skip
_SELF = "NT AUTHORITY\\SELF"


def shown_user(tenant: Any, trustee: str) -> str:
    """How the trustee of a permission is shown: the sign-in name, else the name."""
    found = recipients.by_guid(tenant, trustee) if len(trustee) == 36 else None
    if found is None:
        return trustee
    return str(found.doc.get("UserPrincipalName") or found.name)


def entries(call: Call, owner: Recipient) -> list[dict[str, Any]]:
    """The rows of one mailbox: the inherited and usual ones, then those that were given."""
    forest = call.tenant.forest
    rows: list[dict[str, Any]] = [
        {
            "User": _SELF,
            "AccessRights": ["FullAccess", "ReadPermission"],
            "IsInherited": False,
            "UserSid": "S-1-5-10",
        }
    ]
    for given in objects.every(call.tenant, NOUN, owner.guid):
        user = shown_user(call.tenant, given.name)
        rows.append({"User": user, "AccessRights": given.doc["AccessRights"], "Deny": given.doc.get("Deny", False),
                     "InheritanceType": given.doc.get("InheritanceType", "All"), "IsInherited": False,
                     "UserSid": f"S-1-5-21-{int(given.guid[:8], 16)}-{int(given.guid[9:13], 16)}-1000"})  # fmt: skip
    for name, rights, deny in (("Domain Admins", ["FullAccess"], True), ("Organization Management",
                               ["FullAccess", "DeleteItem", "ReadPermission", "ChangePermission", "ChangeOwner"], False)):  # fmt: skip
        rows.append({"User": f"{forest}\\{name}", "AccessRights": rights, "Deny": deny, "IsInherited": True})
    return [{"Identity": owner.name, **row} for row in rows]


@handles("Get-MailboxPermission")
def get_permission(call: Call) -> Result:
    """Lists who may open a mailbox."""
    args = call.args
    states = (
        (LIVE, SOFT_DELETED, INACTIVE)
        if args.flag("SoftDeletedMailbox") or args.flag("IncludeSoftDeletedUserPermissions")
        else (LIVE,)
    )
    if args.get("Identity") in (None, ""):
        page, cursor = recipients.Listing(("mailbox",)).page(call.tenant, call.limit, call.cursor)
        return Result([row for r in page for row in entries(call, r)], VIEW, cursor, paged=True)
    owner = mailboxes.find(call.tenant, args["Identity"], states)
    if args.flag("Owner"):
        return Result([{"Identity": owner.name, "User": _SELF, "AccessRights": ["FullAccess"]}], VIEW)
    rows = entries(call, owner)
    if args.get("User"):
        wanted = _trustee(call, args["User"])
        name = shown_user(call.tenant, wanted)
        rows = [row for row in rows if row["User"].lower() == name.lower()]
    return Result(rows, VIEW)


def _trustee(call: Call, user: object) -> str:
    text = str(user)
    if text.lower() in ("nt authority\\self", "self"):
        return _SELF
    if text.lower() in ("default", "anonymous"):
        return text
    found = recipients.candidates(call.tenant, text, ("mailbox", "user", "mailuser", "group", "plaingroup"))
    if found:
        return found[0].guid
    return resolve(call.tenant, text).guid


@handles("Add-MailboxPermission")
def add_permission(call: Call) -> Result:
    """Gives rights."""
    args, tenant = call.args, call.tenant
    owner = mailboxes.find(tenant, args["Identity"])
    if args.get("Owner"):
        return Result()
    trustee = _trustee(call, args.get("User", ""))
    rights = [str(r) for r in args.get("AccessRights") or ["FullAccess"]]
    deny = bool(args.get("Deny"))
    entry = objects.lookup(tenant, NOUN, trustee, owner.guid)
    if entry is not None and bool(entry.doc.get("Deny")) == deny:
        if set(rights) <= set(entry.doc["AccessRights"]):
            call.warnings.append(
                f'The appropriate access control entry is already present on the object "{owner.name}" for account '
                f'"{shown_user(tenant, trustee)}".'
            )
        else:
            entry.doc["AccessRights"] = entry.doc["AccessRights"] + [
                r for r in rights if r not in entry.doc["AccessRights"]
            ]
            objects.save(tenant, entry)
    else:
        doc = {"Name": trustee, "AccessRights": rights, "Deny": deny, "InheritanceType": args.get("InheritanceType", "All"),
               "AutoMapping": args.get("AutoMapping", True)}  # fmt: skip
        entry = objects.add(tenant, NOUN, doc, owner.guid, unique=False)
    assert entry is not None
    row = {"Identity": owner.name, "User": shown_user(tenant, trustee), "AccessRights": entry.doc["AccessRights"],
           "Deny": deny, "IsInherited": False, "InheritanceType": entry.doc.get("InheritanceType", "All")}  # fmt: skip
    return Result([row], VIEW)


@handles("Remove-MailboxPermission")
def remove_permission(call: Call) -> None:
    """Takes rights away."""
    args, tenant = call.args, call.tenant
    owner = mailboxes.find(tenant, args["Identity"])
    if args.flag("ResetDefault") or args.flag("ClearAutoMapping"):
        for given in objects.every(tenant, NOUN, owner.guid) if args.flag("ResetDefault") else ():
            objects.remove(tenant, given)
        return
    trustee = _trustee(call, args.get("User", ""))
    entry = objects.lookup(tenant, NOUN, trustee, owner.guid)
    rights = {str(r).lower() for r in args.get("AccessRights") or ["FullAccess"]}
    left = [r for r in (entry.doc["AccessRights"] if entry else []) if r.lower() not in rights]
    if entry is None or len(left) == len(entry.doc["AccessRights"]):
        call.warnings.append(
            f'Can\'t remove the access control entry on the object "{owner.name}" for account '
            f'"{shown_user(tenant, trustee)}" because the ACE doesn\'t exist on the object.'
        )
    elif left:
        entry.doc["AccessRights"] = left
        objects.save(tenant, entry)
    else:
        objects.remove(tenant, entry)
