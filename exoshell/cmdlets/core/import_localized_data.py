"""Import-LocalizedData: reads the texts of a script in the user's language from a .psd1 file."""

from __future__ import annotations

import os

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet("Import", "LocalizedData", class_name="Microsoft.PowerShell.Commands.ImportLocalizedData")
class ImportLocalizedData(Cmdlet):
    """Reads the texts of a script in the user's language."""

    binding_variable = Param(
        "string",
        "The variable that gets the texts.",
        position=0,
        aliases=("Variable",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    ui_culture = Param("string", "The language.", name="UICulture", position=1)
    base_directory = Param("string", "The folder with the folders of the languages.")
    file_name = Param("string", "The file.")
    supported_command = Param("string[]", "Commands that the file may use.")

    def process(self) -> None:
        from exoshell.cmdlets.objects.data_files import read_data_file

        path = self.find()
        if path is None:
            return
        texts = read_data_file(self.session, path)
        if self.binding_variable is None:
            self.write(texts)
        else:
            self.context.scope.set(str(self.binding_variable).lower(), texts)

    def find(self) -> str | None:
        """The file of the language, of a language above it, or of none."""
        from exoshell.cmdlets.providers.paths import file_path

        script = self._script()
        if self.base_directory is not None:
            folder = file_path(self.session, str(self.base_directory), literal=True)
        elif script:
            folder = os.path.dirname(script)
        else:
            raise self._missing(
                "NewImportLocalizedDataInvalidOperation",
                "The BaseDirectory parameter is required where no script runs.",
            )
        name = (
            str(self.file_name)
            if self.file_name is not None
            else os.path.splitext(os.path.basename(script))[0]
        )
        if not name:
            raise self._missing(
                "NewImportLocalizedDataInvalidOperation",
                "The FileName parameter is required where no script runs.",
            )
        name = name if name.lower().endswith(".psd1") else name + ".psd1"
        culture = str(self.ui_culture) if self.ui_culture is not None else "en-US"
        tried = culture
        while True:
            path = os.path.join(folder, tried, name) if tried else os.path.join(folder, name)
            if os.path.isfile(path):
                return path
            if not tried:
                break
            tried = tried.rpartition("-")[0]
        error = self._missing(
            "ImportLocalizedData",
            f"Cannot find the Windows PowerShell data file '{name}' in directory '{os.path.join(folder, culture)}', or in any parent culture directories.",
            category="ObjectNotFound",
        )
        self.write_error(error)
        return None

    def _script(self) -> str:
        found = self.context.scope.get("pscommandpath")
        return str(found) if found else ""

    @staticmethod
    def _missing(error_id: str, message: str, category: str = "InvalidOperation") -> Any:
        return ps_error(
            error_id,
            message,
            exception="System.Management.Automation.PSInvalidOperationException",
            category=category,
        )
