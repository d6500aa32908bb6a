"""Set-Variable: sets variables."""

from __future__ import annotations

from exoshell.cmdlets.objects.variables import has_wildcards, named_scope, select, store
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.runtime.variable_objects import PSVariable
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Set", "Variable", output=("System.Management.Automation.PSVariable",), should_process=True)
class SetVariable(Cmdlet):
    """Sets variables."""

    name = Param("string[]", "The name.", position=0, mandatory=True, pipe=BY_NAME)
    value = Param("System.Object", "The value.", position=1, pipe=BY_VALUE | BY_NAME)
    include = Param("string[]", "What to take, of what was named.")
    exclude = Param("string[]", "What to leave out.")
    description = Param("string", "A description.")
    option = Param("System.Management.Automation.ScopedItemOptions", "Options such as ReadOnly or Constant.")
    force = Param("switch", "Do it where it would otherwise be refused.")
    visibility = Param("System.Management.Automation.SessionStateEntryVisibility", "Public or Private.")
    pass_thru = Param("switch", "Give the object that was worked on.")
    append = Param("switch", "Add to what is there.")
    scope = Param(
        "string",
        "The scope: Global, Local, Script, or a number of steps up.",
        validate=(ValidateNotNullOrEmpty(),),
    )

    def begin(self) -> None:
        self._values: list[Any] = []
        self._by_name = self.is_bound("Name")
        self._by_value = self.is_bound("Value")

    def process(self) -> None:
        if self._by_name and not self._by_value:
            if self.is_bound("Value") and self.value is not AUTOMATION_NULL:
                self._values.append(self.value)
            return
        self._set_all(self.name or [], self.value)

    def end(self) -> None:
        if self._by_name and not self._by_value:
            values = self._values
            self._set_all(
                self.name or [], values[0] if len(values) == 1 else list(values) if values else None
            )

    def _set_all(self, names: list[str], value: Any) -> None:
        scope = named_scope(self.context.scope, self.scope)
        for name in names:
            if has_wildcards(name):
                found, _ = select(scope, [name], self.include, self.exclude, self.is_bound("Scope"))
                for variable in found:
                    self._set(variable.scope, variable.name, value)
            else:
                self._set(scope, name, value)

    def _set(self, scope: Any, name: str, value: Any) -> None:
        from exoshell.values.conversion import to_text

        if not self.should_process(f"Name: {name} Value: {to_text(value)}", "Set variable"):
            return
        if self.append:
            known = scope.get(name.lower())
            items = known if isinstance(known, list) else [] if known is None else [known]
            value = [*items, *(value if isinstance(value, list) else [value])]
        try:
            store(scope, self, name, value)
        except PowerShellError as error:
            self.write_error(error)
            return
        if self.pass_thru:
            self.write(PSVariable(name, scope))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
