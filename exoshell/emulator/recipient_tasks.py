"""What the recipient cmdlets beside the mailbox ones have in common: making, changing and removing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from exoshell.emulator import directory, listing, recipients
from exoshell.emulator.assign import (
    alias_from,
    assign,
    check_alias,
    external,
    free_alias,
    set_primary,
    set_upn,
)
from exoshell.emulator.call import Call, Result
from exoshell.emulator.errors import invalid
from exoshell.emulator.listing import Search
from exoshell.emulator.recipients import LIVE, Recipient


def get(call: Call, kinds: Sequence[str], noun: str | None = None, states: Sequence[int] = (LIVE,)) -> Result:
    """Lists recipients of some kinds as rows of the call's noun."""
    return listing.run(call, Search(kinds, states), noun or call.noun)


def result(call: Call, recipient: Recipient, noun: str | None = None) -> Result:
    """One recipient as a result."""
    return Result([directory.values(call.tenant, recipient)], directory.view(call.tenant, noun or call.noun))


def start(call: Call, details: str) -> dict[str, Any]:
    """The first properties of a new recipient: name, display name, alias, ids."""
    args, tenant = call.args, call.tenant
    name = str(args.get("Name") or args.get("DisplayName") or args.get("Alias") or "").strip()
    if not name or len(name) > 64:
        raise invalid(f'The length of the property "Name" is out of range: "{name}".', name)
    alias = check_alias(str(args["Alias"])) if args.get("Alias") else ""
    alias = alias or free_alias(tenant, alias_from(name) or f"recipient{tenant.new_guid()[:8]}")
    return {"Name": name, "DisplayName": args.get("DisplayName") or name, "Alias": alias, "RecipientTypeDetails": details,
            "ExternalDirectoryObjectId": tenant.new_guid()}  # fmt: skip


def own_address(call: Call, doc: dict[str, Any]) -> None:
    """Gives a new recipient its primary address in the tenant."""
    from exoshell.emulator import objects

    address = call.args.get("PrimarySmtpAddress")
    if not address:
        default = next(
            (e for e in objects.every(call.tenant, "AcceptedDomain") if e.doc.get("Default")), None
        )
        address = f"{doc['Alias']}@{default.name if default else call.tenant.initial_domain}"
    set_primary(call.tenant, doc, str(address))


def outside_address(call: Call, doc: dict[str, Any]) -> None:
    """Gives a contact or mail user the address it is reached by."""
    target = external(str(call.args.get("ExternalEmailAddress") or ""))
    doc["ExternalEmailAddress"] = target
    primary = str(call.args.get("PrimarySmtpAddress") or target.partition(":")[2])
    doc["PrimarySmtpAddress"] = primary
    doc["EmailAddresses"] = [f"SMTP:{primary}"]


def add(
    call: Call, kind: str, doc: dict[str, Any], skip: Iterable[str] = (), noun: str | None = None
) -> Result:
    """Keeps a new recipient with the other parameters of the call as properties."""
    for name in (
        "Alias",
        "PrimarySmtpAddress",
        "ExternalEmailAddress",
        "MicrosoftOnlineServicesID",
        "UserPrincipalName",
    ):
        call.args.pop(name, None)
    recipient = Recipient(0, "", kind, LIVE, doc)
    assign(call, recipient, {"Name", "DisplayName", "Type", *skip})
    return result(call, recipients.add(call.tenant, kind, doc), noun)


def change(call: Call, kinds: Sequence[str], skip: Iterable[str] = ()) -> Recipient:
    """Changes a recipient by the call's parameters."""
    recipient = recipients.find(call.tenant, call.args.get("Identity", ""), kinds)
    before = dict(recipient.doc)
    assign(call, recipient, skip)
    if recipient.doc == before and set(call.args) - {"Identity"} - set(skip):
        call.warnings.append(
            f"The command completed successfully but no settings of '{recipient.name}' have been modified."
        )
    recipients.save(call.tenant, recipient)
    return recipient


def remove(call: Call, kinds: Sequence[str]) -> None:
    """Removes a recipient for good."""
    recipients.remove(call.tenant, recipients.find(call.tenant, call.args.get("Identity", ""), kinds))


def sign_in_name(call: Call, doc: dict[str, Any]) -> None:
    """Gives a new mail user its sign-in name."""
    upn = call.args.get("MicrosoftOnlineServicesID") or call.args.get("UserPrincipalName")
    set_upn(call.tenant, doc, str(upn or f"{doc['Alias']}@{call.tenant.initial_domain}"))


# ---- members ----


def member_guids(call: Call, group: str, role: str = "member") -> list[str]:
    """The GUIDs of a group's members of a role."""
    rows = call.tenant.store.connection.execute(
        "SELECT member FROM member WHERE grp = ? AND role = ?", (group, role)
    ).fetchall()
    return [row[0] for row in rows]


def add_member(call: Call, group: Recipient, member: Recipient, role: str = "member") -> bool:
    """Adds a member; False when it is one already."""
    with call.tenant.store.write() as connection:
        cursor = connection.execute(
            "INSERT OR IGNORE INTO member VALUES (?, ?, ?)", (group.guid, role, member.guid)
        )
        return cursor.rowcount > 0


def remove_member(call: Call, group: Recipient, member: Recipient, role: str = "member") -> bool:
    """Takes a member out; False when it is none."""
    with call.tenant.store.write() as connection:
        cursor = connection.execute(
            "DELETE FROM member WHERE grp = ? AND role = ? AND member = ?", (group.guid, role, member.guid)
        )
        return cursor.rowcount > 0
