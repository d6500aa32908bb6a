"""The Cert: drive: locations, stores and certificates of the shell's own store, the same on every system."""

from __future__ import annotations

from exoshell.cmdlets.providers.registry import Provider
from exoshell.values.objects import PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LOCATIONS = ("CurrentUser", "LocalMachine")


def split_path(path: str) -> list[str]:
    """The parts of a place, whichever slash it was written with."""
    return [part for part in path.replace("\\", "/").split("/") if part]


class CertificateProvider(Provider):
    """Places are `CurrentUser/My/THUMBPRINT`."""

    name = "Certificate"

    @property
    def store(self) -> Any:
        from exoshell.cmdlets.remote.engine import service_of

        return service_of(self.session).certificates

    def exists(self, path: str) -> bool:
        parts = split_path(path)
        if not parts:
            return True
        if len(parts) > 3 or parts[0].lower() not in (name.lower() for name in LOCATIONS):
            return False
        if len(parts) == 1:
            return True
        if parts[1].lower() not in (name.lower() for name in self.store.stores(parts[0])):
            return False
        return len(parts) == 2 or self._certificate(parts) is not None

    def is_container(self, path: str) -> bool:
        return len(split_path(path)) < 3

    def join(self, folder: str, name: str) -> str:
        return "/".join([*split_path(folder), *split_path(name)])

    def child_names(self, path: str) -> list[str]:
        parts = split_path(path)
        if not parts:
            return list(LOCATIONS)
        if len(parts) == 1:
            return list(self.store.stores(parts[0]))
        if len(parts) == 2:
            return [certificate.thumbprint for certificate in self.store.members(parts[0], parts[1])]
        return []

    def item(self, path: str) -> Any:
        parts = split_path(path)
        if not parts:
            return [self.item(name) for name in LOCATIONS]
        if len(parts) == 1:
            location = next(name for name in LOCATIONS if name.lower() == parts[0].lower())
            notes: dict[str, Any] = {
                "Location": location,
                "StoreNames": dict.fromkeys(self.store.stores(location), True),
            }
            return PSCustomObject(notes, ["Microsoft.PowerShell.Commands.X509StoreLocation", "System.Object"])
        if len(parts) == 2:
            notes = {"Name": parts[1], "Location": parts[0]}
            return PSCustomObject(
                notes, ["System.Security.Cryptography.X509Certificates.X509Store", "System.Object"]
            )
        return self._certificate(parts)

    def value(self, path: str) -> Any:
        return self.item(path)

    def remove(self, path: str) -> None:
        certificate = self._certificate(split_path(path))
        if certificate is not None:
            self.store.remove(certificate)

    def _certificate(self, parts: list[str]) -> Any:
        wanted = parts[2].upper()
        return next((c for c in self.store.members(parts[0], parts[1]) if c.thumbprint == wanted), None)
