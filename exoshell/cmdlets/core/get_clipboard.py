"""Get-Clipboard: gets the text of the clipboard."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, Param, cmdlet


@cmdlet("Get", "Clipboard", module="Microsoft.PowerShell.Management", output=("System.String",))
class GetClipboard(Cmdlet):
    """Gets the text of the clipboard, line by line."""

    raw = Param("switch", "The whole text as one string.")
    delimiter = Param("string[]", "What parts the lines.")

    def begin(self) -> None:
        import re

        from exoshell.cmdlets.output.clipboard import read

        text = read(self.session)
        if self.raw:
            self.write(text)
            return
        marks = [str(d) for d in self.delimiter] if self.delimiter else ["\r\n", "\n"]
        for line in re.split("|".join(re.escape(m) for m in marks), text):
            self.write(line)
