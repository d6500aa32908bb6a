"""Managed identities: the endpoints of a virtual machine and of App Service."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import accounts, signin, tokens
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.wire import Request, Response

# What the environment of an emulated host says: IDENTITY_ENDPOINT and IDENTITY_HEADER.
ENDPOINT = "http://localhost:4141/msi/token"
HEADER = "emulated-identity-header"


def concerns(request: Request) -> bool:
    """Whether a request goes to an identity endpoint."""
    path = request.path.lower()
    return request.hostname == "169.254.169.254" or path.startswith(("/metadata/identity/", "/msi/token"))


def answer(tenant: Tenant, request: Request) -> Response:
    """A token of the machine's identity."""
    path = request.path.lower().rstrip("/")
    if path == "/metadata/identity/oauth2/token":
        if request.header("Metadata").lower() != "true":
            return _refuse(400, "invalid_request", "Required metadata header not specified")
    elif path == "/msi/token":
        if request.header("X-IDENTITY-HEADER") != HEADER and request.header("secret") != HEADER:
            return _refuse(401, "invalid_request", "The identity header is missing or wrong")
    else:
        return _refuse(404, "not_found", "Nothing is here")
    query = request.query
    resource = query.get("resource", "")
    if not resource:
        return _refuse(400, "invalid_request", "Required audience parameter not specified")
    identity = _identity(tenant, query)
    if identity is None:
        return _refuse(400, "invalid_request", "Identity not found")
    text, life = signin.app_token(tenant, identity, resource.rstrip("/"))
    expires = tokens.now(tenant) + life
    body = {"access_token": text, "expires_on": str(expires), "resource": resource, "token_type": "Bearer",
            "client_id": identity["client_id"], "expires_in": str(life), "ext_expires_in": str(life),
            "not_before": str(tokens.now(tenant))}  # fmt: skip
    return Response.of_json(body)


def _identity(tenant: Tenant, query: dict[str, str]) -> dict[str, Any] | None:
    """The identity that was asked for: by client id, object id or resource id, else the machine's own."""
    lower = {key.lower(): value.lower() for key, value in query.items()}
    wanted = {
        key: lower[key]
        for key in ("client_id", "clientid", "object_id", "msi_res_id", "mi_res_id")
        if key in lower
    }
    for known in accounts.applications(tenant).values():
        kind = known.get("managed_identity")
        if not kind:
            continue
        if not wanted and kind == "system":
            return known
        if kind == "user" and (
            known["client_id"] in (wanted.get("client_id"), wanted.get("clientid"))
            or known.get("object_id") == wanted.get("object_id", "-")
            or str(known.get("resource_id", "")).lower()
            in (wanted.get("msi_res_id"), wanted.get("mi_res_id"))
        ):
            return known
    return None


def _refuse(status: int, error: str, text: str) -> Response:
    return Response.of_json({"error": error, "error_description": text}, status)
