"""Set-ExecutionPolicy: sets the execution policy."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Set", "ExecutionPolicy", module="Microsoft.PowerShell.Security", should_process=True)
class SetExecutionPolicy(Cmdlet):
    """Sets the execution policy."""

    execution_policy = Param(
        "Microsoft.PowerShell.ExecutionPolicy", "The policy.", position=0, mandatory=True, pipe=BY_VALUE
    )
    scope = Param(
        "Microsoft.PowerShell.ExecutionPolicyScope",
        "Process, CurrentUser or LocalMachine.",
        position=1,
        pipe=BY_NAME,
    )
    force = Param("switch", "Do it where it would otherwise be refused.")

    def process(self) -> None:
        from exoshell.cmdlets.objects.execution_policy import ALLOWED, SETTABLE, set_policy

        policy = self.execution_policy.name
        scope = self.scope.name if self.is_bound("Scope") else "LocalMachine"
        if policy.lower() in ALLOWED and scope.lower() in SETTABLE:
            if self.should_process(policy, "Set-ExecutionPolicy"):
                set_policy(self.session, scope, policy)
            return
        raise ps_error(
            "System.PlatformNotSupportedException",
            "Operation is not supported on this platform.",
            exception="System.PlatformNotSupportedException",
            category="NotSpecified",
        )
