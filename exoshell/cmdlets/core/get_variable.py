"""Get-Variable: gets variables."""

from __future__ import annotations

from exoshell.cmdlets.objects.variables import has_wildcards, named_scope, not_found, select
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Get", "Variable", output=("System.Management.Automation.PSVariable",))
class GetVariable(Cmdlet):
    """Gets variables."""

    name = Param(
        "string[]", "The name.", position=0, pipe=BY_VALUE | BY_NAME, validate=(ValidateNotNullOrEmpty(),)
    )
    value_only = Param("switch", "Give the value alone.")
    include = Param("string[]", "What to take, of what was named.")
    exclude = Param("string[]", "What to leave out.")
    scope = Param(
        "string",
        "The scope: Global, Local, Script, or a number of steps up.",
        validate=(ValidateNotNullOrEmpty(),),
    )

    def process(self) -> None:
        scope = named_scope(self.context.scope, self.scope)
        names = self.name if self.is_bound("Name") and self.name else ["*"]
        found, missing = select(scope, names, self.include, self.exclude, self.is_bound("Scope"))
        for variable in found:
            if self.value_only:
                self.write(variable.value)
            else:
                self.write(variable)
        for name in missing:
            if not has_wildcards(name):
                self.write_error(not_found(name))
