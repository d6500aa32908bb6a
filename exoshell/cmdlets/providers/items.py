"""Items as they are handed out: with the notes PSPath, PSParentPath, PSChildName, PSDrive, PSProvider, PSIsContainer."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.drives import drives_of, provider_info, real_root
from exoshell.values.objects import NetObject, ObjectExtension, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def drive_of(session: Any, place: tuple[str, str]) -> Any:
    """The PSDriveInfo that a place is shown under."""
    provider, path = place
    table = drives_of(session).table
    if provider != "FileSystem":
        return next((drive for drive in table.values() if drive.provider == provider), None)
    current = drives_of(session).find(drives_of(session).current)
    if current is not None and current.provider == "FileSystem" and current.name not in ("/", "Temp"):
        root = real_root(current)
        if path == root or path.startswith(root + "/"):
            return current
    return table["/"]


def dress(session: Any, place: tuple[str, str], item: Any, container: bool) -> Any:
    """The item with the provider's notes; a value that cannot carry members is wrapped."""
    provider, path = place
    info = provider_info(provider)
    prefix = f"{info.module}\\{info.name}::"
    if provider == "FileSystem":
        parent, child = (os.path.dirname(path), os.path.basename(path) or path)
        ps_path = prefix + path
        ps_parent = prefix + parent if path != "/" else ""
    else:
        parent, _, child = path.rpartition("/")
        ps_path = prefix + path
        ps_parent = prefix + parent if parent else ""
    notes: dict[str, Any] = {"PSPath": ps_path}
    if ps_parent:
        notes["PSParentPath"] = ps_parent
    notes["PSChildName"] = child
    drive = drive_of(session, place)
    if drive is not None:
        notes["PSDrive"] = drive
    notes["PSProvider"] = info
    notes["PSIsContainer"] = container
    if isinstance(item, NetObject):
        if item.extension is None:
            item.extension = ObjectExtension()
        item.extension.notes.update(notes)
        return item
    wrapped = item if type(item) is PSObject else PSObject(item)
    wrapped.extension.notes.update(notes)
    return wrapped


def get_item(session: Any, place: tuple[str, str]) -> Any:
    """The dressed item at a place that exists."""
    from exoshell.cmdlets.providers.registry import provider_of

    provider = provider_of(session, place[0])
    return dress(session, place, provider.item(place[1]), provider.is_container(place[1]))
