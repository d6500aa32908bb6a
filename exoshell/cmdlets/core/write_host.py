"""Write-Host: writes text to the host."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.collections import DictionaryBase
from exoshell.values.enumeration import enumerate_value
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Write", "Host")
class WriteHost(Cmdlet):
    """Writes text to the host."""

    object = Param(
        "System.Object",
        "What to write.",
        position=0,
        pipe=BY_VALUE,
        remaining=True,
        aliases=("Msg", "Message"),
    )
    no_newline = Param("switch", "Do not end the line.")
    separator = Param("System.Object", "The text between items.")
    foreground_color = Param("System.ConsoleColor", "The colour of the text.")
    background_color = Param("System.ConsoleColor", "The colour behind the text.")

    def process(self) -> None:
        from exoshell.runtime.streams import HostInformation, InformationRecord

        value = self.object
        if value is AUTOMATION_NULL:
            return
        text = shown(value, self.separator)
        data = HostInformation(text, self.no_newline, self.foreground_color, self.background_color)
        record = InformationRecord(data, ("PSHOST",), host_text=text, no_newline=self.no_newline)
        self.context.write_information(record, ("PSHOST",))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def shown(value: Any, separator: Any) -> str:
    """The text that Write-Host makes of a value: collections are taken apart, at every level."""
    if type(value) is str:
        return value
    if value is None or value is AUTOMATION_NULL:
        return ""
    from exoshell.values.text import net_text

    if isinstance(value, DictionaryBase):
        items: Any = [f"[{net_text(k)}, {'' if v is None else net_text(v)}]" for k, v in value.items()]
    else:
        items = enumerate_value(value)
    if items is None:
        return net_text(value)
    between = " " if separator is None else separator if type(separator) is str else net_text(separator)
    return between.join([shown(item, separator) for item in items])
