"""What New-, Set-, Remove-, Enable-, Disable- and Undo- do to mailboxes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from exoshell.emulator import contents, directory, recipients
from exoshell.emulator.assign import (
    accepted,
    alias_from,
    assign,
    check_address,
    check_alias,
    free_alias,
    resolve,
    set_primary,
    set_upn,
)
from exoshell.emulator.call import Call, Result
from exoshell.emulator.errors import CommandError, invalid, recipient_task
from exoshell.emulator.listing import Decorate
from exoshell.emulator.recipients import INACTIVE, LIVE, SOFT_DELETED, Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import keep_date, moment

_KINDS = {"Shared": "SharedMailbox", "Room": "RoomMailbox", "Equipment": "EquipmentMailbox",
          "PublicFolder": "PublicFolderMailbox", "Discovery": "DiscoveryMailbox"}  # fmt: skip
_TYPES = {"Regular": "UserMailbox", "User": "UserMailbox", "Shared": "SharedMailbox", "Room": "RoomMailbox",
          "Equipment": "EquipmentMailbox"}  # fmt: skip
_DISPLAY_NAMES = {
    "IncludeGrantSendOnBehalfToWithDisplayNames": "GrantSendOnBehalfTo",
    "IncludeForwardingAddressWithDisplayNames": "ForwardingAddress",
    "IncludeAcceptMessagesOnlyFromWithDisplayNames": "AcceptMessagesOnlyFrom",
    "IncludeAcceptMessagesOnlyFromDLMembersWithDisplayNames": "AcceptMessagesOnlyFromDLMembers",
    "IncludeAcceptMessagesOnlyFromSendersOrMembersWithDisplayNames": "AcceptMessagesOnlyFromSendersOrMembers",
}


def find(tenant: Tenant, identity: object, states: tuple[int, ...] = (LIVE,)) -> Recipient:
    """The mailbox with this identity (a group's too)."""
    return recipients.find(tenant, identity, ("mailbox", "groupmailbox"), states)


def result(call: Call, recipient: Recipient) -> Result:
    """One mailbox as a result."""
    return Result([directory.values(call.tenant, recipient)], directory.view(call.tenant, "Mailbox"))


def with_display_names(call: Call) -> Decorate | None:
    """Fills the ``…WithDisplayNames`` properties that were asked for."""
    wanted = [target for switch, target in _DISPLAY_NAMES.items() if call.args.flag(switch)]
    if not wanted:
        return None

    def decorate(recipient: Recipient, row: dict[str, Any]) -> dict[str, Any]:
        for name in wanted:
            value = recipient.doc.get(name) or []
            names = value if isinstance(value, list) else [value]
            found = [resolve(call.tenant, n) for n in names]
            row[f"{name}WithDisplayNames"] = [f"{r.name};{r.doc.get('DisplayName', r.name)}" for r in found]
        return row

    return decorate


def create(call: Call) -> Result:
    """Makes a mailbox."""
    args, tenant = call.args, call.tenant
    if args.get("InactiveMailbox") or args.get("RemovedMailbox"):
        return _bring_back(call, args.get("InactiveMailbox") or args.get("RemovedMailbox"))
    details = next((name for switch, name in _KINDS.items() if args.flag(switch)), "UserMailbox")
    name = str(args["Name"]).strip()
    if not name or len(name) > 64:
        raise invalid(f'The length of the property "Name" is out of range: "{name}".', name)
    upn = args.get("MicrosoftOnlineServicesID") or args.get("UserPrincipalName")
    alias = check_alias(str(args["Alias"])) if args.get("Alias") else ""
    alias = alias or free_alias(tenant, alias_from(upn or name) or f"user{tenant.new_guid()[:8]}")
    upn = str(upn or f"{alias}@{tenant.initial_domain}")
    check_address(upn)
    if details == "UserMailbox" and not args.get("Password") and "FederatedIdentity" not in args:
        raise recipient_task(
            "The password isn't specified. A new user mailbox needs the Password parameter.", name
        )
    doc: dict[str, Any] = {
        "Name": name, "DisplayName": args.get("DisplayName") or name, "Alias": alias,
        "RecipientTypeDetails": details, "ExternalDirectoryObjectId": tenant.new_guid(),
        "ExchangeGuid": tenant.new_guid(),
    }  # fmt: skip
    set_upn(tenant, doc, upn)
    primary = str(args.get("PrimarySmtpAddress") or upn)
    set_primary(tenant, doc, primary)
    if primary.rpartition("@")[2].lower() != tenant.initial_domain.lower():
        spare = f"{alias}@{tenant.initial_domain}"
        if not recipients.candidates(tenant, spare):
            doc["EmailAddresses"].append(f"smtp:{spare}")
    if details in ("SharedMailbox", "RoomMailbox", "EquipmentMailbox"):
        doc["AccountDisabled"] = True
    if args.flag("Archive"):
        _add_archive(tenant, doc)
    recipient = Recipient(0, "", "mailbox", LIVE, doc)
    skip = {"Name", "DisplayName", "Alias", "PrimarySmtpAddress", "MicrosoftOnlineServicesID", "UserPrincipalName",
            "Archive", "Migration", "HoldForMigration", "TargetAllMDBs", "FederatedIdentity", *_KINDS}  # fmt: skip
    for parameter in skip & set(args):
        args.pop(parameter) if parameter in ("Alias", "PrimarySmtpAddress", "MicrosoftOnlineServicesID",
                                             "UserPrincipalName") else None  # fmt: skip
    assign(call, recipient, skip)
    made = recipients.add(tenant, "mailbox", doc)
    return result(call, made)


def change(call: Call) -> None:
    """Changes a mailbox."""
    args, tenant = call.args, call.tenant
    inactive = args.flag("InactiveMailbox")
    recipient = find(tenant, args["Identity"], (INACTIVE,) if inactive else (LIVE,))
    _check_quotas(call, recipient)
    kind = args.get("Type")
    if kind:
        _convert(recipient, str(kind))
    if "LitigationHoldEnabled" in args:
        _litigation(call, recipient)
    for name in ("RemoveDelayHoldApplied", "RemoveDelayReleaseHoldApplied"):
        if args.flag(name):
            recipient.doc.pop(name[len("Remove") :], None)
    if args.given("ExcludeFromOrgHolds", "ExcludeFromAllOrgHolds"):
        holds = list(recipient.doc.get("InPlaceHolds", []))
        recipient.doc["InPlaceHolds"] = holds + [f"-{h}" for h in args.get("ExcludeFromOrgHolds") or []]
    changed = assign(
        call, recipient,
        {"Type", "LitigationHoldEnabled", "InactiveMailbox", "RemoveDelayHoldApplied", "RemoveDelayReleaseHoldApplied",
         "ExcludeFromOrgHolds", "ExcludeFromAllOrgHolds", "RecalculateInactiveMailbox", "GroupMailbox", "PublicFolder",
         "ApplyMandatoryProperties", "Arbitration", "CreateDTMFMap", "UpdateEnforcedTimestamp"},
    )  # fmt: skip
    if args.flag("RecalculateInactiveMailbox") or inactive:
        _recalculate(recipient)
    if not changed and not kind and set(args) - {"Identity"}:
        call.warnings.append(
            f"The command completed successfully but no settings of '{recipient.name}' have been modified."
        )
    recipients.save(tenant, recipient)


def _check_quotas(call: Call, recipient: Recipient) -> None:
    merged = {**directory.defaults("Mailbox"), **recipient.doc, **call.args}
    order = ("IssueWarningQuota", "ProhibitSendQuota", "ProhibitSendReceiveQuota")
    if not call.given(*order):
        return
    sizes = [merged[n] if isinstance(merged[n], int) else 1 << 62 for n in order]
    # A quota alone may be lowered: the ones below it follow, as the default warning level would be in the way.
    for position in (1, 0):
        if sizes[position] > sizes[position + 1]:
            if order[position] in call.args:
                raise recipient_task(
                    f"The value of property '{order[position]}' must be less than or equal to that of property "
                    f"'{order[position + 1]}'.",
                    recipient.name,
                )
            recipient.doc[order[position]] = sizes[position] = sizes[position + 1]


def _convert(recipient: Recipient, kind: str) -> None:
    details = _TYPES.get(kind)
    if details is None:
        raise invalid(f"The mailbox can't be converted to type '{kind}'.", recipient.name)
    if recipient.doc["RecipientTypeDetails"] == details:
        raise recipient_task(
            f"The mailbox '{recipient.name}' is already of the type '{kind}'.", recipient.name
        )
    recipient.doc["RecipientTypeDetails"] = details
    if details == "UserMailbox":
        recipient.doc.pop("AccountDisabled", None)
    else:
        recipient.doc["AccountDisabled"] = True


def _litigation(call: Call, recipient: Recipient) -> None:
    doc = recipient.doc
    if call.args["LitigationHoldEnabled"]:
        doc["LitigationHoldEnabled"] = True
        doc.setdefault("LitigationHoldDate", call.tenant.stamp())
        doc.setdefault("LitigationHoldOwner", call.caller.name)
        call.warnings.append("The hold setting may take up to 240 minutes to take effect.")
    else:
        for name in (
            "LitigationHoldEnabled",
            "LitigationHoldDate",
            "LitigationHoldOwner",
            "LitigationHoldDuration",
        ):
            doc.pop(name, None)


def on_hold(recipient: Recipient) -> bool:
    """Whether something keeps the mailbox's content when it is removed."""
    return bool(recipient.doc.get("LitigationHoldEnabled") or recipient.doc.get("InPlaceHolds"))


def _recalculate(recipient: Recipient) -> None:
    if recipient.state == INACTIVE and not on_hold(recipient):
        recipient.state = SOFT_DELETED
    elif recipient.state == SOFT_DELETED and on_hold(recipient):
        recipient.state = INACTIVE


def remove(call: Call) -> None:
    """Soft-deletes a mailbox; with ``PermanentlyDelete`` it is gone; with ``Archive`` only its archive goes."""
    args, tenant = call.args, call.tenant
    if args.flag("Archive"):
        call.verbose.append("The documented form is Disable-Mailbox -Archive.")
        _drop_archive(find(tenant, args["Identity"]), tenant)
        return
    permanent = args.flag("PermanentlyDelete") or args.flag("Permanent")
    states = (LIVE, SOFT_DELETED) if permanent else (LIVE,)
    recipient = find(tenant, args["Identity"], states)
    if permanent:
        if on_hold(recipient) and not args.flag("IgnoreLegalHold"):
            raise recipient_task(
                f"The mailbox '{recipient.name}' is on hold and can't be permanently deleted.", recipient.name
            )
        recipients.remove(tenant, recipient)
        return
    soft_delete(tenant, recipient)


def soft_delete(tenant: Tenant, recipient: Recipient) -> None:
    """Moves a recipient to the removed ones; it can be brought back for 30 days."""
    doc = recipient.doc
    recipient.state = INACTIVE if on_hold(recipient) else SOFT_DELETED
    doc["WhenSoftDeleted"] = tenant.stamp()
    recipients.save(tenant, recipient)
    with tenant.store.write() as connection:
        connection.execute("DELETE FROM member WHERE member = ?", (recipient.guid,))


def enable(call: Call) -> Result:
    """Adds an archive, auto-expansion or (to a user) a mailbox."""
    args, tenant = call.args, call.tenant
    recipient = recipients.find(tenant, args["Identity"], ("mailbox", "user", "mailuser"))
    if args.flag("Archive") or args.flag("RemoteArchive"):
        if recipient.doc.get("ArchiveGuid"):
            raise recipient_task(
                f"The user, {recipient.name}, already has an archive enabled. Please disable it first.",
                recipient.name,
            )
        _add_archive(tenant, recipient.doc, args.get("ArchiveName"))
    elif args.flag("AutoExpandingArchive"):
        if not recipient.doc.get("ArchiveGuid"):
            raise recipient_task(f"The mailbox {recipient.name} has no archive to expand.", recipient.name)
        recipient.doc["AutoExpandingArchiveEnabled"] = True
    elif recipient.kind == "mailbox":
        raise recipient_task(f"The recipient '{recipient.name}' already has a mailbox.", recipient.name)
    else:
        recipient.kind = "mailbox"
        recipient.doc["RecipientTypeDetails"] = "UserMailbox"
        recipient.doc.setdefault("Alias", free_alias(tenant, alias_from(recipient.doc["UserPrincipalName"])))
        recipient.doc["ExchangeGuid"] = tenant.new_guid()
        recipient.doc.pop("ExternalEmailAddress", None)
        set_primary(tenant, recipient.doc, recipient.doc["UserPrincipalName"])
    recipients.save(tenant, recipient)
    return result(call, recipient)


def _add_archive(tenant: Tenant, doc: dict[str, Any], name: object = None) -> None:
    doc["ArchiveGuid"] = tenant.new_guid()
    doc["ArchiveStatus"] = "Active"
    names = name if isinstance(name, list) else [name] if name else []
    doc["ArchiveName"] = names or [f"In-Place Archive -{doc.get('DisplayName', doc['Name'])}"]


def _drop_archive(recipient: Recipient, tenant: Tenant) -> None:
    guid = recipient.doc.get("ArchiveGuid")
    if not guid:
        raise recipient_task(f"The mailbox '{recipient.name}' has no archive.", recipient.name)
    for name in ("ArchiveGuid", "ArchiveStatus", "ArchiveName", "AutoExpandingArchiveEnabled"):
        recipient.doc.pop(name, None)
    recipient.doc["DisabledArchiveGuid"] = guid
    recipients.save(tenant, recipient)


def disable(call: Call) -> None:
    """Takes the archive or the whole mailbox from a user."""
    args, tenant = call.args, call.tenant
    recipient = find(tenant, args["Identity"])
    if args.flag("Archive") or args.flag("PermanentlyDisable") and recipient.doc.get("ArchiveGuid"):
        _drop_archive(recipient, tenant)
        return
    if on_hold(recipient) and not args.flag("IgnoreLegalHold"):
        raise recipient_task(
            f"The mailbox '{recipient.name}' is on hold and can't be disabled.", recipient.name
        )
    doc = recipient.doc
    recipient.kind = "user"
    doc["RecipientTypeDetails"] = "User"
    for name in ("EmailAddresses", "PrimarySmtpAddress", "ExchangeGuid", "Alias"):
        doc.pop(name, None)
    recipients.save(tenant, recipient)


def undo(call: Call) -> Result:
    """Brings a soft-deleted mailbox back with its addresses, as far as they are free."""
    identity = call.args.get("SoftDeletedObject") or call.args.get("Identity")
    return _bring_back(call, identity)


def _bring_back(call: Call, identity: object) -> Result:
    tenant, args = call.tenant, call.args
    recipient = find(tenant, identity, (SOFT_DELETED, INACTIVE))
    until = moment(recipient.doc["WhenSoftDeleted"]) + timedelta(days=30)
    if recipient.state == SOFT_DELETED and until < tenant.now():
        raise CommandError(
            f"The mailbox '{identity}' was removed more than 30 days ago ({keep_date(until)}).",
            "Microsoft.Exchange.Management.Tasks.RecipientTaskException",
            target=str(identity),
        )
    recipient.state = LIVE
    recipient.doc.pop("WhenSoftDeleted", None)
    upn = args.get("WindowsLiveID") or args.get("MicrosoftOnlineServicesID")
    if upn:
        accepted(tenant, str(upn))
        recipient.doc["UserPrincipalName"] = str(upn)
    for name in ("DisplayName", "Name"):
        if args.get(name):
            recipient.doc[name] = str(args[name])
    recipients.save(tenant, recipient)
    return result(call, recipient)


def search(call: Call) -> Result:
    """Counts the items that a query finds, copies or deletes them, and reports one row a mailbox."""
    args, tenant = call.args, call.tenant
    names = args.get("Identity")
    found = [find(tenant, name) for name in (names if isinstance(names, list) else [names]) if name]
    rows = []
    for recipient in found:
        count, size = contents.matching(tenant, recipient, str(args.get("SearchQuery") or ""))
        target = args.get("TargetMailbox")
        if target:
            find(tenant, target)
        stamp = tenant.now().strftime("%m/%d/%Y %I:%M:%S %p")
        folder = (
            f"\\{args.get('TargetFolder')}\\{recipient.name}-{stamp}" if args.get("TargetFolder") else None
        )
        rows.append({
            "Identity": recipient.name, "TargetMailbox": str(target) if target else None, "Success": True,
            "TargetFolder": folder, "ResultItemsCount": count,
            "ResultItemsSize": f"{size / 1024:.4g} KB ({size:,} bytes)" if size else "0 B (0 bytes)",
        })  # fmt: skip
    return Result(rows)
