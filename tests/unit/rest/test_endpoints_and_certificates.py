"""Where the clouds live, and the store of certificates."""

import stat

import pytest

from exoshell.rest.certificates import CertificateStore, SelfSigned, credential_of, make_self_signed
from exoshell.rest.endpoints import CLOUDS, compliance, find_cloud, is_service_host
from exoshell.values.certificate import CertificateError, read_certificate


def test_clouds_are_found_by_name_and_by_address():
    assert find_cloud("o365usgovgcchigh").rest == "https://outlook.office365.us"
    assert find_cloud(None, "https://webmail.apps.mil/powershell-liveID").name == "O365USGovDoD"
    assert find_cloud().scope == "https://outlook.office365.com/.default"
    with pytest.raises(KeyError):
        find_cloud("O365Moon")


def test_an_unknown_address_is_taken_as_it_stands():
    cloud = find_cloud(None, "https://localhost:8443/powershell", "https://localhost:8443/organizations")
    assert (cloud.rest, cloud.authority) == ("https://localhost:8443", "https://localhost:8443")
    assert cloud.scope == "https://outlook.office365.com/.default"


def test_the_compliance_twin_has_its_own_host_and_audience():
    twin = compliance(CLOUDS["o365default"])
    assert twin.rest == "https://ps.compliance.protection.outlook.com" and twin.scope.startswith(twin.rest)


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("outlook.office365.com", True),
        ("eur01.outlook.office365.com", True),
        ("x.ps.compliance.protection.outlook.com", True),
        ("evil.example", False),
        ("notoutlook.example.com", False),
    ],
)
def test_tokens_go_to_the_service_alone(host, ours):
    assert is_service_host(CLOUDS["o365default"], host) is ours


def test_the_store_keeps_finds_and_forgets(tmp_path):
    store = CertificateStore(tmp_path)
    made = store.add(make_self_signed(SelfSigned(dns_names=["a.b"], friendly_name="Tool", exportable=False)))
    path = next(tmp_path.rglob("*.pem"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    spaced = " ".join(made.thumbprint[i : i + 2] for i in range(0, 40, 2)).lower()
    found = store.find(spaced)
    assert (
        found.thumbprint == made.thumbprint
        and found.friendly_name == "Tool"
        and found.path == "CurrentUser\\My"
    )
    with pytest.raises(CertificateError, match="non-exportable"):
        found.pfx("pw")
    assert "PRIVATE KEY" in credential_of(found)["private_key"]
    store.remove(found)
    assert store.members() == [] and store.find(made.thumbprint) is None


def test_files_of_every_form_are_read():
    made = make_self_signed(SelfSigned(subject="CN=Tool, O=Contoso", key_algorithm="nistP256"))
    assert made.subject == "CN=Tool, O=Contoso" == made.issuer
    assert read_certificate(made.pfx("pw"), "pw").key_pem == made.key_pem
    assert read_certificate(made.der).thumbprint == made.thumbprint
    assert read_certificate(made.pem().encode() + made.key_pem).key_pem is not None
    with pytest.raises(CertificateError, match="password"):
        read_certificate(made.pfx("pw"), "no")
    with pytest.raises(CertificateError, match="neither"):
        read_certificate(b"nonsense")
    with pytest.raises(CertificateError, match="no private key"):
        credential_of(read_certificate(made.der))


@pytest.mark.parametrize(
    "wanted",
    [
        SelfSigned(subject="X=1"),
        SelfSigned(dns_names=["a"], key_algorithm="DSA"),
        SelfSigned(dns_names=["a"], hash_algorithm="MD5"),
    ],
)
def test_what_cannot_be_made_is_refused(wanted):
    with pytest.raises(CertificateError):
        make_self_signed(wanted)
