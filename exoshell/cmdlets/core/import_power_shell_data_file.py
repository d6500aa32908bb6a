"""Import-PowerShellDataFile."""

from __future__ import annotations

import os

from exoshell.cmdlets.objects.data_files import read_data_file
from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.cmdlets.providers.paths import expand, place_of
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.wildcard import has_wildcards


@cmdlet("Import", "PowerShellDataFile", default_set="ByPath", output=("System.Collections.Hashtable",))
class ImportPowerShellDataFile(PathCmdlet):
    """Reads the hashtable of a .psd1 file; nothing in the file is run."""

    path = Param("string[]", "The files.", sets={"ByPath": P(0, True, BY_VALUE | BY_NAME)}, wildcards=True)
    literal_path = Param(
        "string[]",
        "The files, taken as they are.",
        sets={"ByLiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    skip_limit_check = Param("switch", "More than 500 keys are allowed.")

    def process(self) -> None:
        for text, literal in self.texts():
            try:
                places = (
                    expand(self.session, text)
                    if not literal and has_wildcards(text)
                    else [place_of(self.session, text)]
                )
                for _, path in places:
                    self.read(path, text)
            except PowerShellError as error:
                self.write_error(error)

    def read(self, path: str, text: str) -> None:
        if not os.path.isfile(path):
            raise ps_error(
                "PathNotFound",
                f"Cannot find path '{text}' because it does not exist.",
                exception="System.ArgumentException",
                category="InvalidArgument",
                target=text,
            )
        self.write(read_data_file(self.session, path))
