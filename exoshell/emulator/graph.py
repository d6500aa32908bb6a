"""The little of Microsoft Graph that scripts beside the Exchange cmdlets ask for: users, groups, organization."""

from __future__ import annotations

import re
from typing import Any

from exoshell.emulator import tokens
from exoshell.emulator.recipients import Listing, Recipient, candidates
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.wire import Request, Response

_PATH = re.compile(r"/(?:v1\.0|beta)/(\w+)(?:/([^/]+))?", re.I)


def answer(tenant: Tenant, request: Request) -> Response:
    """Answers one request; every one needs a token for Graph."""
    problem = _refusal(tenant, request)
    if problem is not None:
        return problem
    match = _PATH.fullmatch(request.path.rstrip("/"))
    if match is None:
        return _error(404, "ResourceNotFound", f"Resource not found for the segment '{request.path}'.")
    collection, key = match[1].lower(), match[2]
    if collection == "organization":
        return _many(request, "organization", [_organization(tenant)])
    kinds = {"users": ("mailbox", "mailuser", "user"), "groups": ("groupmailbox", "group", "plaingroup")}.get(
        collection
    )
    if kinds is None:
        return _error(404, "ResourceNotFound", f"Resource not found for the segment '{collection}'.")
    if key:
        found = candidates(tenant, key, kinds)
        if not found:
            return _error(404, "Request_ResourceNotFound", f"Resource '{key}' does not exist or one of its queried "
                          "reference-property objects are not present.")  # fmt: skip
        return Response.of_json({"@odata.context": _context(collection) + "/$entity", **_shown(found[0])})
    top = request.query.get("$top", "100")
    page, _ = Listing(kinds).page(tenant, int(top) if top.isdecimal() else 100, None)
    return _many(request, collection, [_shown(r) for r in page])


def _refusal(tenant: Tenant, request: Request) -> Response | None:
    scheme, _, token = request.header("Authorization").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return _error(401, "InvalidAuthenticationToken", "Access token is empty.")
    try:
        tokens.verify(tenant, token)
    except tokens.TokenError as error:
        if error.code != "audience":
            return _error(401, "InvalidAuthenticationToken", str(error))
        if "graph" not in str(tokens._verified[token].get("aud", "")):
            return _error(
                401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience."
            )
        return None
    return _error(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.")


def _context(collection: str) -> str:
    return f"https://graph.microsoft.com/v1.0/$metadata#{collection}"


def _many(request: Request, collection: str, values: list[dict[str, Any]]) -> Response:
    return Response.of_json({"@odata.context": _context(collection), "value": values})


def _error(status: int, code: str, message: str) -> Response:
    return Response.of_json({"error": {"code": code, "message": message}}, status)


def _organization(tenant: Tenant) -> dict[str, Any]:
    from exoshell.emulator import objects

    domains = [
        {
            "name": e.name,
            "isDefault": bool(e.doc.get("Default")),
            "isInitial": e.name == tenant.initial_domain,
        }
        for e in objects.every(tenant, "AcceptedDomain")
    ]
    return {"id": tenant.id, "displayName": tenant.facts["name"], "verifiedDomains": domains}


def _shown(recipient: Recipient) -> dict[str, Any]:
    doc = recipient.doc
    return {
        "id": doc.get("ExternalDirectoryObjectId", recipient.guid), "displayName": doc.get("DisplayName"),
        "userPrincipalName": doc.get("UserPrincipalName"), "mail": doc.get("PrimarySmtpAddress"),
        "givenName": doc.get("FirstName"), "surname": doc.get("LastName"), "jobTitle": doc.get("Title"),
        "officeLocation": doc.get("Office"), "department": doc.get("Department"), "mailNickname": doc.get("Alias"),
    }  # fmt: skip
