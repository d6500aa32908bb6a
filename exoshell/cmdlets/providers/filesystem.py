"""The file system: existence, listings, items."""

from __future__ import annotations

import os
import stat

from exoshell.cmdlets.providers.registry import Provider
from exoshell.values.files import DirectoryInfo, FileInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def sort_name(name: str) -> tuple[str, str]:
    """Listings come in the order of names without regard to case."""
    return name.lower(), name


class FileSystemProvider(Provider):
    """Places are absolute paths on disk."""

    name = "FileSystem"

    def exists(self, path: str) -> bool:
        return "\0" not in path and os.path.lexists(path)

    def is_container(self, path: str) -> bool:
        return "\0" not in path and os.path.isdir(path)

    def is_hidden(self, name: str) -> bool:
        return name.rpartition("/")[2].startswith(".")

    def join(self, folder: str, name: str) -> str:
        return f"{folder.rstrip('/')}/{name}"

    def child_names(self, path: str) -> list[str]:
        """Names in a folder, folders first, as the file system provider lists them."""
        folders: list[str] = []
        files: list[str] = []
        with os.scandir(path) as entries:
            for entry in entries:
                (folders if entry.is_dir() else files).append(entry.name)
        return sorted(folders, key=sort_name) + sorted(files, key=sort_name)

    def item(self, path: str) -> Any:
        return DirectoryInfo(path) if os.path.isdir(path) else FileInfo(path)

    def value(self, path: str) -> Any:
        with open(path, "rb") as handle:
            return handle.read()


def is_read_only(path: str) -> bool:
    try:
        return not os.stat(path).st_mode & stat.S_IWUSR
    except OSError:
        return False
