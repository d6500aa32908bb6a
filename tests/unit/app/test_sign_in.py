"""Every way to sign in, by msal, against the emulated authority in process."""

import pytest

from exoshell.emulator import accounts, grants
from exoshell.rest.certificates import SelfSigned, make_self_signed
from exoshell.values.errors import PowerShellError
from exoshell.values.secure_string import PSCredential, SecureString

ADMIN = "admin@yourdomain.com"
INITIAL = "contoso.onmicrosoft.com"
APP = "77777777-1111-2222-3333-444444444444"


def facts(information):
    return information.notes


def test_browser(service, screen):
    notes = facts(service.connect({"UserPrincipalName": ADMIN}, screen))
    assert (
        notes["State"] == "Connected"
        and notes["UserPrincipalName"] == ADMIN
        and notes["Name"] == "ExchangeOnline_1"
    )
    assert (
        notes["ConnectionUri"] == "https://outlook.office365.com" and not notes["CertificateAuthentication"]
    )
    assert notes["TenantID"] and notes["TokenStatus"] == "Active"


def test_device_code_shows_page_and_code(service, screen):
    notes = facts(service.connect({"UserPrincipalName": ADMIN, "Device": True}, screen))
    assert notes["State"] == "Connected" and notes["UserPrincipalName"] == ADMIN
    assert "https://microsoft.com/devicelogin" in screen.shown[0]


def app_options(tenant, certificate):
    accounts.put_application(
        tenant,
        APP,
        name="Tool",
        roles=["Exchange Administrator"],
        permissions=["Exchange.ManageAsApp"],
        certificates=[],
    )
    accounts.register_certificate(tenant, APP, certificate.der)
    return {"AppId": APP, "Organization": INITIAL}


def test_certificate_by_thumbprint_file_and_object(service, tenant, screen, tmp_path):
    certificate = service.certificates.create({"dns_names": ["tool.contoso.com"]})
    options = app_options(tenant, certificate)
    path = str(tmp_path / "a.pfx")
    service.certificates.export_pfx(certificate, path, "pw")
    password = SecureString("pw")
    for extra in (
        {"CertificateThumbprint": certificate.thumbprint.lower()},
        {"CertificateFilePath": path, "CertificatePassword": password},
        {"Certificate": certificate},
    ):
        notes = facts(service.connect({**options, **extra}, screen))
        assert (
            notes["CertificateAuthentication"] is True
            and notes["AppId"] == APP
            and notes["UserPrincipalName"] is None
        )


def test_a_foreign_certificate_is_refused(service, tenant, screen):
    options = app_options(tenant, make_self_signed(SelfSigned(dns_names=["a.b"])))
    with pytest.raises(PowerShellError, match="AADSTS"):
        service.connect({**options, "Certificate": make_self_signed(SelfSigned(dns_names=["c.d"]))}, screen)
    with pytest.raises(PowerShellError, match="no certificate with the thumbprint"):
        service.connect({**options, "CertificateThumbprint": "00" * 20}, screen)
    with pytest.raises(PowerShellError, match="-Organization is missing"):
        service.connect({"AppId": APP, "CertificateThumbprint": "00" * 20}, screen)


def test_client_secret(service, screen):
    options = {"AppId": "22222222-3333-4444-5555-666666666666", "Organization": INITIAL}
    notes = facts(service.connect({**options, "ClientSecret": SecureString("demo-secret")}, screen))
    assert notes["State"] == "Connected" and notes["CertificateAuthentication"] is False
    with pytest.raises(PowerShellError, match="AADSTS"):
        service.connect({**options, "ClientSecret": SecureString("wrong")}, screen)


def test_managed_identities(service, screen):
    assert facts(service.connect({"ManagedIdentity": True}, screen))["State"] == "Connected"
    options = {
        "ManagedIdentity": True,
        "Organization": INITIAL,
        "ManagedIdentityAccountId": "11111111-2222-3333-4444-555555555555",
    }
    assert facts(service.connect(options, screen))["Organization"] == INITIAL


def test_given_token(service, screen):
    service.connect({"UserPrincipalName": ADMIN}, screen)
    token = service.connections.last().tokens.token()
    notes = facts(service.connect({"AccessToken": token, "Organization": INITIAL}, screen))
    assert notes["UserPrincipalName"] == ADMIN and notes["Organization"] == INITIAL
    with pytest.raises(PowerShellError):
        service.connect({"AccessToken": "rubbish", "Organization": INITIAL}, screen)


def test_password_warns_that_it_is_retired(service, tenant, screen):
    name = "admin@domain.com"
    accounts.set_password(tenant, name, "pw")
    notes = facts(service.connect({"Credential": PSCredential(name, SecureString("pw"))}, screen))
    assert notes["UserPrincipalName"] == name and "retired" in screen.warned[0]
    with pytest.raises(PowerShellError, match="AADSTS"):
        service.connect({"Credential": PSCredential(name, SecureString("no"))}, screen)


def test_an_unknown_user_is_refused_by_name(service, screen):
    with pytest.raises(PowerShellError) as caught:
        service.connect({"UserPrincipalName": "nobody@nowhere.example"}, screen)
    assert "AADSTS" in str(caught.value) or "nobody" in str(caught.value)


@pytest.mark.parametrize(
    ("environment", "uri"),
    [
        ("O365USGovGCCHigh", "https://outlook.office365.us"),
        ("O365USGovDoD", "https://webmail.apps.mil"),
        ("O365China", "https://partner.outlook.cn"),
    ],
)
def test_other_clouds(service, screen, environment, uri):
    notes = facts(
        service.connect({"UserPrincipalName": ADMIN, "ExchangeEnvironmentName": environment}, screen)
    )
    assert notes["ConnectionUri"] == uri


def test_an_unknown_cloud_lists_the_known_ones(service, screen):
    with pytest.raises(PowerShellError, match="O365USGovDoD"):
        service.connect({"ExchangeEnvironmentName": "O365Moon"}, screen)


def test_compliance_twin(service, screen):
    notes = facts(service.connect({"UserPrincipalName": ADMIN}, screen, compliance=True))
    assert notes["IsEopSession"] is True and notes["Name"] == "ExchangeOnlineProtection_1"


def test_a_blocked_user_cannot_connect(service, tenant, screen):
    accounts.put_account(tenant, "admin@domain.com", exo_module_enabled=False)
    try:
        with pytest.raises(PowerShellError, match="(?i)denied|disabled|not allowed"):
            service.connect({"UserPrincipalName": "admin@domain.com"}, screen)
    finally:
        accounts.put_account(tenant, "admin@domain.com", exo_module_enabled=True)


def test_a_token_is_renewed_in_the_middle_of_a_listing(service, tenant, screen):
    service.connect({"UserPrincipalName": ADMIN, "PageSize": 10}, screen)
    rows = service.run(service.prepare("Get-Mailbox", {}, limit="Unlimited"), lambda text: None)
    next(rows)
    connection = service.connections.last()
    connection.tokens._token.text = connection.tokens._token.text[:-6] + "AAAAAA"
    assert len(list(rows)) >= 20
    assert connection.transport.counters.renewals == 1


def test_disconnect_forgets_the_tokens(service, screen):
    service.connect({"UserPrincipalName": ADMIN}, screen)
    service.connect({"UserPrincipalName": ADMIN, "Prefix": "Two"}, screen)
    first, second = service.connections.all()
    assert service.disconnect(prefixes=["two"]) == 1 and service.connected() and not service.connected("Two")
    assert service.disconnect() == 1 and service.information() == []
    with pytest.raises(PowerShellError):
        service.prepare("Get-Mailbox", {})
    assert first.tokens.current() is None and second.tokens.current() is None


def test_approvals_are_for_one_user(tenant):
    assert grants.approval(tenant, ADMIN)["username"] == ADMIN


def test_the_classic_limit_of_sessions_and_what_frees_one(service, tenant, screen):
    tenant.change_settings(session_limit=2)
    try:
        for _ in range(2):
            service.connect({"UserPrincipalName": "admin@domain.com"}, screen)
        with pytest.raises(PowerShellError, match="concurrent"):
            service.connect({"UserPrincipalName": "admin@domain.com"}, screen)
        service.disconnect([str(service.information()[0].notes["ConnectionId"])])
        service.connect({"UserPrincipalName": "admin@domain.com"}, screen)
    finally:
        service.disconnect()
        tenant.change_settings(session_limit=None)
