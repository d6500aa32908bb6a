"""Expand-Archive."""

from __future__ import annotations

import os

from exoshell.cmdlets.archives import archive_path_not_found
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.paths import place_of, resolve
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet(
    "Expand",
    "Archive",
    module="Microsoft.PowerShell.Archive",
    default_set="Path",
    should_process=True,
    class_name="Expand-Archive",
)
class ExpandArchive(Cmdlet):
    """Takes the files out of a zip archive."""

    path = Param("string", "The archive.", sets={"Path": P(0, True, BY_VALUE | BY_NAME)})
    literal_path = Param(
        "string",
        "The archive, taken as it is.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath",),
    )
    destination_path = Param("string", "The folder; none is one named like the archive.", position=1)
    force = Param("switch", "Overwrite files that are there.")
    pass_thru = Param("switch", "Give the files.")

    def process(self) -> None:
        text = self.path or self.literal_path
        try:
            source = resolve(self.session, text, literal=self.path is None)[0][1]
        except (PowerShellError, IndexError):
            raise archive_path_not_found(text) from None
        target = place_of(
            self.session, self.destination_path or os.path.splitext(os.path.basename(source))[0]
        )[1]
        if self.should_process(source, "Expand-Archive"):
            self.expand(source, target)

    def expand(self, source: str, target: str) -> None:
        from zipfile import BadZipFile, ZipFile

        try:
            archive = ZipFile(source)
        except BadZipFile:
            raise ps_error(
                "System.IO.InvalidDataException",
                "End of Central Directory record could not be found.",
                exception="System.IO.InvalidDataException",
                category="InvalidData",
                target=source,
            ) from None
        with archive:
            os.makedirs(target, exist_ok=True)
            root = os.path.realpath(target)
            for name in archive.namelist():
                path = os.path.join(target, name)
                if (
                    os.path.commonpath([root, os.path.realpath(path)]) != root
                ):  # an entry may not lead out of the folder
                    continue
                if name.endswith("/"):
                    os.makedirs(path, exist_ok=True)
                    continue
                self.take(archive.read(name), path, source)

    def take(self, data: bytes, path: str, source: str) -> None:
        if os.path.exists(path) and not self.force:
            raise_exists(path, source)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as handle:
            handle.write(data)
        if self.pass_thru:
            self.write(get_item(self.session, ("FileSystem", path)))


def raise_exists(path: str, source: str) -> None:
    error = ps_error(
        "ExpandArchiveFileExists",
        f"Failed to create file '{path}' while expanding the archive file '{source}' contents as the file '{path}' already exists. Use the "
        f"-Force parameter if you want to overwrite the existing directory '{path}' contents when expanding the archive file.",
        exception="System.IO.IOException",
        category="InvalidOperation",
        target=path,
    )
    error.record.command = "ExpandArchiveHelper"
    raise error
