"""The drives of a session, and the current place in each of them."""

from __future__ import annotations

import os

from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.files import ProviderInfo, PSDriveInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROVIDERS = {
    "alias": ("Alias", "ShouldProcess", ("Alias",)),
    "environment": ("Environment", "ShouldProcess", ("Env",)),
    "filesystem": ("FileSystem", "Filter, ShouldProcess, Credentials", ("/", "Temp")),
    "function": ("Function", "ShouldProcess", ("Function",)),
    "variable": ("Variable", "ShouldProcess", ("Variable",)),
    "certificate": ("Certificate", "ShouldProcess", ("Cert",)),
}
SHOWN = ("alias", "environment", "filesystem", "function", "variable")


def provider_info(name: str) -> ProviderInfo:
    """The ProviderInfo of a provider by name; ProviderNotFound where there is none."""
    row = PROVIDERS.get(name.rpartition("\\")[2].lower())
    if row is None:
        raise ps_error(
            "ProviderNotFound",
            f"Cannot find a provider with the name '{name}'.",
            exception="System.Management.Automation.ProviderNotFoundException",
            category="ObjectNotFound",
            target=name,
        )
    module = "Microsoft.PowerShell.Security" if row[0] == "Certificate" else "Microsoft.PowerShell.Core"
    return ProviderInfo(row[0], row[1], row[2], module)


def drive_not_found(name: str) -> PowerShellError:
    return ps_error(
        "DriveNotFound",
        f"Cannot find drive. A drive with the name '{name}' does not exist.",
        exception="System.Management.Automation.DriveNotFoundException",
        category="ObjectNotFound",
        target=name,
    )


class Drives:
    """Drives by lower-case name; `current` is the drive that relative paths mean, `stack` the locations that Push-Location kept."""

    def __init__(self, session: Any) -> None:
        self.session = session
        temporary = session.host.environ.get("TMPDIR") or "/tmp"
        self.table: dict[str, PSDriveInfo] = {}
        for name, provider, root, description in (
            ("Alias", "Alias", "", "Drive that contains a view of the aliases stored in a session state"),
            ("/", "FileSystem", "/", ""),
            (
                "Env",
                "Environment",
                "",
                "Drive that contains a view of the environment variables for the process",
            ),
            (
                "Function",
                "Function",
                "",
                "Drive that contains a view of the functions stored in a session state",
            ),
            (
                "Temp",
                "FileSystem",
                temporary.rstrip("/") + "/",
                "Drive that maps to the temporary directory path for the current user",
            ),
            (
                "Variable",
                "Variable",
                "",
                "Drive that contains a view of those variables stored in a session state",
            ),
            ("Cert", "Certificate", "\\", "X509 Certificate Provider"),
        ):
            self.table[name.lower()] = PSDriveInfo(name, provider, root, description)
        self.current = "/"
        self.stack: list[tuple[str, str]] = []
        self.trail: list[tuple[str, str]] = []  # for Set-Location -
        self.ahead: list[tuple[str, str]] = []

    def current_info(self) -> Any:
        """The PathInfo of the current place (`$PWD`)."""
        from exoshell.cmdlets.providers.location import path_info

        return path_info(self.session, self.place())

    def get(self, name: str) -> PSDriveInfo:
        found = self.table.get(name.lower())
        if found is None:
            raise drive_not_found(name)
        return found

    def find(self, name: str) -> PSDriveInfo | None:
        return self.table.get(name.lower())

    def place(self) -> tuple[str, str]:
        """Where the session is: (drive name, path inside it; absolute on disk for the file system's root drive)."""
        drive = self.table.get(self.current.lower())
        if drive is None or drive.provider == "FileSystem":
            return self.current, self.session.location
        return self.current, drive.location

    def go(self, place: tuple[str, str]) -> None:
        name, path = place
        self.current = name
        drive = self.get(name)
        if drive.provider == "FileSystem":
            self.session.location = path
        else:
            drive.location = path


def drives_of(session: Any) -> Drives:
    """The drives of a session, made when they are first asked for."""
    drives = session.services.get("drives")
    if drives is None:
        drives = session.services["drives"] = Drives(session)
        session.services["locations"] = drives
    return drives  # type: ignore[no-any-return]


def real_root(drive: PSDriveInfo) -> str:
    """The folder on disk that a file system drive shows, without a separator at its end (empty for the root)."""
    return os.path.abspath(drive.root).rstrip("/")
