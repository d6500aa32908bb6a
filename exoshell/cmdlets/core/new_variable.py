"""New-Variable: creates a variable."""

from __future__ import annotations

from exoshell.cmdlets.objects.variables import named_scope, store
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.runtime.scope import U, Variable
from exoshell.runtime.variable_objects import PSVariable
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet(
    "New", "Variable", output=("System.Management.Automation.PSVariable",), should_process=True, impact="Low"
)
class NewVariable(Cmdlet):
    """Creates a variable."""

    name = Param("string", "The name.", position=0, mandatory=True, pipe=BY_NAME)
    value = Param("System.Object", "The value.", position=1, pipe=BY_VALUE | BY_NAME)
    description = Param("string", "A description.")
    option = Param("System.Management.Automation.ScopedItemOptions", "Options such as ReadOnly or Constant.")
    visibility = Param("System.Management.Automation.SessionStateEntryVisibility", "Public or Private.")
    force = Param("switch", "Do it where it would otherwise be refused.")
    pass_thru = Param("switch", "Give the object that was worked on.")
    scope = Param(
        "string",
        "The scope: Global, Local, Script, or a number of steps up.",
        validate=(ValidateNotNullOrEmpty(),),
    )

    def process(self) -> None:
        from exoshell.values.conversion import to_text

        scope = named_scope(self.context.scope, self.scope)
        name = self.name
        if not self.should_process(f"Name: {name} Value: {to_text(self.value)}", "New variable"):
            return
        content = scope.own(name.lower())
        if content is not U and not self.force:
            self.write_error(
                ps_error(
                    "VariableAlreadyExists",
                    f"A variable with name '{name}' already exists.",
                    exception="System.Management.Automation.SessionStateException",
                    category="ResourceExists",
                    target=name,
                )
            )
            return
        try:
            if isinstance(content, Variable):
                content.check_writable(True)
                scope.remove(name.lower())
            store(scope, self, name, self.value)
        except PowerShellError as error:
            self.write_error(error)
            return
        if self.pass_thru:
            self.write(PSVariable(name, scope))
