"""System.IO: Path, File, Directory. File objects are in file_info.py, streams and readers in streams.py."""

from __future__ import annotations

import os

from exoshell.dotnet.convert import byte_array, raw_bytes
from exoshell.dotnet.dates import number_of
from exoshell.dotnet.errors import argument_error, net_error, null_error
from exoshell.dotnet.strings import text_of
from exoshell.dotnet.table import table
from exoshell.values import types
from exoshell.values.files import DirectoryInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

PATH = table("System.IO.Path")
FILE = table("System.IO.File")
DIRECTORY = table("System.IO.Directory")


def io_failure(error: OSError, path: str) -> Exception:
    """The .NET exception that an operating system error becomes."""
    full = os.path.abspath(path)
    if isinstance(error, FileNotFoundError):
        if not os.path.isdir(os.path.dirname(full)):
            return net_error(
                "System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{full}'."
            )
        return net_error("System.IO.FileNotFoundException", f"Could not find file '{full}'.", FileName=full)
    if isinstance(error, PermissionError):
        return net_error("System.UnauthorizedAccessException", f"Access to the path '{full}' is denied.")
    if isinstance(error, IsADirectoryError):
        return net_error("System.UnauthorizedAccessException", f"Access to the path '{full}' is denied.")
    if isinstance(error, FileExistsError):
        return net_error("System.IO.IOException", f"The file '{full}' already exists.")
    return net_error("System.IO.IOException", f"{error.strerror or error} : '{full}'")


def checked(path: Any, name: str = "path") -> str:
    """A path argument that is not null or empty."""
    if path is None:
        raise null_error(name)
    if path == "":
        raise argument_error("The value cannot be an empty string.", name)
    return str(path)


# ------------------------------------------------------------------------------------------------------------------------------- Path


def extension(path: Any) -> Any:
    if path is None:
        return None
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return "" if dot < 0 or dot == len(name) - 1 else name[dot:]


def file_name(path: Any) -> Any:
    return None if path is None else path.rpartition("/")[2]


def name_without_extension(path: Any) -> Any:
    if path is None:
        return None
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name if dot < 0 else name[:dot]


def directory_name(path: Any) -> Any:
    """GetDirectoryName: null for a root, empty for a bare name."""
    if not path or path == "/":
        return None
    head, separator, _ = path.rpartition("/")
    if not separator:
        return ""
    return head.rstrip("/") or "/"


def change_extension(path: Any, new: Any) -> Any:
    if not path:
        return path
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    base = path if dot < 0 else path[: len(path) - len(name) + dot]
    if new is None:
        return base
    return base + (new if new.startswith(".") else "." + new)


def combine(*parts: Any) -> str:
    """Combine: an absolute part starts anew."""
    flat = list(parts[0]) if len(parts) == 1 and isinstance(parts[0], list) else list(parts)
    result = ""
    for number, part in enumerate(flat):
        if part is None:
            raise null_error(f"path{number + 1}" if len(flat) < 5 else "paths")
        if not part:
            continue
        result = (
            part
            if not result or part.startswith("/")
            else result + ("" if result.endswith("/") else "/") + part
        )
    return result


def join(*parts: Any) -> str:
    """Path.Join: only puts separators between."""
    flat = list(parts[0]) if len(parts) == 1 and isinstance(parts[0], list) else list(parts)
    result = ""
    for part in flat:
        if not part:
            continue
        between = "" if not result or result.endswith("/") or part.startswith("/") else "/"
        result += between + part
    return result


def full_path(path: Any, base: Any = None) -> str:
    """GetFullPath(path[, base])."""
    checked(path)
    made = os.path.normpath(os.path.join(base or os.getcwd(), path))
    made = "/" + made.lstrip("/")
    return made + "/" if path.endswith("/") and made != "/" else made


def temp_file_name() -> str:
    import tempfile

    handle, path = tempfile.mkstemp(prefix="tmp", suffix=".tmp")
    os.close(handle)
    return path


def random_file_name() -> str:
    import secrets

    letters = "abcdefghijklmnopqrstuvwxyz012345"
    text = "".join(secrets.choice(letters) for _ in range(11))
    return f"{text[:8]}.{text[8:]}"


PATH.add_statics(
    {
        "GetExtension": extension,
        "GetFileName": file_name,
        "GetFileNameWithoutExtension": name_without_extension,
        "GetDirectoryName": directory_name,
        "ChangeExtension": change_extension,
        "Combine": combine,
        "Join": join,
        "GetFullPath": full_path,
        "GetTempPath": lambda: os.environ.get("TMPDIR", "/tmp").rstrip("/") + "/",
        "GetTempFileName": temp_file_name,
        "GetRandomFileName": random_file_name,
        "HasExtension": lambda path: bool(extension(path)),
        "IsPathRooted": lambda path: bool(path) and path.startswith("/"),
        "IsPathFullyQualified": lambda path: bool(path) and path.startswith("/"),
        "GetPathRoot": lambda path: None if not path else "/" if path.startswith("/") else "",
        "GetInvalidPathChars": lambda: ["\0"],
        "GetInvalidFileNameChars": lambda: ["\0", "/"],
        "GetRelativePath": lambda base, path: os.path.relpath(path, base),
        "TrimEndingDirectorySeparator": lambda path: path.rstrip("/") or path[:1],
        "EndsInDirectorySeparator": lambda path: bool(path) and path.endswith("/"),
        "Exists": lambda path: bool(path) and os.path.exists(path),
    }
)


def _chars(values: list[str]) -> Any:
    from exoshell.values.char import Char
    from exoshell.values.collections import TypedArray

    return TypedArray([Char(v) for v in values], types.named_type("System.Char"))


for _name in ("getinvalidpathchars", "getinvalidfilenamechars"):
    PATH.static_methods[_name].function = (lambda f: lambda: _chars(f()))(PATH.static_methods[_name].function)
PATH.add_static_properties(
    {
        "DirectorySeparatorChar": lambda: "/",
        "AltDirectorySeparatorChar": lambda: "/",
        "PathSeparator": lambda: ":",
        "VolumeSeparatorChar": lambda: "/",
    }
)

# ------------------------------------------------------------------------------------------------------------------------------- File


def encoding_of(value: Any) -> Any:
    """The encoding argument or UTF-8 without a mark."""
    from exoshell.dotnet.text import Encoding

    return value if isinstance(value, Encoding) else Encoding("utf-8", preamble=False)


def read_bytes(path: Any) -> bytes:
    try:
        with open(checked(path), "rb") as file:
            return file.read()
    except OSError as error:
        raise io_failure(error, path) from error


def decode(data: bytes, encoding: Any = None) -> str:
    """Text of a file: a byte order mark wins over the encoding asked for."""
    from exoshell.dotnet.text import Encoding

    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16BE"),
    ):
        if data.startswith(mark):
            return Encoding(name).decode(data[len(mark) :])
    return str(encoding_of(encoding).decode(data))


def read_text(path: Any, encoding: Any = None) -> str:
    return decode(read_bytes(path), encoding)


def split_lines(text: str) -> list[str]:
    """Lines without their ends (CR, LF or both)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def write_bytes(path: Any, data: bytes, mode: str = "wb") -> None:
    try:
        with open(checked(path), mode) as file:
            file.write(data)
    except OSError as error:
        raise io_failure(error, path) from error


def write_text(path: Any, text: Any, encoding: Any = None, append: bool = False) -> None:
    chosen = encoding_of(encoding)
    new = not append or not os.path.exists(checked(path))
    write_bytes(
        path, (chosen.preamble if new else b"") + chosen.encode(text_of(text)), "ab" if append else "wb"
    )


def write_lines(path: Any, lines: Any, encoding: Any = None, append: bool = False) -> None:
    if lines is None:
        raise null_error("contents")
    write_text(path, "".join(text_of(line) + "\n" for line in lines), encoding, append)


def delete(path: Any) -> None:
    try:
        os.remove(checked(path))
    except FileNotFoundError as error:
        if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
            raise io_failure(error, path) from error
    except OSError as error:
        raise io_failure(error, path) from error


def copy(source: Any, target: Any, overwrite: bool = False) -> None:
    import shutil

    checked(source, "sourceFileName")
    if os.path.exists(checked(target, "destFileName")) and not overwrite:
        raise net_error("System.IO.IOException", f"The file '{os.path.abspath(target)}' already exists.")
    try:
        shutil.copyfile(source, target)
        shutil.copymode(source, target)
    except OSError as error:
        raise io_failure(error, source) from error


def move(source: Any, target: Any, overwrite: bool = False) -> None:
    import shutil

    if not os.path.exists(checked(source, "sourceFileName")):
        raise io_failure(FileNotFoundError(), source)
    if os.path.exists(checked(target, "destFileName")) and not overwrite:
        raise net_error("System.IO.IOException", "Cannot create a file when that file already exists.")
    shutil.move(source, target)


def _moment(seconds: float, utc: bool) -> Any:
    from exoshell.values.datetime import UNIX_EPOCH_TICKS, UTC, DateTime

    made = DateTime(UNIX_EPOCH_TICKS + int(seconds * 10000000), UTC)
    return made if utc else made.to_local()


def _when(kind: str, utc: bool = False) -> Callable[[Any], Any]:
    def get(path: Any) -> Any:
        target = path if isinstance(path, str) else path.path
        try:
            stat = os.stat(target)
        except OSError:
            from exoshell.values.datetime import UTC, DateTime

            made = DateTime(504911232000000000, UTC)
            return made if utc else made.to_local()
        seconds = {
            "write": stat.st_mtime_ns,
            "access": stat.st_atime_ns,
            "create": min(stat.st_ctime_ns, stat.st_mtime_ns),
        }[kind] / 1e9
        return _moment(seconds, utc)

    return get


def _touch(kind: str) -> Callable[[Any, Any], None]:
    def put(path: Any, date: Any) -> None:
        from exoshell.values.datetime import UNIX_EPOCH_TICKS

        target = path if isinstance(path, str) else path.path
        stat = os.stat(target)
        seconds = (date.to_utc().ticks - UNIX_EPOCH_TICKS) / 1e7
        times = (seconds, stat.st_mtime) if kind == "access" else (stat.st_atime, seconds)
        os.utime(target, times)

    return put


def attributes_of(path: Any) -> int:
    """FileAttributes as a number."""
    target = path if isinstance(path, str) else path.path
    try:
        stat = os.lstat(target)
    except OSError as error:
        if isinstance(path, str):
            raise io_failure(error, target) from error
        return -1
    value = 16 if os.path.isdir(target) else 0
    value |= 2 if os.path.basename(target).startswith(".") else 0
    value |= 1 if not stat.st_mode & 0o222 else 0
    value |= 0x400 if os.path.islink(target) else 0
    return value or 128


def set_attributes(path: Any, value: Any) -> None:
    target = path if isinstance(path, str) else path.path
    mode = os.stat(target).st_mode
    os.chmod(target, mode & ~0o222 if number_of(value) & 1 else mode | 0o200)


FILE.add_statics(
    {
        "Exists": lambda path: bool(path) and os.path.isfile(path),
        "ReadAllText": read_text,
        "ReadAllLines": lambda path, encoding=None: split_lines(read_text(path, encoding)),
        "ReadLines": lambda path, encoding=None: split_lines(read_text(path, encoding)),
        "ReadAllBytes": lambda path: byte_array(read_bytes(path)),
        "WriteAllText": write_text,
        "WriteAllLines": write_lines,
        "WriteAllBytes": lambda path, data: write_bytes(path, raw_bytes(data)),
        "AppendAllText": lambda path, text, encoding=None: write_text(path, text, encoding, True),
        "AppendAllLines": lambda path, lines, encoding=None: write_lines(path, lines, encoding, True),
        "AppendAllBytes": lambda path, data: write_bytes(path, raw_bytes(data), "ab"),
        "Delete": delete,
        "Copy": copy,
        "Move": move,
        "GetAttributes": attributes_of,
        "SetAttributes": set_attributes,
        "GetLastWriteTime": _when("write"),
        "GetLastWriteTimeUtc": _when("write", True),
        "GetLastAccessTime": _when("access"),
        "GetLastAccessTimeUtc": _when("access", True),
        "GetCreationTime": _when("create"),
        "GetCreationTimeUtc": _when("create", True),
        "SetLastWriteTime": _touch("write"),
        "SetLastAccessTime": _touch("access"),
        "SetCreationTime": _touch("create"),
        "Open": lambda path, mode, *rest: _open(path, number_of(mode), *rest),
        "OpenRead": lambda path: _open(path, 3, 1),
        "OpenWrite": lambda path: _open(path, 4, 2),
        "Create": lambda path, *rest: _open(path, 2),
        "OpenText": lambda path: _reader(path),
        "CreateText": lambda path: _writer(path, False),
        "AppendText": lambda path: _writer(path, True),
    }
)


def _open(path: str, mode: int, *rest: Any) -> Any:
    from exoshell.dotnet.streams import open_file

    return open_file(path, mode, number_of(rest[0]) if rest else 3)


def _reader(path: str) -> Any:
    from exoshell.dotnet.streams import TextReader

    return TextReader(read_text(path))


def _writer(path: str, append: bool) -> Any:
    from exoshell.dotnet.streams import file_writer

    return file_writer(path, append)


# --------------------------------------------------------------------------------------------------------------------------- Directory


def entries(path: Any, pattern: str = "*", option: Any = None, kind: str = "all") -> list[str]:
    """Entries of a folder that match a pattern; `option` AllDirectories goes down."""
    import fnmatch
    import re

    top = checked(path)
    if not os.path.isdir(top):
        raise net_error(
            "System.IO.DirectoryNotFoundException",
            f"Could not find a part of the path '{os.path.abspath(top)}'.",
        )
    deep = option is not None and type(option) is types.EnumValue and option.value == 1
    test = re.compile(fnmatch.translate("*" if pattern in ("*.*", "") else pattern.replace("[", "[[]")))
    return [p for p in _walk(top, deep) if _wanted(p, kind) and test.match(os.path.basename(p))]


def _walk(top: str, deep: bool) -> Iterator[str]:
    names = sorted(os.listdir(top))
    for name in names:
        yield os.path.join(top, name)
    if deep:
        for name in names:
            inner = os.path.join(top, name)
            if os.path.isdir(inner) and not os.path.islink(inner):
                yield from _walk(inner, True)


def _wanted(path: str, kind: str) -> bool:
    return kind == "all" or os.path.isdir(path) == (kind == "folders")


def create_directory(path: Any, *rest: Any) -> DirectoryInfo:
    try:
        os.makedirs(checked(path), exist_ok=True)
    except OSError as error:
        raise io_failure(error, path) from error
    return DirectoryInfo(full_path(path).rstrip("/") or "/", path)


def delete_directory(path: Any, recursive: bool = False) -> None:
    import shutil

    target = checked(path)
    if not os.path.isdir(target):
        raise net_error(
            "System.IO.DirectoryNotFoundException",
            f"Could not find a part of the path '{os.path.abspath(target)}'.",
        )
    if os.listdir(target) and not recursive:
        raise net_error("System.IO.IOException", f"Directory not empty : '{os.path.abspath(target)}'")
    shutil.rmtree(target)


def _listing(kind: str) -> Callable[..., list[str]]:
    return lambda path, pattern="*", option=None: entries(path, pattern, option, kind)


DIRECTORY.add_statics(
    {
        "Exists": lambda path: bool(path) and os.path.isdir(path),
        "CreateDirectory": create_directory,
        "Delete": delete_directory,
        "Move": move,
        "GetFiles": _listing("files"),
        "GetDirectories": _listing("folders"),
        "GetFileSystemEntries": _listing("all"),
        "EnumerateFiles": _listing("files"),
        "EnumerateDirectories": _listing("folders"),
        "EnumerateFileSystemEntries": _listing("all"),
        "GetCurrentDirectory": os.getcwd,
        "SetCurrentDirectory": os.chdir,
        "GetParent": lambda path: DirectoryInfo(os.path.dirname(full_path(path).rstrip("/")) or "/"),
        "GetDirectoryRoot": lambda path: "/",
        "GetLastWriteTime": _when("write"),
        "GetCreationTime": _when("create"),
        "SetLastWriteTime": _touch("write"),
    }
)
