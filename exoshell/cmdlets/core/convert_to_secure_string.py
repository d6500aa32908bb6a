"""ConvertTo-SecureString: turns a text into a secure string."""

from __future__ import annotations

from exoshell.cmdlets.objects.secure_text import check_key, decrypt, secure_error
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.secure_string import SecureString


@cmdlet(
    "ConvertTo",
    "SecureString",
    module="Microsoft.PowerShell.Security",
    default_set="Secure",
    output=("System.Security.SecureString",),
)
class ConvertToSecureString(Cmdlet):
    """Turns a text into a secure string."""

    string = Param("string", "The text.", position=0, mandatory=True, pipe=BY_VALUE)
    as_plain_text = Param("switch", "The text is not encrypted.", position=1, sets=("PlainText",))
    force = Param("switch", "Do it where it would otherwise be refused.", position=2, sets=("PlainText",))
    secure_key = Param("securestring", "The key, as a secure string.", position=1, sets=("Secure",))
    key = Param("byte[]", "The key.", sets=("Open",))

    def process(self) -> None:
        if self.as_plain_text:
            self.write(SecureString(self.string))
            return
        key: bytes | None = None
        if self.is_bound("Key"):
            key = check_key(bytes(self.key))
        elif self.is_bound("SecureKey"):
            key = check_key(self.secure_key.reveal().encode("utf-16-le"))
        try:
            if key is not None:
                text = decrypt(self.string, key)
            else:
                text = bytes.fromhex(self.string).decode("utf-16-le")
        except ValueError:
            self.write_error(
                secure_error(
                    "ImportSecureString_InvalidArgument_CryptographicError"
                    if key
                    else "ImportSecureString_InvalidArgument",
                    f'The parameter value "{self.string}" is not a valid encrypted string.',
                )
            )
            return
        self.write(SecureString(text))
