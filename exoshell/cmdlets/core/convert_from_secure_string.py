"""ConvertFrom-SecureString: turns a secure string into a text."""

from __future__ import annotations

from exoshell.cmdlets.objects.secure_text import check_key, encrypt
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet(
    "ConvertFrom",
    "SecureString",
    module="Microsoft.PowerShell.Security",
    default_set="Secure",
    output=("System.String",),
)
class ConvertFromSecureString(Cmdlet):
    """Turns a secure string into a text."""

    secure_string = Param("securestring", "The secure string.", position=0, mandatory=True, pipe=BY_VALUE)
    as_plain_text = Param("switch", "The text is not encrypted.", sets=("AsPlainText",))
    secure_key = Param("securestring", "The key, as a secure string.", position=1, sets=("Secure",))
    key = Param("byte[]", "The key.", sets=("Open",))

    def process(self) -> None:
        text = self.secure_string.reveal()
        if self.as_plain_text:
            self.write(text)
        elif self.is_bound("Key"):
            self.write(encrypt(text, check_key(bytes(self.key))))
        elif self.is_bound("SecureKey"):
            self.write(encrypt(text, check_key(self.secure_key.reveal().encode("utf-16-le"))))
        else:
            self.write(text.encode("utf-16-le").hex())
