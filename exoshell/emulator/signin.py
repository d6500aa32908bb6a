"""The sign-in authority: discovery, pages, device codes and the token endpoint."""

from __future__ import annotations

import base64
import json
import re
from typing import Any
from urllib.parse import urlsplit

from exoshell.emulator import accounts, grants, pages, roles, tokens
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.values import fold
from exoshell.emulator.wire import Request, Response

MODULE_CLIENT = "fb78d390-0c51-40cd-8e17-fdbfab77341b"
PUBLIC_CLIENTS = {
    MODULE_CLIENT: "Microsoft Exchange REST API Based Powershell",
    "a0c73c16-a7e3-4564-9a95-2bdf47383716": "Microsoft Exchange Online Remote PowerShell",
    "14d82eec-204b-4c2f-b7e8-296a70dab67e": "Microsoft Graph Command Line Tools",
    "04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Microsoft Azure CLI",
}
_ANY = frozenset(("common", "organizations"))
_PATH = re.compile(r"/([^/]+)(/.*)", re.S)
_HOME = {"microsoft.com": "login.microsoftonline.com", "www.microsoft.com": "login.microsoftonline.com"}


class Refusal(Exception):
    """The authority says no: OAuth error, AADSTS number and text."""

    def __init__(self, error: str, number: int, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.error = error
        self.number = number
        self.text = text
        self.status = status


def concerns(request: Request) -> bool:
    """Whether a path is the authority's even when the host is not (one host serves everything)."""
    path = request.path.lower()
    return (
        "/oauth2/" in path
        or "/.well-known/" in path
        or path.startswith(("/common/", "/devicelogin", "/device"))
    )


def names_tenant(tenant: Tenant, text: str) -> bool:
    """Whether a GUID or domain names this tenant."""
    key = fold(text)
    if key in (tenant.id, fold(tenant.initial_domain)):
        return True
    row = tenant.store.connection.execute(
        "SELECT 1 FROM object WHERE noun = 'AcceptedDomain' AND name = ?", (key,)
    ).fetchone()
    return row is not None


def answer(tenant: Tenant, request: Request) -> Response:
    """Answers one request to the authority."""
    path = request.path.lower().rstrip("/")
    if path in ("/devicelogin", "/device", "/common/oauth2/deviceauth"):
        return pages.device(tenant, request)
    match = _PATH.fullmatch(request.path)
    if not match:
        return Response.of_html(pages.page("Sign in", "<p>Nothing is here.</p>"), 404)
    who, rest = fold(match[1]), match[2].lower().rstrip("/")
    try:
        if rest == "/discovery/instance":
            return _instances(request)
        if rest.startswith("/userrealm/"):
            return _realm(tenant, request)
        if who not in _ANY and not names_tenant(tenant, who):
            raise Refusal("invalid_request", 90002, f"Tenant '{match[1]}' not found. Check to make sure you have the "
                          "correct tenant ID and are signing into the correct cloud.")  # fmt: skip
        handler = _ROUTES.get(rest)
        if handler is None:
            return Response.of_html(pages.page("Sign in", "<p>Nothing is here.</p>"), 404)
        return handler(tenant, request, who)
    except Refusal as refusal:
        return refuse(tenant, refusal)


def refuse(tenant: Tenant, refusal: Refusal) -> Response:
    """The OAuth error answer."""
    stamp = tenant.now().strftime("%Y-%m-%d %H:%M:%SZ")
    trace = tenant.guid_of(f"trace|{refusal.text}")
    text = (
        f"AADSTS{refusal.number}: {refusal.text} Trace ID: {trace} Correlation ID: {trace} Timestamp: {stamp}"
        if refusal.number
        else refusal.text
    )
    body = {"error": refusal.error, "error_description": text, "error_codes": [refusal.number] if refusal.number else [],
            "timestamp": stamp, "trace_id": trace, "correlation_id": trace}  # fmt: skip
    return Response.of_json(body, refusal.status, {"Cache-Control": "no-store"})


def _host(request: Request) -> str:
    return _HOME.get(request.host, request.host)


def _discovery(tenant: Tenant, request: Request, who: str) -> Response:
    host = f"{request.scheme}://{_host(request)}"
    place = who if who in _ANY else tenant.id
    issuer = "{tenantid}" if who in _ANY else tenant.id
    root = f"{host}/{place}/oauth2/v2.0"
    return Response.of_json({
        "token_endpoint": f"{root}/token", "authorization_endpoint": f"{root}/authorize",
        "device_authorization_endpoint": f"{root}/devicecode", "end_session_endpoint": f"{root}/logout",
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "jwks_uri": f"{host}/{place}/discovery/v2.0/keys", "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["pairwise"], "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["code", "id_token", "code id_token"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": f"{host}/{issuer}/v2.0", "request_uri_parameter_supported": False,
        "claims_supported": ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver"],
        "tenant_region_scope": "EU", "cloud_instance_name": request.hostname.partition(".")[2],
        "cloud_graph_host_name": "graph.windows.net", "msgraph_host": "graph.microsoft.com",
    })  # fmt: skip


def _instances(request: Request) -> Response:
    wanted = urlsplit(request.query.get("authorization_endpoint", ""))
    groups = [
        ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
        ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"], ["login.microsoftonline.de"],
        ["login.microsoftonline.us", "login.usgovcloudapi.net"], ["login-us.microsoftonline.com"],
    ]  # fmt: skip
    metadata = [
        {"preferred_network": g[0], "preferred_cache": g[1] if len(g) == 4 else g[0], "aliases": g}
        for g in groups
    ]
    known = [g for g in groups if wanted.netloc in g] or [["login.microsoftonline.com"]]
    tenant_part = wanted.path.split("/")[1] if wanted.path.count("/") else "common"
    host = wanted.netloc or known[0][0]
    return Response.of_json({
        "tenant_discovery_endpoint": f"https://{host}/{tenant_part}/v2.0/.well-known/openid-configuration",
        "api-version": "1.1", "metadata": metadata,
    })  # fmt: skip


def _realm(tenant: Tenant, request: Request) -> Response:
    user = request.path.rpartition("/")[2]
    domain = user.rpartition("@")[2]
    kind = "Managed" if names_tenant(tenant, domain) else "Unknown"
    return Response.of_json({"ver": "1.0", "account_type": kind, "domain_name": domain,
                             "cloud_instance_name": "microsoftonline.com", "cloud_audience_urn":
                             "urn:federation:MicrosoftOnline"})  # fmt: skip


def _keys(tenant: Tenant, request: Request, who: str) -> Response:
    return Response.of_json(tokens.key_set(tenant))


def _authorize(tenant: Tenant, request: Request, who: str) -> Response:
    return pages.authorize(tenant, request)


def _logout(tenant: Tenant, request: Request, who: str) -> Response:
    return Response.of_html(pages.page("Signed out", "<p>You signed out of your account.</p>"))


# ---- device codes ----


def _device_code(tenant: Tenant, request: Request, who: str) -> Response:
    form = request.form()
    _public(tenant, form.get("client_id", ""))
    code = grants.code()
    letters = "BCDFGHJKLMNPQRSTVWXZ23456789"
    user_code = "".join(letters[b % len(letters)] for b in base64.urlsafe_b64decode(code + "==")[:9])
    grants.keep(tenant, code, {"kind": "device", "user_code": user_code, "client_id": form["client_id"],
                               "scope": form.get("scope", ""), "user": None, "declined": False}, 900)  # fmt: skip
    page = "https://microsoft.com/devicelogin"
    return Response.of_json({
        "user_code": user_code, "device_code": code, "verification_uri": page, "expires_in": 900, "interval": 5,
        "message": f"To sign in, use a web browser to open the page {page} and enter the code {user_code} to "
        "authenticate.",
    })  # fmt: skip


# ---- tokens ----


def _token(tenant: Tenant, request: Request, who: str) -> Response:
    form = request.form()
    basic = request.header("Authorization")
    if basic.lower().startswith("basic "):
        try:
            user, _, secret = base64.b64decode(basic[6:]).decode().partition(":")
        except ValueError:
            raise Refusal("invalid_client", 7000215, "The authorization header is malformed.", 401) from None
        form.setdefault("client_id", user)
        form.setdefault("client_secret", secret)
    grant = form.get("grant_type", "")
    handler = _GRANTS.get(grant)
    if handler is None:
        raise Refusal(
            "unsupported_grant_type", 70003, f"The app requested an unsupported grant type '{grant}'."
        )
    return handler(tenant, form, request)


def _public(tenant: Tenant, client_id: str) -> str:
    name = PUBLIC_CLIENTS.get(client_id.lower())
    if name is None:
        known = accounts.application(tenant, client_id)
        if known is None:
            raise Refusal("unauthorized_client", 700016, f"Application with identifier '{client_id}' was not found in "
                          f"the directory '{tenant.initial_domain}'.")  # fmt: skip
        name = str(known.get("name", client_id))
    return name


def audience(scope: str) -> str:
    """The resource that a scope is for."""
    for part in scope.split():
        if part.lower() in ("openid", "profile", "email", "offline_access"):
            continue
        if part.lower().endswith("/.default"):
            return part[: -len("/.default")].rstrip("/")
        address = urlsplit(part)
        if address.netloc:
            return f"{address.scheme}://{address.netloc}"
    return "https://graph.microsoft.com"


def _client_credentials(tenant: Tenant, form: dict[str, str], request: Request) -> Response:
    client_id = form.get("client_id", "").lower()
    known = accounts.application(tenant, client_id)
    if known is None:
        raise Refusal("unauthorized_client", 700016, f"Application with identifier '{client_id}' was not found in the "
                      f"directory '{tenant.initial_domain}'.")  # fmt: skip
    grants.prove_client(tenant, known, form, request)
    scope = form.get("scope", "")
    if not scope.endswith("/.default"):
        raise Refusal("invalid_scope", 1002012, f"The provided value for scope {scope} is not valid. Client credential "
                      "flows must have a scope value with /.default suffixed to the resource identifier.")  # fmt: skip
    text, life = app_token(tenant, known, audience(scope))
    return _granted(
        {"token_type": "Bearer", "expires_in": life, "ext_expires_in": life, "access_token": text}
    )


def app_token(tenant: Tenant, known: dict[str, Any], resource: str) -> tuple[str, int]:
    """An access token of an application for a resource."""
    client_id = known["client_id"]
    object_id = known.get("object_id") or tenant.guid_of(f"app|{client_id}")
    exchange = resource.rstrip("/") in tokens.EXCHANGE_AUDIENCES
    claims = {
        "appid": client_id, "app_displayname": known.get("name", ""), "oid": object_id, "sub": object_id,
        "idtyp": "app", "appidacr": "2", "roles": known.get("permissions", []) if exchange else ["User.Read.All"],
        "wids": [roles.TEMPLATES.get(r, r) for r in known.get("roles", [])],
    }  # fmt: skip
    return tokens.issue(tenant, resource, claims)


def user_grant(tenant: Tenant, upn: str, client_id: str, scope: str, nonce: str = "") -> Response:
    """The tokens of a signed-in user."""
    known = accounts.account(tenant, upn)
    if known is None or known.get("disabled"):
        raise Refusal("invalid_grant", 50057, "The user account is disabled.")
    resource = audience(scope)
    oid = known.get("oid") or tenant.guid_of(f"account|{fold(upn)}")
    upn = str(known["upn"])
    name = known.get("name") or upn.partition("@")[0]
    common = {"oid": oid, "name": name, "sub": tenant.guid_of(f"sub|{oid}|{client_id}")}
    app_name = PUBLIC_CLIENTS.get(client_id.lower(), client_id)
    text, life = tokens.issue(tenant, resource, {
        **common, "appid": client_id, "app_displayname": app_name, "upn": upn, "unique_name": upn, "idtyp": "user",
        "scp": "Exchange.Manage" if resource in tokens.EXCHANGE_AUDIENCES else "User.Read",
        "wids": [roles.TEMPLATES[r] for r in known.get("roles", []) if r in roles.TEMPLATES],
        "amr": ["pwd", "mfa"] if known.get("mfa") else ["pwd"], "xms_cc": ["cp1"],
    })  # fmt: skip
    identity, _ = tokens.issue(tenant, client_id, {
        **common, "preferred_username": upn, "ver": "2.0", **({"nonce": nonce} if nonce else {}),
    })  # fmt: skip
    refresh = grants.code()
    grants.keep(
        tenant, refresh, {"kind": "refresh", "user": upn, "client_id": client_id, "scope": scope}, 90 * 86400
    )
    info = base64.urlsafe_b64encode(json.dumps({"uid": oid, "utid": tenant.id}).encode()).decode().rstrip("=")
    return _granted({
        "token_type": "Bearer", "scope": scope, "expires_in": life, "ext_expires_in": life, "access_token": text,
        "refresh_token": refresh, "id_token": identity, "client_info": info, "foci": "1",
    })  # fmt: skip


def _granted(body: dict[str, Any]) -> Response:
    return Response.of_json(body, 200, {"Cache-Control": "no-store", "Pragma": "no-cache"})


def _authorization_code(tenant: Tenant, form: dict[str, str], request: Request) -> Response:
    kept = grants.take(tenant, form.get("code", ""), "code")
    if kept is None:
        raise Refusal(
            "invalid_grant", 70008, "The provided authorization code has expired or was already redeemed."
        )
    if kept["client_id"] != form.get("client_id"):
        raise Refusal("invalid_grant", 700005, "The authorization code was issued to another client.")
    if kept["redirect_uri"] != form.get("redirect_uri"):
        raise Refusal(
            "invalid_grant", 500112, "The reply address does not match the one the code was requested with."
        )
    if not grants.challenge_met(kept, form.get("code_verifier", "")):
        raise Refusal("invalid_grant", 501481, "The code verifier does not match the code challenge.")
    return user_grant(
        tenant, kept["user"], kept["client_id"], form.get("scope") or kept["scope"], kept.get("nonce", "")
    )


def _refresh(tenant: Tenant, form: dict[str, str], request: Request) -> Response:
    kept = grants.look(tenant, form.get("refresh_token", ""), "refresh")
    if kept is None or tenant.settings().get("revoke_refresh"):
        raise Refusal("invalid_grant", 700082, "The refresh token has expired or was revoked.")
    return user_grant(tenant, kept["user"], kept["client_id"], form.get("scope") or kept["scope"])


def _device_grant(tenant: Tenant, form: dict[str, str], request: Request) -> Response:
    code = form.get("device_code", "") or form.get("code", "")
    kept = grants.look(tenant, code, "device")
    if kept is None:
        raise Refusal("expired_token", 70020, "The provided device code has expired.")
    if kept["declined"]:
        raise Refusal("authorization_declined", 65004, "The user declined to sign in.")
    if not kept["user"]:
        raise Refusal("authorization_pending", 70016, "Authorization is pending. Continue polling.")
    grants.take(tenant, code, "device")
    return user_grant(tenant, kept["user"], kept["client_id"], form.get("scope") or kept["scope"])


def _password(tenant: Tenant, form: dict[str, str], request: Request) -> Response:
    client_id = form.get("client_id", "")
    _public(tenant, client_id)
    upn = form.get("username", "")
    check_password(tenant, upn, form.get("password", ""))
    known = accounts.account(tenant, upn) or {}
    if known.get("mfa"):
        raise Refusal("invalid_grant", 50076, "Due to a configuration change made by your administrator, you must use "
                      f"multi-factor authentication to access '{audience(form.get('scope', ''))}'.")  # fmt: skip
    return user_grant(tenant, upn, client_id, form.get("scope", ""))


def check_password(tenant: Tenant, upn: str, password: str) -> None:
    """Refuses unknown, disabled and wrong."""
    known = accounts.account(tenant, upn)
    if known is None:
        raise Refusal("invalid_grant", 50034, f"The user account {upn} does not exist in the {tenant.initial_domain} "
                      "directory.")  # fmt: skip
    if not accounts.password_fits(known, password) and not grants.take(tenant, password, "approval"):
        raise Refusal(
            "invalid_grant", 50126, "Error validating credentials due to invalid username or password."
        )
    if known.get("disabled"):
        raise Refusal("invalid_grant", 50057, "The user account is disabled.")


_GRANTS = {
    "client_credentials": _client_credentials, "authorization_code": _authorization_code, "refresh_token": _refresh,
    "urn:ietf:params:oauth:grant-type:device_code": _device_grant, "device_code": _device_grant, "password": _password,
}  # fmt: skip
_ROUTES = {
    "/v2.0/.well-known/openid-configuration": _discovery, "/.well-known/openid-configuration": _discovery,
    "/discovery/v2.0/keys": _keys, "/discovery/keys": _keys, "/oauth2/v2.0/authorize": _authorize,
    "/oauth2/authorize": _authorize, "/login": _authorize, "/oauth2/v2.0/logout": _logout, "/oauth2/logout": _logout,
    "/oauth2/v2.0/devicecode": _device_code, "/oauth2/v2.0/token": _token, "/oauth2/token": _token,
}  # fmt: skip
