"""The certificate store: our own on every system, files under the configuration folder, readable by their owner alone.

A certificate stands in `<folder>/<CurrentUser|LocalMachine>/<store>/<THUMBPRINT>.pem` with its key; `.json` beside it has what PEM
cannot hold.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from exoshell.values.certificate import Certificate, CertificateError, read_certificate

LOCATIONS = ("CurrentUser", "LocalMachine")
STORES = ("My", "Root", "CA", "TrustedPeople", "TrustedPublisher", "AddressBook", "Disallowed")
_HASHES: dict[str, Any] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_CURVES: dict[str, type[ec.EllipticCurve]] = {
    "nistp256": ec.SECP256R1,
    "nistp384": ec.SECP384R1,
    "nistp521": ec.SECP521R1,
}
_ATTRIBUTES = {
    "CN": NameOID.COMMON_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "C": NameOID.COUNTRY_NAME,
    "L": NameOID.LOCALITY_NAME,
    "S": NameOID.STATE_OR_PROVINCE_NAME,
    "ST": NameOID.STATE_OR_PROVINCE_NAME,
    "E": NameOID.EMAIL_ADDRESS,
    "DC": NameOID.DOMAIN_COMPONENT,
}


@dataclass
class SelfSigned:
    """What a self-signed certificate shall be. Times in UTC; an empty subject becomes the first DNS name."""

    dns_names: Sequence[str] = ()
    subject: str = ""
    not_before: datetime | None = None
    not_after: datetime | None = None
    key_algorithm: str = "RSA"
    key_length: int = 2048
    hash_algorithm: str = "SHA256"
    friendly_name: str = ""
    exportable: bool = True
    code_signing: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def parse_subject(text: str) -> x509.Name:
    """`CN=a, O=b` or a bare name. CertificateError for an attribute that is not known."""
    if "=" not in text:
        text = f"CN={text}"
    parts = []
    for piece in text.split(","):
        key, _, value = piece.strip().partition("=")
        oid = _ATTRIBUTES.get(key.strip().upper())
        if oid is None or not value.strip():
            raise CertificateError(f"The subject '{text}' is not a distinguished name.")
        parts.append(x509.NameAttribute(oid, value.strip().strip('"')))
    return x509.Name(list(reversed(parts)))


def make_self_signed(wanted: SelfSigned) -> Certificate:
    """A new key and a certificate that vouches for itself."""
    names = list(wanted.dns_names)
    subject = parse_subject(wanted.subject or (names[0] if names else ""))
    key: Any
    algorithm = wanted.key_algorithm.lower().removeprefix("ecdsa_")
    if algorithm == "rsa":
        key = rsa.generate_private_key(public_exponent=65537, key_size=wanted.key_length)
    elif algorithm in _CURVES:
        key = ec.generate_private_key(_CURVES[algorithm]())
    else:
        raise CertificateError(
            f"The key algorithm '{wanted.key_algorithm}' is not supported; RSA, nistP256, nistP384 and nistP521 are."
        )
    hashing = _HASHES.get(wanted.hash_algorithm.lower())
    if hashing is None:
        raise CertificateError(
            f"The hash algorithm '{wanted.hash_algorithm}' is not supported; SHA256, SHA384 and SHA512 are."
        )
    start = wanted.not_before or datetime.now(UTC) - timedelta(minutes=10)
    end = wanted.not_after or start + timedelta(days=365)
    if end <= start:
        raise CertificateError("The end of the certificate's life is before its start.")
    usages = (
        [ExtendedKeyUsageOID.CODE_SIGNING]
        if wanted.code_signing
        else [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(
            x509.KeyUsage(True, False, algorithm == "rsa", False, False, False, False, False, False), True
        )
        .add_extension(x509.ExtendedKeyUsage(usages), False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    if names:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False
        )
    made = builder.sign(key, hashing())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Certificate(
        made.public_bytes(serialization.Encoding.DER),
        pem,
        friendly_name=wanted.friendly_name,
        exportable=wanted.exportable,
    )


class CertificateStore:
    """The store under one folder."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def _place(self, location: str, store: str) -> Path:
        found = next((name for name in LOCATIONS if name.lower() == location.lower()), None)
        if found is None:
            raise CertificateError(f"There is no certificate store location '{location}'.")
        spelled = next((name for name in STORES if name.lower() == store.lower()), store)
        if not spelled.isalnum():
            raise CertificateError(f"'{store}' is no name of a certificate store.")
        return self.folder / found / spelled

    def add(self, certificate: Certificate, location: str = "CurrentUser", store: str = "My") -> Certificate:
        """Keeps a certificate and gives it as it stands in the store."""
        place = self._place(location, store)
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = certificate.pem().encode() + (certificate.key_pem or b"")
        _write_private(place / f"{certificate.thumbprint}.pem", text)
        facts = {"friendly_name": certificate.friendly_name, "exportable": certificate.exportable}
        _write_private(place / f"{certificate.thumbprint}.json", json.dumps(facts).encode())
        certificate.path = f"{place.parent.name}\\{place.name}"
        return certificate

    def members(self, location: str = "CurrentUser", store: str = "My") -> list[Certificate]:
        """The certificates of one store, by thumbprint."""
        place = self._place(location, store)
        if not place.is_dir():
            return []
        return [self._read(path) for path in sorted(place.glob("*.pem"))]

    def stores(self, location: str = "CurrentUser") -> list[str]:
        """The names of the stores at a location: the usual ones and those in use."""
        place = self._place(location, "My").parent
        present = {p.name for p in place.iterdir() if p.is_dir()} if place.is_dir() else set()
        return list(STORES) + sorted(present - set(STORES))

    def find(self, thumbprint: str, location: str | None = None) -> Certificate | None:
        """The certificate with a thumbprint (blanks and case do not count), in any store of the location or of both."""
        wanted = "".join(c for c in thumbprint if c.isalnum()).upper()
        for place in (location,) if location else LOCATIONS:
            base = self._place(place, "My").parent
            for path in sorted(base.glob(f"*/{wanted}.pem")) if wanted else ():
                return self._read(path)
        return None

    def remove(self, certificate: Certificate) -> None:
        """Deletes a certificate, its key with it, from the store it stands in."""
        location, _, store = certificate.path.partition("\\")
        place = self._place(location, store)
        for suffix in (".pem", ".json"):
            (place / f"{certificate.thumbprint}{suffix}").unlink(missing_ok=True)

    def _read(self, path: Path) -> Certificate:
        certificate = read_certificate(path.read_bytes())
        facts_path = path.with_suffix(".json")
        facts = json.loads(facts_path.read_text()) if facts_path.is_file() else {}
        certificate.friendly_name = facts.get("friendly_name", "")
        certificate.exportable = facts.get("exportable", True)
        certificate.path = f"{path.parent.parent.name}\\{path.parent.name}"
        return certificate


def credential_of(certificate: Certificate) -> dict[str, str]:
    """The certificate as msal takes it. CertificateError when it has no private key."""
    if certificate.key_pem is None:
        raise CertificateError("The certificate has no private key, so it cannot be used to sign in.")
    # Without a thumbprint msal names the certificate by SHA-256.
    return {"private_key": certificate.key_pem.decode(), "public_certificate": certificate.pem()}


def _write_private(path: Path, content: bytes) -> None:
    """Writes a file that its owner alone can read, from its first byte on."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
