"""Files, folders and drives as values: System.IO.FileInfo, DirectoryInfo and PSDriveInfo. Facts of the disk are read when they are asked for."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class FileSystemInfo(NetObject):
    """`path`: absolute, without a separator at its end; `original`: the text it was made from (what `ToString` gives)."""

    __slots__ = ("path", "original")
    type_name = "System.IO.FileSystemInfo"

    def __init__(self, path: str, original: str | None = None) -> None:
        self.path = path
        self.original = path if original is None else original
        self.extension = None
        self.ps_type = None


class FileInfo(FileSystemInfo):
    """System.IO.FileInfo."""

    __slots__ = ()
    type_name = "System.IO.FileInfo"


class DirectoryInfo(FileSystemInfo):
    """System.IO.DirectoryInfo."""

    __slots__ = ()
    type_name = "System.IO.DirectoryInfo"


class PSDriveInfo(NetObject):
    """System.Management.Automation.PSDriveInfo: `name`, `provider` (its name), `root`, `description`, `location` (the current one in it)."""

    __slots__ = ("name", "provider", "root", "description", "location")
    type_name = "System.Management.Automation.PSDriveInfo"

    def __init__(self, name: str, provider: str, root: str, description: str = "") -> None:
        self.name, self.provider, self.root, self.description = name, provider, root, description
        self.location = ""
        self.extension: Any = None
        self.ps_type = None


class ProviderInfo(NetObject):
    """System.Management.Automation.ProviderInfo."""

    __slots__ = ("name", "module", "capabilities", "drives")
    type_name = "System.Management.Automation.ProviderInfo"

    def __init__(
        self, name: str, capabilities: str, drives: tuple[str, ...], module: str = "Microsoft.PowerShell.Core"
    ) -> None:
        self.name, self.capabilities, self.drives, self.module = name, capabilities, drives, module
        self.extension: Any = None
        self.ps_type = None


class PathInfo(NetObject):
    """System.Management.Automation.PathInfo: `path` as PowerShell shows it, `provider_path`, `drive` (PSDriveInfo or None), `provider`."""

    __slots__ = ("path", "provider_path", "drive", "provider")
    type_name = "System.Management.Automation.PathInfo"

    def __init__(
        self, path: str, provider_path: str, drive: PSDriveInfo | None, provider: ProviderInfo | None
    ) -> None:
        self.path, self.provider_path, self.drive, self.provider = path, provider_path, drive, provider
        self.extension = None
        self.ps_type = None

    def __str__(self) -> str:
        return self.path


FILE_SYSTEM = ("FileSystem", "Filter, ShouldProcess, Credentials", ("/", "Temp"))


def root_path_info(path: str) -> PathInfo:
    """The PathInfo of a folder on the root drive."""
    return PathInfo(path, path, PSDriveInfo("/", "FileSystem", "/"), ProviderInfo(*FILE_SYSTEM))
