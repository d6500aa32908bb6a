"""Compress-Archive."""

from __future__ import annotations

import os

from exoshell.cmdlets.archives import archive_path_not_found, with_zip
from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.items import get_item
from exoshell.cmdlets.providers.paths import place_of, resolve
from exoshell.command.attributes import ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error

PATHS = {
    "Path": P(0, True, BY_VALUE | BY_NAME),
    "PathWithForce": P(0, True, BY_VALUE | BY_NAME),
    "PathWithUpdate": P(0, True, BY_VALUE | BY_NAME),
}
LITERALS = {
    "LiteralPath": P(None, True, BY_NAME),
    "LiteralPathWithForce": P(None, True, BY_NAME),
    "LiteralPathWithUpdate": P(None, True, BY_NAME),
}


@cmdlet(
    "Compress",
    "Archive",
    module="Microsoft.PowerShell.Archive",
    default_set="Path",
    should_process=True,
    class_name="Compress-Archive",
)
class CompressArchive(PathCmdlet):
    """Makes a zip archive of files and folders."""

    path = Param("string[]", "What goes in.", sets=PATHS, wildcards=True)
    literal_path = Param("string[]", "What goes in, taken as it is.", sets=LITERALS, aliases=("PSPath",))
    destination_path = Param("string", "The archive.", position=1, mandatory=True)
    compression_level = Param(
        "string",
        "Optimal, Fastest or NoCompression.",
        validate=(ValidateSet("Optimal", "NoCompression", "Fastest"),),
        default="Optimal",
    )
    update = Param(
        "switch",
        "Replace files that are in the archive already.",
        sets={"PathWithUpdate": P(None, True), "LiteralPathWithUpdate": P(None, True)},
    )
    force = Param(
        "switch",
        "Overwrite the archive.",
        sets={"PathWithForce": P(None, True), "LiteralPathWithForce": P(None, True)},
    )
    pass_thru = Param("switch", "Give the archive's file.")

    def begin(self) -> None:
        self.sources: list[str] = []
        self.target_path = with_zip(place_of(self.session, self.destination_path)[1])
        if os.path.exists(self.target_path) and not self.update and not self.force:
            raise ps_error(
                "ArchiveFileExists",
                f"The archive file {self.target_path} already exists. Use the -Update parameter to update the existing archive file "
                "or use the -Force parameter to overwrite the existing archive file.",
                exception="System.IO.IOException",
                category="InvalidArgument",
                target=self.target_path,
            )

    def process(self) -> None:
        for text, literal in self.texts():
            try:
                found = resolve(self.session, text, literal=literal)
            except PowerShellError:
                raise archive_path_not_found(text) from None
            if not found:
                raise archive_path_not_found(text)
            self.sources += [path for provider, path in found if provider == "FileSystem"]

    def end(self) -> None:
        if not self.should_process(self.target_path, "Compress-Archive"):
            return
        from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

        kept: dict[str, bytes] = {}
        if self.update and os.path.exists(self.target_path):
            with ZipFile(self.target_path) as old:
                kept = {name: old.read(name) for name in old.namelist()}
        temporary = self.target_path + ".new"
        method = ZIP_STORED if self.compression_level.lower() == "nocompression" else ZIP_DEFLATED
        with ZipFile(temporary, "w", method) as archive:
            added = [entry for source in self.sources for entry in entries(source, os.path.basename(source))]
            replaced = {name for name, _ in added}
            for name, data in kept.items():
                if name not in replaced:
                    archive.writestr(name, data)
            for name, path in added:
                if path is None:
                    archive.writestr(name, b"")
                else:
                    archive.write(path, name)
        os.replace(temporary, self.target_path)
        if self.pass_thru:
            self.write(get_item(self.session, ("FileSystem", self.target_path)))


def entries(path: str, name: str) -> list[tuple[str, str | None]]:
    """(name in the archive, file) of a file or of everything in a folder; an empty folder has a name ending in a slash and no file."""
    if not os.path.isdir(path):
        return [(name, path)]
    children = sorted(os.listdir(path))
    if not children:
        return [(name + "/", None)]
    return [entry for child in children for entry in entries(os.path.join(path, child), f"{name}/{child}")]
