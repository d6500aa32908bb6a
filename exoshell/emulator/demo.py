"""Invents the content of a new tenant, always the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from exoshell.emulator import accounts, demo_configuration, demo_groups, people
from exoshell.emulator.people import (
    DEPARTMENTS,
    EQUIPMENT,
    FIRST_NAMES,
    LAST_NAMES,
    OFFICES,
    ROOMS,
    SHARED,
    STREETS,
    TITLES,
)
from exoshell.emulator.recipients import column_values
from exoshell.emulator.store import COLUMNS, Store
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import split_address

GB = 1 << 30
_FIRST_DAY = datetime(2019, 3, 4, 8, 0, tzinfo=UTC)
_LAST_DAY = datetime(2026, 5, 29, tzinfo=UTC)
# Persons that examples and lessons talk about.
PEOPLE = (
    ("Adele Vance", "adele", "contoso.com", "Sales"), ("John Doe", "johndoe", "domain.com", "Finance"),
    ("User Domain", "user", "domain.com", "IT"), ("John Example", "john", "example.com", "Marketing"),
    ("A Test User", "atest", "contoso.com", "IT"), ("User One", "user1", "example.com", "Operations"),
    ("User Two", "user2", "example.com", "Operations"), ("Blocked User", "blocked", "contoso.com", "Finance"),
)  # fmt: skip
_APP = "22222222-3333-4444-5555-666666666666"
_USER_IDENTITY = "11111111-2222-3333-4444-555555555555"
_SYSTEM_IDENTITY = "99999999-8888-7777-6666-555555555555"


_write = json.JSONEncoder(separators=(",", ":")).encode


class Builder:
    """Collects rows of a new tenant and writes them in large steps."""

    def __init__(self, store: Store, tenant: Tenant, domains: tuple[str, ...]) -> None:
        self.store = store
        self.tenant = tenant
        self.domains = domains
        self.random = random.Random(tenant.seed)
        self.names: set[str] = {name.lower() for name, *_ in PEOPLE} | {"outside partner"}
        self.aliases: set[str] = {alias for _, alias, *_ in PEOPLE} | {"partner", "admin"}
        self.users: list[tuple[str, str, str]] = []  # guid, name, department
        self.shared: list[tuple[str, str]] = []
        self._id = 0
        self._recipients: list[list[Any]] = []
        self._addresses: list[tuple[str, str, int]] = []
        self._objects: list[tuple[str, str, str, str, str]] = []
        self._members: list[tuple[str, str, str]] = []

    def guid(self) -> str:
        """A new GUID."""
        text = f"{self.random.getrandbits(128):032x}"
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-9{text[17:20]}-{text[20:]}"

    def moment(self) -> str:
        """A working-hours moment of the tenant's past."""
        days = (_LAST_DAY - _FIRST_DAY).days
        when = _FIRST_DAY + timedelta(days=self.random.randrange(days), seconds=self.random.randrange(36000))
        return when.strftime("%Y-%m-%dT%H:%M:%SZ")

    def unique(self, name: str) -> str:
        """The name, or the same with an initial or a number when it is taken."""
        if name.lower() not in self.names:
            self.names.add(name.lower())
            return name
        first, _, last = name.partition(" ")
        for letter in "ABCDEFGHJKLMNPRSTVW":
            made = f"{first} {letter}. {last}" if last else f"{name} {letter}"
            if made.lower() not in self.names:
                self.names.add(made.lower())
                return made
        number = len(self.names)
        self.names.add(f"{name} {number}".lower())
        return f"{name} {number}"

    def alias(self, text: str) -> str:
        """A free alias made from a text."""
        stem = "".join(
            c for c in text.lower().replace(". ", ".").replace(" ", ".") if c.isalnum() or c == "."
        )
        alias, number = stem, 1
        while alias in self.aliases:
            number += 1
            alias = f"{stem}{number}"
        self.aliases.add(alias)
        return alias

    def recipient(self, kind: str, doc: dict[str, Any], state: int = 0) -> str:
        """Adds a recipient and gives back its GUID."""
        self._id += 1
        guid = self.guid()
        doc.setdefault("WhenCreated", self.moment())
        doc.setdefault("WhenChanged", max(doc["WhenCreated"], "2026-05-30T06:00:00Z"))
        text = _write(doc)
        self._recipients.append([self._id, guid, kind, state, *column_values(doc), text])
        if state == 0:
            for entry in (*doc.get("EmailAddresses", ()), doc.get("ExternalEmailAddress") or ""):
                if entry:
                    prefix, address = split_address(entry)
                    self._addresses.append((address.lower(), prefix, self._id))
        if len(self._recipients) >= 20000:
            self.flush()
        return guid

    def object(self, noun: str, doc: dict[str, Any], owner: str = "", guid: str | None = None) -> str:
        """Adds another object and gives back its GUID."""
        guid = guid or self.guid()
        doc.setdefault("WhenCreated", "2019-03-04T08:00:00Z")
        doc.setdefault("WhenChanged", "2026-05-30T06:00:00Z")
        self._objects.append(
            (noun, owner, guid, str(doc.get("Name", "")).lower(), json.dumps(doc, separators=(",", ":")))
        )
        return guid

    def member(self, group: str, member: str, role: str = "member") -> None:
        """Makes a recipient a member, owner or subscriber of a group."""
        self._members.append((group, role, member))

    def flush(self) -> None:
        """Writes what was collected."""
        with self.store.write() as connection:
            connection.executemany(
                f"INSERT INTO recipient (id, guid, kind, state, {', '.join(COLUMNS)}, doc) "
                f"VALUES ({', '.join('?' * (len(COLUMNS) + 5))})",
                self._recipients,
            )
            connection.executemany("INSERT INTO new_address VALUES (?, ?, ?)", self._addresses)
            connection.executemany(
                "INSERT INTO object (noun, owner, guid, name, doc) VALUES (?, ?, ?, ?, ?)", self._objects
            )
            connection.executemany("INSERT OR IGNORE INTO member VALUES (?, ?, ?)", self._members)
        for rows in (self._recipients, self._addresses, self._objects, self._members):
            rows.clear()


def fill(
    store: Store, *, mailboxes: int, seed: str, domains: tuple[str, ...], admins: tuple[str, ...], people: bool,
    clock: str | None,
) -> Tenant:  # fmt: skip
    """Fills a new store."""
    chance = random.Random(f"{seed}|tenant")
    text = f"{chance.getrandbits(128):032x}"
    initial = next((d for d in domains if d.endswith(".onmicrosoft.com")), "") or "contoso.onmicrosoft.com"
    if initial not in domains:
        domains = (initial, *domains)
    facts = {
        "id": f"{text[:8]}-{text[8:12]}-4{text[13:16]}-8{text[17:20]}-{text[20:]}", "seed": seed,
        "name": initial.partition(".")[0].capitalize(), "initial_domain": initial,
        "forest": f"EURPR{chance.randrange(1, 10):02}A{chance.randrange(1, 10):03}",
        "made": {"mailboxes": mailboxes, "seed": seed, "domains": list(domains), "admins": list(admins), "people": people,
                 "clock": clock},
    }  # fmt: skip
    store.set_meta("tenant", facts)
    store.set_meta("settings", {"clock": clock} if clock else {})
    tenant = Tenant(store)
    builder = Builder(store, tenant, domains)
    if store.path != ":memory:":
        store.connection.execute("PRAGMA synchronous = OFF")
        store.connection.execute("PRAGMA cache_size = -262144")
    # Addresses come in by chance; they go in by order, all at once at the end.
    store.connection.execute("PRAGMA temp_store = MEMORY")
    store.connection.execute("CREATE TEMP TABLE new_address (address TEXT, prefix TEXT, recipient INTEGER)")
    demo_configuration.build(builder)
    _administrators(builder, admins)
    _mailboxes(builder, mailboxes - len(admins))
    if people:
        _persons(builder)
    demo_groups.build(builder)
    builder.flush()
    with store.write() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO address SELECT * FROM new_address ORDER BY address, prefix, recipient"
        )
        connection.execute("DROP TABLE new_address")
    _applications(tenant)
    store.build_indexes()
    for upn in admins:
        accounts.put_account(tenant, upn, roles=["Global Administrator"], mfa=upn.endswith("@yourdomain.com"))
    if store.path != ":memory:":
        store.connection.execute("PRAGMA synchronous = NORMAL")
        store.connection.execute("PRAGMA cache_size = -32768")
    return tenant


def _applications(tenant: Tenant) -> None:
    permissions = ["Exchange.ManageAsApp"]
    accounts.put_application(tenant, _APP, name="Demo automation", secrets=["demo-secret"], roles=["Exchange Administrator"],
                             permissions=permissions, redirect_uris=[])  # fmt: skip
    accounts.put_application(tenant, _SYSTEM_IDENTITY, name="automation-host", roles=["Exchange Administrator"],
                             permissions=permissions, managed_identity="system",
                             object_id=tenant.guid_of("identity|system"))  # fmt: skip
    resource = "/subscriptions/demo/resourceGroups/automation/providers/Microsoft.ManagedIdentity/userAssignedIdentities/exo"
    accounts.put_application(tenant, _USER_IDENTITY, name="exo", roles=["Exchange Administrator"], permissions=permissions,
                             managed_identity="user", object_id=tenant.guid_of("identity|user"),
                             resource_id=resource)  # fmt: skip


def _administrators(builder: Builder, admins: tuple[str, ...]) -> None:
    for number, upn in enumerate(admins):
        alias = "admin" if number == 0 else f"admin{number + 1}"
        builder.aliases.add(alias)
        name = "Administrator" if number == 0 else f"Administrator {upn.rpartition('@')[2].partition('.')[0]}"
        doc = mailbox(builder, builder.unique(name), alias, upn, "UserMailbox")
        doc.update(FirstName="Tenant", LastName="Administrator", Department="IT", ContentScale=2)
        builder.recipient("mailbox", doc)


def mailbox(builder: Builder, name: str, alias: str, upn: str, details: str) -> dict[str, Any]:
    """What every mailbox has."""
    initial = builder.tenant.initial_domain
    addresses = [f"SMTP:{upn}"]
    if not upn.endswith(initial):
        addresses.append(f"smtp:{alias}@{initial}")
    return {
        "Name": name, "DisplayName": name, "Alias": alias, "UserPrincipalName": upn, "PrimarySmtpAddress": upn,
        "EmailAddresses": addresses, "RecipientTypeDetails": details, "ExternalDirectoryObjectId": builder.guid(),
        "ExchangeGuid": builder.guid(),
    }  # fmt: skip


def _names(builder: Builder) -> Iterator[tuple[str, str]]:
    while True:
        yield builder.random.choice(FIRST_NAMES), builder.random.choice(LAST_NAMES)


def _mailboxes(builder: Builder, count: int) -> None:
    count = max(count, 0)
    rooms, equipment, shared = count * 3 // 100, count * 2 // 100, count * 9 // 100
    managers: dict[str, str] = {}
    names = _names(builder)
    for _ in range(count - rooms - equipment - shared):
        first, last = next(names)
        _user(builder, builder.unique(f"{first} {last}"), first, last, managers)
    for number in range(shared):
        _shared(builder, SHARED[number % len(SHARED)], number // len(SHARED))
    for number in range(rooms):
        _room(builder, number)
    for number in range(equipment):
        _equipment(builder, number)


def _domain(builder: Builder) -> str:
    own = [d for d in builder.domains if d != builder.tenant.initial_domain] or [
        builder.tenant.initial_domain
    ]
    return own[0] if builder.random.random() < 0.72 else builder.random.choice(own)


def _user(builder: Builder, name: str, first: str, last: str, managers: dict[str, str]) -> None:
    chance = builder.random
    alias = builder.alias(name)
    department = DEPARTMENTS[0] if chance.random() < 0.2 else chance.choice(DEPARTMENTS)
    doc = mailbox(builder, name, alias, f"{alias}@{_domain(builder)}", "UserMailbox")
    place(builder, doc)
    doc.update(FirstName=first, LastName=last, Department=department, Title=chance.choice(TITLES[department]),
               Company=str(builder.tenant.facts["name"]), ContentScale=1 + int(chance.paretovariate(1.3)) % 100)  # fmt: skip
    if department in managers:
        doc["Manager"] = managers[department]
    if department not in managers or chance.random() < 0.02:
        managers[department] = name
    luck = chance.random()
    if luck < 0.12:
        doc.update(
            ProhibitSendQuota=int(49.5 * GB), ProhibitSendReceiveQuota=50 * GB, IssueWarningQuota=49 * GB
        )
    elif luck < 0.17:
        doc.update(
            ProhibitSendQuota=int(1.75 * GB), ProhibitSendReceiveQuota=2 * GB, IssueWarningQuota=int(1.5 * GB)
        )
    guid = _variations(builder, doc, luck)
    if len(builder.users) < 4000:
        builder.users.append((guid, name, department))


def _variations(builder: Builder, doc: dict[str, Any], luck: float) -> str:
    chance = builder.random
    if chance.random() < 0.15:
        doc.update(
            ArchiveGuid=builder.guid(),
            ArchiveStatus="Active",
            ArchiveName=[f"In-Place Archive -{doc['Name']}"],
        )
    roll = chance.random()
    if roll < 0.02:
        doc.update(LitigationHoldEnabled=True, LitigationHoldDate=builder.moment(),
                   LitigationHoldOwner=f"admin@{builder.tenant.initial_domain}")  # fmt: skip
    elif roll < 0.04:
        doc["HiddenFromAddressListsEnabled"] = True
    elif roll < 0.055:
        doc["AccountDisabled"] = True
    elif roll < 0.065:
        doc.update(ForwardingSmtpAddress=f"smtp:{doc['Alias']}@{chance.choice(people.PARTNER_DOMAINS)}",
                   DeliverToMailboxAndForward=chance.random() < 0.7)  # fmt: skip
    elif roll < 0.075:
        doc["AuditEnabled"] = False
    elif roll < 0.1:
        doc["EXOModuleEnabled"] = doc["RemotePowerShellEnabled"] = False
    elif roll < 0.15:
        doc.update(ImapEnabled=False, PopEnabled=False)
    if luck > 0.8:
        doc["CustomAttribute1"] = chance.choice(("Headquarters", "Branch", "Home office"))
    if luck > 0.95:
        doc["CustomAttribute2"] = f"CC-{chance.randrange(100, 120)}"
    state = 0
    if chance.random() < 0.004:
        state = 2 if doc.get("LitigationHoldEnabled") else 1
        doc["WhenSoftDeleted"] = (
            builder.tenant.now().strftime("%Y-%m-%dT06:00:00Z") if state == 1 else builder.moment()
        )
    return builder.recipient("mailbox", doc, state)


def place(builder: Builder, doc: dict[str, Any]) -> None:
    """Gives a person an office with its address and phone."""
    chance = builder.random
    office, city, state, country, phone, postal = OFFICES[
        min(int(chance.expovariate(0.35)), len(OFFICES) - 1)
    ]
    doc.update(Office=office, City=city, StateOrProvince=state, CountryOrRegion=country, UsageLocation=country,
               PostalCode=postal, StreetAddress=f"{chance.randrange(1, 200)} {chance.choice(STREETS)}",
               Phone=f"+{phone} 555 {chance.randrange(1000, 9999)}")  # fmt: skip


def _shared(builder: Builder, stem: str, round: int) -> None:
    name = builder.unique(stem if not round else f"{stem} {OFFICES[round % len(OFFICES)][0]}")
    alias = builder.alias(name.replace(" ", ""))
    doc = mailbox(builder, name, alias, f"{alias}@{_domain(builder)}", "SharedMailbox")
    doc.update(AccountDisabled=True, ContentScale=1 + builder.random.randrange(12), ProhibitSendQuota=int(49.5 * GB),
               ProhibitSendReceiveQuota=50 * GB, IssueWarningQuota=49 * GB)  # fmt: skip
    chosen = builder.random.sample(builder.users, min(3, len(builder.users)))
    if chosen and builder.random.random() < 0.5:
        doc["GrantSendOnBehalfTo"] = [chosen[0][1]]
    if builder.random.random() < 0.4:
        doc.update(MessageCopyForSentAsEnabled=True, MessageCopyForSendOnBehalfEnabled=True)
    guid = builder.recipient("mailbox", doc)
    builder.shared.append((guid, name))
    for user, _, _ in chosen:
        builder.object("MailboxPermission", {"Name": user, "AccessRights": ["FullAccess"], "Deny": False,
                                             "InheritanceType": "All"}, guid)  # fmt: skip
    for user, _, _ in chosen[:2]:
        builder.object("RecipientPermission", {"Name": user, "AccessRights": ["SendAs"]}, guid)


def _room(builder: Builder, number: int) -> None:
    office = OFFICES[number % len(OFFICES)]
    name = builder.unique(f"Conf Room {ROOMS[number % len(ROOMS)]} {office[0]}")
    alias = builder.alias(name.replace(" ", ""))
    doc = mailbox(builder, name, alias, f"{alias}@{_domain(builder)}", "RoomMailbox")
    doc.update(AccountDisabled=True, ResourceCapacity=builder.random.choice((4, 6, 8, 10, 12, 20)), Office=office[0],
               City=office[1], CountryOrRegion=office[3], ContentScale=1)  # fmt: skip
    builder.recipient("mailbox", doc)


def _equipment(builder: Builder, number: int) -> None:
    name = builder.unique(f"{EQUIPMENT[number % len(EQUIPMENT)]} {number // len(EQUIPMENT) + 1}")
    alias = builder.alias(name.replace(" ", ""))
    doc = mailbox(builder, name, alias, f"{alias}@{_domain(builder)}", "EquipmentMailbox")
    doc.update(AccountDisabled=True, ContentScale=1)
    builder.recipient("mailbox", doc)


def _persons(builder: Builder) -> None:
    for name, alias, domain, department in PEOPLE:
        if domain not in builder.domains:
            continue
        doc = mailbox(builder, name, alias, f"{alias}@{domain}", "UserMailbox")
        first, _, last = name.rpartition(" ")
        place(builder, doc)
        doc.update(
            FirstName=first, LastName=last, Department=department, Title=TITLES[department][0], ContentScale=6
        )
        if alias == "adele":
            doc["CustomAttribute1"] = "Value1"
        if alias == "blocked":
            doc["AccountDisabled"] = True
        builder.users.append((builder.recipient("mailbox", doc), name, department))
    if "contoso.com" in builder.domains:
        builder.recipient("mailuser", {
            "Name": "Outside Partner", "DisplayName": "Outside Partner", "Alias": "partner",
            "UserPrincipalName": "partner@contoso.com", "ExternalEmailAddress": "SMTP:partner@fabrikam.com",
            "PrimarySmtpAddress": "partner@fabrikam.com", "EmailAddresses": ["SMTP:partner@fabrikam.com"],
            "RecipientTypeDetails": "MailUser", "ExternalDirectoryObjectId": builder.guid(),
        })  # fmt: skip
