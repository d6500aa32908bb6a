"""Sends one request: through the emulated tenant where one is in use, else over the network. Redirects and cookies are followed here."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from exoshell.cmdlets.web.failures import connection_failure, timed_out
from exoshell.dotnet.cookies import WebSession
from exoshell.dotnet.http import RequestMessage, ResponseMessage
from exoshell.dotnet.http_headers import Headers
from exoshell.dotnet.web import Uri

REDIRECTS = frozenset((300, 301, 302, 303, 307, 308))
DEFAULT_REDIRECTIONS = 50


class Options:
    """How requests are sent."""

    def __init__(self) -> None:
        self.timeout = 100.0  # seconds until the answer begins
        self.operation_timeout: float | None = None  # seconds between two pieces of it
        self.verify = True
        self.proxy: str | None = None
        self.use_proxy = True
        self.certificate: Any = None
        self.protocol = 0
        self.keep_authorization = False
        self.keep_method = False
        self.insecure_redirect = False
        self.maximum_redirection = DEFAULT_REDIRECTIONS
        self.credential: tuple[str, str] | None = None


class Outgoing:
    """A request: `headers` name -> value."""

    def __init__(self, method: str, uri: Uri, headers: dict[str, str], data: bytes | None) -> None:
        self.method, self.uri, self.headers, self.data = method, uri, headers, data

    def message(self) -> RequestMessage:
        return RequestMessage(self.method, self.uri, Headers("HttpRequestHeaders", self.headers.items()))


def http_session(session: Any, web: WebSession, options: Options) -> Any:
    """The requests.Session that carries the requests of a web session."""
    emulated = session.services.get("http")
    if emulated is not None:
        return emulated()
    if web.http is None:
        import requests

        web.http = requests.Session()
        web.http.headers.clear()
        web.http.trust_env = options.use_proxy and not options.proxy
        if options.certificate is not None or options.protocol:
            web.http.mount("https://", tls_adapter(options))
    if options.proxy:
        web.http.proxies = {"http": options.proxy, "https": options.proxy}
    return web.http


def tls_adapter(options: Options) -> Any:
    """An adapter with a client certificate or particular TLS versions."""
    import ssl

    from requests.adapters import HTTPAdapter

    context = ssl.create_default_context()
    if not options.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if options.protocol:
        versions = [
            v
            for bit, v in ((3072, ssl.TLSVersion.TLSv1_2), (12288, ssl.TLSVersion.TLSv1_3))
            if options.protocol & bit == bit
        ]
        if versions:
            context.minimum_version, context.maximum_version = versions[0], versions[-1]
    if options.certificate is not None:
        _load_certificate(context, options.certificate)

    class TlsAdapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs, ssl_context=context)

    return TlsAdapter()


def _load_certificate(context: Any, certificate: Any) -> None:
    """Python's ssl takes a certificate from a file only: one that nobody else can read and that goes at once."""
    import os
    import ssl
    import tempfile

    text = ssl.DER_cert_to_PEM_cert(certificate.der).encode() + (certificate.key_pem or b"")
    handle, path = tempfile.mkstemp(suffix=".pem")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
        context.load_cert_chain(path)
    finally:
        os.unlink(path)


def exchange(session: Any, web: WebSession, outgoing: Outgoing, options: Options) -> ResponseMessage:
    """The answer after redirects. Raises PowerShellError where there is none."""
    http = http_session(session, web, options)
    left = options.maximum_redirection
    authorized = False
    while True:
        response = send(http, web, outgoing, options)
        if (
            response.code == 401
            and options.credential is not None
            and not authorized
            and "Authorization" not in outgoing.headers
        ):
            if any(v.lower().startswith("basic") for v in response.headers.all("WWW-Authenticate")):
                authorized = True
                outgoing.headers["Authorization"] = basic(*options.credential)
                continue
        location = response.headers.first("Location")
        if response.code not in REDIRECTS or not location or left <= 0:
            return response
        target = Uri(urljoin(outgoing.uri.absolute_uri, location))
        if outgoing.uri.scheme == "https" and target.scheme == "http" and not options.insecure_redirect:
            return response
        left -= 1
        outgoing = redirected(outgoing, target, response.code, options)


def redirected(outgoing: Outgoing, target: Uri, code: int, options: Options) -> Outgoing:
    """The request that a redirect asks for: a POST becomes a GET unless told otherwise, credentials stay behind."""
    headers = dict(outgoing.headers)
    if not options.keep_authorization:
        headers.pop("Authorization", None)
    method, data = outgoing.method, outgoing.data
    changes = (code in (300, 301, 302) and method == "POST") or (
        code == 303 and method not in ("GET", "HEAD")
    )
    if changes and not options.keep_method:
        method, data = "GET", None
        headers = {
            k: v
            for k, v in headers.items()
            if k.lower() not in ("content-type", "content-length", "transfer-encoding")
        }
    return Outgoing(method, target, headers, data)


def basic(user: str, password: str) -> str:
    import base64

    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def send(http: Any, web: WebSession, outgoing: Outgoing, options: Options) -> ResponseMessage:
    """One request and its answer."""
    import requests

    headers: dict[str, Any] = {
        "Accept": None,
        "Connection": None,
        "Accept-Encoding": "gzip, deflate",
        **outgoing.headers,
    }
    cookies = web.cookies.header(outgoing.uri)
    if cookies and "Cookie" not in outgoing.headers:
        headers["Cookie"] = cookies
    http.cookies.clear()
    request = requests.Request(outgoing.method, outgoing.uri.absolute_uri, data=outgoing.data)
    prepared = http.prepare_request(request)
    for name in ("Accept", "User-Agent", "Connection"):
        prepared.headers.pop(name, None)
    for name, value in headers.items():
        if value is not None:
            prepared.headers[name] = value if value.isascii() else value.encode()
    if outgoing.data is None and outgoing.method in ("POST", "PUT", "PATCH"):
        prepared.headers["Content-Length"] = "0"
    wait = options.timeout or None
    if options.operation_timeout:
        wait = min(wait, options.operation_timeout) if wait else options.operation_timeout
    settings = http.merge_environment_settings(prepared.url, {}, True, options.verify, None)
    try:
        answer = http.send(
            prepared,
            timeout=wait,
            allow_redirects=False,
            **{**settings, "verify": options.verify and settings["verify"], "stream": True},
        )
        data = answer.content
    except requests.exceptions.Timeout:
        raise timed_out(options.timeout) from None
    except requests.exceptions.RequestException as failure:
        reached = Uri(options.proxy) if options.proxy else outgoing.uri
        raise connection_failure(failure, reached.host, reached.port, outgoing.message()) from None
    return received(answer, data, outgoing, web)


def received(answer: Any, data: bytes, outgoing: Outgoing, web: WebSession) -> ResponseMessage:
    """The answer as a value; its cookies go to the web session."""
    raw = answer.raw
    found = getattr(raw, "headers", None)
    source = found.items() if found is not None else raw.msg.items()
    pairs = [(str(k), str(v)) for k, v in source]
    if any(k.lower() == "content-encoding" for k, _ in pairs) and outgoing.method != "HEAD":
        pairs = [(k, v) for k, v in pairs if k.lower() not in ("content-encoding", "content-length")]
    for name, value in pairs:
        if name.lower() == "set-cookie":
            web.cookies.take(outgoing.uri, value)
    version = "1.0" if getattr(raw, "version", 11) == 10 else "1.1"
    return ResponseMessage(answer.status_code, answer.reason or "", pairs, data, outgoing.message(), version)
