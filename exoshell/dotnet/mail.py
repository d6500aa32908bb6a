"""System.Net.Mail: MailAddress, MailMessage and its collections."""

from __future__ import annotations

from exoshell.dotnet.dates import attempt
from exoshell.dotnet.errors import argument_error, net_error, null_error
from exoshell.dotnet.table import table
from exoshell.values.collections import Collection
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ADDRESS = table("System.Net.Mail.MailAddress")
_LOCAL = "!#$%&'*+-/=?^_`{|}~."


class MailAddress(NetObject):
    """System.Net.Mail.MailAddress."""

    __slots__ = ("user", "host", "display_name")
    type_name = "System.Net.Mail.MailAddress"

    def __init__(self, user: str, host: str, display_name: str = "") -> None:
        self.user, self.host, self.display_name = user, host, display_name
        self.extension = None
        self.ps_type = None

    @property
    def address(self) -> str:
        return f"{self.user}@{self.host}"

    def __eq__(self, other: object) -> bool:
        return str(self).lower() == str(other).lower()

    def __hash__(self) -> int:
        return hash(str(self).lower())

    def __str__(self) -> str:
        return f'"{self.display_name}" <{self.address}>' if self.display_name else self.address


def parse_address(text: Any, display_name: Any = None) -> MailAddress:
    """`Name <user@host>` or `user@host`. Raises FormatException."""
    if text is None:
        raise null_error("address")
    if not text:
        raise argument_error("The value cannot be an empty string.", "address")
    body, name = text.strip(), ""
    if body.endswith(">") and "<" in body:
        name, _, body = body[:-1].rpartition("<")
        name = name.strip().strip('"')
    user, at, host = body.rpartition("@")
    if " " in user and not user.endswith('"'):  # what stands before the last blank is a display name
        name, _, user = user.rpartition(" ")
    _check(user, at, host)
    return MailAddress(user, host, display_name or name)


def _check(user: str, at: str, host: str) -> None:
    if not at:
        raise net_error(
            "System.FormatException",
            "The specified string is not in the form required for an e-mail address.",
        )
    quoted = user.startswith('"') and user.endswith('"') and len(user) > 1
    bad_user = (
        not user
        or (not quoted and any(not (c.isalnum() or c in _LOCAL) for c in user))
        or user.startswith(".")
        or user.endswith(".")
        or ".." in user
    )
    bad_host = (
        not host
        or host.startswith(".")
        or host.endswith(".")
        or ".." in host
        or any(not (c.isalnum() or c in "-._[]:") for c in host)
    )
    if bad_user or bad_host:
        wrong = next((c for c in user if not (c.isalnum() or c in _LOCAL)), None)
        if wrong is not None and not quoted:
            raise net_error(
                "System.FormatException",
                f"An invalid character was found in the mail header: '{'@' if wrong == '@' else wrong}'.",
            )
        raise net_error(
            "System.FormatException",
            "The specified string is not in the form required for an e-mail address.",
        )


ADDRESS.new()(lambda ps_type, text, name=None, *rest: parse_address(text, name))
ADDRESS.add_fields({"User": "user", "Host": "host", "DisplayName": "display_name"}, read_only=True)
ADDRESS.add_properties({"Address": lambda a: a.address})
ADDRESS.method("ToString", "string ToString()")(str)
ADDRESS.method("Equals", "bool Equals(System.Object value)")(lambda a, other: a == other)
ADDRESS.static("TryCreate", raw=True)(
    lambda text, *rest: attempt(
        rest[-1],
        None,
        lambda: parse_address(text, rest[0] if len(rest) > 1 and type(rest[0]) is str else None),
    )
)


class AddressCollection(Collection):
    """System.Net.Mail.MailAddressCollection."""

    __slots__ = ("ps_type",)

    def __str__(self) -> str:
        return ", ".join(str(a) for a in self)


ADDRESSES = table("System.Net.Mail.MailAddressCollection")


def _new_addresses() -> AddressCollection:
    from exoshell.values.types import named_type

    made: Any = AddressCollection([], named_type("System.Net.Mail.MailAddress"))
    made.ps_type = named_type("System.Net.Mail.MailAddressCollection")
    return made


def add_address(owner: AddressCollection, value: Any) -> None:
    """Add(address or a text of addresses separated by commas)."""
    if type(value) is str:
        owner.extend(parse_address(part.strip()) for part in value.split(",") if part.strip())
    else:
        owner.append(value)


ADDRESSES.method("Add", "void Add(string addresses)", "void Add(mailaddress item)")(add_address)
ADDRESSES.method("Clear", "void Clear()")(lambda owner: owner.clear())
ADDRESSES.method("ToString", "string ToString()")(str)
ADDRESSES.add_properties({"Count": len})


class MailMessage(NetObject):
    """System.Net.Mail.MailMessage."""

    __slots__ = (
        "sender",
        "to",
        "cc",
        "bcc",
        "reply_to",
        "subject",
        "body",
        "is_html",
        "priority",
        "attachments",
        "encoding",
    )
    type_name = "System.Net.Mail.MailMessage"

    def __init__(self) -> None:
        self.sender: Any = None
        self.to, self.cc, self.bcc, self.reply_to = (_new_addresses() for _ in range(4))
        self.subject, self.body, self.is_html = "", "", False
        self.priority: Any = 0
        self.attachments: Any = Collection([])
        self.encoding: Any = None
        self.extension = None
        self.ps_type = None


MESSAGE = table("System.Net.Mail.MailMessage")


@MESSAGE.new()
def new_message(ps_type: Any, *args: Any) -> MailMessage:
    """MailMessage([from, to[, subject, body]])."""
    made = MailMessage()
    if args:
        made.sender = args[0] if isinstance(args[0], MailAddress) else parse_address(args[0])
        add_address(made.to, args[1])
        if len(args) > 3:
            made.subject, made.body = args[2] or "", args[3] or ""
    return made


MESSAGE.add_fields(
    {
        "From": "sender",
        "Sender": "sender",
        "Subject": "subject",
        "Body": "body",
        "IsBodyHtml": "is_html",
        "Priority": "priority",
        "BodyEncoding": "encoding",
        "SubjectEncoding": "encoding",
    }
)
MESSAGE.add_fields(
    {"To": "to", "CC": "cc", "Bcc": "bcc", "ReplyToList": "reply_to", "Attachments": "attachments"},
    read_only=True,
)
MESSAGE.method("Dispose", "void Dispose()")(lambda m: None)
