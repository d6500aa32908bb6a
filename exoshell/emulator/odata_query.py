"""What a request to an entity set asks for, and the entities it gets."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from exoshell.emulator import admin_api, directory, invoke, paging, recipients, roles
from exoshell.emulator.call import Caller
from exoshell.emulator.errors import CommandError
from exoshell.emulator.recipients import INACTIVE, LIVE, MAIL_KINDS, SOFT_DELETED, Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import read_bool
from exoshell.emulator.wire import Request, Response
from exoshell.schema import property_sets


@dataclass
class Query:
    """One request to an entity set."""

    tenant: Tenant
    request: Request
    caller: Caller
    base: str
    options: dict[str, str] = field(default_factory=dict)

    @property
    def encoded(self) -> bool:
        """Whether keys are base64 of UTF-8."""
        return bool(read_bool(self.options.get("isencoded", "")))

    def flag(self, name: str) -> bool:
        """Whether an option of this name is on."""
        return bool(read_bool(self.options.get(name.lower(), "")))

    def key(self, text: str | None) -> str:
        """The identity in a key segment."""
        value = (text or "").strip()
        if value.startswith("'") and value.endswith("'") and len(value) > 1:
            value = value[1:-1].replace("''", "'")
        if self.encoded and value:
            try:
                return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_" if "-" in value or "_" in value
                                        else None).decode()  # fmt: skip
            except (ValueError, UnicodeDecodeError):
                return value
        return value


@dataclass(frozen=True)
class EntitySet:
    """A set of recipients: which kinds it holds, the noun of its rows and the cmdlet it stands for."""

    noun: str
    kinds: tuple[str, ...]
    cmdlet: str
    sets: str = ""


SETS = {
    "mailbox": EntitySet("Mailbox", ("mailbox",), "Get-Mailbox", "Mailbox"),
    "casmailbox": EntitySet("CasMailbox", ("mailbox",), "Get-CASMailbox", "CasMailbox"),
    "recipient": EntitySet("Recipient", MAIL_KINDS, "Get-Recipient", "Recipient"),
    "user": EntitySet("User", ("mailbox", "mailuser", "user"), "Get-User"),
    "dynamicdistributiongroup": EntitySet(
        "DynamicDistributionGroup", ("dynamicgroup",), "Get-DynamicDistributionGroup"
    ),
}
MORE_MINIMUM = {
    "Recipient": ["Identity", "Alias", "DisplayName", "EmailAddresses", "PrimarySmtpAddress", "DistinguishedName",
                  "ExternalDirectoryObjectId"],
    "Mailbox": ["Identity"], "CasMailbox": ["ExternalDirectoryObjectId"],
}  # fmt: skip


def check(query: Query, cmdlet: str) -> None:
    row = invoke.catalogue_row(cmdlet)
    assert row is not None
    roles.check(query.tenant, query.caller, row, {})


def names_wanted(query: Query, entity_set: EntitySet) -> list[str] | None:
    """The properties to return: the union of the property sets and ``$select``; None is all."""
    sets = property_sets.load().get(entity_set.sets, {})
    asked = [s.strip() for s in query.options.get("propertyset", "").split(",") if s.strip()]
    select = [s.strip() for s in query.options.get("$select", "").split(",") if s.strip()]
    if any(s.lower() == "all" for s in asked) or (not sets and not select):
        return None
    if not asked and not select:
        asked = ["Minimum"]
    by_lower = {name.lower(): names for name, names in sets.items()}
    wanted: list[str] = []
    for name in asked:
        if name.lower() not in by_lower:
            raise CommandError(f"The property set '{name}' isn't known.", "System.ArgumentException")
        wanted += by_lower[name.lower()]
        if name.lower() == "minimum":
            wanted += MORE_MINIMUM.get(entity_set.sets, [])
    return wanted + select


def shape(query: Query, entity_set: EntitySet) -> tuple[Any, set[str] | None]:
    view = directory.view(query.tenant, entity_set.noun)
    wanted = names_wanted(query, entity_set)
    if wanted is None:
        return view, None
    for name in wanted:
        if view.property(name) is None and name.lower() != "objectkey":
            raise CommandError(f"Could not find a property named '{name}' on type 'Exchange.{entity_set.noun}'.",
                               "Microsoft.OData.ODataException")  # fmt: skip
    return view.selecting(wanted), {n.lower() for n in wanted}


def entity(query: Query, entity_set: EntitySet, view: Any, recipient: Recipient) -> dict[str, Any]:
    row = view.entity(directory.values(query.tenant, recipient))
    key = quote(str(recipient.doc.get("ExternalDirectoryObjectId") or recipient.guid))
    address = f"{query.base}/{entity_set.noun}('{key}')"
    return {"@odata.id": address, "@odata.editLink": address, **row}


def one(query: Query, headers: dict[str, str], entity_set: EntitySet, identity: str) -> Response:
    view, _ = shape(query, entity_set)
    recipient = find(query, entity_set, identity)
    context = f"{query.base}/$metadata#{entity_set.noun}/$entity"
    return Response.of_json({"@odata.context": context, **entity(query, entity_set, view, recipient)}, 200,
                            {**headers, "Content-Type": admin_api.JSON_TYPE})  # fmt: skip


def find(query: Query, entity_set: EntitySet, identity: str) -> Recipient:
    kinds = entity_set.kinds + (("groupmailbox",) if entity_set.noun == "Mailbox" else ())
    return recipients.find(query.tenant, identity, kinds, states(query))


def states(query: Query) -> tuple[int, ...]:
    if query.flag("InactiveMailboxOnly"):
        return (INACTIVE,)
    if query.flag("SoftDeletedMailbox"):
        return (SOFT_DELETED, INACTIVE)
    if query.flag("IncludeInactiveMailbox") or query.flag("IncludeSoftDeletedRecipients"):
        return (LIVE, SOFT_DELETED, INACTIVE)
    return (LIVE,)


def rows_of(query: Query, cmdlet: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a cmdlet as plain values."""
    from exoshell.emulator.binding import bind
    from exoshell.emulator.call import Call

    row = invoke.catalogue_row(cmdlet)
    assert row is not None
    roles.check(query.tenant, query.caller, row, parameters)
    call = Call(query.tenant, query.caller, row["name"], row, bind(row, parameters), page_size=1 << 30)
    from exoshell.emulator import resources

    handler = resources.behaviour(cmdlet)
    assert handler is not None
    result = handler(call)
    if result is None:
        return []
    if result.view is None:
        return result.rows
    return [result.view.entity(values) for values in result.rows]


def collection(query: Query, headers: dict[str, str], name: str, rows: list[dict[str, Any]]) -> Response:
    size = admin_api.page_size(query.tenant, query.request, 100)
    asked = paging.fingerprint(query.request.path)
    start = 0
    if "$skiptoken" in query.options:
        try:
            start = int(paging.read(query.tenant, query.options["$skiptoken"], asked)[0])
        except paging.StalePage:
            return admin_api.stale(headers)
    body: dict[str, Any] = {
        "@odata.context": f"{query.base}/$metadata#{name}",
        "value": rows[start : start + size],
    }
    if start + size < len(rows):
        token = paging.write(query.tenant, start + size, start + size, asked)
        kept = "&".join(f"{quote(k, safe='$')}={quote(v, safe='')}" for k, v in query.request.query.items()
                        if k.lower() != "$skiptoken")  # fmt: skip
        place = query.base + query.request.path[query.request.path.lower().index("/mailbox") :] if "/mailbox" in \
            query.request.path.lower() else query.base + "/" + name  # fmt: skip
        body["@odata.nextLink"] = (
            f"{quote(place, safe=':/()$,=%')}?{kept}{'&' if kept else ''}$skiptoken={token}"
        )
    return Response.of_json(body, 200, {**headers, "Content-Type": admin_api.JSON_TYPE})
