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
        "The scope: Global, Local, Script, or a number of steps up.",
        position=0,
        pipe=BY_NAME,
    )
    list = Param("switch", "All scopes.")

    def process(self) -> None:
        from exoshell.values.types import enum_value

        def policy(name: str) -> Any:
            return enum_value("Microsoft.PowerShell.ExecutionPolicy", name)

        if self.list:
            for scope in SCOPES:
                given = "Unrestricted" if scope == "LocalMachine" else "Undefined"
                row = {
                    "Scope": enum_value("Microsoft.PowerShell.ExecutionPolicyScope", scope),
                    "ExecutionPolicy": policy(given),
                }
                self.write(PSCustomObject(row))
            return
        named = getattr(self.scope, "name", None) if self.is_bound("Scope") else None
        self.write(policy("Unrestricted" if named in (None, "LocalMachine") else "Undefined"))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCOPES = ("MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine")
