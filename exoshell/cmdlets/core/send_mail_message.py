"""Send-MailMessage: sends a message by SMTP."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from email.message import EmailMessage
    from typing import Any

NOT_EMPTY = (ValidateNotNullOrEmpty(),)
OBSOLETE = (
    "The command 'Send-MailMessage' is obsolete. This cmdlet does not guarantee secure connections to SMTP servers. While there is no immediate "
    "replacement available in PowerShell, we recommend you do not use Send-MailMessage at this time. See https://aka.ms/SendMailMessage for more information."
)
TIMEOUT = 100.0  # seconds


@cmdlet("Send", "MailMessage", class_name="Microsoft.PowerShell.Commands.SendMailMessage")
class SendMailMessage(Cmdlet):
    """Sends a message by SMTP (obsolete)."""

    attachments = Param(
        "string[]", "Files.", pipe=BY_VALUE | BY_NAME, aliases=("PsPath",), validate=NOT_EMPTY
    )
    bcc = Param("string[]", "Hidden recipients.", pipe=BY_NAME, validate=NOT_EMPTY)
    body = Param("string", "The text.", position=2, pipe=BY_NAME, validate=NOT_EMPTY)
    body_as_html = Param("switch", "The text is HTML.", pipe=BY_NAME, aliases=("BAH",))
    encoding = Param(
        "System.Text.Encoding",
        "The encoding of text and subject.",
        pipe=BY_NAME,
        aliases=("BE",),
        validate=NOT_EMPTY,
    )
    cc = Param("string[]", "Recipients of copies.", pipe=BY_NAME, validate=NOT_EMPTY)
    delivery_notification_option = Param(
        "System.Net.Mail.DeliveryNotificationOptions",
        "When the sender is told.",
        pipe=BY_NAME,
        aliases=("DNO",),
        validate=NOT_EMPTY,
    )
    from_ = Param("string", "The sender.", name="From", mandatory=True, pipe=BY_NAME, validate=NOT_EMPTY)
    smtp_server = Param(
        "string",
        "The server; without it that of $PSEmailServer.",
        position=3,
        pipe=BY_NAME,
        aliases=("ComputerName",),
        validate=NOT_EMPTY,
    )
    priority = Param("System.Net.Mail.MailPriority", "The priority.", pipe=BY_NAME, validate=NOT_EMPTY)
    reply_to = Param("string[]", "Who gets answers.", pipe=BY_NAME)
    subject = Param("string", "The subject.", position=1, pipe=BY_NAME, aliases=("sub",))
    to = Param("string[]", "Recipients.", position=0, mandatory=True, pipe=BY_NAME, validate=NOT_EMPTY)
    credential = Param("pscredential", "User name and password.", pipe=BY_NAME, validate=NOT_EMPTY)
    use_ssl = Param("switch", "Encrypt the connection.", pipe=BY_NAME)
    port = Param("int", "The port.", pipe=BY_NAME, validate=(ValidateRange(0, 2147483647),), default=25)

    def begin(self) -> None:
        self.warn(OBSOLETE)
        self.files: list[str] = []

    def process(self) -> None:
        self.files += [str(f) for f in self.attachments or ()]

    def end(self) -> None:
        server = self.smtp_server or self.session.scope.get("psemailserver")
        if not server:
            raise ps_error(
                "HostNotSpecified",
                "The email cannot be sent because no SMTP server was specified. You must specify an SMTP server by using either the SmtpServer parameter or "
                "the $PSEmailServer variable.",
                exception="System.InvalidOperationException",
                category="InvalidArgument",
            )
        try:
            self.deliver(str(server), self.message())
        except PowerShellError as error:
            self.write_error(error)

    def message(self) -> EmailMessage:
        """The message with its attachments."""
        import mimetypes
        import os
        from email.message import EmailMessage
        from email.utils import formatdate, make_msgid

        from exoshell.cmdlets.providers.paths import file_path, path_not_found

        message = EmailMessage()
        message["From"], message["To"] = str(self.from_), ", ".join(str(t) for t in self.to)
        for name, value in (("Cc", self.cc), ("Reply-To", self.reply_to)):
            if value:
                message[name] = ", ".join(str(v) for v in value)
        message["Subject"] = str(self.subject or "")
        message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid()
        level = {"High": ("1", "high"), "Low": ("5", "low")}.get(getattr(self.priority, "name", "Normal"))
        if level is not None:
            message["X-Priority"], message["Importance"] = level
        charset = self.encoding.web_name if self.encoding is not None else "utf-8"
        message.set_content(
            str(self.body or ""), subtype="html" if self.body_as_html else "plain", charset=charset
        )
        for text in self.files:
            path = file_path(self.session, text)
            if not os.path.isfile(path):
                raise path_not_found(text)
            kind, _, subtype = (mimetypes.guess_type(path)[0] or "application/octet-stream").partition("/")
            with open(path, "rb") as file:
                message.add_attachment(
                    file.read(), maintype=kind, subtype=subtype, filename=os.path.basename(path)
                )
        return message

    def deliver(self, server: str, message: Any) -> None:
        """Hand the message to the server."""
        import smtplib
        import ssl

        from exoshell.values.secure_string import plain_text

        recipients = [str(r) for group in (self.to, self.cc, self.bcc) for r in group or ()]
        try:
            with smtplib.SMTP(server, self.port or 25, timeout=TIMEOUT) as connection:
                if self.use_ssl:
                    connection.starttls(context=ssl.create_default_context())
                if self.credential is not None:
                    connection.login(self.credential.user_name, plain_text(self.credential.password) or "")
                connection.send_message(message, to_addrs=recipients)
        except (OSError, smtplib.SMTPException) as failure:
            raise ps_error(
                "SmtpException",
                str(getattr(failure, "strerror", None) or failure),
                exception="System.Net.Mail.SmtpException",
                category="InvalidOperation",
            ) from None
