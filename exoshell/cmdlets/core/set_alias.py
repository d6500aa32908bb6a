"""Set-Alias: creates or changes an alias."""

from __future__ import annotations

from exoshell.cmdlets.objects.aliases import alias_info, define
from exoshell.cmdlets.objects.variables import named_scope, option_text
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError


@cmdlet("Set", "Alias", output=("System.Management.Automation.AliasInfo",), should_process=True)
class SetAlias(Cmdlet):
    """Creates or changes an alias."""

    name = Param("string", "The name.", position=0, mandatory=True, pipe=BY_NAME)
    value = Param("string", "The value.", position=1, mandatory=True, pipe=BY_NAME)
    description = Param("string", "A description.")
    option = Param("System.Management.Automation.ScopedItemOptions", "Options such as ReadOnly or Constant.")
    pass_thru = Param("switch", "Give the object that was worked on.")
    scope = Param("string", "The scope: Global, Local, Script, or a number of steps up.")
    force = Param("switch", "Do it where it would otherwise be refused.")

    def process(self) -> None:
        scope = named_scope(self.context.scope, self.scope)
        if not self.should_process(f"Name: {self.name} Value: {self.value}", "Set Alias"):
            return
        options = option_text(self.option) if self.is_bound("Option") else "None"
        try:
            made = define(self, scope, self.name, self.value, options, self.description or "")
        except PowerShellError as error:
            self.write_error(error)
            return
        if self.pass_thru:
            self.write(alias_info(self.session, scope, made))
