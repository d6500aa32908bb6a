"""Add-PSSnapin: snap-ins of Windows PowerShell, which old scripts for Exchange add first."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Add", "PSSnapin", module="Microsoft.PowerShell.Core")
class AddPSSnapin(Cmdlet):
    """Would add snap-ins of Windows PowerShell; says what to use instead."""

    name = Param("string[]", "The snap-ins.", position=0, mandatory=True, pipe=BY_NAME)
    pass_thru = Param("switch", "Write the snap-ins.")

    def process(self) -> None:
        for name in self.name:
            hint = (
                " The cmdlets of Exchange Online come with Connect-ExchangeOnline."
                if "exchange" in str(name).lower()
                else ""
            )
            self.write_error(
                ps_error(
                    "AddPSSnapInRead",
                    f"Cannot add the snap-in '{name}': snap-ins exist in Windows PowerShell only.{hint}",
                    exception="System.Management.Automation.PSArgumentException",
                    category="InvalidArgument",
                    target=name,
                )
            )
