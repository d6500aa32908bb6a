"""New-Alias: creates an alias."""

from __future__ import annotations

from exoshell.cmdlets.objects.aliases import alias_info, define
from exoshell.cmdlets.objects.variables import named_scope, option_text
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet("New", "Alias", output=("System.Management.Automation.AliasInfo",), should_process=True, impact="Low")
class NewAlias(Cmdlet):
    """Creates an alias."""

    name = Param("string", "The name.", position=0, mandatory=True, pipe=BY_NAME)
    value = Param("string", "The value.", position=1, mandatory=True, pipe=BY_NAME)
    description = Param("string", "A description.")
    option = Param("System.Management.Automation.ScopedItemOptions", "Options such as ReadOnly or Constant.")
    pass_thru = Param("switch", "Give the object that was worked on.")
    scope = Param("string", "The scope: Global, Local, Script, or a number of steps up.")
    force = Param("switch", "Do it where it would otherwise be refused.")

    def process(self) -> None:
        scope = named_scope(self.context.scope, self.scope)
        if not self.should_process(f"Name: {self.name} Value: {self.value}", "New Alias"):
            return
        if not self.force and self.session.commands.find_alias(self.name.lower(), scope) is not None:
            self.write_error(
                ps_error(
                    "AliasAlreadyExists",
                    f"The alias is not allowed, because an alias with the name '{self.name}' already exists.",
                    exception="System.Management.Automation.SessionStateException",
                    category="ResourceExists",
                    target=self.name,
                )
            )
            return
        options = option_text(self.option) if self.is_bound("Option") else "None"
        try:
            made = define(self, scope, self.name, self.value, options, self.description or "")
        except PowerShellError as error:
            self.write_error(error)
            return
        if self.pass_thru:
            self.write(alias_info(self.session, scope, made))
