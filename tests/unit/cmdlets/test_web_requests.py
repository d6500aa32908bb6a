"""Web requests: contents, headers, redirects, retries, and that an emulated tenant answers without a socket."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from exoshell.cmdlets.web.contents import decode_text, error_text, form_text, read_value
from exoshell.cmdlets.web.header_checks import check_header, parse_links
from exoshell.cmdlets.web.transport import Options, Outgoing, redirected
from exoshell.dotnet.cookies import CookieContainer
from exoshell.dotnet.html_elements import read_elements
from exoshell.dotnet.web import Uri
from exoshell.values.errors import PowerShellError


class Handler(BaseHTTPRequestHandler):
    hits = 0

    def log_message(self, *args: Any) -> None: ...

    def do_GET(self) -> None:
        Handler.hits += 1
        if self.path == "/move":
            self.answer(302, b"", [("Location", "/echo")])
        elif self.path == "/busy" and Handler.hits < 3:
            self.answer(429, b"{}", [("Retry-After", "0")])
        elif self.path == "/cookie":
            self.answer(200, b"set", [("Set-Cookie", "a=1; Path=/")])
        else:
            body = {
                "method": self.command,
                "agent": self.headers["User-Agent"],
                "auth": self.headers["Authorization"],
                "cookie": self.headers["Cookie"],
            }
            self.answer(200, json.dumps(body).encode(), [("Content-Type", "application/json")])

    do_POST = do_GET

    def answer(self, code: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(code)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def base() -> Iterator[str]:
    Handler.hits = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def session() -> Any:
    import io

    from exoshell.app.command_line import make_session
    from exoshell.base.env import Host

    return make_session(Host(io.StringIO(), io.StringIO(), io.StringIO(), interactive=False), ".")


def test_objects_come_from_json_and_redirects_lose_credentials(base: str, session: Any) -> None:
    found = session.invoke_text(
        f"$r = Invoke-RestMethod {base}/move -Headers @{{ Authorization = 'Bearer t' }}; $r.method; $null -eq $r.auth"
    )
    assert found == ["GET", True]


def test_a_busy_service_is_asked_again(base: str, session: Any) -> None:
    assert session.invoke_text(
        f"(Invoke-RestMethod {base}/busy -MaximumRetryCount 3 -RetryIntervalSec 1).method"
    ) == ["GET"]
    assert Handler.hits == 3


def test_a_session_keeps_cookies(base: str, session: Any) -> None:
    text = f"$null = Invoke-WebRequest {base}/cookie -SessionVariable s; (Invoke-RestMethod {base}/echo -WebSession $s).cookie; (Invoke-RestMethod {base}/echo).cookie"
    assert session.invoke_text(text) == ["a=1", None]


def test_a_failed_status_is_an_error_with_its_response(base: str, session: Any) -> None:
    text = f"try {{ Invoke-RestMethod {base}/busy }} catch {{ [int]$_.Exception.Response.StatusCode; $_.FullyQualifiedErrorId }}"
    assert session.invoke_text(text) == [
        429,
        "WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand",
    ]


def test_an_emulated_tenant_answers_and_no_other_host_is_asked(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    from exoshell.app.emulated import make_session as make_emulated

    class Application:
        @staticmethod
        def knows(host: str) -> bool:
            return host == "login.microsoftonline.com"

        def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
            start("200 OK", [("Content-Type", "application/json")])
            return [json.dumps({"body": environ["wsgi.input"].read().decode()}).encode()]

    def no_socket(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", no_socket)
    session.services["http"] = lambda: make_emulated(Application())
    text = """(Invoke-RestMethod https://login.microsoftonline.com/x -Method Post -Body @{ a = 'b c' }).body
try { Invoke-WebRequest https://example.com } catch { $_.FullyQualifiedErrorId }"""
    assert session.invoke_text(text) == [
        "a=b+c",
        "WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand",
    ]


def test_form_text_escapes_like_a_form() -> None:
    assert form_text([("x", "é&="), ("n", 5), ("z", None), ("t", "~")]) == "x=%C3%A9%26%3D&n=5&z=&t=%7E"


@pytest.mark.parametrize(
    ("data", "kind", "text"),
    [
        ("Zoë".encode("latin-1"), "text/plain; charset=iso-8859-1", "Zoë"),
        ("Zoë".encode(), "text/plain", "Zoë"),
        (b"\xff\xfeA\0", "", "A"),
    ],
)
def test_decode_text(data: bytes, kind: str, text: str) -> None:
    assert decode_text(data, kind)[0] == text


def test_read_value_takes_what_the_text_is() -> None:
    assert read_value("[1]", "text/plain") == [1]
    assert read_value("{bad", "application/json") == "{bad"
    assert read_value("<a><b>1</b></a>", "text/plain").root.local == "a"
    assert [
        i.local for i in read_value("<rss><channel><item/><item/></channel></rss>", "application/rss+xml")
    ] == ["item", "item"]


def test_error_text_is_indented_json_or_plain() -> None:
    assert (
        error_text('{"a":{"b":[1,"é"]},"c":[]}', "application/json")
        == '\n{\n  "a": {\n    "b": [\n      1,\n      "\\u00E9"\n    ]\n  },\n  "c": []\n}'
    )
    assert error_text("<p>no</p>", "text/html") == "no"


@pytest.mark.parametrize(
    ("name", "value"),
    [("Bad Header", "v"), ("If-None-Match", "v1"), ("X-A", "a\r\nb: c"), ("Accept", "no type")],
)
def test_headers_that_are_refused(name: str, value: str) -> None:
    with pytest.raises(PowerShellError) as caught:
        check_header(name, value)
    assert caught.value.record.error_id == "System.FormatException"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer a.b"),
        ("If-None-Match", 'W/"v1"'),
        ("Accept", "application/json; q=0.5, */*"),
        ("X-Any", "é"),
    ],
)
def test_headers_that_are_taken(name: str, value: str) -> None:
    check_header(name, value)


def test_parse_links() -> None:
    assert parse_links(['<http://h/2>; rel="next", </1>; rel=prev']) == {"next": "http://h/2", "prev": "/1"}


@pytest.mark.parametrize(
    ("method", "code", "keep", "wanted"),
    [
        ("POST", 302, False, "GET"),
        ("POST", 307, False, "POST"),
        ("POST", 302, True, "POST"),
        ("PUT", 303, False, "GET"),
    ],
)
def test_redirected(method: str, code: int, keep: bool, wanted: str) -> None:
    options = Options()
    options.keep_method = keep
    after = redirected(
        Outgoing(method, Uri("http://h/"), {"Authorization": "x", "Content-Type": "t"}, b"1"),
        Uri("http://h/2"),
        code,
        options,
    )
    assert (after.method, after.data is None) == (wanted, wanted == "GET")
    assert "Authorization" not in after.headers


def test_cookies_go_where_they_belong() -> None:
    jar = CookieContainer()
    jar.take(Uri("http://a.example.com/x/y"), "one=1")
    jar.take(Uri("http://a.example.com/"), "two=2; Path=/; Domain=example.com; Secure")
    jar.take(Uri("http://a.example.com/"), "three=3; Domain=other.com")
    assert jar.header(Uri("http://a.example.com/x/z")) == "one=1"
    assert jar.header(Uri("https://b.example.com/")) == "two=2"
    jar.take(Uri("http://a.example.com/x/y"), "one=1; Max-Age=0")
    assert jar.header(Uri("http://a.example.com/x/z")) == ""


def test_elements_of_a_page() -> None:
    found = read_elements(
        '<a href="/x" id=f>one</a><img src=\'i.png\'><input type="hidden" name="t" value="a&amp;b">'
    )
    assert found["links"][0].notes == {
        "outerHTML": '<a href="/x" id=f>one</a>',
        "tagName": "A",
        "href": "/x",
        "id": "f",
    }
    assert found["images"][0].notes["src"] == "i.png"
    assert found["fields"][0].notes["value"] == "a&b"
