"""From the text of a path to places of providers: drives, `~`, `.` and `..`, both separators, wildcards.

A place is (provider name, path): an absolute path on disk for FileSystem, the item's name (empty: the drive's root) for the others.
"""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.drives import drives_of, real_root
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import has_wildcards, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Place = tuple[str, str]


def split_qualifier(text: str) -> tuple[str | None, str]:
    """`Env:PATH` -> ("Env", "PATH"); a provider-qualified path keeps its provider's name: ("FileSystem::", path); else (None, text)."""
    double = text.find("::")
    if double > 0:
        return text[:double].rpartition("\\")[2] + "::", text[double + 2 :]
    colon = text.find(":")
    if colon > 0 and not any(c in "/\\`*?[" for c in text[:colon]):
        return text[:colon], text[colon + 1 :]
    return None, text


def place_of(session: Any, text: str) -> Place:
    """The place that a path without wildcards means. An unknown drive is DriveNotFound."""
    qualifier, rest = split_qualifier(text)
    drives = drives_of(session)
    if qualifier is not None and qualifier.endswith("::"):
        provider = qualifier[:-2].lower()
        return (
            ("FileSystem", absolute(session, rest))
            if provider == "filesystem"
            else (qualifier[:-2], rest.strip("/\\"))
        )
    if qualifier is None:
        current = drives.find(drives.current)
        if current is not None and current.provider != "FileSystem" and rest[:1] not in ("/", "~"):
            return current.provider, join_inside(current.location, rest)
        return "FileSystem", absolute(session, rest)
    drive = drives.get(qualifier)
    if drive.provider == "FileSystem":
        inside = rest.replace("\\", "/").strip("/")
        return "FileSystem", normalize(f"{real_root(drive)}/{inside}")
    return drive.provider, join_inside("", rest)


def join_inside(base: str, rest: str) -> str:
    parts: list[str] = []
    for part in (base + "/" + rest).replace("\\", "/").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def absolute(session: Any, text: str) -> str:
    """The absolute path on disk of a file system path without a drive; both separators count."""
    text = text.replace("\\", "/")
    if text[:1] == "~" and (len(text) == 1 or text[1] == "/"):
        text = home_of(session) + text[1:]
    if not text.startswith("/"):
        text = f"{session.location}/{text}"
    return normalize(text)


def home_of(session: Any) -> str:
    return str(session.host.environ.get("HOME") or os.path.expanduser("~"))


def normalize(path: str) -> str:
    """Without `.`, `..`, doubled separators and one at the end."""
    if "//" not in path and "/." not in path:
        return path.rstrip("/") or "/"
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def shown_path(session: Any, place: Place) -> str:
    """A place as messages and PathInfo show it."""
    provider, path = place
    if provider == "FileSystem":
        drives = drives_of(session)
        drive = drives.find(drives.current)
        if drive is not None and drive.provider == "FileSystem" and drive.name not in ("/",):
            root = real_root(drive)
            if path == root or path.startswith(root + "/"):
                return f"{drive.name}:/{path[len(root) :].lstrip('/')}"
        return path
    for drive in drives_of(session).table.values():
        if drive.provider == provider:
            return (
                f"{drive.name}:{os.sep}{path}"
                if provider == "Certificate"
                else f"{drive.name}:/{path}"
                if not path
                else f"{drive.name}:{path}"
            )
    return path


def path_not_found(path: str) -> PowerShellError:
    return ps_error(
        "PathNotFound",
        f"Cannot find path '{path}' because it does not exist.",
        exception="System.Management.Automation.ItemNotFoundException",
        category="ObjectNotFound",
        target=path,
    )


def resolve(session: Any, text: str, *, literal: bool = False, force: bool = False) -> list[Place]:
    """The existing places that a path means: PathNotFound where a path without wildcards means none, an empty list with wildcards."""
    from exoshell.cmdlets.providers.registry import provider_of

    if literal or not has_wildcards(text):
        place = place_of(session, text if literal else unescape(text))
        provider = provider_of(session, place[0])
        if not provider.exists(place[1]):
            raise path_not_found(shown_path(session, place))
        return [place]
    return expand(session, text, force=force)


def expand(session: Any, text: str, *, force: bool = False) -> list[Place]:
    """The places that match a path with wildcards, in the order of the provider's listing."""
    from exoshell.cmdlets.providers.registry import provider_of
    from exoshell.values.wildcard import compile_wildcard

    head, tail = split_at_wildcard(text)
    provider_name, base = place_of(
        session, unescape(head) or ("." if split_qualifier(text)[0] is None else head)
    )
    provider = provider_of(session, provider_name)
    found = [base]
    for part in tail:
        if part in ("", "."):
            continue
        if not has_wildcards(part):
            name = unescape(part)
            found = [child for folder in found if provider.exists(child := provider.join(folder, name))]
            continue
        pattern = compile_wildcard(part, True)
        hidden = force or part.startswith(".")
        found = [
            provider.join(folder, name)
            for folder in found
            if provider.is_container(folder)
            for name in provider.child_names(folder)
            if pattern.matches(name) and (hidden or not provider.is_hidden(name))
        ]
    return [(provider_name, path) for path in found]


def split_at_wildcard(text: str) -> tuple[str, list[str]]:
    """The part of a path before its first component with wildcards, and the components from there on."""
    qualifier, rest = split_qualifier(text)
    prefix = "" if qualifier is None else qualifier + ("" if qualifier.endswith("::") else ":")
    parts = _components(rest)
    for position, part in enumerate(parts):
        if has_wildcards(part):
            head = "/".join(parts[:position])
            if position and rest[:1] in ("/", "\\") and not head:
                head = "/"
            return prefix + head, parts[position:]
    return text, []


def _components(text: str) -> list[str]:
    """Split at both separators; a backslash is one, since wildcard characters are escaped by backticks."""
    return text.replace("\\", "/").split("/")


def file_path(session: Any, text: str, *, literal: bool = False) -> str:
    """The one path on disk that a file parameter (-FilePath, Export-Csv …) means; the file need not exist.

    With wildcards there must be exactly one match: an existing file, ReadWriteMultipleFilesNotSupported or FileOpenFailure otherwise.
    """
    if literal or not has_wildcards(text):
        provider, path = place_of(session, text if literal else unescape(text))
        if provider != "FileSystem":
            raise ps_error(
                "ReadWriteFileNotFileSystemProvider",
                f"Cannot open file because the current provider ({provider}) cannot open a file.",
                exception="System.Management.Automation.PSNotSupportedException",
                category="InvalidArgument",
            )
        return path
    found = expand(session, text)
    if len(found) == 1:
        return found[0][1]
    if found:
        raise ps_error(
            "ReadWriteMultipleFilesNotSupported",
            "Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files.",
            exception="System.Management.Automation.PSInvalidOperationException",
            category="InvalidArgument",
        )
    raise ps_error(
        "FileOpenFailure",
        f"Cannot perform operation because the wildcard path {text} did not resolve to a file.",
        exception="System.IO.FileNotFoundException",
        category="OpenError",
        target=text,
    )
