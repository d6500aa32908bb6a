"""Clear-Content."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet, literal_param
from exoshell.cmdlets.providers.failures import failure
from exoshell.command.declaration import BY_NAME, P, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Clear", "Content", module="Microsoft.PowerShell.Management", default_set="Path", should_process=True)
class ClearContent(PathCmdlet):
    """Empties files."""

    path = Param("string[]", "The files.", sets={"Path": P(0, True, BY_NAME)}, wildcards=True)
    literal_path = literal_param()
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    force = Param("switch", "Read-only files too.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)
    stream = Param("string", "An alternate data stream; only Windows has them.")

    def process(self) -> None:
        for provider, path in self.places():
            if provider != "FileSystem" or os.path.isdir(path):
                self.write_error(
                    ps_error(
                        "System.NotSupportedException",
                        f"Unable to clear content of '{path}' because it is a directory. Clear-Content is only supported on files.",
                        exception="System.NotSupportedException",
                    )
                )
            elif self.should_process(f"Item: {path}", "Clear Content"):
                try:
                    open(path, "wb").close()
                except OSError as error:
                    self.write_error(failure(error, path, "ClearContentIOError", "WriteError"))
