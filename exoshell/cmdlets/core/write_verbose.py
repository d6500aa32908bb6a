"""Write-Verbose: writes to the verbose stream."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Write", "Verbose")
class WriteVerbose(Cmdlet):
    """Writes to the verbose stream."""

    message = Param(
        "string",
        "The text.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        aliases=("Msg",),
        allow_empty_string=True,
    )

    def process(self) -> None:
        self.verbose("" if self.message is None else self.message)
