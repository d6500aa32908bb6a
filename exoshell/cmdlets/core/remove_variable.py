"""Remove-Variable: removes variables."""

from __future__ import annotations

from exoshell.cmdlets.objects.variables import has_wildcards, named_scope, not_found, not_removable, select
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet


@cmdlet("Remove", "Variable", should_process=True)
class RemoveVariable(Cmdlet):
    """Removes variables."""

    name = Param("string[]", "The name.", position=0, mandatory=True, pipe=BY_NAME)
    include = Param("string[]", "What to take, of what was named.")
    exclude = Param("string[]", "What to leave out.")
    force = Param("switch", "Do it where it would otherwise be refused.")
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
                self._remove(variable)

    def _remove(self, variable: Any) -> None:
        if not self.should_process(f"Name: {variable.name}", "Remove variable"):
            return
        options = variable.options.lower()
        if "constant" in options or ("readonly" in options and not self.force):
            self.write_error(not_removable(variable.name))
            return
        variable.scope.remove(variable.name.lower())


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
