"""The application: every address of the service, answered from one tenant."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable

from exoshell.emulator import admin_api, faults, identity_endpoint, signin
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.wire import Environ, Request, Response, StartResponse

_EXCHANGE = re.compile(
    r"(?:[\w-]+\.)*(?:outlook(?:-dod)?\.office(?:365)?\.(?:com|us|cn|de)|webmail\.apps\.mil|partner\.outlook\.cn"
    r"|ps\.compliance\.protection\.(?:outlook\.com|office365\.us|partner\.outlook\.cn))"
)
_SIGN_IN = re.compile(
    r"login\.(?:microsoftonline\.(?:com|us|de)|microsoft\.com|windows\.net|chinacloudapi\.cn"
    r"|partner\.microsoftonline\.cn)|(?:www\.)?microsoft\.com|aka\.ms"
)
_GRAPH = re.compile(r"(?:graph|dod-graph)\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn")
_IDENTITY = frozenset(("169.254.169.254", "localhost", "127.0.0.1"))
_ROOT = re.compile(r"/adminapi/(beta|v1\.0|v2\.0)/([^/]+)(?:/(.*))?", re.I | re.S)


class Application:
    """A WSGI callable for all hosts of the service."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        return self.respond(Request(environ)).start(start_response)

    def knows(self, host: str) -> bool:
        """Whether a host name belongs to the service."""
        name = host.partition(":")[0].lower()
        return name in _IDENTITY or any(p.fullmatch(name) for p in (_EXCHANGE, _SIGN_IN, _GRAPH))

    def respond(self, request: Request) -> Response:
        """Answers a request; a fault that is switched on may come first."""
        rule = faults.due(self.tenant, request)
        if rule is not None:
            early = faults.answer(rule, request, admin_api.standard_headers(self.tenant, request))
            if early is not None:
                return early
        try:
            response = self.dispatch(request)
        except Exception as error:
            response = self._broken(request, error)
        return faults.spoil(rule, response) if rule is not None else response

    def _broken(self, request: Request, error: Exception) -> Response:
        """A mistake of this program's own: the service would answer 500 as well."""
        text = f"{type(error).__name__}: {error}"
        trace = "".join(traceback.format_exception(error))
        inner = {"message": text, "type": "System.Exception", "stacktrace": trace}
        detail = {
            "code": "Server",
            "target": "",
            "message": f"|Exoshell.Emulator.InternalErrorException|{text}",
        }
        body = {"error": {"code": "InternalServerError", "message": "Error executing cmdlet", "details": [detail],
                          "innererror": inner}}  # fmt: skip
        return Response.of_json(body, 500, admin_api.standard_headers(self.tenant, request))

    def dispatch(self, request: Request) -> Response:
        """Answers a request by host and path."""
        match = _ROOT.fullmatch(request.path)
        if match:
            return self._administration(request, match)
        host = request.hostname
        if identity_endpoint.concerns(request):
            return identity_endpoint.answer(self.tenant, request)
        if _GRAPH.fullmatch(host):
            from exoshell.emulator import graph

            return graph.answer(self.tenant, request)
        if _SIGN_IN.fullmatch(host) or signin.concerns(request):
            return signin.answer(self.tenant, request)
        if _EXCHANGE.fullmatch(host):
            return Response(200, {"Content-Type": "text/html"}, b"")
        return Response.of_json(
            {"error": {"code": "NotFound", "message": f"Nothing answers at {request.path}."}}, 404
        )

    def _administration(self, request: Request, match: re.Match[str]) -> Response:
        tenant = self.tenant
        version, organization, rest = match[1].lower(), match[2], match[3] or ""
        base = f"{request.scheme}://{request.host}/adminapi/{match[1]}/{organization}"
        caller = admin_api.authenticate(tenant, request)
        if isinstance(caller, Response):
            return caller
        if not signin.names_tenant(tenant, organization):
            return admin_api.forbidden(
                tenant, request, f"The organization '{organization}' isn't this tenant."
            )
        segment = rest.partition("?")[0].strip("/")
        lower = segment.lower()
        if lower == "$batch":
            if request.method != "POST":
                return Response(405)
            return admin_api.batch(tenant, request, self.respond)
        if version == "v2.0" or lower == "invokecommand":
            return self._command(request, caller, base, lower, version)
        if lower == "exomodulefile":
            if request.method == "DELETE":
                return admin_api.end_session(tenant, request, caller)
            return admin_api.module_file(tenant, request, caller, base)
        if lower.startswith("exobanner"):
            return admin_api.banner(tenant, request, base)
        from exoshell.emulator import odata

        return odata.answer(tenant, request, caller, base, segment)

    def _command(self, request: Request, caller: object, base: str, lower: str, version: str) -> Response:
        from exoshell.emulator.call import Caller

        assert isinstance(caller, Caller)
        headers = admin_api.standard_headers(self.tenant, request)
        if request.method != "POST":
            return admin_api.problem(
                {**headers, "Allow": "POST"}, 405, "MethodNotAllowed", "Only POST is allowed."
            )
        if lower == "invokecommand":
            return admin_api.invoke_command(self.tenant, request, caller, base)
        if lower in admin_api.V2_ENDPOINTS and version == "v2.0":
            return admin_api.invoke_command(self.tenant, request, caller, base, lower)
        return admin_api.problem(headers, 404, "NotFound", f"The endpoint '{lower}' isn't known.")
