"""Invoke-Expression: runs a text as a command."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError


@cmdlet("Invoke", "Expression")
class InvokeExpression(Cmdlet):
    """Runs a text as a command."""

    command = Param("string", "The text.", position=0, mandatory=True, pipe=BY_VALUE)

    def process(self) -> None:
        from exoshell.runtime.scripts import source_of

        try:
            self.session.run_source(source_of(self.command), self.write, self.context.scope)
        except PowerShellError as error:
            if ".ParameterBinding" in error.record.exception.type_name:
                error.record.command = "Microsoft.PowerShell.Commands.InvokeExpressionCommand"  # it counts as this command's error
            raise
