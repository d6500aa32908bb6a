"""Objects that are no recipients: policies, rules, settings of a mailbox, requests and so on.

Each has a noun, an owner (the GUID of a mailbox, or empty), a GUID, a name and a document.
"""

from __future__ import annotations

import json
from typing import Any

from exoshell.emulator.errors import already_exists, ambiguous, not_found
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import fold, read_guid

_SELECT = "SELECT id, noun, owner, guid, doc FROM object"


class Entry:
    """One object."""

    __slots__ = ("doc", "guid", "id", "noun", "owner")

    def __init__(self, id: int, noun: str, owner: str, guid: str, doc: dict[str, Any]) -> None:
        self.id = id
        self.noun = noun
        self.owner = owner
        self.guid = guid
        self.doc = doc

    @property
    def name(self) -> str:
        """The name it is found by."""
        return str(self.doc.get("Name", ""))


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], json.loads(row[4]))


def add(
    tenant: Tenant,
    noun: str,
    doc: dict[str, Any],
    owner: str = "",
    guid: str | None = None,
    unique: bool = True,
) -> Entry:
    """Adds an object; with ``unique`` its name must be free."""
    name = fold(doc.get("Name", ""))
    with tenant.store.write() as connection:
        guid = guid or tenant.new_guid()
        if (
            unique
            and connection.execute(
                "SELECT 1 FROM object WHERE noun = ? AND owner = ? AND name = ?", (noun, owner, name)
            ).fetchone()
        ):
            raise already_exists(doc.get("Name", ""))
        stamp = tenant.stamp()
        doc.setdefault("WhenCreated", stamp)
        doc.setdefault("WhenChanged", stamp)
        cursor = connection.execute(
            "INSERT INTO object (noun, owner, guid, name, doc) VALUES (?, ?, ?, ?, ?)",
            (noun, owner, guid, name, json.dumps(doc, separators=(",", ":"))),
        )
        return Entry(int(cursor.lastrowid or 0), noun, owner, guid, doc)


def save(tenant: Tenant, entry: Entry) -> None:
    """Keeps a changed object."""
    entry.doc["WhenChanged"] = tenant.stamp()
    with tenant.store.write() as connection:
        connection.execute(
            "UPDATE object SET name = ?, doc = ? WHERE id = ?",
            (fold(entry.name), json.dumps(entry.doc, separators=(",", ":")), entry.id),
        )


def remove(tenant: Tenant, entry: Entry) -> None:
    """Takes an object out."""
    with tenant.store.write() as connection:
        connection.execute("DELETE FROM object WHERE id = ?", (entry.id,))


def every(tenant: Tenant, noun: str, owner: str | None = "") -> list[Entry]:
    """All objects of a noun, of one owner or (None) of all, in the order they were made."""
    if owner is None:
        rows = tenant.store.connection.execute(f"{_SELECT} WHERE noun = ? ORDER BY id", (noun,))
    else:
        rows = tenant.store.connection.execute(
            f"{_SELECT} WHERE noun = ? AND owner = ? ORDER BY id", (noun, owner)
        )
    return [_entry(row) for row in rows.fetchall()]


def lookup(
    tenant: Tenant, noun: str, identity: object, owner: str = "", keys: tuple[str, ...] = ()
) -> Entry | None:
    """The object with this name, GUID, distinguished name or value of one of ``keys``, or None."""
    text = str(identity).strip()
    names = [fold(text)]
    if "\\" in text:
        names.append(fold(text.rpartition("\\")[2]))
    if text[:3].lower() == "cn=":
        names.append(fold(text[3:].partition(",")[0]))
    guid = read_guid(text) or ""
    connection = tenant.store.connection
    sql = f"{_SELECT} WHERE noun = ? AND owner = ? AND (name IN (?, ?) OR guid = ?) LIMIT 3"
    rows = connection.execute(sql, (noun, owner, names[0], names[-1], guid)).fetchall()
    found = [_entry(row) for row in rows]
    if not found and keys:
        found = [
            e for e in every(tenant, noun, owner) if any(fold(e.doc.get(key, "\0")) in names for key in keys)
        ]
    exact = [entry for entry in found if fold(entry.name) == names[0]]
    found = exact or found
    if len(found) > 1:
        raise ambiguous(identity)
    return found[0] if found else None


def find(tenant: Tenant, noun: str, identity: object, owner: str = "", keys: tuple[str, ...] = ()) -> Entry:
    """The object with this identity; a CommandError when there is none."""
    entry = lookup(tenant, noun, identity, owner, keys)
    if entry is None:
        raise not_found(identity, tenant.server)
    return entry


def setting(tenant: Tenant, noun: str, owner: str) -> Entry | None:
    """The only object of a noun that an owner has, or None."""
    entries = every(tenant, noun, owner)
    return entries[0] if entries else None


def change_setting(tenant: Tenant, noun: str, owner: str, values: dict[str, Any], name: str = "") -> Entry:
    """Sets properties of the only object of a noun that an owner has, making it when needed."""
    with tenant.store.write():
        entry = setting(tenant, noun, owner)
        if entry is None:
            return add(tenant, noun, {"Name": name, **values}, owner, unique=False)
        entry.doc.update(values)
        save(tenant, entry)
        return entry
