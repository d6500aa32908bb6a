"""The tenant over HTTPS: certificates, a real socket, connections that faults cut."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from exoshell.emulator import serve, tenants

from .conftest import CLOCK, Client


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[serve.Server, Client]]:
    tenant = tenants.create(tmp_path / "a.t", mailboxes=20, people=True, clock=CLOCK)
    made = serve.Server(tenant, folder=tmp_path / "certificates")
    thread = threading.Thread(target=made.start, daemon=True)
    thread.start()
    yield made, Client(tenant)
    made.stop()
    thread.join(10)


def ask(server: serve.Server, client: Client) -> requests.Response:
    host, port = server.address
    assert host == "127.0.0.1"
    url = f"https://localhost:{port}/adminapi/beta/contoso.onmicrosoft.com/InvokeCommand"
    body = {"CmdletInput": {"CmdletName": "Get-Mailbox", "Parameters": {"Identity": "adele"}}}
    headers = {**client.headers, "Host": "outlook.office365.com"}
    return requests.post(url, json=body, headers=headers, verify=str(server.files.authority), timeout=20)


def test_cmdlets_over_a_socket(server: tuple[serve.Server, Client]) -> None:
    answer = ask(*server)
    assert answer.status_code == 200 and answer.json()["value"][0]["Alias"] == "adele"


def test_strangers_do_not_trust_it_and_the_key_is_private(server: tuple[serve.Server, Client]) -> None:
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"https://localhost:{server[0].address[1]}/", timeout=20)
    assert stat.S_IMODE(server[0].files.key.stat().st_mode) == 0o600
    assert serve.certificates(server[0].files.key.parent) == server[0].files


@pytest.mark.parametrize(
    ("status", "error"),
    [("reset", requests.exceptions.ConnectionError), ("break", requests.exceptions.ChunkedEncodingError)],
)
def test_faults_cut_the_connection(
    server: tuple[serve.Server, Client], status: str, error: type[Exception]
) -> None:
    server[1].tenant.change_settings(faults=[{"status": status}])
    with pytest.raises(error):
        ask(*server)
    server[1].tenant.change_settings(faults=None)
    assert ask(*server).status_code == 200
