"""The OData entity sets behind the Get-EXO* cmdlets, and the few others that clients ask for."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from exoshell.emulator import admin_api, invoke, odata_filter, paging, worlds
from exoshell.emulator.call import Caller
from exoshell.emulator.errors import CommandError, Denied
from exoshell.emulator.listing import Search
from exoshell.emulator.odata_query import (
    SETS,
    EntitySet,
    Query,
    check,
    collection,
    entity,
    one,
    rows_of,
    shape,
    states,
)
from exoshell.emulator.odata_related import recipient_permission, related
from exoshell.emulator.query import to_sql
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.wire import Request, Response
from exoshell.schema import odata as model

_SEGMENT = re.compile(r"([\w.$]+)(?:\((.*)\))?", re.S)


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
    check(query, entity_set.cmdlet)
    if len(parts) > 1:
        return related(query, headers, entity_set, key, parts[1:])
    if key is not None:
        if query.options.get("$expand", "").lower() == "recipientpermission":
            return recipient_permission(query, headers, query.key(key))
        return one(query, headers, entity_set, query.key(key))
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


def _list(query: Query, headers: dict[str, str], entity_set: EntitySet) -> Response:
    view, _ = shape(query, entity_set)
    options = query.options
    search = Search(entity_set.kinds, states(query))
    details = [d for d in options.get("recipienttypedetails", "").split(",") if d]
    if details:
        search.types(details)
        if "GroupMailbox" in details and "groupmailbox" not in search.kinds:
            search.kinds = (*search.kinds, "groupmailbox")
    elif entity_set.noun in ("Mailbox", "CasMailbox", "Recipient"):
        search.restrict("recipienttypedetails NOT IN ('publicfoldermailbox', 'arbitrationmailbox')")
    if options.get("$filter"):
        node = odata_filter.parse(options["$filter"])
        search.restrict(*to_sql(node, worlds.entities(entity_set.noun)))
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
    rest = int(top) - served if top.isdecimal() else None
    limit = size if rest is None else max(0, min(size, rest))
    page, following = search.listing().page(query.tenant, limit, cursor) if limit else ([], None)
    body: dict[str, Any] = {"@odata.context": f"{query.base}/$metadata#{entity_set.noun}"}
    if options.get("$count", "").lower() == "true":
        body["@odata.count"] = search.listing().count(query.tenant)
    body["value"] = [entity(query, entity_set, view, r) for r in page]
    served += len(page)
    if following is not None and (rest is None or rest > len(page)):
        kept = "&".join(f"{quote(k, safe='$')}={quote(v, safe='')}" for k, v in query.request.query.items()
                        if k.lower() != "$skiptoken")  # fmt: skip
        token = paging.write(query.tenant, following, served, asked)
        body["@odata.nextLink"] = (
            f"{query.base}/{entity_set.noun}?{kept}{'&' if kept else ''}$skiptoken={token}"
        )
    return Response.of_json(body, 200, {**headers, "Content-Type": admin_api.JSON_TYPE})


def _config(query: Query, headers: dict[str, str], name: str, key: str | None) -> Response:
    """Entity sets that stand for configuration cmdlets."""
    spelled = next((n for n in model.load()["entitySets"] if n.lower() == name.lower()), None)
    cmdlet = {"exchangerolegroup": "Get-RoleGroup", "exchangerolegroupmember": "Get-RoleGroupMember",
              "exchangemanagementscope": "Get-ManagementScope"}.get(name.lower(), f"Get-{name}")  # fmt: skip
    if spelled is None or invoke.catalogue_row(cmdlet) is None:
        return admin_api.problem(headers, 404, "NotFound", f"Resource not found for the segment '{name}'.")
    parameters = {"Identity": query.key(key)} if key is not None else {}
    rows = rows_of(query, cmdlet, parameters)
    if key is not None and not cmdlet.endswith("Member"):
        return Response.of_json(
            {"@odata.context": f"{query.base}/$metadata#{spelled}/$entity", **rows[0]}, 200, headers
        )
    return collection(query, headers, spelled, rows)
