"""The sign-in authority and the identity endpoints."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from typing import Any
from urllib.parse import urlencode

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from exoshell.emulator import accounts, browser, grants, identity_endpoint
from exoshell.emulator.tenant import Tenant

from .conftest import Client

AUTHORITY = "https://login.microsoftonline.com/contoso.onmicrosoft.com"
SCOPE = "https://outlook.office365.com/.default offline_access openid profile"
MODULE = "fb78d390-0c51-40cd-8e17-fdbfab77341b"
APP = "22222222-3333-4444-5555-666666666666"


def authorize(client: Client, user: str, account: dict[str, str], **more: str) -> dict[str, str]:
    query = {"client_id": MODULE, "response_type": "code", "redirect_uri": "http://localhost:5000", "scope": SCOPE,
             "state": "s1", "login_hint": user, **more}  # fmt: skip
    url = f"{AUTHORITY}/oauth2/v2.0/authorize?{urlencode(query)}"
    return browser.approve(url, client.get, client.post_form, account)


def token(client: Client, **fields: str) -> dict[str, Any]:
    result: dict[str, Any] = client.post_form(f"{AUTHORITY}/oauth2/v2.0/token", fields).json()
    return result


@pytest.mark.parametrize("mode", ["query", "form_post"])
@pytest.mark.parametrize("user", ["admin@contoso.onmicrosoft.com", "admin@yourdomain.com"])
def test_browser_sign_in(client: Client, tenant: Tenant, user: str, mode: str) -> None:
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    answer = authorize(client, user, grants.approval(tenant, user), response_mode=mode, code_challenge=challenge,
                       code_challenge_method="S256", nonce="n1")  # fmt: skip
    assert answer["state"] == "s1"
    fields = {"grant_type": "authorization_code", "client_id": MODULE, "code": answer["code"],
              "redirect_uri": "http://localhost:5000", "code_verifier": verifier}  # fmt: skip
    granted = token(client, **fields)
    claims = jwt.decode(granted["access_token"], options={"verify_signature": False})
    assert (
        claims["upn"] == user
        and claims["aud"] == "https://outlook.office365.com"
        and claims["tid"] == tenant.id
    )
    assert jwt.decode(granted["id_token"], options={"verify_signature": False})["nonce"] == "n1"
    assert token(client, **fields)["error"] == "invalid_grant", "a code works once"
    again = token(
        client,
        grant_type="refresh_token",
        client_id=MODULE,
        refresh_token=granted["refresh_token"],
        scope=SCOPE,
    )
    assert again["access_token"]


def test_the_second_factor_is_asked_for_and_checked(client: Client, tenant: Tenant) -> None:
    account = grants.approval(tenant, "admin@yourdomain.com")
    with pytest.raises(browser.SignInFailed, match="AADSTS500121"):
        authorize(client, account["username"], {**account, "second_factor": "000000"})


def test_a_wrong_password_is_refused(client: Client, tenant: Tenant) -> None:
    accounts.set_password(tenant, "adele@contoso.com", "right")
    with pytest.raises(browser.SignInFailed, match="AADSTS50126"):
        authorize(client, "adele@contoso.com", {"username": "adele@contoso.com", "password": "wrong"})
    good = {"grant_type": "password", "client_id": MODULE, "username": "adele@contoso.com", "scope": SCOPE}
    assert token(client, **good, password="wrong")["error"] == "invalid_grant"
    assert "access_token" in token(client, **good, password="right")


def test_keys_verify_the_tokens(client: Client) -> None:
    keys = client.get(f"{AUTHORITY}/discovery/v2.0/keys").json()["keys"]
    text = client.headers["Authorization"].partition(" ")[2]
    key = jwt.PyJWK(next(k for k in keys if k["kid"] == jwt.get_unverified_header(text)["kid"]))
    options: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}
    assert jwt.decode(text, key.key, ["RS256"], audience="https://outlook.office365.com", options=options)


def test_discovery_gives_the_tenants_id_for_a_domain(client: Client, tenant: Tenant) -> None:
    document = client.get(
        "https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration"
    ).json()
    assert tenant.id in document["token_endpoint"]
    wrong = client.get("https://login.microsoftonline.com/fabrikam.com/v2.0/.well-known/openid-configuration")
    assert wrong.status_code == 400 and "AADSTS90002" in wrong.json()["error_description"]


def test_device_flow(client: Client, tenant: Tenant) -> None:
    flow = client.post_form(
        f"{AUTHORITY}/oauth2/v2.0/devicecode", {"client_id": MODULE, "scope": SCOPE}
    ).json()
    assert "https://microsoft.com/devicelogin" in flow["message"] and flow["user_code"] in flow["message"]
    grant = {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "client_id": MODULE,
        "device_code": flow["device_code"],
    }
    assert token(client, **grant)["error"] == "authorization_pending"
    account = grants.approval(tenant, "admin@yourdomain.com")
    browser.approve_device(flow["verification_uri"], flow["user_code"], client.get, client.post_form, account)
    assert "access_token" in token(client, **grant)


def test_client_secret(client: Client) -> None:
    fields = {
        "grant_type": "client_credentials",
        "client_id": APP,
        "scope": "https://graph.microsoft.com//.default",
    }
    granted = token(client, **fields, client_secret="demo-secret")
    assert granted["access_token"].startswith("ey") and granted["token_type"] == "Bearer"
    wrong = client.post_form(f"{AUTHORITY}/oauth2/v2.0/token", {**fields, "client_secret": "x"})
    assert wrong.status_code == 401 and wrong.json()["error"] == "invalid_client"


def certificate() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "app")])
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(1).not_valid_before(start).not_valid_after(start + datetime.timedelta(days=900))
    )
    return key, builder.sign(key, hashes.SHA256())


def test_client_certificate(client: Client, tenant: Tenant) -> None:
    key, made = certificate()
    print_ = base64.urlsafe_b64encode(made.fingerprint(hashes.SHA1())).decode().rstrip("=")
    now = int(tenant.now().timestamp())
    body = {"aud": f"{AUTHORITY}/oauth2/v2.0/token", "iss": APP, "sub": APP, "exp": now + 300, "jti": "1"}
    assertion = jwt.encode(body, key, "RS256", headers={"x5t": print_})
    fields = {"grant_type": "client_credentials", "client_id": APP, "scope": "https://outlook.office365.com/.default",
              "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
              "client_assertion": assertion}  # fmt: skip
    assert token(client, **fields)["error"] == "invalid_client", "not registered yet"
    accounts.register_certificate(tenant, APP, made.public_bytes(serialization.Encoding.PEM))
    granted = token(client, **fields)
    assert (
        "Exchange.ManageAsApp"
        in jwt.decode(granted["access_token"], options={"verify_signature": False})["roles"]
    )
    other, _ = certificate()
    forged = jwt.encode(body, other, "RS256", headers={"x5t": print_})
    assert token(client, **{**fields, "client_assertion": forged})["error"] == "invalid_client"


def test_managed_identities(client: Client, tenant: Tenant) -> None:
    url = "http://169.254.169.254/metadata/identity/oauth2/token?resource=https%3A%2F%2Foutlook.office365.com"
    assert client.get(url).status_code == 400, "the Metadata header is needed"
    for extra in ("", "&client_id=11111111-2222-3333-4444-555555555555"):
        answer = client.request("GET", url + extra, headers={"Metadata": "true"}).json()
        app = Client(tenant, "")
        app.headers["Authorization"] = f"Bearer {answer['access_token']}"
        assert app.rows("Get-Mailbox", ResultSize="1")
    unknown = client.request("GET", url + "&client_id=1", headers={"Metadata": "true"})
    assert unknown.status_code == 400
    service = identity_endpoint.ENDPOINT + "?api-version=2019-08-01&resource=https://outlook.office365.com"
    assert (
        client.request("GET", service, headers={"X-IDENTITY-HEADER": identity_endpoint.HEADER}).status_code
        == 200
    )
    assert client.request("GET", service, headers={"X-IDENTITY-HEADER": "x"}).status_code == 401


def test_access_can_be_taken_from_a_user(client: Client, tenant: Tenant) -> None:
    client.rows("Set-User", Identity="admin@yourdomain.com", EXOModuleEnabled=False)
    other = Client(tenant, "admin@yourdomain.com")
    answer = other.get("/EXOModuleFile?Version=3.9.2")
    assert answer.status_code == 403 and "denied" in answer.headers["x-ms-diagnostics"]


def test_graph_answers_only_its_own_tokens(client: Client) -> None:
    url = "https://graph.microsoft.com/v1.0/users/adele@contoso.com"
    assert client.get(url).status_code == 401
    granted = token(client, grant_type="client_credentials", client_id=APP, client_secret="demo-secret",
                    scope="https://graph.microsoft.com/.default")  # fmt: skip
    answer = client.request("GET", url, headers={"Authorization": f"Bearer {granted['access_token']}"})
    assert json.loads(answer.body)["userPrincipalName"] == "adele@contoso.com"
