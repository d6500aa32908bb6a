"""Read-Host: reads a line of input."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Read", "Host", default_set="AsString", output=("System.String", "System.Security.SecureString"))
class ReadHost(Cmdlet):
    """Reads a line of input."""

    prompt = Param("System.Object", "The text to show.", position=0, remaining=True, allow_null=True)
    as_secure_string = Param(
        "switch", "Read without showing; give a secure string.", sets=("AsSecureString",)
    )
    mask_input = Param("switch", "Do not show what is typed.", sets=("AsString",))

    def process(self) -> None:
        host = self.context.host
        if not host.interactive:
            raise ps_error(
                "InvalidOperation",
                "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
                exception="System.Management.Automation.PSInvalidOperationException",
                category="InvalidOperation",
            )
        prompt = ""
        if self.prompt is not None:
            from exoshell.values.conversion import to_text

            prompt = to_text(self.prompt) + ": "
        self.session.flush_output()
        if self.as_secure_string or self.mask_input:
            text = host.read_secret(prompt)
        else:
            text = host.read_line(prompt)
        if text is None:
            text = ""
        if self.as_secure_string:
            from exoshell.values.secure_string import SecureString

            self.write(SecureString(text))
        else:
            self.write(text)
