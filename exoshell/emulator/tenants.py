"""Tenants as files: making, opening, listing, comparing, exporting and importing them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exoshell.emulator.store import SCHEMA_VERSION, Store
from exoshell.emulator.tenant import Tenant

DOMAINS = ("contoso.onmicrosoft.com", "contoso.com", "domain.com", "yourdomain.com", "example.com")
ADMINS = ("admin@contoso.onmicrosoft.com", "admin@yourdomain.com", "admin@domain.com")
SUFFIX = ".exotenant"


class TenantError(Exception):
    """The file is no tenant, or one of a newer kind."""


def folder() -> Path:
    """Where tenants that are called by name lie."""
    override = os.environ.get("EXOSHELL_TENANTS")
    if override:
        return Path(override)
    from platformdirs import user_data_path

    return user_data_path("exoshell", appauthor=False) / "tenants"


def path_of(name: str | Path) -> Path:
    """The file of a tenant that is named or given by path."""
    text = str(name)
    if os.sep in text or (os.altsep and os.altsep in text) or Path(text).suffix:
        return Path(text)
    return folder() / f"{text}{SUFFIX}"


def create(
    path: str | Path,
    mailboxes: int = 1200,
    seed: str | int = "contoso",
    domains: Sequence[str] = DOMAINS,
    admins: Sequence[str] = ADMINS,
    people: bool = False,
    clock: str | None = None,
) -> Tenant:
    """Makes a tenant. ``people`` adds the persons that examples talk about (``adele`` and others).

    Raises FileExistsError when there is something at the path.
    """
    from exoshell.emulator import demo

    store = Store.create(path_of(path) if str(path) != ":memory:" else ":memory:")
    try:
        return demo.fill(store, mailboxes=mailboxes, seed=str(seed), domains=tuple(domains), admins=tuple(admins),
                         people=people, clock=clock)  # fmt: skip
    except BaseException:
        store.close()
        if store.path != ":memory:":
            for ending in ("", "-wal", "-shm"):
                Path(store.path + ending).unlink(missing_ok=True)
        raise


def open(path_or_name: str | Path) -> Tenant:
    """Opens a tenant by path or name; ``demo`` is made at first use.  Raises FileNotFoundError and TenantError."""
    if str(path_or_name) == "demo":
        return demo()
    path = path_of(path_or_name)
    if not path.is_file():
        raise FileNotFoundError(f"There is no tenant '{path_or_name}' ({path}).")
    return _opened(path)


def _opened(path: Path) -> Tenant:
    import sqlite3

    store = Store(path)
    try:
        version = store.connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        store.close()
        raise TenantError(f"{path} is no tenant: {error}.") from None
    if version != SCHEMA_VERSION:
        store.close()
        raise TenantError(
            f"{path} is no tenant of this version (found {version}, expected {SCHEMA_VERSION})."
        )
    return Tenant(store)


def demo() -> Tenant:
    """The demonstration tenant; it is made when it is not there or was left half made."""
    path = path_of("demo")
    if path.is_file():
        try:
            return _opened(path)
        except TenantError:
            _delete(path)
    # Two shells that start at once must not write the same file: the first one to finish gives it its name.
    temporary = path.with_name(f"demo.{os.getpid()}{SUFFIX}")
    tenant = create(temporary, people=True)
    checkpoint(tenant)
    tenant.store.close()
    if path.exists():
        _delete(temporary)
    else:
        os.replace(temporary, path)
        _delete(temporary)
    return _opened(path)


def checkpoint(tenant: Tenant) -> None:
    """Brings everything into the one file, so that it can be copied or moved."""
    tenant.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _delete(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def list_tenants() -> list[dict[str, Any]]:
    """Name, path, domain and number of mailboxes of the tenants called by name."""
    rows = []
    for path in sorted(folder().glob(f"*{SUFFIX}")):
        try:
            tenant = _opened(path)
        except TenantError as error:
            rows.append({"name": path.stem, "path": str(path), "problem": str(error)})
            continue
        facts = info(tenant)
        rows.append({"name": path.stem, "path": str(path), "domain": facts["initial_domain"],
                     "mailboxes": facts["mailboxes"]})  # fmt: skip
        tenant.store.close()
    return rows


def info(tenant: Tenant) -> dict[str, Any]:
    """What a tenant is and holds."""
    connection = tenant.store.connection
    kinds = dict(
        connection.execute("SELECT kind, count(*) FROM recipient WHERE state = 0 GROUP BY kind").fetchall()
    )
    removed = connection.execute("SELECT count(*) FROM recipient WHERE state <> 0").fetchone()[0]
    nouns = dict(
        connection.execute("SELECT noun, count(*) FROM object GROUP BY noun ORDER BY noun").fetchall()
    )
    from exoshell.emulator import accounts, objects

    return {
        **tenant.facts, "path": tenant.store.path,
        "domains": [e.name for e in objects.every(tenant, "AcceptedDomain")],
        "admins": [a["upn"] for a in accounts.accounts(tenant) if a.get("roles")],
        "mailboxes": kinds.get("mailbox", 0), "recipients": kinds, "removed": removed, "objects": nouns,
        "applications": sorted(accounts.applications(tenant)), "settings": tenant.settings(),
    }  # fmt: skip


def reset(path_or_name: str | Path) -> Tenant:
    """Makes a tenant anew as it was made first."""
    path = path_of(path_or_name)
    tenant = _opened(path)
    made = dict(tenant.facts["made"])
    tenant.store.close()
    _delete(path)
    return create(path, **made)


# ---- text form ----


def export_tenant(tenant: Tenant, target: str | Path) -> Path:
    """Writes a tenant as readable text files, one folder, fit for version control."""
    root = Path(target)
    root.mkdir(parents=True, exist_ok=True)
    connection = tenant.store.connection
    facts = {"facts": tenant.facts, "settings": tenant.settings(),
             "meta": {k: json.loads(v) for k, v in connection.execute(
                 "SELECT key, value FROM meta WHERE key NOT IN ('tenant', 'settings', 'signing_key') ORDER BY key")}}  # fmt: skip
    (root / "tenant.json").write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n")
    for name, sql in _EXPORTS.items():
        lines = [json.dumps(_exported(name, row), sort_keys=True) for row in connection.execute(sql)]
        (root / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return root


_EXPORTS = {
    "recipients": "SELECT guid, kind, state, doc FROM recipient ORDER BY name, guid",
    "objects": "SELECT noun, owner, guid, doc FROM object ORDER BY noun, owner, name, guid",
    "members": "SELECT grp, role, member FROM member ORDER BY grp, role, member",
    "accounts": "SELECT upn, doc FROM account ORDER BY upn",
    "audit": "SELECT created, user, operation, recordtype, object, doc FROM audit ORDER BY id",
}
_EXPORT_COLUMNS = {
    "recipients": ("guid", "kind", "state", "doc"), "objects": ("noun", "owner", "guid", "doc"),
    "members": ("group", "role", "member"), "accounts": ("upn", "doc"),
    "audit": ("created", "user", "operation", "recordtype", "object", "doc"),
}  # fmt: skip


def _exported(name: str, row: tuple[Any, ...]) -> dict[str, Any]:
    return {
        column: json.loads(value) if column == "doc" else value
        for column, value in zip(_EXPORT_COLUMNS[name], row, strict=True)
    }


def import_tenant(source: str | Path, path: str | Path) -> Tenant:
    """Makes a tenant from its text files."""
    from exoshell.emulator.recipients import Recipient, addresses_of, column_values
    from exoshell.emulator.store import COLUMNS

    root = Path(source)
    facts = json.loads((root / "tenant.json").read_text())
    store = Store.create(path_of(path))

    def lines(name: str) -> list[dict[str, Any]]:
        file = root / f"{name}.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.is_file() else []

    with store.write() as connection:
        for key, value in {"tenant": facts["facts"], "settings": facts["settings"], **facts["meta"]}.items():
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))
        marks = ",".join("?" * (len(COLUMNS) + 4))
        for row in lines("recipients"):
            cursor = connection.execute(
                f"INSERT INTO recipient (guid, kind, state, {', '.join(COLUMNS)}, doc) VALUES ({marks})",
                [row["guid"], row["kind"], row["state"], *column_values(row["doc"]), json.dumps(row["doc"])],
            )
            if row["state"] == 0:
                recipient = Recipient(int(cursor.lastrowid or 0), row["guid"], row["kind"], 0, row["doc"])
                connection.executemany("INSERT OR REPLACE INTO address VALUES (?, ?, ?)",
                                       [(a, p, recipient.id) for a, p in addresses_of(recipient)])  # fmt: skip
        for row in lines("objects"):
            name = str(row["doc"].get("Name", "")).lower()
            connection.execute("INSERT INTO object (noun, owner, guid, name, doc) VALUES (?, ?, ?, ?, ?)",
                               (row["noun"], row["owner"], row["guid"], name, json.dumps(row["doc"])))  # fmt: skip
        connection.executemany("INSERT INTO member VALUES (?, ?, ?)",
                               [(r["group"], r["role"], r["member"]) for r in lines("members")])  # fmt: skip
        connection.executemany("INSERT INTO account VALUES (?, ?)",
                               [(r["upn"], json.dumps(r["doc"])) for r in lines("accounts")])  # fmt: skip
        connection.executemany(
            "INSERT INTO audit (created, user, operation, recordtype, object, doc) VALUES (?, ?, ?, ?, ?, ?)",
            [(r["created"], r["user"], r["operation"], r["recordtype"], r["object"], json.dumps(r["doc"]))
             for r in lines("audit")])  # fmt: skip
    store.build_indexes()
    return Tenant(store)


# ---- comparing ----


def diff(first: Tenant, second: Tenant) -> list[dict[str, Any]]:
    """What differs: one entry an object with ``what``, ``name``, ``change`` and, when changed, old and new values."""
    found: list[dict[str, Any]] = []
    for label, sql in (
        ("recipient", "SELECT guid, kind, doc, state FROM recipient"),
        ("object", "SELECT guid, noun, doc, owner FROM object"),
    ):
        old = {row[0]: row[1:] for row in first.store.connection.execute(sql)}
        new = {row[0]: row[1:] for row in second.store.connection.execute(sql)}
        for guid in sorted(set(old) | set(new)):
            found += _difference(label, old.get(guid), new.get(guid))
    return sorted(found, key=lambda entry: (entry["what"], entry["name"]))


def _difference(label: str, old: Any, new: Any) -> list[dict[str, Any]]:
    if old == new:
        return []
    kind, doc = (new or old)[0], json.loads((new or old)[1])
    entry: dict[str, Any] = {"what": kind, "name": doc.get("Name") or doc.get("Identity") or ""}
    if old is None or new is None:
        return [{**entry, "change": "added" if old is None else "removed"}]
    before, after = json.loads(old[1]), json.loads(new[1])
    if label == "recipient" and old[2] != new[2]:
        before["State"], after["State"] = old[2], new[2]
    names = [
        n for n in sorted(set(before) | set(after)) if n != "WhenChanged" and before.get(n) != after.get(n)
    ]
    if not names:
        return []
    changes = {n: {"old": before.get(n), "new": after.get(n)} for n in names}
    return [{**entry, "change": "changed", "properties": changes}]


def diff_text(entries: list[dict[str, Any]]) -> str:
    """The difference as lines for people."""
    marks = {"added": "+", "removed": "-", "changed": "~"}
    lines = []
    for entry in entries:
        lines.append(f"{marks[entry['change']]} {entry['what']} {entry['name']}")
        for name, values in entry.get("properties", {}).items():
            lines.append(f"    {name}: {json.dumps(values['old'])} -> {json.dumps(values['new'])}")
    return "\n".join(lines)
