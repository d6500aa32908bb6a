"""Certificates as values (`X509Certificate2`), with or without their private key. The reading and writing is the cryptography library's."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Object ids that are shown by name.
USAGES = {
    "1.3.6.1.5.5.7.3.1": "Server Authentication",
    "1.3.6.1.5.5.7.3.2": "Client Authentication",
    "1.3.6.1.5.5.7.3.3": "Code Signing",
    "1.3.6.1.5.5.7.3.4": "Secure Email",
    "1.3.6.1.4.1.311.80.1": "Document Encryption",
}


class CertificateError(Exception):
    """A file or text that is no certificate, or a password that does not open it."""


class Certificate(NetObject):
    """One certificate: `der` its bytes, `key_pem` the private key (PKCS#8, unencrypted, in memory only) or None.

    `path` is where it stands in a store (`CurrentUser\\My`), `exportable` whether its key may leave the store.
    """

    type_name = "System.Security.Cryptography.X509Certificates.X509Certificate2"
    __slots__ = ("der", "key_pem", "friendly_name", "path", "exportable", "_parsed")

    def __init__(
        self,
        der: bytes,
        key_pem: bytes | None = None,
        *,
        friendly_name: str = "",
        path: str = "",
        exportable: bool = True,
    ) -> None:
        self.extension = None
        self.ps_type = None
        self.der, self.key_pem = der, key_pem
        self.friendly_name, self.path, self.exportable = friendly_name, path, exportable
        self._parsed: Any = None

    @property
    def x509(self) -> Any:
        """The parsed certificate (cryptography's)."""
        if self._parsed is None:
            from cryptography import x509

            self._parsed = x509.load_der_x509_certificate(self.der)
        return self._parsed

    @property
    def thumbprint(self) -> str:
        """SHA-1 of the bytes, in capitals: how Windows and scripts name a certificate."""
        import hashlib

        return hashlib.sha1(self.der, usedforsecurity=False).hexdigest().upper()

    @property
    def subject(self) -> str:
        return name_text(self.x509.subject)

    @property
    def issuer(self) -> str:
        return name_text(self.x509.issuer)

    @property
    def serial_number(self) -> str:
        text = f"{self.x509.serial_number:X}"
        return "0" * (len(text) % 2) + text

    @property
    def not_before(self) -> float:
        """Seconds since 1970."""
        return float(self.x509.not_valid_before_utc.timestamp())

    @property
    def not_after(self) -> float:
        """Seconds since 1970."""
        return float(self.x509.not_valid_after_utc.timestamp())

    @property
    def dns_names(self) -> list[str]:
        """The DNS names it is for."""
        from cryptography import x509

        try:
            found = self.x509.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except x509.ExtensionNotFound:
            return []
        return list(found.get_values_for_type(x509.DNSName))

    @property
    def usages(self) -> list[tuple[str, str]]:
        """(name, object id) of each extended key usage."""
        from cryptography import x509

        try:
            found = self.x509.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except x509.ExtensionNotFound:
            return []
        return [(USAGES.get(oid.dotted_string, ""), oid.dotted_string) for oid in found]

    def pem(self) -> str:
        """The certificate (without key) as PEM text."""
        from cryptography.hazmat.primitives.serialization import Encoding

        return str(self.x509.public_bytes(Encoding.PEM).decode())

    def pfx(self, password: str | None) -> bytes:
        """Certificate and key as PKCS#12, under the password if there is one. CertificateError without a key that may leave."""
        from cryptography.hazmat.primitives import serialization as s
        from cryptography.hazmat.primitives.serialization import pkcs12

        if self.key_pem is not None and not self.exportable:
            raise CertificateError("Cannot export non-exportable private key.")
        key: Any = s.load_pem_private_key(self.key_pem, None) if self.key_pem is not None else None
        secure = s.BestAvailableEncryption(password.encode()) if password else s.NoEncryption()
        name = (self.friendly_name or self.subject).encode()
        return pkcs12.serialize_key_and_certificates(name, key, self.x509, None, secure)

    def __repr__(self) -> str:
        return f"Certificate({self.thumbprint})"


def name_text(name: Any) -> str:
    """`CN=…, O=…` as .NET writes a name: the last part first as it stands in the certificate read backwards."""
    return ", ".join(part.rfc4514_string() for part in reversed(name.rdns))


def read_certificate(data: bytes, password: str | None = None) -> Certificate:
    """A certificate from PFX, PEM (with or without key) or DER bytes. CertificateError when it is none or the password is wrong."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization as s
    from cryptography.hazmat.primitives.serialization import pkcs12

    if b"-----BEGIN" in data:
        try:
            parsed = x509.load_pem_x509_certificate(data)
            key = (
                s.load_pem_private_key(data, password.encode() if password else None)
                if b"PRIVATE KEY-----" in data
                else None
            )
        except (ValueError, TypeError) as failure:
            raise CertificateError(f"The certificate could not be read: {failure}") from failure
        return Certificate(parsed.public_bytes(s.Encoding.DER), _key_bytes(key))
    try:
        bundle = pkcs12.load_pkcs12(data, password.encode() if password else None)
    except ValueError as failure:
        try:
            return Certificate(x509.load_der_x509_certificate(data).public_bytes(s.Encoding.DER))
        except ValueError:
            if "password" in str(failure).lower() or "mac" in str(failure).lower():
                raise CertificateError("The specified network password is not correct.") from failure
            raise CertificateError("The file is neither a PFX nor a certificate.") from failure
    if bundle.cert is None:
        raise CertificateError("The PFX holds no certificate.")
    name = (bundle.cert.friendly_name or b"").decode("utf-8", "replace")
    return Certificate(
        bundle.cert.certificate.public_bytes(s.Encoding.DER), _key_bytes(bundle.key), friendly_name=name
    )


def _key_bytes(key: Any) -> bytes | None:
    from cryptography.hazmat.primitives import serialization as s

    if key is None:
        return None
    return bytes(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()))
