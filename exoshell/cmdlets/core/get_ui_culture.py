"""Get-UICulture: gets the culture of the user interface."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, cmdlet
from exoshell.values.culture import current_culture


@cmdlet("Get", "UICulture", output=("System.Globalization.CultureInfo",))
class GetUICulture(Cmdlet):
    """Gets the culture of the user interface."""

    def process(self) -> None:
        self.write(current_culture())
