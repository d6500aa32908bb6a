"""An emulated tenant in process: the adapter that hands requests to it, the browser that signs in to it, and the lock on the network.

While a tenant is emulated no packet leaves the machine; an attempt at one is an error.
"""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.cookies import extract_cookies_to_jar
from requests.structures import CaseInsensitiveDict

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class BlockedHost(requests.exceptions.ConnectionError):
    """A request to a host that the emulated tenant does not stand for."""


class _Raw:
    """What requests wants to see of a raw answer: its headers, for the cookies."""

    def __init__(self, headers: list[tuple[str, str]]) -> None:
        self._original_response = self
        self.msg = Message()
        for name, value in headers:
            self.msg[name] = value

    def isclosed(self) -> bool:
        return True

    def release_conn(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Nothing is open."""


class WsgiAdapter(BaseAdapter):
    """A requests adapter that calls a WSGI application; one request at a time, as the application's database wants it."""

    _lock = threading.RLock()

    def __init__(self, application: Wsgi, knows: Callable[[str], bool] | None = None) -> None:
        super().__init__()
        self.application, self.knows = application, knows

    def send(
        self, request: requests.PreparedRequest, stream: bool = False, timeout: Any = None, verify: Any = True, cert: Any = None, proxies: Any = None
    ) -> requests.Response:  # fmt: skip
        parts = urlsplit(str(request.url))
        if self.knows is not None and not self.knows(parts.hostname or ""):
            raise BlockedHost(
                f"An emulated tenant is in use, so '{parts.hostname}' is not asked: no packet leaves this machine."
            )
        started: dict[str, Any] = {}

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], None]:
            started.update(status=status, headers=headers)
            return lambda data: None

        try:
            with self._lock:
                content = self._collect(self.application(make_environ(request), start_response))
        except ConnectionError as failure:  # the tenant plays a connection that is cut off
            raise requests.exceptions.ConnectionError(
                f"Connection aborted: {failure}", request=request
            ) from failure
        return self._response(request, started["status"], started["headers"], content)

    @staticmethod
    def _collect(body: Iterable[bytes]) -> bytes:
        try:
            return b"".join(body)
        finally:
            close = getattr(body, "close", None)
            if close is not None:
                close()

    def _response(
        self, request: requests.PreparedRequest, status: str, headers: list[tuple[str, str]], content: bytes
    ) -> requests.Response:
        response = requests.Response()
        code, _, reason = status.partition(" ")
        response.status_code, response.reason = int(code), reason
        response.headers = CaseInsensitiveDict(headers)
        response.url, response.request = str(request.url), request
        response.encoding = requests.utils.get_encoding_from_headers(response.headers) or "utf-8"
        response._content = content
        raw: Any = _Raw(headers)
        response.raw = raw
        extract_cookies_to_jar(response.cookies, request, raw)  # type: ignore[no-untyped-call]
        return response

    def close(self) -> None:
        """There are no sockets."""


def make_environ(request: requests.PreparedRequest) -> dict[str, Any]:
    """The WSGI environment of a prepared request."""
    parts = urlsplit(str(request.url))
    body = request.body or b""
    content = body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else b"".join(body)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": parts.netloc,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path),
        "REQUEST_URI": parts.path + (f"?{parts.query}" if parts.query else ""),
        "QUERY_STRING": parts.query,
        "CONTENT_LENGTH": str(len(content)),
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        text = value if isinstance(value, str) else value.decode("latin-1")
        if key == "CONTENT_TYPE":
            environ[key] = text
        elif key != "CONTENT_LENGTH":
            environ[f"HTTP_{key}"] = text
    return environ


def make_session(application: Any) -> requests.Session:
    """A session all of whose requests are answered by the application."""
    session = requests.Session()
    session.trust_env = False
    adapter = WsgiAdapter(application, getattr(application, "knows", None))
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


class EmulatedBrowser:
    """Somebody at this machine who approves every sign-in to the emulated tenant, with a second factor where one is asked for."""

    redirect_uri = "http://localhost:8400"

    def __init__(self, tenant: Any, session: requests.Session) -> None:
        self.tenant, self.session = tenant, session

    def _get(self, url: str) -> requests.Response:
        return self.session.get(url, allow_redirects=False)

    def _post(self, url: str, fields: dict[str, str]) -> requests.Response:
        return self.session.post(url, data=fields, allow_redirects=False)

    def _account(self, user: str) -> dict[str, str]:
        from exoshell.emulator import grants

        return grants.approval(self.tenant, user or first_administrator(self.tenant))

    def authorize(self, start: Callable[[str], dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Walks the authorize page as a person would."""
        from exoshell.emulator.browser import SignInFailed, approve
        from exoshell.rest.auth import SignInError

        flow = start(self.redirect_uri)
        hint = parse_qs(urlsplit(flow["auth_uri"]).query).get("login_hint", [""])[0]
        try:
            return flow, approve(flow["auth_uri"], self._get, self._post, self._account(hint))
        except SignInFailed as failure:
            raise SignInError("access_denied", str(failure)) from failure

    def approve_device(self, flow: dict[str, Any]) -> None:
        """Enters the code on the device page."""
        from exoshell.emulator.browser import SignInFailed, approve_device
        from exoshell.rest.auth import SignInError

        page = flow.get("verification_uri") or flow.get("verification_url") or ""
        try:
            approve_device(
                page, flow["user_code"], self._get, self._post, self._account(str(flow.get("_user") or ""))
            )
        except SignInFailed as failure:
            raise SignInError("access_denied", str(failure)) from failure


def first_administrator(tenant: Any) -> str:
    """The sign-in name that `--connect` and a sign-in without a name use: the administrator of the initial domain, else the first one."""
    from exoshell.emulator import accounts

    names = [
        str(entry["upn"])
        for entry in accounts.accounts(tenant)
        if "Global Administrator" in entry.get("roles", ())
    ]
    initial = [name for name in names if name.lower().endswith("@" + str(tenant.initial_domain).lower())]
    return (initial or names or [""])[0]
