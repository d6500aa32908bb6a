"""Groups, contacts, mail users and guests of an invented tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exoshell.emulator.people import (
    DEPARTMENTS,
    FIRST_NAMES,
    GROUPS,
    LAST_NAMES,
    OFFICES,
    PARTNER_DOMAINS,
    PARTNERS,
    TEAMS,
)

if TYPE_CHECKING:
    from exoshell.emulator.demo import Builder


def build(builder: Builder) -> None:
    """Adds them all."""
    _distribution(builder)
    _security(builder)
    _unified(builder)
    _dynamic(builder)
    _contacts(builder)
    _mail_users(builder)
    _guests(builder)
    _extras(builder)


def _mail(builder: Builder, name: str, details: str, domain: str | None = None) -> dict[str, Any]:
    alias = builder.alias(name.replace(" ", ""))
    own = [d for d in builder.domains if d != builder.tenant.initial_domain] or [
        builder.tenant.initial_domain
    ]
    address = f"{alias}@{domain or own[0]}"
    return {
        "Name": builder.unique(name), "DisplayName": name, "Alias": alias, "PrimarySmtpAddress": address,
        "EmailAddresses": [f"SMTP:{address}"], "RecipientTypeDetails": details, "ExternalDirectoryObjectId": builder.guid(),
    }  # fmt: skip


def _some(builder: Builder, count: int) -> list[tuple[str, str, str]]:
    return builder.random.sample(builder.users, min(count, len(builder.users)))


def _distribution(builder: Builder) -> None:
    plans: list[tuple[str, list[tuple[str, str, str]]]] = []
    for department in DEPARTMENTS:
        plans.append((f"{department} Team", [u for u in builder.users if u[2] == department][:400]))
    plans += [(name, _some(builder, 4 + builder.random.randrange(40))) for name in GROUPS]
    for office in OFFICES:
        plans.append((f"Office {office[0]}", _some(builder, 25)))
    for name, members in plans:
        doc = _mail(builder, name, "MailUniversalDistributionGroup")
        owners = members[:1] or _some(builder, 1)
        doc["ManagedBy"] = [owner[1] for owner in owners]
        if name == "Board":
            doc.update(
                ModerationEnabled=True, ModeratedBy=[o[1] for o in owners], HiddenFromAddressListsEnabled=True
            )
        if name == "Newsletter":
            doc.update(RequireSenderAuthenticationEnabled=False, MemberJoinRestriction="Open")
        guid = builder.recipient("group", doc)
        for member in members:
            builder.member(guid, member[0])
        if name == "All Managers" and builder.shared:
            builder.member(guid, builder.shared[0][0])


def _security(builder: Builder) -> None:
    for name in ("VPN Users", "Finance Approvers", "HR Files", "Build Servers", "Payroll Access"):
        doc = _mail(builder, name, "MailUniversalSecurityGroup")
        members = _some(builder, 12)
        doc["ManagedBy"] = [m[1] for m in members[:2]]
        guid = builder.recipient("group", doc)
        for member in members:
            builder.member(guid, member[0])
    for name in ("SG-Intune-Pilot", "SG-MFA-Exempt", "SG-Licenses-E3"):
        doc = {"Name": builder.unique(name), "DisplayName": name, "RecipientTypeDetails": "UniversalSecurityGroup",
               "ExternalDirectoryObjectId": builder.guid()}  # fmt: skip
        guid = builder.recipient("plaingroup", doc)
        for member in _some(builder, 10):
            builder.member(guid, member[0])


def _unified(builder: Builder) -> None:
    for name in TEAMS:
        doc = _mail(builder, name, "GroupMailbox")
        doc.update(AccessType=builder.random.choice(("Private", "Public", "Private")), ExchangeGuid=builder.guid(),
                   ContentScale=1 + builder.random.randrange(6), Notes=f"Working space of the {name}.")  # fmt: skip
        if builder.random.random() < 0.6:
            doc["ResourceProvisioningOptions"] = ["Team"]
        if builder.random.random() < 0.3:
            doc["HiddenFromAddressListsEnabled"] = True
        members = _some(builder, 4 + builder.random.randrange(20))
        doc["ManagedBy"] = [m[1] for m in members[:2]]
        guid = builder.recipient("groupmailbox", doc)
        for member in members:
            builder.member(guid, member[0])
        for member in members[:2]:
            builder.member(guid, member[0], "owner")
        for member in members[2:6]:
            builder.member(guid, member[0], "subscriber")


def _dynamic(builder: Builder) -> None:
    base = ("-and (-not(Name -like 'SystemMailbox{*')) -and (-not(Name -like 'CAS_{*')) -and "
            "(-not(RecipientTypeDetailsValue -eq 'MailboxPlan'))")  # fmt: skip
    for department in ("Sales", "IT", "Finance"):
        doc = _mail(builder, f"Everyone in {department}", "DynamicDistributionGroup")
        clause = f"((RecipientType -eq 'UserMailbox') -and (Department -eq '{department}'))"
        doc.update(IncludedRecipients="MailboxUsers", ConditionalDepartment=[department], RecipientFilter=f"({clause} {base})",
                   LdapRecipientFilter="", RecipientFilterType="Precanned")  # fmt: skip
        builder.recipient("dynamicgroup", doc)
    for office in ("Berlin", "Seattle"):
        doc = _mail(builder, f"Everyone in {office}", "DynamicDistributionGroup")
        doc.update(
            RecipientFilter=f"((Office -eq '{office}') {base})",
            RecipientFilterType="Custom",
            IncludedRecipients=None,
        )
        builder.recipient("dynamicgroup", doc)


def _outside(builder: Builder, first: str, last: str, company: int) -> tuple[str, str]:
    name = builder.unique(f"{first} {last}")
    return name, f"{first.lower()}.{last.lower()}@{PARTNER_DOMAINS[company]}"


def _person(builder: Builder) -> tuple[str, str, int]:
    chance = builder.random
    return chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES), chance.randrange(len(PARTNERS))


def _contacts(builder: Builder) -> None:
    for _ in range(40):
        first, last, company = _person(builder)
        name, address = _outside(builder, first, last, company)
        doc: dict[str, Any] = {
            "Name": name, "DisplayName": f"{name} ({PARTNERS[company]})", "Alias": builder.alias(name), "FirstName": first,
            "LastName": last, "Company": PARTNERS[company], "ExternalEmailAddress": f"SMTP:{address}",
            "PrimarySmtpAddress": address, "EmailAddresses": [f"SMTP:{address}"], "RecipientTypeDetails": "MailContact",
            "ExternalDirectoryObjectId": builder.guid(),
        }  # fmt: skip
        guid = builder.recipient("contact", doc)
        if builder.random.random() < 0.2 and builder.shared:
            builder.member(guid, builder.shared[0][0])


def _mail_users(builder: Builder) -> None:
    own = [d for d in builder.domains if d != builder.tenant.initial_domain] or [
        builder.tenant.initial_domain
    ]
    for _ in range(15):
        first, last, company = _person(builder)
        name, address = _outside(builder, first, last, company)
        alias = builder.alias(name)
        builder.recipient("mailuser", {
            "Name": name, "DisplayName": name, "Alias": alias, "FirstName": first, "LastName": last,
            "UserPrincipalName": f"{alias}@{own[0]}", "ExternalEmailAddress": f"SMTP:{address}",
            "PrimarySmtpAddress": address, "EmailAddresses": [f"SMTP:{address}"], "RecipientTypeDetails": "MailUser",
            "ExternalDirectoryObjectId": builder.guid(), "Company": PARTNERS[company],
        })  # fmt: skip


def _guests(builder: Builder) -> None:
    for _ in range(25):
        first, last, company = _person(builder)
        name, address = _outside(builder, first, last, company)
        marked = address.replace("@", "_") + "#EXT#"
        builder.recipient("mailuser", {
            "Name": builder.unique(marked), "DisplayName": name, "Alias": marked, "FirstName": first, "LastName": last,
            "UserPrincipalName": f"{marked}@{builder.tenant.initial_domain}", "ExternalEmailAddress": f"SMTP:{address}",
            "PrimarySmtpAddress": address, "EmailAddresses": [f"SMTP:{address}"], "RecipientTypeDetails": "GuestMailUser",
            "ExternalDirectoryObjectId": builder.guid(), "HiddenFromAddressListsEnabled": True, "UserType": "Guest",
            "Company": PARTNERS[company],
        })  # fmt: skip


def _extras(builder: Builder) -> None:
    """Discovery and public folder mailboxes, and users without mail."""
    initial = builder.tenant.initial_domain
    for name, alias, details in (
        (
            "DiscoverySearchMailbox {D919BA05-46A6-415f-80AD-7E09334BB852}",
            "DiscoverySearchMailbox{D919BA05}",
            "DiscoveryMailbox",
        ),
        ("PublicFolders", "PublicFolders", "PublicFolderMailbox"),
    ):
        address = f"{alias}@{initial}"
        builder.recipient("mailbox", {
            "Name": name, "DisplayName": "Discovery Search Mailbox" if "Search" in name else name, "Alias": alias,
            "UserPrincipalName": address, "PrimarySmtpAddress": address, "EmailAddresses": [f"SMTP:{address}"],
            "RecipientTypeDetails": details, "HiddenFromAddressListsEnabled": True, "ExchangeGuid": builder.guid(),
            "AccountDisabled": True, "ProhibitSendQuota": 50 << 30, "ProhibitSendReceiveQuota": 50 << 30,
            "ExternalDirectoryObjectId": builder.guid(),
        })  # fmt: skip
    for number in range(1, 6):
        alias = f"svc-job{number}"
        builder.recipient("user", {
            "Name": alias, "DisplayName": f"Service account {number}", "UserPrincipalName": f"{alias}@{initial}",
            "RecipientTypeDetails": "User", "ExternalDirectoryObjectId": builder.guid(),
        })  # fmt: skip
