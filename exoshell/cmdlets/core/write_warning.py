"""Write-Warning: writes a warning."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Write", "Warning")
class WriteWarning(Cmdlet):
    """Writes a warning."""

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
        self.warn("" if self.message is None else self.message)
