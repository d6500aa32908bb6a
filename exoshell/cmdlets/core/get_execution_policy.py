"""Get-ExecutionPolicy: gets the execution policy."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.objects import PSCustomObject


@cmdlet(
    "Get",
    "ExecutionPolicy",
    module="Microsoft.PowerShell.Security",
    output=("Microsoft.PowerShell.ExecutionPolicy",),
)
class GetExecutionPolicy(Cmdlet):
    """Gets the execution policy."""

    scope = Param(
        "Microsoft.PowerShell.ExecutionPolicyScope",
        "The scope to ask.",
        position=0,
        pipe=BY_NAME,
    )
    list = Param("switch", "All scopes.")

    def process(self) -> None:
        from exoshell.cmdlets.objects.execution_policy import NATIVE, SCOPES, effective, policies
        from exoshell.values.types import enum_value

        table = policies(self.session)
        if self.list:
            for scope in SCOPES:
                row = {
                    "Scope": enum_value("Microsoft.PowerShell.ExecutionPolicyScope", scope),
                    "ExecutionPolicy": enum_value(
                        "Microsoft.PowerShell.ExecutionPolicy", table.get(scope.lower(), NATIVE)
                    ),
                }
                self.write(PSCustomObject(row))
            return
        named = self.scope.name.lower() if self.is_bound("Scope") else None
        found = effective(self.session) if named is None else table.get(named, NATIVE)
        self.write(enum_value("Microsoft.PowerShell.ExecutionPolicy", found))
