"""Zip archives: what Compress-Archive and Expand-Archive share."""

from __future__ import annotations

from exoshell.values.errors import PowerShellError, ps_error


def archive_path_not_found(text: str) -> PowerShellError:
    return ps_error(
        "ArchiveCmdletPathNotFound",
        f"The path '{text}' either does not exist or is not a valid file system path.",
        exception="System.InvalidOperationException",
        category="InvalidArgument",
        target=text,
    )


def with_zip(path: str) -> str:
    """An archive's name ends in .zip where it has no extension."""
    name = path.rpartition("/")[2]
    return path if "." in name else path + ".zip"
