"""Requests and responses between WSGI and the parts of the application."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote

Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class Request:
    """One HTTP request."""

    def __init__(self, environ: Environ) -> None:
        self.method = str(environ.get("REQUEST_METHOD", "GET")).upper()
        self.host = str(environ.get("HTTP_HOST") or environ.get("SERVER_NAME") or "").lower()
        self.scheme = str(environ.get("wsgi.url_scheme") or "https")
        raw = environ.get("REQUEST_URI") or environ.get("RAW_URI")
        path = str(environ.get("PATH_INFO", "/"))
        self.path = path.encode("latin-1").decode("utf-8", "replace") if raw is None else _path_of(str(raw))
        self.query_text = str(environ.get("QUERY_STRING", ""))
        self.batched = bool(environ.get("exoshell.batched"))  # a part of a $batch
        self._environ = environ
        self._body: bytes | None = None

    @property
    def hostname(self) -> str:
        """The host without its port."""
        return self.host.partition(":")[0] if not self.host.startswith("[") else self.host

    def header(self, name: str) -> str:
        """A header's value, or an empty text."""
        key = name.upper().replace("-", "_")
        if key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            return str(self._environ.get(key, ""))
        return str(self._environ.get("HTTP_" + key, ""))

    @property
    def query(self) -> dict[str, str]:
        """Query options; the last one of a name counts."""
        return dict(parse_qsl(self.query_text, keep_blank_values=True))

    @property
    def body(self) -> bytes:
        """The body."""
        if self._body is None:
            stream = self._environ.get("wsgi.input")
            length = self.header("Content-Length")
            if stream is None:
                self._body = b""
            else:
                self._body = stream.read(int(length)) if length.isdecimal() else b""
        return self._body

    def form(self) -> dict[str, str]:
        """The fields of a posted form."""
        return {
            k: v[-1]
            for k, v in parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True).items()
        }

    def json(self) -> Any:
        """The body as JSON; ValueError when it is none."""
        return json.loads(self.body.decode("utf-8-sig"))


def _path_of(raw: str) -> str:
    path = raw.partition("?")[0]
    if "://" in path:
        path = "/" + path.partition("://")[2].partition("/")[2]
    return unquote(path)


@dataclass
class Response:
    """One HTTP response."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    # Set by faults: pieces with pauses between, or a connection that breaks.
    chunks: Iterable[bytes] | None = None

    @classmethod
    def of_json(cls, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        """A response with a JSON body."""
        body = json.dumps(value, separators=(",", ":")).encode()
        return cls(status, {"Content-Type": "application/json; charset=utf-8", **(headers or {})}, body)

    @classmethod
    def of_html(cls, text: str, status: int = 200) -> Response:
        """A page."""
        return cls(
            status, {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}, text.encode()
        )

    @classmethod
    def redirect(cls, address: str) -> Response:
        """A redirection by GET."""
        return cls(302, {"Location": address})

    def start(self, start_response: StartResponse) -> Iterable[bytes]:
        """Sends it through WSGI."""
        try:
            reason = HTTPStatus(self.status).phrase
        except ValueError:
            reason = "Status"
        headers = dict(self.headers)
        if self.chunks is None:
            headers["Content-Length"] = str(len(self.body))
        start_response(f"{self.status} {reason}", list(headers.items()))
        return [self.body] if self.chunks is None else self.chunks
