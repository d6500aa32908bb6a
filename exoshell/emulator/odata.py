"""The OData entity sets behind the Get-EXO* cmdlets, and the few others that clients ask for."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from exoshell.emulator import admin_api, directory, invoke, odata_filter, paging, recipients, roles, worlds
from exoshell.emulator.call import Caller
from exoshell.emulator.encode import Property
from exoshell.emulator.errors import CommandError, Denied
from exoshell.emulator.listing import Search
from exoshell.emulator.query import to_sql
from exoshell.emulator.recipients import INACTIVE, LIVE, MAIL_KINDS, SOFT_DELETED, Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import read_bool
from exoshell.emulator.wire import Request, Response
from exoshell.schema import odata as model
from exoshell.schema import property_sets

_SEGMENT = re.compile(r"([\w.$]+)(?:\((.*)\))?", re.S)


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
_MORE_MINIMUM = {
    "Recipient": ["Identity", "Alias", "DisplayName", "EmailAddresses", "PrimarySmtpAddress", "DistinguishedName",
                  "ExternalDirectoryObjectId"],
    "Mailbox": ["Identity"], "CasMailbox": ["ExternalDirectoryObjectId"],
}  # fmt: skip


def answer(tenant: Tenant, request: Request, caller: Caller, base: str, path: str) -> Response:
    """Answers a GET on an entity set, an entity, or what belongs to it."""
    headers = admin_api.standard_headers(tenant, request)
    if request.method not in ("GET", "HEAD"):
        return admin_api.problem({**headers, "Allow": "GET"}, 405, "MethodNotAllowed", "Only GET is allowed.")
    query = Query(tenant, request, caller, base, {k.lower(): v for k, v in request.query.items()})
    try:
        return _route(query, headers, path)
    except Denied:
        return admin_api.problem(headers, 403, "Unauthorized", f"User is not allowed to call {path}.")
    except odata_filter.ODataFilterError:
        return admin_api.problem(headers, 400, "BadRequest", "Invalid filter clause")
    except CommandError as error:
        if "filterable property" in error.text or "Invalid filter syntax" in error.text:
            return admin_api.problem(headers, 400, "BadRequest", "Invalid filter clause")
        if error.type.endswith("ManagementObjectNotFoundException"):
            error = CommandError(
                error.text, error.type, error.id, status=404, category="Client", target=error.target
            )
        return admin_api.command_error(tenant, headers, error)


def _route(query: Query, headers: dict[str, str], path: str) -> Response:
    if path in ("", "$metadata"):
        sets = [{"name": n, "kind": "EntitySet", "url": n} for n in model.load()["entitySets"]]
        return Response.of_json({"@odata.context": f"{query.base}/$metadata", "value": sets}, 200, headers)
    parts = _split(path)
    head = _SEGMENT.fullmatch(parts[0])
    if head is None:
        return admin_api.problem(
            headers, 404, "NotFound", f"Resource not found for the segment '{parts[0]}'."
        )
    name, key = head[1].lower(), head[2]
    if name == "cmdletinfo":
        return admin_api.cmdlet_info(query.tenant, query.request, query.base, query.key(key))
    entity_set = SETS.get(name)
    if entity_set is None:
        return _config(query, headers, head[1], key)
    _check(query, entity_set.cmdlet)
    if len(parts) > 1:
        return _related(query, headers, entity_set, key, parts[1:])
    if key is not None:
        if query.options.get("$expand", "").lower() == "recipientpermission":
            return _recipient_permission(query, headers, query.key(key))
        return _one(query, headers, entity_set, query.key(key))
    return _list(query, headers, entity_set)


def _split(path: str) -> list[str]:
    """Segments, with slashes inside quotes or parentheses left alone."""
    parts, depth, quoted, start = [], 0, False, 0
    for index, char in enumerate(path):
        if char == "'":
            quoted = not quoted
        elif not quoted and char in "()":
            depth += 1 if char == "(" else -1
        elif char == "/" and not quoted and not depth:
            parts.append(path[start:index])
            start = index + 1
    return [*parts, path[start:]]


def _check(query: Query, cmdlet: str) -> None:
    row = invoke.catalogue_row(cmdlet)
    assert row is not None
    roles.check(query.tenant, query.caller, row, {})


# ---- entities ----


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
            wanted += _MORE_MINIMUM.get(entity_set.sets, [])
    return wanted + select


def _shape(query: Query, entity_set: EntitySet) -> tuple[Any, set[str] | None]:
    view = directory.view(query.tenant, entity_set.noun)
    wanted = names_wanted(query, entity_set)
    if wanted is None:
        return view, None
    for name in wanted:
        if view.property(name) is None and name.lower() != "objectkey":
            raise CommandError(f"Could not find a property named '{name}' on type 'Exchange.{entity_set.noun}'.",
                               "Microsoft.OData.ODataException")  # fmt: skip
    return view.selecting(wanted), {n.lower() for n in wanted}


def _entity(query: Query, entity_set: EntitySet, view: Any, recipient: Recipient) -> dict[str, Any]:
    row = view.entity(directory.values(query.tenant, recipient))
    key = quote(str(recipient.doc.get("ExternalDirectoryObjectId") or recipient.guid))
    address = f"{query.base}/{entity_set.noun}('{key}')"
    return {"@odata.id": address, "@odata.editLink": address, **row}


def _one(query: Query, headers: dict[str, str], entity_set: EntitySet, identity: str) -> Response:
    view, _ = _shape(query, entity_set)
    recipient = _find(query, entity_set, identity)
    context = f"{query.base}/$metadata#{entity_set.noun}/$entity"
    return Response.of_json({"@odata.context": context, **_entity(query, entity_set, view, recipient)}, 200,
                            {**headers, "Content-Type": admin_api.JSON_TYPE})  # fmt: skip


def _find(query: Query, entity_set: EntitySet, identity: str) -> Recipient:
    kinds = entity_set.kinds + (("groupmailbox",) if entity_set.noun == "Mailbox" else ())
    return recipients.find(query.tenant, identity, kinds, _states(query))


def _states(query: Query) -> tuple[int, ...]:
    if query.flag("InactiveMailboxOnly"):
        return (INACTIVE,)
    if query.flag("SoftDeletedMailbox"):
        return (SOFT_DELETED, INACTIVE)
    if query.flag("IncludeInactiveMailbox") or query.flag("IncludeSoftDeletedRecipients"):
        return (LIVE, SOFT_DELETED, INACTIVE)
    return (LIVE,)


def _list(query: Query, headers: dict[str, str], entity_set: EntitySet) -> Response:
    view, _ = _shape(query, entity_set)
    options = query.options
    search = Search(entity_set.kinds, _states(query))
    details = [d for d in options.get("recipienttypedetails", "").split(",") if d]
    if details:
        search.types(details)
        if "GroupMailbox" in details and "groupmailbox" not in search.kinds:
            search.kinds = (*search.kinds, "groupmailbox")
    elif entity_set.noun in ("Mailbox", "CasMailbox", "Recipient"):
        search.restrict("recipienttypedetails NOT IN ('publicfoldermailbox', 'arbitrationmailbox')")
    if options.get("$filter"):
        node = odata_filter.parse(options["$filter"])
        search.restrict(*to_sql(node, worlds.everything(entity_set.noun)))
    if options.get("anr"):
        search.anr(options["anr"])
    if query.flag("Archive"):
        search.restrict("json_extract(doc, '$.ArchiveGuid') IS NOT NULL")
    asked = paging.fingerprint(entity_set.noun, {k: v for k, v in options.items() if k != "$skiptoken"})
    cursor, served = None, 0
    if "$skiptoken" in options:
        try:
            cursor, served = paging.read(query.tenant, options["$skiptoken"], asked)
        except paging.StalePage:
            return admin_api.stale(headers)
    size = admin_api.page_size(query.tenant, query.request, 100)
    top = options.get("$top", "")
    rest = int(top) - served if top.isdigit() else None
    limit = size if rest is None else max(0, min(size, rest))
    page, following = search.listing().page(query.tenant, limit, cursor) if limit else ([], None)
    body: dict[str, Any] = {"@odata.context": f"{query.base}/$metadata#{entity_set.noun}"}
    if options.get("$count", "").lower() == "true":
        body["@odata.count"] = search.listing().count(query.tenant)
    body["value"] = [_entity(query, entity_set, view, r) for r in page]
    served += len(page)
    if following is not None and (rest is None or rest > len(page)):
        kept = "&".join(f"{quote(k, safe='$')}={quote(v, safe='')}" for k, v in query.request.query.items()
                        if k.lower() != "$skiptoken")  # fmt: skip
        token = paging.write(query.tenant, following, served, asked)
        body["@odata.nextLink"] = (
            f"{query.base}/{entity_set.noun}?{kept}{'&' if kept else ''}$skiptoken={token}"
        )
    return Response.of_json(body, 200, {**headers, "Content-Type": admin_api.JSON_TYPE})


# ---- what belongs to an entity ----


def _related(
    query: Query, headers: dict[str, str], entity_set: EntitySet, key: str | None, rest: list[str]
) -> Response:
    identity = query.key(key) if key is not None else ""
    tail = "/".join(rest)
    for pattern, function in _RELATED:
        match = re.fullmatch(pattern, tail, re.I | re.S)
        if match:
            return function(query, headers, identity, match)
    return admin_api.problem(headers, 404, "NotFound", f"Resource not found for the segment '{rest[0]}'.")


def _rows(query: Query, cmdlet: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
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


def _collection(query: Query, headers: dict[str, str], name: str, rows: list[dict[str, Any]]) -> Response:
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


def _statistics(query: Query, headers: dict[str, str], identity: str, match: re.Match[str]) -> Response:
    from exoshell.emulator.resources import mailbox_statistics

    _check(query, "Get-MailboxStatistics")
    archive = query.flag("Archive")
    if match.lastindex:
        facts = dict(part.split("=", 1) for part in match[1].split(",") if "=" in part)
        identity = facts.get("mailboxGuid", "").strip("'")
    states = _states(query)
    found = recipients.candidates(query.tenant, identity, ("mailbox", "groupmailbox"), states)
    if not found:
        row = query.tenant.store.connection.execute(
            "SELECT guid FROM recipient WHERE json_extract(doc, '$.ArchiveGuid') = ?", (identity.lower(),)
        ).fetchone()
        owner = recipients.by_guid(query.tenant, row[0]) if row else None
        if owner is None:
            recipients.find(query.tenant, identity, ("mailbox",), states)
        else:
            found, archive = [owner], True
    row_values = mailbox_statistics.row_of(query.tenant, found[0], archive)
    entity = _typed_entity("MailboxStatistics", {**mailbox_statistics.DEFAULTS, **row_values})
    select = {s.strip().lower() for s in query.options.get("$select", "").split(",") if s.strip()}
    if select:
        entity = {k: v for k, v in entity.items() if k.lower() in select}
    body = {"@odata.context": f"{query.base}/$metadata#Exchange.MailboxStatistics", **entity}
    return Response.of_json(body, 200, {**headers, "Content-Type": admin_api.JSON_TYPE})


def _typed_entity(name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values by the entity or complex type of the model: dates as text, sizes as byte counts."""
    known = model.load()
    kind = known["complexTypes"].get(name) or known["entityTypes"][name]
    result: dict[str, Any] = {}
    for prop, edm in kind["properties"].items():
        value = values.get(prop)
        if isinstance(value, str) and len(value) == 20 and value[10] == "T":
            value = Property(prop, "DateTime", None).plain(value)
        if edm in ("Int64", "Int32", "Int16") and isinstance(value, str):
            value = int(value) if value.isdigit() else None
        elif edm == "String" and isinstance(value, int | bool):
            value = str(value)
        if value is None:
            value = {
                "Boolean": False,
                "Int64": 0,
                "Int32": 0,
                "Guid": "00000000-0000-0000-0000-000000000000",
            }.get(edm)
            if edm.startswith("Collection"):
                value = []
        result[prop] = value
    return result


def _mailbox_permission(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    parameters: dict[str, Any] = {"Identity": identity}
    if query.flag("SoftDeletedMailbox"):
        parameters["SoftDeletedMailbox"] = True
    grouped: dict[str, dict[str, Any]] = {}
    for row in _rows(query, "Get-MailboxPermission", parameters):
        entry = grouped.setdefault(row["User"], {
            "PermissionId": f"{row['Identity']}_{row['User']}", "MailboxIdentity": row["Identity"], "User": row["User"],
            "IsOwner": row["User"] == "NT AUTHORITY\\SELF", "PermissionList": [],
        })  # fmt: skip
        entry["PermissionList"].append({"AccessRights": row["AccessRights"], "IsInherited": row["IsInherited"],
                                        "Deny": row["Deny"], "InheritanceType": row["InheritanceType"]})  # fmt: skip
    return _collection(query, headers, "MailboxPermission", list(grouped.values()))


def _recipient_permission(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str] | None = None
) -> Response:
    parameters: dict[str, Any] = {"Identity": identity}
    if match is not None:
        facts = dict(re.findall(r"(\w+)=('(?:[^']|'')*'|\[[^\]]*\]|[^,]*)", match[1]))
        parameters = {k: v.strip("'") for k, v in (("Identity", facts.get("identity", "")),
                                                   ("Trustee", facts.get("trustee", ""))) if v.strip("'")}  # fmt: skip
    for name in ("Trustee", "AccessRights"):
        if query.options.get(name.lower()):
            parameters[name] = query.options[name.lower()]
    rows = _rows(query, "Get-RecipientPermission", parameters)
    names = ("Identity", "Trustee", "AccessControlType", "AccessRights", "IsInherited", "InheritanceType")
    listed = [{n: row.get(n) for n in names} for row in rows]
    if match is not None:
        owners: dict[str, list[dict[str, Any]]] = {}
        for row in listed:
            owners.setdefault(str(row["Identity"]), []).append(row)
        values = [{"Identity": o, "RecipientPermission": permissions} for o, permissions in owners.items()]
        return _collection(query, headers, "Recipient", values)
    recipient = recipients.find(query.tenant, identity, MAIL_KINDS)
    view = directory.view(query.tenant, "Recipient").selecting(
        ["Identity", "Name", "ExternalDirectoryObjectId"]
    )
    body = {"@odata.context": f"{query.base}/$metadata#Recipient/$entity",
            **_entity(query, SETS["recipient"], view, recipient), "RecipientPermission": listed}  # fmt: skip
    return Response.of_json(body, 200, headers)


def _folder_statistics(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    scope = re.search(r"'(\w+)'", match[1])
    parameters: dict[str, Any] = {"Identity": identity}
    if scope and scope[1] != "All":
        parameters["FolderScope"] = scope[1]
    for name in ("Archive", "IncludeOldestAndNewestItems", "IncludeAnalysis"):
        if query.flag(name):
            parameters[name] = True
    rows = _rows(query, "Get-MailboxFolderStatistics", parameters)
    return _collection(query, headers, "MailboxFolderStatistics", rows)


def _folder_permission(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    folder = query.key(match[1])
    parameters = {"Identity": f"{identity}:{folder}"}
    if query.flag("GroupMailbox"):
        parameters["GroupMailbox"] = "true"
    rows = _rows(query, "Get-MailboxFolderPermission", parameters)
    values = [
        {"Identity": row["Identity"], "MailboxFolderIdentity": f"{identity}:{folder}", "FolderName": row["FolderName"],
         "User": row["User"], "MailboxFolderUser": {"UserPrincipalName": row.get("UserPrincipalName"),
                                                     "UserType": row.get("UserType", "Internal"),
                                                     "DisplayName": row["User"]},
         "AccessRights": row["AccessRights"], "SharingPermissionFlags": row.get("SharingPermissionFlags")}
        for row in rows
    ]  # fmt: skip
    return _collection(query, headers, "MailboxFolderPermission", values)


def _device_statistics(
    query: Query, headers: dict[str, str], identity: str, match: re.Match[str]
) -> Response:
    parameters = {"Mailbox": identity}
    if match.lastindex:
        parameters = {"Identity": match[1].strip("'")}
    return _collection(
        query, headers, "MobileDeviceStatistics", _rows(query, "Get-MobileDeviceStatistics", parameters)
    )


def _by_address(query: Query, headers: dict[str, str], identity: str, match: re.Match[str]) -> Response:
    name = query.request.path.lower().rpartition("/exchange.bysmtpaddress")[0].rpartition("/")[2]
    return _one(query, headers, SETS[name], match[1].replace("''", "'"))


_Related = Callable[[Query, dict[str, str], str, re.Match[str]], Response]
_RELATED: tuple[tuple[str, _Related], ...] = (
    (r"Exchange\.GetMailboxStatistics\(\)", _statistics),
    (r"Exchange\.GetMailboxStatisticsV2\((.*)\)", _statistics),
    (r"MailboxPermission", _mailbox_permission),
    (r"RecipientPermission", lambda q, h, i, m: _recipient_permission(q, h, i)),
    (r"MailboxFolder/Exchange\.GetMailboxFolderStatistics\((.*)\)", _folder_statistics),
    (r"MailboxFolder\((.*)\)/MailboxFolderPermission", _folder_permission),
    (r"MobileDevice/Exchange\.GetMobileDeviceStatistics\(\)", _device_statistics),
    (r"MobileDevice/Exchange\.GetMobileDeviceStatisticsByIdentity\(Identity=(.*)\)", _device_statistics),
    (r"Exchange\.BySmtpAddress\(SmtpAddress='(.*)'\)", _by_address),
    (r"Exchange\.GetRecipientPermissionByFilters\((.*)\)", _recipient_permission),
)


def _config(query: Query, headers: dict[str, str], name: str, key: str | None) -> Response:
    """Entity sets that stand for configuration cmdlets."""
    spelled = next((n for n in model.load()["entitySets"] if n.lower() == name.lower()), None)
    cmdlet = {"exchangerolegroup": "Get-RoleGroup", "exchangerolegroupmember": "Get-RoleGroupMember",
              "exchangemanagementscope": "Get-ManagementScope"}.get(name.lower(), f"Get-{name}")  # fmt: skip
    if spelled is None or invoke.catalogue_row(cmdlet) is None:
        return admin_api.problem(headers, 404, "NotFound", f"Resource not found for the segment '{name}'.")
    parameters = {"Identity": query.key(key)} if key is not None else {}
    rows = _rows(query, cmdlet, parameters)
    if key is not None and not cmdlet.endswith("Member"):
        return Response.of_json(
            {"@odata.context": f"{query.base}/$metadata#{spelled}/$entity", **rows[0]}, 200, headers
        )
    return _collection(query, headers, spelled, rows)
