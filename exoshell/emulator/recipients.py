"""Recipients in the store: adding, changing, finding and listing them.

Kinds: mailbox, groupmailbox (Microsoft 365 group), group (distribution and mail-enabled security),
dynamicgroup, contact, mailuser (guests too), publicfolder, remotemailbox, user and plaingroup (without mail).
States: 0 live, 1 soft-deleted, 2 inactive.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from exoshell.emulator.errors import address_taken, already_exists, ambiguous, not_found
from exoshell.emulator.query import common_name
from exoshell.emulator.store import COLUMNS
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import fold, read_guid, split_address

LIVE, SOFT_DELETED, INACTIVE = 0, 1, 2
MAIL_KINDS = (
    "mailbox",
    "groupmailbox",
    "group",
    "dynamicgroup",
    "contact",
    "mailuser",
    "publicfolder",
    "remotemailbox",
)
_INSERT = (
    f"INSERT INTO recipient (guid, kind, state, {', '.join(COLUMNS)}, doc) "
    f"VALUES ({', '.join('?' * (len(COLUMNS) + 4))})"
)
_UPDATE = f"UPDATE recipient SET kind = ?, state = ?, {', '.join(f'{c} = ?' for c in COLUMNS)}, doc = ? WHERE id = ?"
_SELECT = "SELECT recipient.id, recipient.guid, recipient.kind, recipient.state, recipient.doc FROM recipient"


_PLACES = {name: place for place, name in enumerate(COLUMNS.values())}
_DATES = frozenset(place for name, place in _PLACES.items() if name.startswith("When"))


class Recipient:
    """One directory object that can take mail, or a user or group that cannot."""

    __slots__ = ("doc", "guid", "id", "kind", "state")

    def __init__(self, id: int, guid: str, kind: str, state: int, doc: dict[str, Any]) -> None:
        self.id = id
        self.guid = guid
        self.kind = kind
        self.state = state
        self.doc = doc

    @property
    def name(self) -> str:
        """The name, which is also its identity on the wire."""
        return str(self.doc["Name"])

    @property
    def smtp(self) -> str:
        """The primary SMTP address, or an empty text."""
        return str(self.doc.get("PrimarySmtpAddress", ""))

    def get(self, name: str, default: Any = None) -> Any:
        """A property that was set, or the default."""
        return self.doc.get(name, default)


def column_values(doc: dict[str, Any]) -> list[Any]:
    """The searched columns of a document."""
    values: list[Any] = [None] * len(_PLACES)
    for name, value in doc.items():
        place = _PLACES.get(name)
        if place is not None and value is not None and value != "":
            values[place] = value if place in _DATES else str(value).lower()
    return values


def _row(row: sqlite3.Row | tuple[Any, ...]) -> Recipient:
    return Recipient(row[0], row[1], row[2], row[3], json.loads(row[4]))


def add(
    tenant: Tenant, kind: str, doc: dict[str, Any], guid: str | None = None, state: int = LIVE
) -> Recipient:
    """Adds a recipient; its name and addresses must be free."""
    with tenant.store.write() as connection:
        guid = guid or tenant.new_guid()
        taken = connection.execute(
            "SELECT 1 FROM recipient WHERE name = ? AND state = 0 LIMIT 1", (fold(doc["Name"]),)
        ).fetchone()
        if taken:
            raise already_exists(doc["Name"])
        stamp = tenant.stamp()
        doc.setdefault("WhenCreated", stamp)
        doc.setdefault("WhenChanged", stamp)
        cursor = connection.execute(
            _INSERT, [guid, kind, state, *column_values(doc), json.dumps(doc, separators=(",", ":"))]
        )
        recipient = Recipient(int(cursor.lastrowid or 0), guid, kind, state, doc)
        _write_addresses(connection, recipient)
    return recipient


def save(tenant: Tenant, recipient: Recipient) -> None:
    """Keeps a changed recipient."""
    with tenant.store.write() as connection:
        taken = connection.execute(
            "SELECT 1 FROM recipient WHERE name = ? AND state = 0 AND id <> ? LIMIT 1",
            (fold(recipient.name), recipient.id),
        ).fetchone()
        if taken and recipient.state == LIVE:
            raise already_exists(recipient.name)
        recipient.doc["WhenChanged"] = tenant.stamp()
        text = json.dumps(recipient.doc, separators=(",", ":"))
        values = [recipient.kind, recipient.state, *column_values(recipient.doc), text, recipient.id]
        connection.execute(_UPDATE, values)
        _write_addresses(connection, recipient)


def remove(tenant: Tenant, recipient: Recipient) -> None:
    """Takes a recipient out for good, with its memberships."""
    with tenant.store.write() as connection:
        connection.execute("DELETE FROM recipient WHERE id = ?", (recipient.id,))
        connection.execute("DELETE FROM address WHERE recipient = ?", (recipient.id,))
        connection.execute("DELETE FROM member WHERE grp = ? OR member = ?", (recipient.guid, recipient.guid))
        connection.execute("DELETE FROM object WHERE owner = ?", (recipient.guid,))


def addresses_of(recipient: Recipient) -> list[tuple[str, str]]:
    """(address, prefix) of each address the recipient answers to."""
    pairs = {}
    for entry in recipient.doc.get("EmailAddresses", ()):
        prefix, address = split_address(entry)
        pairs[fold(address), fold(prefix)] = (fold(address), prefix)
    external = recipient.doc.get("ExternalEmailAddress")
    if external:
        prefix, address = split_address(str(external))
        pairs.setdefault((fold(address), fold(prefix)), (fold(address), prefix))
    return list(pairs.values())


def _write_addresses(connection: sqlite3.Connection, recipient: Recipient) -> None:
    wanted = set(addresses_of(recipient)) if recipient.state == LIVE else set()
    present = set(
        connection.execute(
            "SELECT address, prefix FROM address WHERE recipient = ?", (recipient.id,)
        ).fetchall()
    )
    for address, prefix in wanted - present:
        _claim(connection, recipient, address, prefix)
    connection.executemany(
        "DELETE FROM address WHERE address = ? AND prefix = ? AND recipient = ?",
        [(address, prefix, recipient.id) for address, prefix in present - wanted],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO address VALUES (?, ?, ?)",
        [(address, prefix, recipient.id) for address, prefix in wanted - present],
    )


def _claim(connection: sqlite3.Connection, recipient: Recipient, address: str, prefix: str) -> None:
    if fold(prefix) != "smtp":
        return
    owner = connection.execute(
        "SELECT r.name, r.doc FROM address a JOIN recipient r ON r.id = a.recipient "
        "WHERE a.address = ? AND lower(a.prefix) = 'smtp' AND a.recipient <> ?",
        (address, recipient.id),
    ).fetchone()
    if owner:
        raise address_taken(f"{prefix}:{address}", json.loads(owner[1])["Name"])


# ---- finding ----


def candidates(
    tenant: Tenant, identity: str, kinds: Sequence[str] | None = None, states: Iterable[int] = (LIVE,)
) -> list[Recipient]:
    """All recipients that an identity could mean: GUID, DN, address, name, alias or display name."""
    text = identity.strip()
    marks = ",".join(str(int(state)) for state in states)
    limit = f"state IN ({marks})"
    args: list[Any] = []
    if kinds:
        limit += f" AND kind IN ({','.join('?' * len(kinds))})"
        args = list(kinds)
    connection = tenant.store.connection
    for where, values in _searches(text):
        # The unary plus keeps the planner on the index of the identity.
        sql = f"{_SELECT} WHERE {where} AND +{limit.replace(' AND kind', ' AND +kind')} LIMIT 3"
        found = connection.execute(sql, [*values, *args]).fetchall()
        if found:
            return [_row(row) for row in found]
    return []


def _searches(text: str) -> list[tuple[str, list[Any]]]:
    key = fold(text)
    guid = read_guid(text)
    by_name: list[tuple[str, list[Any]]] = [
        ("recipient.id IN (SELECT id FROM recipient WHERE name = ?1 UNION SELECT id FROM recipient WHERE alias = ?1)",
         [key]),
        ("displayname = ?", [key]),
    ]  # fmt: skip
    if guid:
        sql = ("recipient.id IN (SELECT id FROM recipient WHERE guid = ?1 UNION SELECT id FROM recipient WHERE "
               "externaldirectoryobjectid = ?1 UNION SELECT id FROM recipient WHERE exchangeguid = ?1)")  # fmt: skip
        return [(sql, [guid]), *by_name]
    if key.startswith("cn="):
        return [("name = ?", [fold(common_name(text) or "")])]
    if key.startswith("/o="):
        hexed = key.rsplit("/cn=", 1)[-1].partition("-")[0]
        dashed = f"{hexed[:8]}-{hexed[8:12]}-{hexed[12:16]}-{hexed[16:20]}-{hexed[20:]}"
        return [("recipient.guid = ?", [dashed])]
    if "@" in key:
        prefix, address = split_address(key)
        sql = ("recipient.id IN (SELECT recipient FROM address WHERE address = ?1 AND lower(prefix) = ?2 "
               "UNION SELECT id FROM recipient WHERE userprincipalname = ?1)")  # fmt: skip
        return [
            (sql, [address, prefix]),
            ("whensoftdeleted IS NOT NULL AND primarysmtpaddress = ?", [key]),
            *by_name,
        ]
    if "\\" in key:
        return [("name = ?", [key.rpartition("\\")[2]]), *by_name[1:]]
    if "/" in key:
        return [("name = ?", [key.rpartition("/")[2]]), *by_name]
    return by_name


def find(
    tenant: Tenant, identity: object, kinds: Sequence[str] | None = None, states: Iterable[int] = (LIVE,)
) -> Recipient:
    """The one recipient with this identity; not found and ambiguous are CommandErrors."""
    found = candidates(tenant, str(identity), kinds, states)
    if not found:
        raise not_found(identity, tenant.server)
    if len(found) > 1:
        raise ambiguous(identity)
    return found[0]


def by_guid(tenant: Tenant, guid: str) -> Recipient | None:
    """The recipient with this GUID, in any state."""
    row = tenant.store.connection.execute(f"{_SELECT} WHERE guid = ?", (guid,)).fetchone()
    return _row(row) if row else None


def by_guids(tenant: Tenant, guids: Sequence[str]) -> list[Recipient]:
    """The recipients with these GUIDs, by name."""
    rows: list[Any] = []
    for start in range(0, len(guids), 500):
        part = guids[start : start + 500]
        sql = f"{_SELECT} WHERE guid IN ({','.join('?' * len(part))})"
        rows += tenant.store.connection.execute(sql, part).fetchall()
    return sorted((_row(row) for row in rows), key=lambda r: fold(r.name))


# ---- listing ----


class Listing:
    """What to list: kinds, states, a condition and an order; pages go on after a cursor."""

    def __init__(
        self,
        kinds: Sequence[str],
        states: Sequence[int] = (LIVE,),
        where: str = "",
        params: Sequence[object] = (),
        narrow: bool = False,
        order: str = "name",
    ) -> None:
        self.kinds = kinds
        self.states = states
        self.where = where
        self.params = list(params)
        self.narrow = narrow
        self.order = order

    def page(
        self, tenant: Tenant, limit: int, cursor: list[Any] | None
    ) -> tuple[list[Recipient], list[Any] | None]:
        """At most ``limit`` recipients after the cursor, and the cursor of the next page or None."""
        plus = "+" if self.narrow else ""
        conditions = [
            f"{plus}kind IN ({','.join('?' * len(self.kinds))})" if len(self.kinds) > 1 else f"{plus}kind = ?",
            f"{plus}state IN ({','.join(str(s) for s in self.states)})" if len(self.states) > 1
            else f"{plus}state = {self.states[0]}",
        ]  # fmt: skip
        params: list[Any] = list(self.kinds)
        if self.where:
            conditions.append(self.where)
            params += self.params
        order = f"COALESCE({self.order}, '')" if self.order != "name" else "name"
        if cursor:
            conditions.append(f"({order}, id) > (?, ?)")
            params += cursor
        sql = f"{_SELECT} WHERE {' AND '.join(conditions)} ORDER BY {order}, id LIMIT ?"
        rows = tenant.store.connection.execute(sql, [*params, limit + 1]).fetchall()
        found = [_row(row) for row in rows[:limit]]
        if len(rows) <= limit or not found:
            return found, None
        last = found[-1]
        value = last.name if self.order == "name" else str(last.doc.get(COLUMNS[self.order], "") or "")
        return found, [fold(value), last.id]

    def count(self, tenant: Tenant) -> int:
        """How many there are."""
        conditions = [f"kind IN ({','.join('?' * len(self.kinds))})",
                      f"state IN ({','.join(str(s) for s in self.states)})"]  # fmt: skip
        if self.where:
            conditions.append(self.where)
        sql = f"SELECT count(*) FROM recipient WHERE {' AND '.join(conditions)}"
        return int(tenant.store.connection.execute(sql, [*self.kinds, *self.params]).fetchone()[0])

    def everything(self, tenant: Tenant) -> list[Recipient]:
        """All of them."""
        return self.page(tenant, 1 << 40, None)[0]
