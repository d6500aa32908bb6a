"""Get-Credential: asks for a user name and password."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.secure_string import PSCredential, SecureString


@cmdlet(
    "Get",
    "Credential",
    module="Microsoft.PowerShell.Security",
    default_set="CredentialSet",
    output=("System.Management.Automation.PSCredential",),
)
class GetCredential(Cmdlet):
    """Asks for a user name and password."""

    credential = Param(
        "pscredential",
        "The user and password.",
        position=0,
        sets=("CredentialSet",),
        validate=(ValidateNotNull(),),
    )
    message = Param("string", "The text.", sets=("MessageSet",), validate=(ValidateNotNullOrEmpty(),))
    user_name = Param(
        "string", "The user.", position=0, sets=("MessageSet",), validate=(ValidateNotNullOrEmpty(),)
    )
    title = Param("string", "The heading.", sets=("MessageSet",), validate=(ValidateNotNullOrEmpty(),))

    def begin(self) -> None:
        if self.is_bound("Credential") and isinstance(self.credential, PSCredential):
            self.write(self.credential)
            return
        host = self.context.host
        if not host.interactive:
            raise ps_error(
                "InvalidOperation",
                "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
                exception="System.Management.Automation.PSInvalidOperationException",
                category="InvalidOperation",
            )
        self.session.flush_output()
        host.out((self.title or "PowerShell credential request") + "\n")
        host.out((self.message or "Enter your credentials.") + "\n")
        user = self.user_name or (self.credential if isinstance(self.credential, str) else None)
        if not user:
            user = host.read_line("User: ") or ""
        if not user:
            return
        password = host.read_secret(f"Password for user {user}: ") or ""
        self.write(PSCredential(user, SecureString(password)))
