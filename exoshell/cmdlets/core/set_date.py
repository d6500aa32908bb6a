"""Set-Date: changes the system's time."""

from __future__ import annotations

from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Set", "Date", default_set="Date", output=("System.DateTime",), should_process=True)
class SetDate(Cmdlet):
    """Changes the system's time."""

    date = Param("datetime", "The date.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME, sets=("Date",))
    adjust = Param(
        "timespan", "How much.", position=0, mandatory=True, pipe=BY_NAME, sets=("Adjust",), allow_null=True
    )
    display_hint = Param(
        "Microsoft.PowerShell.Commands.DisplayHintType", "What to show: Date, Time or DateTime."
    )

    def process(self) -> None:
        if not self.should_process(str(self.date if self.is_bound("Date") else self.adjust)):
            return
        raise ps_error(
            "System.UnauthorizedAccessException",
            "This shell does not change the clock of the computer.",
            exception="System.UnauthorizedAccessException",
            category="PermissionDenied",
        )
