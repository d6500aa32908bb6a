"""The emulated tenant over HTTPS, with a certificate of its own authority."""

from __future__ import annotations

import datetime
import ipaddress
import os
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from exoshell.emulator.app import Application
from exoshell.emulator.tenant import Tenant

HOSTS = ("localhost", "outlook.office365.com", "outlook.office.com", "login.microsoftonline.com", "graph.microsoft.com",
         "ps.compliance.protection.outlook.com", "microsoft.com", "outlook.office365.us", "login.microsoftonline.us",
         "outlook-dod.office365.us", "webmail.apps.mil", "partner.outlook.cn", "login.chinacloudapi.cn")  # fmt: skip


@dataclass(frozen=True)
class Certificates:
    """Files: the authority's certificate to be trusted, the server's certificate chain and key."""

    authority: Path
    chain: Path
    key: Path


def certificates(folder: Path) -> Certificates:
    """The certificates in a folder; they are made at first use and anew before they end."""
    files = Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    if all(path.is_file() for path in (files.authority, files.chain, files.key)) and not _ending(files.chain):
        return files
    folder.mkdir(parents=True, exist_ok=True)
    authority_key, authority = _authority()
    key = ec.generate_private_key(ec.SECP256R1())
    server = _server(key, authority_key, authority)
    pem = serialization.Encoding.PEM
    files.authority.write_bytes(authority.public_bytes(pem))
    files.chain.write_bytes(server.public_bytes(pem) + authority.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    with os.fdopen(os.open(files.key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secret)
    return files


def _ending(path: Path) -> bool:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.not_valid_after_utc < datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=7)


def _builder(subject: str, issuer: x509.Name, public: Any, days: int) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=days))
    )


def _authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "exoshell emulated tenants")])
    usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    builder = _builder("exoshell emulated tenants", name, key.public_key(), 3650)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
    )
    return key, builder.sign(key, hashes.SHA256())


def _server(
    key: ec.EllipticCurvePrivateKey, authority_key: ec.EllipticCurvePrivateKey, authority: x509.Certificate
) -> x509.Certificate:
    names: list[x509.GeneralName] = [x509.DNSName(host) for host in HOSTS]
    names += [x509.IPAddress(ipaddress.ip_address(text)) for text in ("127.0.0.1", "::1")]
    builder = _builder("localhost", authority.subject, key.public_key(), 365)
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    builder = builder.add_extension(issuer, critical=False)
    return builder.sign(authority_key, hashes.SHA256())


class Server:
    """A running server; ``start`` blocks until ``stop`` is called from elsewhere."""

    def __init__(
        self, tenant: Tenant, host: str = "127.0.0.1", port: int = 0, folder: Path | None = None
    ) -> None:
        from cheroot import wsgi
        from cheroot.ssl.builtin import BuiltinSSLAdapter

        from exoshell.emulator.tenants import folder as tenants_folder

        self.files = certificates(folder or tenants_folder() / "certificates")
        self._server = wsgi.Server((host, port), Application(tenant), numthreads=8, server_name="exoshell")
        adapter = BuiltinSSLAdapter(str(self.files.chain), str(self.files.key))
        adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._server.ssl_adapter = adapter
        self._server.prepare()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port it listens on."""
        host, port = self._server.bind_addr[:2]
        return str(host), int(port)

    def start(self) -> None:
        """Serves until it is stopped."""
        self._server.serve()

    def stop(self) -> None:
        """Ends serving."""
        self._server.stop()


def serve(
    tenant: Tenant, host: str = "127.0.0.1", port: int = 0, say: Callable[[str], object] = print
) -> int:
    """Serves in the foreground until it is interrupted; ``say`` gets the lines to show. The exit code is 0."""
    server = Server(tenant, host, port)
    name, number = server.address
    say(f"Serving {tenant.initial_domain} at https://{name}:{number}/\n")
    say(f"Trust this authority to use it: {server.files.authority}\n")
    try:
        server.start()
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()
    return 0
