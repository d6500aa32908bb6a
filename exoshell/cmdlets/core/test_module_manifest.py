"""Test-ModuleManifest: checks a module's manifest."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.runtime import module_files as files
from exoshell.runtime.modules import Module
from exoshell.values.errors import ps_error


@cmdlet(
    "Test",
    "ModuleManifest",
    module="Microsoft.PowerShell.Core",
    output=("System.Management.Automation.PSModuleInfo",),
)
class TestModuleManifest(Cmdlet):
    """Checks a module's manifest."""

    path = Param("string", "The path.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME)

    def process(self) -> None:
        import os

        path = self.session.full_path(self.path)
        if not os.path.isfile(path):
            self.write_error(
                ps_error(
                    "Modules_ModulePathNotFound",
                    f"Cannot find path '{path}' because it does not exist.",
                    exception="System.Management.Automation.ItemNotFoundException",
                    category="ResourceUnavailable",
                    target=path,
                )
            )
            return
        table = files.read_manifest(self.session, path)
        version = str(table.get("ModuleVersion") or "")
        if not version:
            self.write_error(
                ps_error(
                    "Modules_InvalidManifest",
                    f"The module manifest '{path}' is missing the key 'ModuleVersion'.",
                    exception="System.IO.InvalidDataException",
                    category="InvalidData",
                    target=path,
                )
            )
            return
        made = Module(self.session, os.path.splitext(os.path.basename(path))[0], path, version, "Manifest")
        made.manifest = table
        made.private_data = table.get("PrivateData")
        self.write(made)
