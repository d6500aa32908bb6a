"""Clear-Variable: empties variables."""

from __future__ import annotations

from exoshell.cmdlets.objects.variables import has_wildcards, named_scope, not_found, select
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError


@cmdlet("Clear", "Variable", output=("System.Management.Automation.PSVariable",), should_process=True)
class ClearVariable(Cmdlet):
    """Empties variables."""

    name = Param("string[]", "The name.", position=0, mandatory=True, pipe=BY_NAME)
    include = Param("string[]", "What to take, of what was named.")
    exclude = Param("string[]", "What to leave out.")
    force = Param("switch", "Do it where it would otherwise be refused.")
    pass_thru = Param("switch", "Give the object that was worked on.")
    scope = Param(
        "string",
        "The scope: Global, Local, Script, or a number of steps up.",
        validate=(ValidateNotNullOrEmpty(),),
    )

    def process(self) -> None:
        scope = named_scope(self.context.scope, self.scope)
        for name in self.name or []:
            found, missing = select(scope, [name], self.include, self.exclude, self.is_bound("Scope"))
            if missing and not has_wildcards(name):
                self.write_error(not_found(name))
            for variable in found:
                self._clear(variable)

    def _clear(self, variable: Any) -> None:
        if not self.should_process(f"Name: {variable.name}", "Clear variable"):
            return
        from exoshell.runtime.scope import Variable

        content = variable.content
        try:
            if isinstance(content, Variable):
                content.assign(None, bool(self.force))
            else:
                variable.value = None
        except PowerShellError as error:
            self.write_error(error)
            return
        if self.pass_thru:
            self.write(variable)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
