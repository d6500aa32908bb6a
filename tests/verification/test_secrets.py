"""Secrets stay where they belong, no socket is opened while a tenant is emulated, and the server takes only good tokens."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import jwt
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from exoshell.app.tenant_command import make_parser
from exoshell.emulator import accounts, serve, tenants, tokens
from exoshell.repl.history import HistoryFile
from exoshell.values.errors import PowerShellError

from .conftest import ADMIN, Shell

PASSWORD = "Tr0ub4dor&3-planted-password"  # noqa: S105 - looked for
NEW_PASSWORD = "Xylophone-91-planted-new"  # noqa: S105
CLIENT_SECRET = "s~planted.client-secret~Qz8"  # noqa: S105
APP = "77777777-1111-2222-3333-444444444444"
DOMAIN = "contoso.onmicrosoft.com"

SESSION = f"""
$secure = ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force
$credential = [pscredential]::new('admin@domain.com', $secure)
Connect-ExchangeOnline -Credential $credential -ShowBanner:$false -WarningAction Ignore -LogDirectoryPath LOGS -LogLevel All
$new = ConvertTo-SecureString '{NEW_PASSWORD}' -AsPlainText -Force
New-Mailbox -Name Fresh -MicrosoftOnlineServicesID fresh@contoso.com -Password $new | Out-Null
Set-Mailbox fresh -Password $new -ErrorAction SilentlyContinue
New-Mailbox -Name Fresh -MicrosoftOnlineServicesID fresh@contoso.com -Password $new -ErrorAction SilentlyContinue | Out-Null
Set-Mailbox nobody -CustomAttribute1 x -ErrorAction SilentlyContinue
$clientSecret = ConvertTo-SecureString '{CLIENT_SECRET}' -AsPlainText -Force
Connect-ExchangeOnline -AppId {APP} -Organization {DOMAIN} -ClientSecret $clientSecret -Prefix App -ShowBanner:$false -LogDirectoryPath LOGS -LogLevel All
Get-AppMailbox adele | Out-Null
"$secure $new $clientSecret $credential"; $credential; $secure | Format-List; $credential | ConvertTo-Json -Depth 3
Get-ConnectionInformation; Get-ConnectionInformation | ConvertTo-Json
"""


def files_below(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def test_planted_secrets_are_found_nowhere(shell: Shell, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    tenant = tenants.open(tmp_path / "t.exotenant")
    accounts.set_password(tenant, "admin@domain.com", PASSWORD)
    accounts.put_application(
        tenant,
        APP,
        name="Tool",
        roles=["Exchange Administrator"],
        permissions=["Exchange.ManageAsApp"],
        secrets=[CLIENT_SECRET],
    )
    tenant.store.close()
    shell.session.run_line(SESSION.replace("LOGS", f"'{logs}'"))
    connections = shell.service.connections.all()
    assert len(connections) == 2, shell.err.getvalue()
    access = [connection.tokens.token() for connection in connections]
    shell.session.run_line(
        f"Connect-ExchangeOnline -AccessToken {access[0]} -Organization {DOMAIN} -Prefix Given -ShowBanner:$false; Get-GivenMailbox nobody"
    )
    shell.session.run_line(
        f"Connect-ExchangeOnline -AccessToken '{access[0][:-9]}' -Organization {DOMAIN} -ShowBanner:$false"
    )
    tokens_kept = [t for t in access if t]
    assert len(tokens_kept) == 2 and len(shell.service.connections.all()) == 3
    secrets = [PASSWORD, NEW_PASSWORD, CLIENT_SECRET, *tokens_kept]

    texts = {"output": shell.out.getvalue(), "errors": shell.err.getvalue()}
    for number, record in enumerate(shell.errors()):
        texts[f"record {number}"] = f"{record!r} {record.exception!r} {record.exception.message}"
    for connection in shell.service.connections.all():
        for thing in (
            connection,
            connection.tokens,
            connection.transport,
            connection.client,
            connection.tokens.current(),
        ):
            texts[f"repr {type(thing).__name__}"] = f"{thing!r} {thing}"
    texts["credential"] = (
        repr(shell.run("$credential")) + repr(shell.run("$secure")) + repr(vars(shell.session).get("scope"))
    )
    for name, text in texts.items():
        assert not [s for s in secrets if s in text], name

    assert "Get-Mailbox" in "".join(p.read_text() for p in logs.iterdir()), "something is logged"
    shell.session.close()
    searched = 0
    for path in files_below(tmp_path):
        content = path.read_bytes()
        own = (
            {CLIENT_SECRET} if path.name.startswith("t.exotenant") else set()
        )  # the tenant's own registry of applications
        found = [
            s for s in secrets if s not in own and (s.encode() in content or s.encode("utf-16-le") in content)
        ]
        assert not found, path
        searched += 1
    assert searched >= 2
    for path in files_below(logs):
        assert path.stat().st_mode & 0o077 == 0, path


def test_lines_with_secrets_stay_out_of_the_history_file(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "state" / "history")
    for line in (
        "Get-Mailbox adele",
        f"$p = ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force",
        f"Connect-ExchangeOnline -AccessToken {CLIENT_SECRET}",
        f"Connect-ExchangeOnline -AppId x -ClientSecret (ConvertTo-SecureString '{CLIENT_SECRET}')",
        f"$headers = @{{ Authorization = 'Bearer {CLIENT_SECRET}' }}",
        f"New-Mailbox -Name x -Password {PASSWORD}",
        "Set-Mailbox adele -CustomAttribute1 kept",
    ):
        history.append_string(line)
    text = (tmp_path / "state" / "history").read_text()
    assert "Get-Mailbox adele" in text and "CustomAttribute1 kept" in text
    assert PASSWORD not in text and CLIENT_SECRET not in text
    assert (tmp_path / "state" / "history").stat().st_mode & 0o077 == 0
    assert len(list(history.get_strings())) == 7, "this session remembers them"


def test_an_emulated_session_opens_no_socket(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []

    def refuse(*arguments: Any, **options: Any) -> Any:
        opened.append(arguments)
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    accounts.put_application(tenants.open(shell.session.services["tenant_name"]), APP, name="Tool", roles=["Exchange Administrator"],
                             permissions=["Exchange.ManageAsApp"], secrets=[CLIENT_SECRET])  # fmt: skip
    for line in (
        "Connect-ExchangeOnline -ShowBanner:$false",
        f"Connect-ExchangeOnline -UserPrincipalName {ADMIN} -Prefix Two",
        f"Connect-ExchangeOnline -Device -UserPrincipalName {ADMIN} -Prefix Three",
        f"Connect-ExchangeOnline -ManagedIdentity -Organization {DOMAIN} -Prefix Four",
        f"Connect-ExchangeOnline -AppId {APP} -Organization {DOMAIN} -Prefix Five -ClientSecret (ConvertTo-SecureString '{CLIENT_SECRET}' -AsPlainText -Force)",
        f"Connect-IPPSSession -UserPrincipalName {ADMIN}",
        "Get-Mailbox -ResultSize 3 -WarningAction Ignore | Set-Mailbox -CustomAttribute1 x",
        "Get-EXOMailbox -ResultSize 3 -WarningAction Ignore | Get-EXOMailboxStatistics | Out-Null",
        "'adele', 'john' | Get-MailboxStatistics | Out-Null",
        "(Invoke-RestMethod https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration).token_endpoint",
    ):
        shell.session.run_line(line)
        assert shell.errors() == [], (line, shell.err.getvalue()[-500:])
    assert len(shell.service.connections.all()) == 6 and "/token" in shell.out.getvalue()
    shell.session.run_line("Invoke-RestMethod https://example.org/")
    assert len(shell.errors()) == 1
    shell.session.run_line("Disconnect-ExchangeOnline -Confirm:$false")
    assert opened == []


# ---- the server ----


@pytest.fixture
def server(tenant_file: Path, tmp_path: Path) -> Iterator[tuple[serve.Server, Any]]:
    tenant = tenants.open(tenant_file)
    made = serve.Server(tenant, folder=tmp_path / "certificates")
    thread = threading.Thread(target=made.start, daemon=True)
    thread.start()
    yield made, tenant
    made.stop()
    thread.join(10)
    tenant.store.close()


def test_the_server_listens_on_this_machine_alone(server: tuple[serve.Server, Any]) -> None:
    assert server[0].address[0] == "127.0.0.1"
    assert make_parser(None).parse_args(["serve", "demo"]).host == "127.0.0.1"
    import inspect

    assert inspect.signature(serve.serve).parameters["host"].default == "127.0.0.1"


def test_the_server_refuses_every_bad_token(server: tuple[serve.Server, Any]) -> None:
    made, tenant = server
    audience = "https://outlook.office365.com"
    claims = {
        "upn": ADMIN,
        "idtyp": "user",
        "wids": [],
        "appid": "fb78d390-0c51-40cd-8e17-fdbfab77341b",
        "oid": "1",
        "scp": "Exchange.Manage",
    }
    good, _ = tokens.issue(tenant, audience, claims)
    body = jwt.decode(good, options={"verify_signature": False})
    header = jwt.get_unverified_header(good)
    foreign = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = tokens.signing_key(tenant)[0].public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    import base64
    import hashlib
    import hmac
    import json

    def part(value: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    confused = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': header['kid']})}.{part(body)}"
    mac = (
        base64.urlsafe_b64encode(hmac.new(pem, confused.encode(), hashlib.sha256).digest())
        .decode()
        .rstrip("=")
    )
    first, _, last = good.rpartition(".")
    bad = {
        "none given": "",
        "rubbish": "rubbish",
        "unsigned": jwt.encode(body, "", "none"),
        "signature cut off": f"{first}.",
        "signature altered": f"{first}.{'B' if last[0] != 'B' else 'C'}{last[1:]}",
        "claims altered": f"{good.split('.')[0]}.{part({**body, 'upn': 'adele@contoso.com'})}.{last}",
        "another key": jwt.encode(body, foreign, "RS256", headers={"kid": header["kid"]}),
        "public key as secret": f"{confused}.{mac}",
        "expired": tokens.issue(tenant, audience, {**claims, "exp": tokens.now(tenant) - 1})[0],
        "not for this service": tokens.issue(tenant, "https://graph.microsoft.com", claims)[0],
        "of another tenant": tokens.issue(
            tenant, audience, {**claims, "tid": "99999999-0000-0000-0000-000000000000"}
        )[0],
    }

    def ask(token: str) -> int:
        url = f"https://localhost:{made.address[1]}/adminapi/beta/{DOMAIN}/InvokeCommand"
        call = {"CmdletInput": {"CmdletName": "Get-Mailbox", "Parameters": {"Identity": "adele"}}}
        headers = {"Host": "outlook.office365.com", **({"Authorization": f"Bearer {token}"} if token else {})}
        answer = requests.post(url, json=call, headers=headers, verify=str(made.files.authority), timeout=20)
        assert answer.status_code in (200, 401), answer.text[:800]
        return answer.status_code

    assert ask(good) == 200
    for name, token in bad.items():
        assert ask(token) == 401, name
    assert ask(good) == 200


def test_an_error_of_a_sign_in_tells_no_password(shell: Shell) -> None:
    accounts.set_password(tenants.open(shell.session.services["tenant_name"]), "admin@domain.com", "right")
    with suppress(PowerShellError):
        shell.run(
            f"Connect-ExchangeOnline -WarningAction Ignore -Credential ([pscredential]::new('admin@domain.com', (ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force)))"
        )
    records = shell.errors()
    assert len(records) == 1 and "AADSTS50126" in str(records[0].exception.message)
    assert PASSWORD not in f"{records[0]!r}{records[0].exception!r}{records[0].exception.message}"
