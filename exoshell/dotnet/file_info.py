"""System.IO.FileInfo and DirectoryInfo, with what PowerShell adds to them."""

from __future__ import annotations

import os

from exoshell.dotnet.dates import number_of
from exoshell.dotnet.io import (
    _open,
    _reader,
    _touch,
    _when,
    _writer,
    attributes_of,
    copy,
    create_directory,
    delete,
    delete_directory,
    entries,
    extension,
    full_path,
    io_failure,
    move,
    name_without_extension,
    set_attributes,
)
from exoshell.dotnet.table import table
from exoshell.values.files import DirectoryInfo, FileInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

INFO = table("System.IO.FileSystemInfo")
FILE_INFO = table("System.IO.FileInfo")
DIRECTORY_INFO = table("System.IO.DirectoryInfo")


def _base_name(item: Any) -> str:
    name = os.path.basename(item.path)
    return (
        name
        if isinstance(item, DirectoryInfo)
        else os.path.splitext(name)[0]
        if not name.startswith(".")
        else name_without_extension(name)
    )


def _mode(item: Any) -> str:
    """PowerShell's five letters."""
    if os.path.islink(item.path):
        first = "l"
    else:
        first = "d" if os.path.isdir(item.path) else "-"
    flags = attributes_of(item)
    letters = "".join(
        mark if flags & bit and flags >= 0 else "-" for mark, bit in (("r", 1), ("h", 2), ("s", 4))
    )
    return f"{first}-{letters}"


def unix_mode(item: Any) -> str:
    import stat

    try:
        return stat.filemode(os.lstat(item.path).st_mode)
    except OSError:
        return ""


def _owner(item: Any) -> str:
    import pwd

    try:
        return pwd.getpwuid(os.lstat(item.path).st_uid).pw_name
    except (KeyError, OSError):
        return ""


def _group(item: Any) -> str:
    import grp

    try:
        return grp.getgrgid(os.lstat(item.path).st_gid).gr_name
    except (KeyError, OSError):
        return ""


def _link_target(item: Any) -> Any:
    return os.readlink(item.path) if os.path.islink(item.path) else None


def _shown_name(item: Any) -> str:
    """The name as the file view shows it: a link with its target."""
    name = os.path.basename(item.path) or "/"
    return f"{name} -> {os.readlink(item.path)}" if os.path.islink(item.path) else name


def _shown_time(item: Any) -> str:
    """The last write time as the file view shows it."""
    from exoshell.values.text import format_operator

    return str(format_operator("{0,10:d} {0,8:t}", [_when("write")(item)]))


INFO.add_properties(
    {
        "Name": lambda i: os.path.basename(i.path) or "/",
        "FullName": lambda i: i.path,
        "Extension": lambda i: extension(i.path),
        "Exists": lambda i: os.path.isdir(i.path) if isinstance(i, DirectoryInfo) else os.path.isfile(i.path),
        "Attributes": attributes_of,
        "CreationTime": _when("create"),
        "CreationTimeUtc": _when("create", True),
        "LastAccessTime": _when("access"),
        "LastAccessTimeUtc": _when("access", True),
        "LastWriteTime": _when("write"),
        "LastWriteTimeUtc": _when("write", True),
        "LinkTarget": _link_target,
        "UnixFileMode": lambda i: os.lstat(i.path).st_mode & 0o7777,
        "Mode": _mode,
        "ModeWithoutHardLink": _mode,
        "BaseName": _base_name,
        "Target": _link_target,
        "ResolvedTarget": lambda i: os.path.realpath(i.path),
        "LinkType": lambda i: "SymbolicLink" if os.path.islink(i.path) else None,
        "UnixMode": unix_mode,
        "User": _owner,
        "Group": _group,
        "Size": lambda i: os.lstat(i.path).st_size,
        "NameString": _shown_name,
        "LengthString": lambda i: "" if isinstance(i, DirectoryInfo) else str(os.stat(i.path).st_size),
        "LastWriteTimeString": _shown_time,
    }
)
for _name, _text in (
    ("Attributes", "System.IO.FileAttributes"),
    ("UnixFileMode", "System.IO.UnixFileMode"),
    ("Size", "long"),
    ("Mode", "System.String"),
):
    INFO.properties[_name.lower()].type_text = _text
for _name, _kind in (("CreationTime", "create"), ("LastAccessTime", "access"), ("LastWriteTime", "write")):
    INFO.properties[_name.lower()].set = _touch(_kind)
INFO.properties["attributes"].set = set_attributes
INFO.method("ToString", "string ToString()")(lambda i: i.original)
INFO.method("Refresh", "void Refresh()")(lambda i: None)


def file_length(item: Any) -> int:
    try:
        return os.stat(item.path).st_size
    except OSError as error:
        raise io_failure(error, item.path) from error


def copy_info(item: Any, target: str, overwrite: bool = False) -> FileInfo:
    copy(item.path, target, overwrite)
    return FileInfo(full_path(target), target)


def move_info(item: Any, target: str, overwrite: bool = False) -> None:
    move(item.path, target, overwrite)
    item.path = full_path(target)


FILE_INFO.add_properties(
    {
        "Length": file_length,
        "Directory": lambda i: DirectoryInfo(os.path.dirname(i.path) or "/"),
        "DirectoryName": lambda i: os.path.dirname(i.path) or "/",
        "IsReadOnly": lambda i: bool(attributes_of(i) & 1),
    }
)
FILE_INFO.properties["isreadonly"].set = lambda i, value: set_attributes(i.path, 1 if value else 0)
FILE_INFO.add_methods(
    {
        "Delete": lambda i: delete(i.path),
        "CopyTo": copy_info,
        "MoveTo": move_info,
        "OpenText": lambda i: _reader(i.path),
        "OpenRead": lambda i: _open(i.path, 3, 1),
        "OpenWrite": lambda i: _open(i.path, 4, 2),
        "Open": lambda i, mode, *rest: _open(i.path, number_of(mode), *rest),
        "Create": lambda i: _open(i.path, 2),
        "CreateText": lambda i: _writer(i.path, False),
        "AppendText": lambda i: _writer(i.path, True),
    }
)
FILE_INFO.new()(lambda ps_type, path: FileInfo(full_path(path), path))
DIRECTORY_INFO.new()(lambda ps_type, path: DirectoryInfo(full_path(path).rstrip("/") or "/", path))


def _infos(kind: str) -> Callable[..., list[Any]]:
    def get(item: Any, pattern: str = "*", option: Any = None) -> list[Any]:
        found = entries(item.path, pattern, option, kind)
        return [DirectoryInfo(p) if os.path.isdir(p) else FileInfo(p) for p in found]

    return get


DIRECTORY_INFO.add_properties(
    {
        "Parent": lambda i: DirectoryInfo(os.path.dirname(i.path) or "/") if i.path != "/" else None,
        "Root": lambda i: DirectoryInfo("/"),
    }
)
DIRECTORY_INFO.add_methods(
    {
        "Create": lambda i: _quietly(create_directory, i.path),
        "CreateSubdirectory": lambda i, name: create_directory(os.path.join(i.path, name)),
        "Delete": lambda i, recursive=False: delete_directory(i.path, recursive),
        "MoveTo": move_info,
        "GetFiles": _infos("files"),
        "GetDirectories": _infos("folders"),
        "GetFileSystemInfos": _infos("all"),
        "EnumerateFiles": _infos("files"),
        "EnumerateDirectories": _infos("folders"),
        "EnumerateFileSystemInfos": _infos("all"),
    }
)


def _quietly(function: Any, *args: Any) -> None:
    function(*args)
