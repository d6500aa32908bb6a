"""The current location: where Set-Location, Push-Location and Pop-Location lead, and how it is shown."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import drives_of, provider_info, real_root
from exoshell.cmdlets.providers.paths import path_not_found, resolve, split_qualifier
from exoshell.cmdlets.providers.registry import provider_of
from exoshell.values.errors import ps_error
from exoshell.values.files import PathInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def path_info(session: Any, place: tuple[str, str]) -> PathInfo:
    """The PathInfo of (drive name, path)."""
    name, path = place
    drive = drives_of(session).get(name)
    provider = provider_info(drive.provider)
    if drive.provider != "FileSystem":
        return PathInfo(f"{drive.name}:/{path}", path, drive, provider)
    if drive.name == "/":
        return PathInfo(path, path, drive, provider)
    inside = path[len(real_root(drive)) :].lstrip("/")
    return PathInfo(f"{drive.name}:/{inside}", path, drive, provider)


def stack_of(session: Any) -> list[tuple[str, str]]:
    """The locations kept by Push-Location, the latest first."""
    return list(reversed(drives_of(session).stack))


def find_location(session: Any, text: str, *, literal: bool = False) -> tuple[str, str]:
    """The place (drive name, path) that a path given to Set-Location means; it must exist and be a container."""
    qualifier, rest = split_qualifier(text)
    drives = drives_of(session)
    if qualifier is not None and not qualifier.endswith("::") and not rest:
        drive = drives.get(qualifier)
        return (
            (drive.name, real_root(drive) or "/")
            if drive.provider == "FileSystem"
            else (drive.name, drive.location)
        )
    found = resolve(session, text, literal=literal)
    if not found:
        raise path_not_found(text)
    if len(found) > 1:
        raise ps_error(
            "MultiplePathsMatched",
            f"Cannot set the location because path '{text}' resolved to multiple containers. You can only set the location to a single container at a time.",
            exception="System.Management.Automation.PSArgumentException",
            category="InvalidArgument",
            target=text,
        )
    provider, path = found[0]
    if not provider_of(session, provider).is_container(path):
        raise path_not_found(text)
    if provider == "FileSystem":
        name = (
            qualifier
            if qualifier is not None and not qualifier.endswith("::")
            else _file_drive(session, path)
        )
        return drives.get(name).name, path
    return next(d.name for d in drives.table.values() if d.provider == provider), path


def _file_drive(session: Any, path: str) -> str:
    drives = drives_of(session)
    current = drives.find(drives.current)
    if current is not None and current.provider == "FileSystem" and current.name not in ("/", "Temp"):
        root = real_root(current)
        if path == root or path.startswith(root + "/"):
            return current.name
    return "/"


def set_location(session: Any, text: str, *, literal: bool = False) -> tuple[str, str]:
    """Go to a location; `-` and `+` go back and forth in the history. The new place."""
    drives = drives_of(session)
    here = drives.place()
    if text in ("-", "+") and not literal:
        source, target = (drives.trail, drives.ahead) if text == "-" else (drives.ahead, drives.trail)
        if not source:
            direction = "history" if text == "-" else "forward history"
            raise ps_error(
                "System.InvalidOperationException",
                f"There is no location {direction} left to navigate backwards."
                if text == "-"
                else "There is no location history left to navigate forwards.",
                exception="System.InvalidOperationException",
            )
        place = source.pop()
        target.append(here)
    else:
        place = find_location(session, text, literal=literal)
        drives.trail.append(here)
        drives.ahead.clear()
    drives.go(place)
    return place
