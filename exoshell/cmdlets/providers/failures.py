"""What the operating system refuses, as the .NET exceptions and error ids that PowerShell has for it."""

from __future__ import annotations

import os

from exoshell.values.errors import PowerShellError, ps_error


def net_failure(error: OSError, path: str) -> tuple[str, str]:
    """(exception type, message) of a failed operation on a path."""
    if isinstance(error, FileNotFoundError):
        if os.path.isdir(os.path.dirname(path) or "/"):
            return "System.IO.FileNotFoundException", f"Could not find file '{path}'."
        return "System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{path}'."
    if isinstance(error, (PermissionError, IsADirectoryError)):
        return "System.UnauthorizedAccessException", f"Access to the path '{path}' is denied."
    if isinstance(error, NotADirectoryError):
        return "System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{path}'."
    if isinstance(error, FileExistsError):
        return "System.IO.IOException", f"The file '{path}' already exists."
    reason = os.strerror(error.errno) if error.errno else str(error)
    return "System.IO.IOException", f"{reason} : '{path}'"


def failure(error: OSError, path: str, error_id: str, category: str) -> PowerShellError:
    exception, message = net_failure(error, path)
    return ps_error(error_id, message, exception=exception, category=category, target=path)


def open_failure(error: OSError, path: str) -> PowerShellError:
    """Why a file could not be opened for writing or reading by a cmdlet of the Utility module."""
    return failure(error, path, "FileOpenFailure", "OpenError")


def no_clobber(path: str) -> PowerShellError:
    return ps_error(
        "NoClobber",
        f"The file '{path}' already exists.",
        exception="System.IO.IOException",
        category="ResourceExists",
        target=path,
    )
