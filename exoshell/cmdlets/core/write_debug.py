"""Write-Debug: writes to the debug stream."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Write", "Debug")
class WriteDebug(Cmdlet):
    """Writes to the debug stream."""

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
        self.debug("" if self.message is None else self.message)
