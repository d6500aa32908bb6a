"""Get-FileHash."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.failures import failure
from exoshell.cmdlets.providers.paths import place_of, resolve
from exoshell.command.attributes import ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import PSCustomObject
from exoshell.values.wildcard import has_wildcards

ALGORITHMS = ("SHA1", "SHA256", "SHA384", "SHA512", "MD5")
BLOCK = 1 << 20


@cmdlet("Get", "FileHash", default_set="Path", output=("Microsoft.PowerShell.Commands.FileHashInfo",))
class GetFileHash(PathCmdlet):
    """Computes the hash of files or of a stream."""

    path = Param("string[]", "The files.", sets={"Path": P(0, True, BY_VALUE | BY_NAME)}, wildcards=True)
    literal_path = Param(
        "string[]",
        "The files, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    input_stream = Param("System.IO.Stream", "The stream to read.", sets={"Stream": P(0, True)})
    algorithm = Param(
        "string", "The hash function.", position=1, validate=(ValidateSet(*ALGORITHMS),), default="SHA256"
    )

    def process(self) -> None:
        if self.input_stream is not None:
            self.emit(self.input_stream.contents(), None)
            return
        for text, literal in self.texts():
            try:
                for path in self.files(text, literal):
                    self.hash_file(path)
            except PowerShellError as error:
                self.write_error(error)

    def files(self, text: str, literal: bool) -> list[str]:
        if not literal and has_wildcards(text):
            return [path for _, path in resolve(self.session, text) if os.path.isfile(path)]
        path = place_of(self.session, text)[1]
        if not os.path.exists(path):
            raise ps_error(
                "FileNotFound",
                f"Cannot find path '{path}' because it does not exist.",
                exception="System.Management.Automation.ItemNotFoundException",
                category="ObjectNotFound",
                target=path,
            )
        return [path] if os.path.isfile(path) else []

    def hash_file(self, path: str) -> None:
        try:
            with open(path, "rb") as handle:
                self.emit(handle.read(), path)
        except OSError as error:
            raise failure(error, path, "UnauthorizedAccessError", "PermissionDenied") from None

    def emit(self, data: bytes, path: str | None) -> None:
        import hashlib

        name = self.algorithm.upper()
        digest = hashlib.new(name.lower(), data, usedforsecurity=False).hexdigest().upper()
        notes = {"Algorithm": name, "Hash": digest, "Path": path if path is not None else ""}
        self.write(PSCustomObject(notes, ["Microsoft.PowerShell.Commands.FileHashInfo", "System.Object"]))
