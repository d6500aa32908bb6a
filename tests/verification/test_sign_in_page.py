"""The authorize page in a real browser, over HTTPS: password, second factor, redirection, and a sign-in that is refused."""

from __future__ import annotations

import base64
import hashlib
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from exoshell.emulator import accounts, grants, serve, tenants

from .conftest import ADMIN

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
MODULE = "fb78d390-0c51-40cd-8e17-fdbfab77341b"
SCOPE = "https://outlook.office365.com/.default offline_access openid profile"
PASSWORD = "right-password"  # noqa: S105
VERIFIER = "v" * 50

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no chromium")]


@pytest.fixture
def served(original: Path, tmp_path: Path) -> Iterator[tuple[serve.Server, Any]]:
    tenant = tenants.open(shutil.copy(original, tmp_path / "t.exotenant"))
    accounts.set_password(tenant, ADMIN, PASSWORD)
    made = serve.Server(tenant, folder=tmp_path / "certificates")
    thread = threading.Thread(target=made.start, daemon=True)
    thread.start()
    yield made, tenant
    made.stop()
    thread.join(10)


class Receiver:
    """What waits at the redirect address."""

    def __init__(self) -> None:
        self.answers: list[dict[str, list[str]]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 - the base class's name
                self.answer(urlsplit(self.path).query)

            def do_POST(self) -> None:  # noqa: N802
                self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def answer(self, query: str) -> None:
                if "favicon" not in self.path:
                    receiver.answers.append(parse_qs(query))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"<title>Done</title>done")

            def log_message(self, *arguments: Any) -> None:
                """Not shown."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def page(served: tuple[serve.Server, Any]) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        context = browser.new_context(ignore_https_errors=True)
        made = context.new_page()
        made.set_default_timeout(15_000)
        yield made
        browser.close()


def authorize_url(server: serve.Server, redirect: str, **more: str) -> str:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
    query = {"client_id": MODULE, "response_type": "code", "redirect_uri": redirect, "scope": SCOPE, "state": "s-1", "login_hint": ADMIN,
             "code_challenge": challenge, "code_challenge_method": "S256", **more}  # fmt: skip
    return f"https://localhost:{server.address[1]}/organizations/oauth2/v2.0/authorize?{urlencode(query)}"


def sign_in(page: Any, password: str) -> None:
    page.fill("#passwd", password)
    page.click("button[type=submit]")
    page.wait_for_load_state()


@pytest.mark.parametrize("mode", ["query", "form_post"])
def test_a_person_signs_in_with_the_second_factor(
    served: tuple[serve.Server, Any], receiver: Receiver, page: Any, mode: str
) -> None:
    server, tenant = served
    page.goto(authorize_url(server, receiver.address, response_mode=mode))
    assert page.title() == "Sign in" and page.input_value("#login") == ADMIN
    assert page.get_attribute("#passwd", "type") == "password" and page.get_by_label("Password").count() == 1
    sign_in(page, "wrong-password")
    assert (
        "AADSTS50126" in page.inner_text("[role=alert]")
        and page.input_value("#passwd") == ""
        and receiver.answers == []
    )
    sign_in(page, PASSWORD)
    assert page.title() == "Verify your identity"
    page.fill("#otc", "000000")
    page.click("button[type=submit]")
    page.wait_for_selector("[role=alert]")
    assert "AADSTS500121" in page.inner_text("[role=alert]") and receiver.answers == []
    page.fill("#otc", grants.one_time_code(tenant, ADMIN))
    page.click("button[type=submit]")
    page.wait_for_url(f"{receiver.address}/**")
    assert page.title() == "Done" and receiver.answers[0]["state"] == ["s-1"]
    fields = {"grant_type": "authorization_code", "client_id": MODULE, "code": receiver.answers[0]["code"][0],
              "redirect_uri": receiver.address, "code_verifier": VERIFIER, "scope": SCOPE}  # fmt: skip
    url = f"https://localhost:{server.address[1]}/organizations/oauth2/v2.0/token"
    answer = requests.post(url, data=fields, verify=str(server.files.authority), timeout=20)
    assert answer.json()["access_token"].count(".") == 2
    assert (
        requests.post(url, data=fields, verify=str(server.files.authority), timeout=20).status_code == 400
    ), "a code works once"


def test_a_refused_sign_in_gives_no_code(
    served: tuple[serve.Server, Any], receiver: Receiver, page: Any
) -> None:
    server, tenant = served
    accounts.put_account(tenant, ADMIN, disabled=True)
    page.goto(authorize_url(server, receiver.address))
    sign_in(page, PASSWORD)
    assert "AADSTS50057" in page.inner_text("[role=alert]") and receiver.answers == []
    page.goto(authorize_url(server, "https://evil.example/x"))
    assert (
        "AADSTS50011" in page.inner_text("[role=alert]") and "evil.example" not in urlsplit(page.url).netloc
    )
    page.goto(
        authorize_url(server, receiver.address, login_hint="\"><script>document.title='owned'</script>")
    )
    assert page.title() == "Sign in" and "script" in page.input_value("#login")
    assert receiver.answers == []
