"""The tenant's file: one SQLite database, safe with several processes.

Recipients have columns for what is searched often (in comparison form) and a JSON document with every
property that differs from its default; all other objects live in one table by noun.  A connection
belongs to its thread; a change is acknowledged only after its commit, and the write-ahead log keeps a
commit even when its process is killed right after.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exoshell.emulator.values import fold

SCHEMA_VERSION = 1

# Searched columns of a recipient: column -> property it mirrors in comparison form.
COLUMNS = {
    "name": "Name",
    "alias": "Alias",
    "displayname": "DisplayName",
    "userprincipalname": "UserPrincipalName",
    "primarysmtpaddress": "PrimarySmtpAddress",
    "externaldirectoryobjectid": "ExternalDirectoryObjectId",
    "exchangeguid": "ExchangeGuid",
    "recipienttypedetails": "RecipientTypeDetails",
    "firstname": "FirstName",
    "lastname": "LastName",
    "department": "Department",
    "office": "Office",
    "title": "Title",
    "company": "Company",
    "city": "City",
    "stateorprovince": "StateOrProvince",
    "countryorregion": "CountryOrRegion",
    "manager": "Manager",
    "whencreated": "WhenCreated",
    "whensoftdeleted": "WhenSoftDeleted",
    **{f"customattribute{n}": f"CustomAttribute{n}" for n in range(1, 16)},
}
# Columns with few NULLs get a whole index, the others a partial one.
_FULL = ("name", "alias", "displayname", "userprincipalname", "externaldirectoryobjectid", "recipienttypedetails",
         "whencreated")  # fmt: skip
_UNINDEXED = {"primarysmtpaddress", "exchangeguid", "whensoftdeleted"}
INDEXED = frozenset(COLUMNS) - _UNINDEXED

_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE recipient (
  id INTEGER PRIMARY KEY, guid TEXT NOT NULL, kind TEXT NOT NULL, state INTEGER NOT NULL,
  {", ".join(f"{name} TEXT" for name in COLUMNS)},
  doc TEXT NOT NULL
);
CREATE TABLE address (
  address TEXT NOT NULL, prefix TEXT NOT NULL, recipient INTEGER NOT NULL,
  PRIMARY KEY (address, prefix, recipient)
) WITHOUT ROWID;
CREATE TABLE object (
  id INTEGER PRIMARY KEY, noun TEXT NOT NULL, owner TEXT NOT NULL, guid TEXT NOT NULL, name TEXT NOT NULL,
  doc TEXT NOT NULL
);
CREATE TABLE member (
  grp TEXT NOT NULL, role TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (grp, role, member)
) WITHOUT ROWID;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, created TEXT NOT NULL, user TEXT NOT NULL, operation TEXT NOT NULL,
  recordtype TEXT NOT NULL, object TEXT NOT NULL, doc TEXT NOT NULL
);
CREATE TABLE account (upn TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE grant_code (code TEXT PRIMARY KEY, expires INTEGER NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID;
"""


def _index_statements() -> list[str]:
    statements = [
        "CREATE UNIQUE INDEX recipient_guid ON recipient (guid)",
        "CREATE INDEX recipient_list ON recipient (kind, state, name, id)",
        "CREATE INDEX recipient_state ON recipient (state, name, id)",
        "CREATE INDEX recipient_exchangeguid ON recipient (exchangeguid) WHERE exchangeguid IS NOT NULL",
        "CREATE INDEX address_recipient ON address (recipient)",
        "CREATE INDEX object_place ON object (noun, owner, name)",
        "CREATE INDEX object_guid ON object (guid)",
        "CREATE INDEX member_of ON member (member, role)",
        "CREATE INDEX audit_created ON audit (created)",
    ]
    for column in sorted(INDEXED):
        partial = "" if column in _FULL else f" WHERE {column} IS NOT NULL"
        tail = "id" if column == "name" else "name, id"
        statements.append(f"CREATE INDEX recipient_{column} ON recipient ({column}, {tail}){partial}")
    return statements


class Store:
    """A tenant's database. ``read()`` and ``write()`` give the thread's connection in a transaction."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._local = threading.local()
        self._memory: sqlite3.Connection | None = None
        self._lock = threading.RLock()
        if self.path == ":memory:":
            self._memory = self._open()

    @classmethod
    def create(cls, path: str | Path) -> Store:
        """Makes a new, empty database; raises FileExistsError."""
        if str(path) != ":memory:":
            if Path(path).exists():
                raise FileExistsError(str(path))
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        store = cls(path)
        connection = store.connection
        if store.path != ":memory:":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_TABLES)
        return store

    def build_indexes(self) -> None:
        """Makes the indexes, after the first rows are in: far quicker than row by row."""
        with self.write() as connection:
            for statement in _index_statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
        connection.create_function("fold", 1, _fold, deterministic=True)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -32768")
        return connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        if self._memory is not None:
            return self._memory
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._open()
        return connection

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the database."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that may change; it waits for other writers and commits at the end."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self.connection
        if self._memory is not None:
            self._lock.acquire()
        try:
            if connection.in_transaction:
                yield connection
                return
            connection.execute(begin)
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        finally:
            if self._memory is not None:
                self._lock.release()

    def get_meta(self, key: str, default: object = None) -> object:
        """A value of the tenant's own facts and settings."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set_meta(self, key: str, value: object) -> None:
        """Keeps a value of the tenant's own facts and settings."""
        with self.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))

    def close(self) -> None:
        """Closes this thread's connection."""
        connection = self._memory or getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None
            self._memory = None


def _fold(value: object) -> str | None:
    return None if value is None else fold(value)
