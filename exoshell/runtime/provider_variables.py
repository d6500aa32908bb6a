"""`${C:\\file.txt}` and other drives in variable names."""

from __future__ import annotations

from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read(S: Any, prefix: str, name: str) -> Any:
    """The content of an item on a drive; null where there is no such drive."""
    path = file_path(S.session, prefix, name)
    if path is None:
        return None
    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    return lines[0] if len(lines) == 1 else lines


def write(S: Any, prefix: str, name: str, value: Any) -> None:
    """Set the content of an item on a drive."""
    path = file_path(S.session, prefix, name)
    if path is None:
        raise ps_error(
            "DriveNotFound",
            f"Cannot find drive. A drive with the name '{prefix}' does not exist.",
            exception="System.Management.Automation.DriveNotFoundException",
            category="ObjectNotFound",
            target=prefix,
        )
    from exoshell.values.conversion import to_text

    items = value if isinstance(value, list) else [value]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(to_text(item) + "\n" for item in items)


def file_path(session: Any, prefix: str, name: str) -> str | None:
    """The file of a path on a file system drive."""
    if prefix in ("temp",):
        import os
        import tempfile

        return os.path.join(tempfile.gettempdir(), name)
    if len(prefix) == 1 and prefix == "/":
        return session.full_path("/" + name)
    return None
