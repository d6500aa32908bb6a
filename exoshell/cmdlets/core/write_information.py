"""Write-Information: writes to the information stream."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Write", "Information")
class WriteInformation(Cmdlet):
    """Writes to the information stream."""

    message_data = Param(
        "System.Object",
        "What to write.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        aliases=("Msg", "Message"),
        allow_null=True,
    )
    tags = Param("string[]", "Words to find the record by.", position=1)

    def process(self) -> None:
        tags = tuple(t for t in self.tags or () if t)
        self.information(self.message_data, tags)
