"""The common part of all Get cmdlets for recipients: identity, filter, name resolution, type, order, pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from exoshell.emulator import directory, worlds
from exoshell.emulator.call import Call, Result
from exoshell.emulator.errors import ambiguous, bad_value, invalid, not_found
from exoshell.emulator.query import World, read_filter, to_sql
from exoshell.emulator.recipients import LIVE, Listing, Recipient, candidates
from exoshell.emulator.store import INDEXED
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import fold
from exoshell.lang.opath import And, Comparison
from exoshell.lang.opath.nodes import Node

# Up to so many rows it is quicker to follow the filter's own index and to sort than to walk by name.
_FEW = 5000
Decorate = Callable[[Recipient, dict[str, Any]], dict[str, Any]]
_SORTABLE = {"name": "name", "displayname": "displayname", "alias": "alias", "office": "office",
             "serverlegacydn": "name", "city": "city", "company": "company", "firstname": "firstname",
             "lastname": "lastname", "department": "department", "recipienttype": "recipienttypedetails",
             "title": "title"}  # fmt: skip


class Search:
    """A condition put together from a call's parameters."""

    def __init__(self, kinds: Sequence[str], states: Sequence[int] = (LIVE,)) -> None:
        self.kinds = tuple(kinds)
        self.states = tuple(states)
        self.order = "name"
        self._conditions: list[str] = []
        self._params: list[object] = []
        self._narrow = False

    def restrict(self, sql: str, params: Sequence[object] = (), narrow: bool = False) -> None:
        """Adds a condition that must hold as well."""
        self._conditions.append(sql)
        self._params += params
        self._narrow = self._narrow or narrow

    def types(self, details: Sequence[str]) -> None:
        """Only recipients of these RecipientTypeDetails."""
        marks = ",".join("?" * len(details))
        # Rare kinds are found by their own index; of the common ones most rows fit anyway.
        rare = all(name != "UserMailbox" for name in details)
        self.restrict(f"recipienttypedetails IN ({marks})", [fold(name) for name in details], narrow=rare)

    def filter(self, tenant: Tenant, noun: str, text: str, parameter: str = "Filter") -> None:
        """Only what an OPATH filter lets through."""
        node = read_filter(text, parameter)
        sql, params, narrow = to_sql(node, worlds.world(noun))
        self.restrict(sql, params, narrow or _few(tenant, node, worlds.world(noun)))

    def anr(self, text: str) -> None:
        """Name resolution: a prefix of name, display name, first name, last name or alias."""
        if len(text) < 3:
            raise invalid("The value of the Anr parameter must have at least three characters.", text)
        key = fold(text)
        end = key[:-1] + chr(ord(key[-1]) + 1)
        columns = ("name", "displayname", "firstname", "lastname", "alias")
        union = " UNION ".join(f"SELECT id FROM recipient WHERE {c} >= ? AND {c} < ?" for c in columns)
        self.restrict(f"recipient.id IN ({union})", [key, end] * len(columns), narrow=True)

    def listing(self) -> Listing:
        """The listing to take pages from."""
        return Listing(
            self.kinds, self.states, " AND ".join(self._conditions), self._params, self._narrow, self.order
        )


def _few(tenant: Tenant, node: Node, world: World) -> bool:
    """Whether a range of an indexed column that the filter demands holds few rows; a short look at the index tells."""
    parts = node.parts if isinstance(node, And) else (node,)
    for part in parts:
        if isinstance(part, Comparison) and part.operator in ("gt", "ge", "lt", "le"):
            field = world.fields.get(part.property.lower())
            if field is not None and field.sql in INDEXED:
                sql, params, _ = to_sql(part, world)
                look = f"SELECT count(*) FROM (SELECT 1 FROM recipient WHERE {sql} LIMIT {_FEW + 1})"
                if tenant.store.connection.execute(look, params).fetchone()[0] <= _FEW:
                    return True
    return False


def run(
    call: Call,
    search: Search,
    noun: str | None = None,
    decorate: Decorate | None = None,
    fits: Callable[[Recipient], bool] | None = None,
) -> Result:
    """Answers a Get cmdlet of recipients from its parameters."""
    noun = noun or call.noun
    view = directory.view(call.tenant, noun)
    identity = call.args.get("Identity")

    def shown(recipient: Recipient) -> dict[str, Any]:
        row = directory.values(call.tenant, recipient)
        return decorate(recipient, row) if decorate else row

    if identity not in (None, ""):
        found = _by_identity(call, search, str(identity), fits)
        if call.args.get("Filter") or call.args.get("RecipientTypeDetails"):
            _refine(call, search, noun)
            kept = {r.id for r in search.listing().everything(call.tenant)}
            found = [r for r in found if r.id in kept]
        return Result([shown(r) for r in found], view)
    _refine(call, search, noun)
    page, cursor = search.listing().page(call.tenant, call.limit, call.cursor)
    return Result([shown(r) for r in page], view, cursor, paged=True)


def _by_identity(
    call: Call, search: Search, identity: str, fits: Callable[[Recipient], bool] | None
) -> list[Recipient]:
    if "*" in identity and "@" not in identity.strip("*")[:0]:
        pattern = fold(identity)
        core = pattern.strip("*")
        if pattern.startswith("*") or "*" in core:
            search.restrict("(name GLOB ?1 OR alias GLOB ?1)".replace("?1", "?"), [pattern, pattern])
        else:
            end = core[:-1] + chr(ord(core[-1]) + 1) if core else "\uffff"
            search.restrict("((name >= ? AND name < ?) OR (alias >= ? AND alias < ?) OR "
                            "(displayname >= ? AND displayname < ?))", [core, end] * 3)  # fmt: skip
        return search.listing().everything(call.tenant)
    found = [
        r for r in candidates(call.tenant, identity, search.kinds, search.states) if fits is None or fits(r)
    ]
    if not found:
        raise not_found(identity, call.tenant.server)
    if len(found) > 1:
        raise ambiguous(identity)
    return found


def _refine(call: Call, search: Search, noun: str) -> None:
    args = call.args
    details = args.get("RecipientTypeDetails")
    if details:
        search.types(details if isinstance(details, list) else [details])
    plain = args.get("RecipientType")
    if plain:
        names = {fold(name) for name in (plain if isinstance(plain, list) else [plain])}
        fitting = [d for d, t in directory.RECIPIENT_TYPES.items() if fold(t) in names]
        search.types(fitting or ["-"])
    if args.get("Anr"):
        search.anr(str(args["Anr"]))
    if args.get("Filter") not in (None, ""):
        search.filter(call.tenant, noun, _rewrite(str(args["Filter"])))
    for name in ("RecipientPreviewFilter",):
        if args.get(name):
            search.filter(call.tenant, "Recipient", _rewrite(str(args[name])), name)
    order = args.get("SortBy")
    if order:
        column = _SORTABLE.get(fold(order))
        if column is None:
            raise bad_value("SortBy", order, "System.String")
        search.order = column


def _rewrite(text: str) -> str:
    return re.sub(r"^\s*\((.*)\)\s*$", r"(\1)", text, flags=re.S)
