"""Export-ModuleMember: names what a module makes available."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNull
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Export", "ModuleMember", module="Microsoft.PowerShell.Core")
class ExportModuleMember(Cmdlet):
    """Names what a module makes available."""

    function = Param(
        "string[]", "The functions.", position=0, pipe=BY_VALUE | BY_NAME, allow_empty_collection=True
    )
    cmdlet = Param("string[]", "The cmdlets.", pipe=BY_NAME, allow_empty_collection=True)
    variable = Param("string[]", "The variable's name.", pipe=BY_NAME, validate=(ValidateNotNull(),))
    alias = Param("string[]", "The aliases.", pipe=BY_NAME, validate=(ValidateNotNull(),))

    def begin(self) -> None:
        module = self.context.scope.module
        if module is None:
            raise ps_error(
                "Modules_CanOnlyExecuteExportModuleMemberInsideAModule",
                "The Export-ModuleMember cmdlet can only be called from inside a module.",
                exception="System.InvalidOperationException",
                category="PermissionDenied",
            )
        self._module = module
        if module.exports is None:
            module.exports = {}

    def process(self) -> None:
        exports = self._module.exports
        for kind, names in (
            ("function", self.function),
            ("cmdlet", self.cmdlet),
            ("variable", self.variable),
            ("alias", self.alias),
        ):
            if names:
                exports.setdefault(kind, []).extend(names)
