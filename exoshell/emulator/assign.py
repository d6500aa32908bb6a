"""Parameters of a Set or New cmdlet as properties of a recipient: names, addresses, references and sizes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exoshell.emulator import recipients
from exoshell.emulator.binding import Change, changed
from exoshell.emulator.call import Call
from exoshell.emulator.errors import CommandError, invalid, recipient_task
from exoshell.emulator.recipients import MAIL_KINDS, Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import fold, split_address

# Parameters that name other recipients; they are kept by name.
REFERENCES = frozenset(
    ("GrantSendOnBehalfTo", "ManagedBy", "ModeratedBy", "AcceptMessagesOnlyFrom", "AcceptMessagesOnlyFromDLMembers",
     "AcceptMessagesOnlyFromSendersOrMembers", "RejectMessagesFrom", "RejectMessagesFromDLMembers",
     "RejectMessagesFromSendersOrMembers", "BypassModerationFromSendersOrMembers", "ForwardingAddress", "Manager")
)  # fmt: skip
# Parameters that steer the call and are no properties.
STEERING = frozenset(
    ("Identity", "Confirm", "WhatIf", "Force", "Password", "OrganizationalUnit", "BypassSecurityGroupManagerCheck",
     "ResultSize", "GenerateExternalDirectoryObjectId", "ForceUpgrade", "IgnoreDefaultScope", "IgnoreNamingPolicy",
     "RoomMailboxPassword", "RemoveManagedFolderAndPolicy", "SecondaryAddress", "UpdateMemberCount", "Members",
     "OverrideRecipientQuotas", "NewPassword", "OldPassword", "CopyOwnerToMember")
)  # fmt: skip


def assign(call: Call, recipient: Recipient, skip: Iterable[str] = ()) -> list[str]:
    """Sets the properties that the call's parameters name; gives back the names of those that changed."""
    doc = recipient.doc
    before = dict(doc)
    addresses(call, recipient)
    left_out = STEERING | set(skip) | _ADDRESS_PARAMETERS
    for name, value in call.args.items():
        if name in left_out:
            continue
        put(call.tenant, doc, _PROPERTIES.get(name, name), value)
    return [name for name in doc if before.get(name, None) != doc[name]]


# Parameters whose property has another name.
_PROPERTIES = {"UnifiedGroupWelcomeMessageEnabled": "WelcomeMessageEnabled"}


def put(tenant: Tenant, doc: dict[str, Any], name: str, value: Any) -> None:
    """Sets one property."""
    if name in REFERENCES:
        value = references(tenant, doc.get(name), value, single=name in ("ForwardingAddress", "Manager"))
    elif isinstance(value, Change):
        value = changed(list(doc.get(name) or []), value)
    elif name == "ForwardingSmtpAddress" and value:
        prefix, address = split_address(str(value))
        value = f"{prefix.lower()}:{address}"
    if value is None or value == "":
        doc.pop(name, None)
        if name in _NULLABLE:
            doc[name] = None
    else:
        doc[name] = value


# Cleared on purpose, so that the default does not come back.
_NULLABLE = frozenset(("RetentionPolicy", "AddressBookPolicy", "SharingPolicy", "RoleAssignmentPolicy", "MailTip",
                       "OwaMailboxPolicy", "SmtpClientAuthenticationDisabled", "ResourceCapacity"))  # fmt: skip


def references(tenant: Tenant, current: Any, value: Any, single: bool = False) -> Any:
    """Names of the recipients that a parameter names; unknown ones are errors."""
    if value is None:
        return None
    if single:
        item = value[0] if isinstance(value, list) and value else value
        return resolve(tenant, item).name if item else None
    if isinstance(value, Change):
        known = [resolve(tenant, item).name for item in value.remove]
        added = [resolve(tenant, item).name for item in value.add]
        return changed(list(current or []), Change(added, known))
    items = value if isinstance(value, list) else [value]
    return [resolve(tenant, item).name for item in items if item]


def resolve(tenant: Tenant, identity: object) -> Recipient:
    """The recipient that a parameter names."""
    text = str(identity)
    found = recipients.candidates(tenant, text, (*MAIL_KINDS, "user", "plaingroup"))
    if not found:
        raise CommandError(
            f'Couldn\'t find object "{text}". Please make sure that it was spelled correctly or specify a different '
            "object.",
            "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
            "Ex9DF9C7",
            target=text,
        )
    return found[0]


_ADDRESS_PARAMETERS = frozenset(
    ("EmailAddresses", "PrimarySmtpAddress", "WindowsEmailAddress", "MicrosoftOnlineServicesID", "Alias",
     "ProxyEmailAddress", "UserPrincipalName", "WindowsLiveID", "ExternalEmailAddress", "EmailAddressPolicyEnabled")
)  # fmt: skip


def addresses(call: Call, recipient: Recipient) -> None:
    """Applies the parameters that change addresses, sign-in name and alias."""
    tenant, args, doc = call.tenant, call.args, recipient.doc
    if "EmailAddresses" in args:
        replace_addresses(tenant, doc, args["EmailAddresses"])
    for name in ("WindowsEmailAddress", "PrimarySmtpAddress"):
        if args.get(name):
            set_primary(tenant, doc, str(args[name]))
    if args.get("ExternalEmailAddress"):
        doc["ExternalEmailAddress"] = external(str(args["ExternalEmailAddress"]))
    for name in ("UserPrincipalName", "WindowsLiveID", "MicrosoftOnlineServicesID"):
        if args.get(name):
            set_upn(
                tenant, doc, str(args[name]), move_primary=name != "UserPrincipalName" and recipient.id > 0
            )
    if args.get("Alias"):
        alias = check_alias(str(args["Alias"]))
        doc.setdefault("LegacyExchangeDN", None)
        if doc["LegacyExchangeDN"] is None:
            del doc["LegacyExchangeDN"]
            from exoshell.emulator.directory import legacy_dn

            doc["LegacyExchangeDN"] = legacy_dn(recipient)
        doc["Alias"] = alias


def replace_addresses(tenant: Tenant, doc: dict[str, Any], value: Any) -> None:
    """Sets, adds or removes proxy addresses; exactly one SMTP address is the primary one."""
    current = list(doc.get("EmailAddresses", []))
    if isinstance(value, Change):
        gone = {fold(":".join(split_address(str(item)))) for item in value.remove}
        kept = [item for item in current if fold(":".join(split_address(item))) not in gone]
        if any(item.startswith("SMTP:") for item in value.add):
            kept = [f"smtp:{item[5:]}" if item.startswith("SMTP:") else item for item in kept]
        there = {fold(item) for item in kept}
        kept += [item for item in map(_prefixed, value.add) if fold(item) not in there]
    else:
        items = value if isinstance(value, list) else [value]
        kept = [_prefixed(item) for item in items]
        if kept and not any(item.startswith("SMTP:") for item in kept):
            first = next((i for i, item in enumerate(kept) if item.startswith("smtp:")), None)
            if first is not None:
                kept[first] = f"SMTP:{kept[first][5:]}"
    primaries = [item for item in kept if item.startswith("SMTP:")]
    if len(primaries) > 1:
        raise invalid(
            "There are multiple primary SMTP addresses in the e-mail address collection.", primaries[1][5:]
        )
    for item in kept:
        prefix, address = split_address(item)
        if fold(prefix) == "smtp":
            check_address(address)
            if item not in current:
                accepted(tenant, address)
    doc["EmailAddresses"] = kept
    if primaries:
        doc["PrimarySmtpAddress"] = primaries[0][5:]


def _prefixed(item: Any) -> str:
    text = str(item)
    prefix, address = split_address(text)
    return text if text != address else f"smtp:{address}" if prefix == "smtp" else text


def set_primary(tenant: Tenant, doc: dict[str, Any], address: str) -> None:
    """Makes an address the primary one; the old one stays as a proxy."""
    prefix, address = split_address(address)
    check_address(address)
    accepted(tenant, address)
    rest = [
        f"smtp:{item[5:]}" if item.startswith("SMTP:") else item
        for item in doc.get("EmailAddresses", [])
        if fold(item) != fold(f"smtp:{address}")
    ]
    doc["EmailAddresses"] = [f"SMTP:{address}", *rest]
    doc["PrimarySmtpAddress"] = address


def set_upn(tenant: Tenant, doc: dict[str, Any], upn: str, move_primary: bool = False) -> None:
    """Sets the sign-in name, which must be free."""
    check_address(upn)
    accepted(tenant, upn)
    owner = tenant.store.connection.execute(
        "SELECT name FROM recipient WHERE userprincipalname = ? AND state = 0 AND name <> ?",
        (fold(upn), fold(doc.get("Name", ""))),
    ).fetchone()
    if owner:
        raise CommandError(
            f'The user principal name "{upn}" is already used by "{owner[0]}". Please specify another one.',
            "Microsoft.Exchange.Management.Tasks.UserWithMatchingWindowsLiveIdExistsException",
            "Ex2F1B0C",
            target=upn,
        )
    doc["UserPrincipalName"] = upn
    if move_primary and doc.get("PrimarySmtpAddress"):
        set_primary(tenant, doc, upn)


def external(address: str) -> str:
    """An external address with its prefix."""
    prefix, rest = split_address(address)
    if fold(prefix) == "smtp":
        check_address(rest)
        return f"SMTP:{rest}"
    return address


def check_address(address: str) -> None:
    """An SMTP address must look like one."""
    local, at, domain = address.rpartition("@")
    if not at or not local or "." not in domain or " " in address or ".." in address:
        raise invalid(f'The email address "{address}" isn\'t correct. Please use this format: user name, the @ sign, '
                      "followed by the domain name. For example, tonysmith@contoso.com or tony.smith@contoso.com.",
                      address)  # fmt: skip


def check_alias(alias: str) -> str:
    """An alias has letters, digits and a few signs."""
    good = set("!#$%&'*+-/=?^_`{|}~.")
    bad = [c for c in alias if not (c.isalnum() or c in good)]
    if not alias or bad or len(alias) > 64 or alias[0] == "." or alias[-1] == "." or ".." in alias:
        raise invalid(
            f'The value "{alias}" of property "Alias" contains characters that aren\'t allowed.', alias
        )
    return alias


def alias_from(text: str) -> str:
    """An alias made from a name or the local part of an address."""
    good = set("!#$%&'*+-/=?^_`{|}~.")
    made = "".join(c for c in text.partition("@")[0] if (c.isalnum() and c.isascii()) or c in good)
    return made.strip(".")[:64]


def free_alias(tenant: Tenant, wanted: str) -> str:
    """An alias that nobody has: the wanted one or the same with a number."""
    alias, number = wanted, 0
    while tenant.store.connection.execute(
        "SELECT 1 FROM recipient WHERE alias = ? AND state = 0 LIMIT 1", (fold(alias),)
    ).fetchone():
        number += 1
        alias = f"{wanted}{number}"
    return alias


def domains(tenant: Tenant) -> set[str]:
    """The accepted domains in comparison form."""
    rows = tenant.store.connection.execute("SELECT name FROM object WHERE noun = 'AcceptedDomain'").fetchall()
    return {row[0] for row in rows}


def accepted(tenant: Tenant, address: str) -> None:
    """The domain of an own address must be an accepted one."""
    domain = address.rpartition("@")[2]
    if fold(domain) not in domains(tenant):
        raise recipient_task(
            f"You can't use the domain because it's not an accepted domain for your organization. Domain: '{domain}'.",
            address,
        )
