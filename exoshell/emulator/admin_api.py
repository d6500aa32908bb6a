"""The administration API's InvokeCommand, $batch and discovery."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from exoshell.emulator import grants, invoke, paging
from exoshell.emulator.call import Caller
from exoshell.emulator.errors import CommandError, Denied
from exoshell.emulator.invoke import Outcome
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.tokens import TokenError, verify
from exoshell.emulator.wire import Environ, Request, Response
from exoshell.schema import catalog

JSON_TYPE = (
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
)
V2_ENDPOINTS = {
    "organizationconfig": {"get-organizationconfig"},
    "accepteddomain": {"get-accepteddomain"},
    "mailbox": {"get-mailbox", "set-mailbox"},
    "mailboxfolderpermission": {"get-mailboxfolderpermission", "add-mailboxfolderpermission",
                                "set-mailboxfolderpermission", "remove-mailboxfolderpermission"},
    "distributiongroupmember": {"get-distributiongroupmember"},
    "dynamicdistributiongroupmember": {"get-dynamicdistributiongroupmember"},
}  # fmt: skip


def standard_headers(tenant: Tenant, request: Request) -> dict[str, str]:
    """The headers of every answer."""
    given = request.header("client-request-id")
    request_id = given or tenant.guid_of(f"request|{request.path}|{tenant.now().isoformat()}")
    forest = tenant.forest
    return {
        "OData-Version": "4.0", "Preference-Applied": 'odata.include-annotations="*"', "request-id": request_id,
        "Date": tenant.now().strftime("%a, %d %b %Y %H:%M:%S GMT"), "OrganizationStatus": "Active",
        "X-CalculatedBETarget": f"{forest[:3]}PR05MB{tenant.number_of('backend', 9000) + 1000}."
        f"{forest}.PROD.OUTLOOK.COM",
        "X-FEServer": f"{forest[:2]}0P{forest[:3]}CA0001", "X-ExchangeVersion": "15.20.9253.11",
        "X-BackendHttpStatus": "200", "X-UserType": "Business", "Rate-Limit-Limit": "30000",
        "Rate-Limit-Remaining": "29990", "Restrict-Access-Confirm": "1", "Vary": "Accept-Encoding",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    }  # fmt: skip


def authenticate(tenant: Tenant, request: Request) -> Caller | Response:
    """The caller of a request, or the 401 or 403 that it gets."""
    scheme, _, token = request.header("Authorization").partition(" ")
    try:
        if scheme.lower() != "bearer" or not token.strip():
            raise TokenError("missing", "The request has no token.")
        claims = verify(tenant, token.strip())
    except TokenError as error:
        return unauthorized(tenant, request, error)
    return caller_of(tenant, claims, request)


def unauthorized(tenant: Tenant, request: Request, error: TokenError) -> Response:
    """401: an empty body and the reason in headers."""
    challenge = (
        'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-'
        '000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", '
        'authorization_uri="https://login.windows.net/common/oauth2/authorize", error="invalid_token"'
    )
    if error.code == "revoked":
        challenge += ', error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ=="'
    diagnostics = f'2000010;reason="{error}";error_category="{error.code}"'
    headers = {
        **standard_headers(tenant, request),
        "WWW-Authenticate": challenge,
        "x-ms-diagnostics": diagnostics,
    }
    return Response(401, headers)


def caller_of(tenant: Tenant, claims: dict[str, Any], request: Request) -> Caller | Response:
    """Who the claims are, with all roles; an application needs its permission."""
    from exoshell.emulator import accounts

    wids = [str(w) for w in claims.get("wids", [])]
    if "upn" in claims:
        account = accounts.account(tenant, str(claims["upn"])) or {}
        if account.get("exo_module_enabled") is False:
            return forbidden(
                tenant,
                request,
                f"Access is denied: remote access is disabled for the user '{claims['upn']}'.",
            )
        return Caller(
            str(claims["upn"]), accounts.roles_of(tenant, str(claims["upn"]), wids), str(claims["appid"])
        )
    if "Exchange.ManageAsApp" not in claims.get("roles", []):
        return unauthorized(tenant, request, TokenError("invalid_token", "The token lacks the app role."))
    roles = accounts.app_roles(tenant, str(claims["appid"]), wids)
    if not roles:
        return forbidden(tenant, request, f"The role assigned to application {claims['appid']} isn't supported in "
                         "this scenario.")  # fmt: skip
    return Caller(str(claims["appid"]), roles, str(claims["appid"]), is_app=True)


def forbidden(tenant: Tenant, request: Request, reason: str) -> Response:
    """403: a body of NULs and the reason in headers."""
    headers = {
        **standard_headers(tenant, request), "x-ms-diagnostics": f'2000003;reason="{reason}"',
        "X-ExceptionType": "Microsoft.Exchange.Configuration.Authorization.CmdletAccessDeniedException",
        "Content-Type": JSON_TYPE,
    }  # fmt: skip
    return Response(403, headers, b"\0" * 16)


# ---- InvokeCommand ----


def invoke_command(
    tenant: Tenant, request: Request, caller: Caller, base: str, endpoint: str = ""
) -> Response:
    """One cmdlet; ``endpoint`` is the last path segment of the v2.0 surface."""
    headers = standard_headers(tenant, request)
    try:
        body = request.json()
        command = body["CmdletInput"]
        name, parameters = str(command["CmdletName"]), command.get("Parameters") or {}
        if not isinstance(parameters, dict):
            raise TypeError(parameters)
    except (ValueError, KeyError, TypeError):
        return problem(headers, 400, "BadRequest", "The request body isn't a valid CmdletInput.")
    if endpoint and name.lower() not in V2_ENDPOINTS[endpoint]:
        return problem(headers, 400, "BadRequest", f"The cmdlet '{name}' isn't supported by this endpoint.")
    query = {k.lower(): v for k, v in request.query.items()}
    select = [part for part in query.get("$select", "").split(",") if part] or None
    asked = paging.fingerprint(name.lower(), parameters, request.header("X-AnchorMailbox").lower())
    cursor, served = None, 0
    if "$skiptoken" in query:
        try:
            cursor, served = paging.read(tenant, query["$skiptoken"], asked)
        except paging.StalePage:
            return stale(headers)
    try:
        outcome = invoke.run(tenant, caller, name, parameters, page_size=page_size(tenant, request, 1000),
                             cursor=cursor, served=served, select=select)  # fmt: skip
    except Denied as error:
        return forbidden(tenant, request, str(error))
    except CommandError as error:
        return command_error(tenant, headers, error)
    link = ""
    if outcome.cursor is not None:
        link = f"{base}/InvokeCommand?"
        if select:
            link += f"%24select={','.join(select)}&"
        link += f"%24skiptoken={paging.write(tenant, outcome.cursor, outcome.served, asked)}"
    return Response(200, {**headers, "Content-Type": JSON_TYPE}, envelope(base, outcome, link))


def envelope(base: str, outcome: Outcome, link: str) -> bytes:
    """The body of a successful answer."""
    parts = [
        f'"@odata.context":{json.dumps(base + "/$metadata#Collection(Exchange.GenericHashTable)")}',
        '"adminapi.warnings@odata.type":"#Collection(String)"',
        f'"@adminapi.warnings":{json.dumps(outcome.warnings)}',
    ]
    if outcome.verbose:
        # Not the service's: remarks on forms that its documentation does not have.
        parts.append(f'"@adminapi.verbose":{json.dumps(outcome.verbose)}')
    if outcome.confirmation:
        parts.append(f'"@adminapi.confirmationmessage":{json.dumps(outcome.confirmation)}')
    if link:
        parts.append(f'"@odata.nextLink":{json.dumps(link)}')
    parts.append(f'"value":[{",".join(outcome.rows)}]')
    return ("{" + ",".join(parts) + "}").encode()


def page_size(tenant: Tenant, request: Request, default: int) -> int:
    """The page size that the client prefers, within the service's and the tenant's limits."""
    match = re.search(r"odata\.maxpagesize\s*=\s*(\d+)", request.header("Prefer"), re.I)
    size = int(match[1]) if match else default
    return max(1, min(size, int(tenant.settings().get("max_page_size", 1000)), 1000))


def command_error(tenant: Tenant, headers: dict[str, str], error: CommandError) -> Response:
    """The error envelope of a cmdlet that failed."""
    inner = {
        "message": "Invalid Operation", "type": "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
        "stacktrace": "",
        "internalexception": {"message": error.text, "type": error.type, "stacktrace": ""},
    }  # fmt: skip
    body: dict[str, Any] = {
        "code": "NotFound" if error.status == 404 else "BadRequest",
        "message": "Invalid Operation",
    }
    if error.status == 501:
        body["code"] = "NotImplemented"
    if error.details:
        body["details"] = [{"code": error.category, "target": error.target,
                            "message": f"{error.id}|{error.type}|{error.text}"}]  # fmt: skip
    body["innererror"] = inner
    body["adminapi.warnings@odata.type"] = "#Collection(String)"
    body["@adminapi.warnings"] = []
    more = {**headers, "x-ExceptionType": error.type.rpartition(".")[2], "x-ExceptionTargetType": "System.String",
            "Content-Type": JSON_TYPE}  # fmt: skip
    return Response(error.status, more, json.dumps({"error": body}, separators=(",", ":")).encode())


def problem(headers: dict[str, str], status: int, code: str, message: str) -> Response:
    """An error that is not a cmdlet's."""
    return Response.of_json({"error": {"code": code, "message": message}}, status, headers)


def stale(headers: dict[str, str]) -> Response:
    """The page token cannot be used."""
    text = "Expired or Invalid pagination request. Default Expiry time is 00:30:00"
    inner = {"message": "Invalid Operation", "type": "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
             "stacktrace": "", "internalexception": {"message": text, "type": "System.Exception", "stacktrace": ""}}  # fmt: skip
    return Response.of_json(
        {"error": {"code": "BadRequest", "message": "Invalid Operation", "innererror": inner}}, 400, headers
    )


# ---- $batch ----


def batch(tenant: Tenant, request: Request, dispatch: Any) -> Response:
    """Up to ten requests in one; each is answered by itself."""
    headers = standard_headers(tenant, request)
    try:
        parts = request.json()["requests"]
        assert isinstance(parts, list)
    except (ValueError, KeyError, TypeError, AssertionError):
        return problem(headers, 400, "BadRequest", "The request body isn't a valid batch.")
    if len(parts) > 10:
        return problem(headers, 400, "BadRequest", "The batch has more than 10 requests.")
    responses = [_part(request, part, dispatch) for part in parts]
    return Response.of_json({"responses": responses}, 200, headers)


def _part(request: Request, part: dict[str, Any], dispatch: Any) -> dict[str, Any]:
    address = urlsplit(str(part.get("url", "")))
    path = address.path
    if not address.netloc and not path.startswith("/adminapi"):
        path = request.path.rpartition("/")[0] + "/" + path.lstrip("/")
    body = part.get("body")
    raw = (body if isinstance(body, str) else json.dumps(body)).encode() if body is not None else b""
    environ = _environ(
        request, str(part.get("method", "POST")), path, address.query, raw, part.get("headers") or {}
    )
    response: Response = dispatch(Request(environ))
    try:
        content: Any = json.loads(response.body) if response.body.strip(b"\0") else None
    except ValueError:
        content = None
    return {"id": part.get("id"), "status": response.status, "headers": response.headers, "body": content}


def _environ(
    request: Request, method: str, path: str, query: str, raw: bytes, headers: dict[str, str]
) -> Environ:
    import io

    environ: Environ = {
        "REQUEST_METHOD": method, "HTTP_HOST": request.host, "REQUEST_URI": path, "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query, "wsgi.input": io.BytesIO(raw), "CONTENT_LENGTH": str(len(raw)),
        "HTTP_AUTHORIZATION": request.header("Authorization"), "wsgi.url_scheme": request.scheme,
        "HTTP_CLIENT_REQUEST_ID": request.header("client-request-id"),
        "HTTP_X_ANCHORMAILBOX": request.header("X-AnchorMailbox"), "HTTP_PREFER": request.header("Prefer"),
        "exoshell.batched": True,
    }  # fmt: skip
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE",) else f"HTTP_{key}"] = str(value)
    # The part's own length counts, whatever its headers say.
    environ["CONTENT_LENGTH"] = str(len(raw))
    return environ


# ---- discovery ----


def module_file(tenant: Tenant, request: Request, caller: Caller, base: str) -> Response:
    """The cmdlets that the caller's roles allow, as the session's module lists them."""
    from exoshell.emulator import roles

    if not _may_begin(tenant, request, caller):
        limit = int(tenant.settings()["session_limit"])
        text = (
            f"The user '{caller.name}' is allowed a maximum number of {limit} concurrent sessions, which was exceeded. "
            "Disconnect a session and try again."
        )
        return forbidden(tenant, request, text)
    allowed = []
    for name in catalog.names("ExchangePowerShell"):
        row = catalog.load().get(name)
        if row is None or not row.get("exo"):
            continue
        try:
            roles.check(tenant, caller, row, {"Identity": caller.name})
        except Denied:
            continue
        allowed.append(name)
    row_out = {
        "Name": "EXOModuleFile",
        "exportedCmdlets": ",".join(allowed),
        "Version": request.query.get("Version", ""),
    }
    body = {"@odata.context": f"{base}/$metadata#EXOModuleFile", "value": [row_out]}
    return Response.of_json(body, 200, standard_headers(tenant, request))


def _session_key(request: Request, caller: Caller) -> str:
    return f"session|{caller.name.lower()}|{request.header('connection-id') or request.header('client-request-id')}"


def _may_begin(tenant: Tenant, request: Request, caller: Caller) -> bool:
    """The classic limit of sessions, when it is switched on: idle ones end after a quarter of an hour."""
    limit = tenant.settings().get("session_limit")
    if not limit:
        return True
    key = _session_key(request, caller)
    begun = grants.count(tenant, f"session|{caller.name.lower()}|", key)
    if begun >= int(limit):
        return False
    grants.keep(tenant, key, {"kind": "session"}, 900)
    return True


def end_session(tenant: Tenant, request: Request, caller: Caller) -> Response:
    """A client says that it disconnects."""
    grants.take(tenant, _session_key(request, caller), "session")
    return Response(204, standard_headers(tenant, request))


def banner(tenant: Tenant, request: Request, base: str) -> Response:
    """The banner of a new session."""
    body = {"@odata.context": f"{base}/$metadata#EXOBanner/$entity", "Name": "AutogenSession", "Content": ""}
    return Response.of_json(body, 200, standard_headers(tenant, request))


def cmdlet_info(tenant: Tenant, request: Request, base: str, name: str) -> Response:
    """The parameters of one cmdlet."""
    headers = standard_headers(tenant, request)
    row = catalog.row(name)
    if row is None:
        return problem(headers, 404, "NotFound", f"The cmdlet '{name}' isn't known.")
    names = [p["name"] for p in row["params"] if p.get("exo", True)]
    body = {
        "@odata.context": f"{base}/$metadata#CmdletInfo/$entity",
        "CmdletName": row["name"],
        "Parameters": names,
    }
    return Response.of_json(body, 200, headers)
