"""Script files and executables by name."""

from __future__ import annotations

import os

from exoshell.command.info import CommandInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def find_program(session: Any, name: str) -> CommandInfo | None:
    """The script or program that a command name means: a path where it has a separator, else what stands on PATH."""
    if not name:
        return None
    if "/" in name or "\\" in name or name.startswith("~"):
        path = session.full_path(name)
        return _as_command(path, name)
    for folder in session.host.environ.get("PATH", "").split(os.pathsep):
        if not folder:
            continue
        for candidate in (name, name + ".ps1"):
            path = os.path.join(folder, candidate)
            if candidate.lower().endswith(".ps1"):
                if os.path.isfile(path):
                    return _script(path, candidate)
            elif os.path.isfile(path) and os.access(path, os.X_OK):
                return CommandInfo(name, "Application", {}, path=path, definition=path)
    return None


def _as_command(path: str, name: str) -> CommandInfo | None:
    for candidate in (path, path + ".ps1"):
        if os.path.isfile(candidate):
            if candidate.lower().endswith(".ps1"):
                return _script(candidate, os.path.basename(candidate))
            return CommandInfo(
                os.path.basename(candidate), "Application", {}, path=candidate, definition=candidate
            )
    return None


def _script(path: str, name: str) -> CommandInfo:
    return CommandInfo(name, "Script", {}, path=path, definition=path)
