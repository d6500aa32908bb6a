"""Members of X509Certificate2."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values.certificate import Certificate, CertificateError, name_text, read_certificate
from exoshell.values.collections import ArrayList, TypedArray
from exoshell.values.errors import ps_error
from exoshell.values.numbers import Byte
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CERTIFICATE = table("System.Security.Cryptography.X509Certificates.X509Certificate2")
_EPOCH = 621_355_968_000_000_000  # ticks of 1970


def _moment(seconds: float) -> Any:
    from exoshell.values.datetime import UTC, DateTime

    return DateTime(_EPOCH + int(seconds) * 10_000_000, UTC).to_local()


def _name(obj: Any) -> PSCustomObject:
    return PSCustomObject({"Name": name_text(obj), "Oid": None})


def _usages(obj: Certificate) -> Any:
    return ArrayList(PSCustomObject({"FriendlyName": name, "ObjectId": oid}) for name, oid in obj.usages)


def _raw(obj: Certificate) -> Any:
    from exoshell.values.types import find_type

    return TypedArray([Byte(b) for b in obj.der], find_type("byte"))


def _parent_path(obj: Certificate) -> Any:
    return f"Microsoft.PowerShell.Security\\Certificate::{obj.path}" if obj.path else None


CERTIFICATE.add_properties(
    {
        "EnhancedKeyUsageList": _usages,
        "DnsNameList": lambda obj: ArrayList(
            PSCustomObject({"Punycode": n, "Unicode": n}) for n in obj.dns_names
        ),
        "FriendlyName": lambda obj: obj.friendly_name,
        "HasPrivateKey": lambda obj: obj.key_pem is not None,
        "IssuerName": lambda obj: _name(obj.x509.issuer),
        "NotAfter": lambda obj: _moment(obj.not_after),
        "NotBefore": lambda obj: _moment(obj.not_before),
        "RawData": _raw,
        "SerialNumber": lambda obj: obj.serial_number,
        "SubjectName": lambda obj: _name(obj.x509.subject),
        "Thumbprint": lambda obj: obj.thumbprint,
        "Version": lambda obj: 3,
        "Issuer": lambda obj: obj.issuer,
        "Subject": lambda obj: obj.subject,
        "PSParentPath": _parent_path,
        "PSPath": lambda obj: f"{_parent_path(obj)}\\{obj.thumbprint}" if obj.path else None,
        "PSChildName": lambda obj: obj.thumbprint if obj.path else None,
    }
)
for _hidden in ("psparentpath", "pspath", "pschildname"):
    CERTIFICATE.properties[_hidden].hidden = True


@CERTIFICATE.method("ToString", "string ToString()", "string ToString(bool verbose)", raw=True)
def to_string(obj: Certificate, verbose: bool = False) -> str:
    """.NET's text of a certificate."""
    from exoshell.values.text import net_text

    return (
        f"[Subject]\n  {obj.subject}\n\n[Issuer]\n  {obj.issuer}\n\n[Serial Number]\n  {obj.serial_number}\n\n"
        f"[Not Before]\n  {net_text(_moment(obj.not_before))}\n\n[Not After]\n  {net_text(_moment(obj.not_after))}\n\n"
        f"[Thumbprint]\n  {obj.thumbprint}\n"
    )


@CERTIFICATE.method("GetCertHashString", "string GetCertHashString()")
def hash_string(obj: Certificate) -> str:
    return obj.thumbprint


@CERTIFICATE.method("GetSerialNumberString", "string GetSerialNumberString()")
def serial_string(obj: Certificate) -> str:
    return obj.serial_number


@CERTIFICATE.method("GetRawCertData", "byte[] GetRawCertData()")
def raw_data(obj: Certificate) -> Any:
    return _raw(obj)


@CERTIFICATE.method("Export", raw=True)
def export(obj: Certificate, content_type: Any = "Cert", password: Any = None) -> Any:
    """The certificate (`Cert`) or, with its key, the PFX (`Pfx`, `Pkcs12`) as bytes."""
    from exoshell.values.types import find_type

    kind = str(getattr(content_type, "name", content_type)).lower()
    try:
        data = obj.pfx(_plain(password)) if kind in ("pfx", "pkcs12") else obj.der
    except CertificateError as failure:
        raise _crypto_error(str(failure)) from failure
    return TypedArray([Byte(b) for b in data], find_type("byte"))


@CERTIFICATE.method("Dispose", "void Dispose()")
def dispose(obj: Certificate) -> None:
    """Nothing is held open."""


@CERTIFICATE.new(
    "System.Security.Cryptography.X509Certificates.X509Certificate2 new(string fileName, string password)",
    raw=True,
)
def construct(ps_type: Any, source: Any = None, password: Any = None, flags: Any = None) -> Certificate:
    """From a file's path or from bytes, PFX or certificate."""
    try:
        if isinstance(source, list):
            data = bytes(int(item) for item in source)
        else:
            with open(str(source), "rb") as file:
                data = file.read()
        return read_certificate(data, _plain(password))
    except (CertificateError, OSError) as failure:
        raise _crypto_error(str(failure)) from failure


def _plain(password: Any) -> str | None:
    if password is None or isinstance(password, str):
        return password
    return str(password.reveal())


def _crypto_error(text: str) -> Exception:
    return ps_error(
        "CryptographicException",
        text,
        exception="System.Security.Cryptography.CryptographicException",
        category="NotSpecified",
    )
