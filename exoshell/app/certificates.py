"""The certificate store as the cmdlets see it: `exoshell.command.exchange.Certificates` on top of `rest.certificates`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from exoshell.rest.certificates import CertificateStore, SelfSigned, make_self_signed
from exoshell.values.certificate import Certificate, CertificateError, read_certificate
from exoshell.values.errors import ps_error

_TICKS_OF_1970 = 621_355_968_000_000_000


@contextmanager
def translated(target: Any = None) -> Iterator[None]:
    """Errors of certificates and files become errors that a script sees."""
    try:
        yield
    except CertificateError as failure:
        raise ps_error(
            "CryptographicException",
            str(failure),
            exception="System.Security.Cryptography.CryptographicException",
            category="InvalidArgument",
            target=target,
        ) from failure
    except FileNotFoundError as failure:
        raise ps_error(
            "PathNotFound",
            f"Cannot find path '{failure.filename}' because it does not exist.",
            exception="System.Management.Automation.ItemNotFoundException",
            category="ObjectNotFound",
            target=failure.filename,
        ) from failure
    except OSError as failure:
        raise ps_error(
            "FileError",
            f"{failure.strerror}: '{failure.filename}'",
            exception="System.IO.IOException",
            category="WriteError",
        ) from failure


class CertificateService:
    """The store under a folder."""

    def __init__(self, folder: str) -> None:
        self.store = CertificateStore(folder)

    def create(self, options: dict[str, Any]) -> Certificate:
        """A new self-signed certificate in the store that `location` and `store` name. Other options: see `SelfSigned`; times are DateTimes."""
        with translated():
            wanted = SelfSigned(
                dns_names=tuple(options.get("dns_names") or ()),
                subject=options.get("subject") or "",
                not_before=_moment(options.get("not_before")),
                not_after=_moment(options.get("not_after")),
                key_algorithm=options.get("key_algorithm") or "RSA",
                key_length=int(options.get("key_length") or 2048),
                hash_algorithm=options.get("hash_algorithm") or "SHA256",
                friendly_name=options.get("friendly_name") or "",
                exportable=bool(options.get("exportable", True)),
                code_signing=bool(options.get("code_signing")),
            )
            return self.store.add(
                make_self_signed(wanted),
                options.get("location") or "CurrentUser",
                options.get("store") or "My",
            )

    def members(self, location: str = "CurrentUser", name: str = "My") -> list[Certificate]:
        with translated():
            return self.store.members(location, name)

    def stores(self, location: str = "CurrentUser") -> list[str]:
        with translated():
            return self.store.stores(location)

    def find(self, thumbprint: str, location: str | None = None) -> Certificate | None:
        with translated(thumbprint):
            return self.store.find(thumbprint, location)

    def read(self, path: str, password: str | None = None) -> Certificate:
        """A certificate from a file, not put in a store."""
        with translated(path):
            with open(path, "rb") as file:
                return read_certificate(file.read(), password)

    def import_file(
        self, path: str, password: str | None, location: str, store: str, exportable: bool = False
    ) -> Certificate:
        """A file's certificate, put in a store; its key may leave it only if `exportable`."""
        with translated(path):
            certificate = self.read(path, password)
            certificate.exportable = exportable or certificate.key_pem is None
            return self.store.add(certificate, location, store)

    def export_pfx(self, certificate: Certificate, path: str, password: str | None) -> None:
        """Writes certificate and key; the file is readable by its owner alone."""
        with translated(path):
            _write(path, certificate.pfx(password), 0o600)

    def export_cer(self, certificate: Certificate, path: str) -> None:
        """Writes the certificate (DER) without its key."""
        with translated(path):
            _write(path, certificate.der, 0o644)

    def remove(self, certificate: Certificate) -> None:
        with translated():
            self.store.remove(certificate)


def _write(path: str, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    if hasattr(os, "chmod"):
        os.chmod(path, mode)


def _moment(date: Any) -> datetime | None:
    if date is None:
        return None
    return datetime.fromtimestamp((date.to_utc().ticks - _TICKS_OF_1970) / 10_000_000, UTC)
