"""ConvertFrom-CliXml."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.clixml_reader import read_objects


@cmdlet("ConvertFrom", "CliXml", class_name="Microsoft.PowerShell.Commands.ConvertFromClixmlCommand")
class ConvertFromCliXml(Cmdlet):
    """Turns CLIXML text into objects."""

    input_object = Param("string", "The text.", position=0, mandatory=True, pipe=BY_VALUE)

    def process(self) -> None:
        for value in read_objects(str(self.input_object)):
            self.write(value)
