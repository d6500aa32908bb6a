"""Import-PowerShellDataFile: reads a data file."""

from __future__ import annotations

from exoshell.cmdlets.objects.data_files import read_data_file
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Import", "PowerShellDataFile", default_set="ByPath")
class ImportPowerShellDataFile(Cmdlet):
    """Reads a data file."""

    path = Param(
        "string[]",
        "The path.",
        position=0,
        mandatory=True,
        sets=("ByPath",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    literal_path = Param(
        "string[]",
        "The path, taken literally.",
        position=0,
        mandatory=True,
        pipe=BY_NAME,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    skip_limit_check = Param("switch", "Skip limit check.")

    def process(self) -> None:
        import os

        for path in self.path or self.literal_path or []:
            full = self.session.full_path(path)
            if not os.path.isfile(full):
                self.write_error(
                    ps_error(
                        "PathNotFound",
                        f"Cannot find path '{path}' because it does not exist.",
                        exception="System.ArgumentException",
                        category="InvalidArgument",
                        target=path,
                    )
                )
                continue
            self.write(read_data_file(self.session, full))
