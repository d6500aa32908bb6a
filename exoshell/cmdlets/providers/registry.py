"""Provider name -> the object that answers for it. A provider is loaded when a path first leads to it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Provider:
    """What every provider answers. `path` is the provider's own form of a place; the empty path is the drive's root."""

    name = ""

    def __init__(self, session: Any) -> None:
        self.session = session

    def exists(self, path: str) -> bool:
        raise NotImplementedError

    def is_container(self, path: str) -> bool:
        return path == ""

    def is_hidden(self, name: str) -> bool:
        return False

    def join(self, folder: str, name: str) -> str:
        return f"{folder}/{name}" if folder else name

    def child_names(self, path: str) -> list[str]:
        raise NotImplementedError

    def item(self, path: str) -> Any:
        """The object that Get-Item gives."""
        raise NotImplementedError

    def set_item(self, path: str, value: Any) -> None:
        raise NotImplementedError

    def remove(self, path: str) -> None:
        raise NotImplementedError

    def value(self, path: str) -> Any:
        """What Get-Content gives."""
        raise NotImplementedError


_MODULES = {
    "filesystem": ("filesystem", "FileSystemProvider"),
    "environment": ("environment", "EnvironmentProvider"),
    "variable": ("variable", "VariableProvider"),
    "function": ("function", "FunctionProvider"),
    "alias": ("alias", "AliasProvider"),
    "certificate": ("certificate", "CertificateProvider"),
}


def provider_of(session: Any, name: str) -> Any:
    """The session's provider of that name; ProviderNotFound where there is none."""
    cache = session.services.setdefault("providers", {})
    key = name.lower()
    found = cache.get(key)
    if found is None:
        row = _MODULES.get(key)
        if row is not None:
            module = __import__(f"exoshell.cmdlets.providers.{row[0]}", fromlist=[row[1]])
            found = getattr(module, row[1])(session)
        else:
            factory = session.services.get(f"provider:{key}")
            if factory is None:
                from exoshell.cmdlets.providers.drives import provider_info

                provider_info(name)
                from exoshell.values.errors import ps_error

                raise ps_error(
                    "NotSupported",
                    f"The provider '{name}' has no items here.",
                    exception="System.Management.Automation.PSNotSupportedException",
                    category="NotImplemented",
                )
            found = factory(session)
        cache[key] = found
    return found
