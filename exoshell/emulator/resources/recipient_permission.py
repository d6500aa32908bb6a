"""Send As permissions."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import objects, recipients
from exoshell.emulator.assign import resolve
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.recipients import MAIL_KINDS, Listing, Recipient
from exoshell.emulator.resources.mailbox_permission import shown_user

NOUN = "RecipientPermission"
_SELF = "NT AUTHORITY\\SELF"
VIEW = View(
    [("Identity", "string"), ("Trustee", "string"), ("AccessControlType", "string"), ("AccessRights", "MultiValued<string>"),
     ("IsInherited", "bool"), ("InheritanceType", "string"), ("TrusteeSidString", "string"), ("PrimarySmtpAddress", "string"),
     ("TrusteeWithPrimarySmtpAddress", "string"), ("IsValid", "bool"), ("ObjectState", "string")],
    {"AccessControlType": "Allow", "InheritanceType": "None", "IsValid": True, "ObjectState": "Unchanged"},
)  # fmt: skip


def _row(call: Call, owner: Recipient, trustee: str) -> dict[str, Any]:
    person = recipients.by_guid(call.tenant, trustee) if len(trustee) == 36 else None
    row = {"Identity": owner.name, "Trustee": shown_user(call.tenant, trustee), "AccessRights": ["SendAs"],
           "PrimarySmtpAddress": owner.smtp, "TrusteeSidString": "S-1-5-10" if trustee == _SELF else ""}  # fmt: skip
    if person is not None:
        row["TrusteeWithPrimarySmtpAddress"] = person.smtp
        row["TrusteeSidString"] = f"S-1-5-21-{int(trustee[:8], 16)}-{int(trustee[9:13], 16)}-1000"
    return row


def entries(call: Call, owner: Recipient) -> list[dict[str, Any]]:
    """The rows of one recipient."""
    rows = [_row(call, owner, _SELF)] if owner.kind == "mailbox" else []
    return rows + [_row(call, owner, e.name) for e in objects.every(call.tenant, NOUN, owner.guid)]


def _by_trustee(call: Call) -> Result:
    """All permissions that one trustee has."""
    trustee = resolve(call.tenant, call.args["Trustee"])
    rows = []
    for owner, _ in call.tenant.store.connection.execute(
        "SELECT owner, guid FROM object WHERE noun = ? AND name = ?", (NOUN, trustee.guid)
    ).fetchall():
        found = recipients.by_guid(call.tenant, owner)
        if found is not None and found.state == 0:
            rows.append(_row(call, found, trustee.guid))
    return Result(rows, VIEW)


@handles("Get-RecipientPermission")
def get_permission(call: Call) -> Result:
    """Lists who may send as a recipient."""
    args = call.args
    if args.get("Identity") in (None, ""):
        if args.get("Trustee"):
            return _by_trustee(call)
        page, cursor = Listing(MAIL_KINDS).page(call.tenant, call.limit, call.cursor)
        return Result([row for r in page for row in entries(call, r)], VIEW, cursor, paged=True)
    owner = recipients.find(call.tenant, args["Identity"], MAIL_KINDS)
    rows = entries(call, owner)
    if args.get("Trustee"):
        text = str(args["Trustee"])
        wanted = (
            text
            if text.lower().endswith("self")
            else shown_user(call.tenant, resolve(call.tenant, text).guid)
        )
        rows = [row for row in rows if row["Trustee"].lower() == wanted.lower()]
    return Result(rows, VIEW)


@handles("Add-RecipientPermission")
def add_permission(call: Call) -> Result:
    """Lets somebody send as a recipient."""
    owner = recipients.find(call.tenant, call.args["Identity"], MAIL_KINDS)
    trustee = resolve(call.tenant, call.args["Trustee"])
    if objects.lookup(call.tenant, NOUN, trustee.guid, owner.guid) is not None:
        call.warnings.append(
            f'The appropriate access control entry is already present on the object "{owner.name}" for account '
            f'"{shown_user(call.tenant, trustee.guid)}".'
        )
    else:
        objects.add(
            call.tenant, NOUN, {"Name": trustee.guid, "AccessRights": ["SendAs"]}, owner.guid, unique=False
        )
    return Result([_row(call, owner, trustee.guid)], VIEW)


@handles("Remove-RecipientPermission")
def remove_permission(call: Call) -> None:
    """Takes it away."""
    owner = recipients.find(call.tenant, call.args["Identity"], MAIL_KINDS)
    trustee = resolve(call.tenant, call.args["Trustee"])
    entry = objects.lookup(call.tenant, NOUN, trustee.guid, owner.guid)
    if entry is None:
        call.warnings.append(
            f'Can\'t remove the access control entry on the object "{owner.name}" for account '
            f'"{shown_user(call.tenant, trustee.guid)}" because the ACE doesn\'t exist on the object.'
        )
        return
    objects.remove(call.tenant, entry)
