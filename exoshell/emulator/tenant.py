"""A tenant: its names, clock, ids and settings on top of its store."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from exoshell.emulator.store import Store
from exoshell.emulator.values import keep_date, moment


class Tenant:
    """An open tenant. Made by ``tenants`` and ``demo``; everything else only uses one."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._version: object = None
        self._settings: dict[str, Any] = {}

    # ---- names ----

    @cached_property
    def facts(self) -> dict[str, Any]:
        """id, name, initial_domain, seed, forest and when it was made; these never change."""
        facts = self.store.get_meta("tenant")
        assert isinstance(facts, dict), "no tenant in this file"
        return facts

    @property
    def id(self) -> str:
        """The tenant's GUID."""
        return str(self.facts["id"])

    @property
    def initial_domain(self) -> str:
        """``contoso.onmicrosoft.com``."""
        return str(self.facts["initial_domain"])

    @property
    def seed(self) -> str:
        """What all invented values are made from."""
        return str(self.facts["seed"])

    @property
    def forest(self) -> str:
        """``EURPR05A001``."""
        return str(self.facts["forest"])

    @cached_property
    def server(self) -> str:
        """The domain controller that objects come from."""
        return f"AM0{self.forest[:3]}05DC001.{self.forest}.PROD.OUTLOOK.COM"

    @cached_property
    def organization_dn(self) -> str:
        """The distinguished name under which the tenant's recipients live."""
        tail = f"DC={self.forest},DC=PROD,DC=OUTLOOK,DC=COM"
        return f"OU={self.initial_domain},OU=Microsoft Exchange Hosted Organizations,{tail}"

    @cached_property
    def configuration_dn(self) -> str:
        """The distinguished name under which its configuration lives."""
        tail = f"DC={self.forest},DC=PROD,DC=OUTLOOK,DC=COM"
        return f"CN=Configuration,CN={self.initial_domain},CN=ConfigurationUnits,{tail}"

    @cached_property
    def organization_id(self) -> str:
        """The text form of the organization's identity."""
        forest = f"{self.forest.lower()}.prod.outlook.com"
        return (
            f"{forest}/Microsoft Exchange Hosted Organizations/{self.initial_domain} - "
            f"{forest}/ConfigurationUnits/{self.initial_domain}/Configuration"
        )

    @cached_property
    def organizational_unit(self) -> str:
        """The canonical name of the tenant's unit."""
        forest = f"{self.forest.lower()}.prod.outlook.com"
        return f"{forest}/Microsoft Exchange Hosted Organizations/{self.initial_domain}"

    # ---- settings ----

    def settings(self) -> dict[str, Any]:
        """Clock, limits and faults; another process may have changed them."""
        version = (
            self.store.connection.execute("PRAGMA data_version").fetchone()[0],
            id(self.store.connection),
        )
        if version != self._version:
            value = self.store.get_meta("settings", {})
            assert isinstance(value, dict)
            self._settings, self._version = value, version
        return self._settings

    def change_settings(self, **values: Any) -> None:
        """Sets some of the settings; None takes one away."""
        settings = {**self.settings(), **values}
        settings = {key: value for key, value in settings.items() if value is not None}
        self.store.set_meta("settings", settings)
        self._settings = settings

    # ---- clock ----

    def now(self) -> datetime:
        """The tenant's present: the machine's, a fixed one, or one shifted by some seconds."""
        clock = self.settings().get("clock")
        if isinstance(clock, str):
            return moment(clock)
        now = datetime.now(UTC)
        return now + timedelta(seconds=clock) if isinstance(clock, int | float) else now

    def stamp(self) -> str:
        """The present in kept form."""
        return keep_date(self.now())

    # ---- ids ----

    def new_guid(self) -> str:
        """The next GUID: the same sequence for the same seed."""
        with self.store.write() as connection:
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('ids', '0')")
            row = connection.execute(
                "UPDATE meta SET value = value + 1 WHERE key = 'ids' RETURNING value"
            ).fetchone()
        return self.guid_of(f"id|{int(row[0])}")

    def guid_of(self, text: str) -> str:
        """The GUID that belongs to a text in this tenant."""
        digest = hashlib.blake2b(f"{self.seed}|{text}".encode(), digest_size=16).hexdigest()
        return f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-a{digest[17:20]}-{digest[20:]}"

    def number_of(self, text: str, limit: int) -> int:
        """A number below ``limit`` that belongs to a text in this tenant."""
        digest = hashlib.blake2b(f"{self.seed}|{text}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % limit

    def describe(self) -> str:
        """The facts as JSON text."""
        return json.dumps(self.facts)
