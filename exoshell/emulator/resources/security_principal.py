"""Users and security groups that can be given rights."""

from __future__ import annotations

from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.encode import View
from exoshell.emulator.listing import Search, run

_KINDS = ("mailbox", "mailuser", "user", "group", "plaingroup")
_VIEW = View(
    [("Sid", "string"), ("IsSecurityPrincipal", "bool"), ("DisplayName", "string"), ("UserFriendlyName", "string"),
     ("RecipientType", "string"), ("RecipientTypeDetails", "string"), ("Name", "string"), ("DistinguishedName", "string"),
     ("Identity", "ADObjectId"), ("Guid", "Guid"), ("ObjectCategory", "ADObjectId"), ("WhenChanged", "DateTime"),
     ("WhenCreated", "DateTime"), ("ExchangeObjectId", "Guid"), ("Id", "ADObjectId"), ("IsValid", "bool")],
    {"IsSecurityPrincipal": True, "IsValid": True},
)  # fmt: skip


@handles("Get-SecurityPrincipal")
def get_security_principal(call: Call) -> Result:
    """Lists them."""
    result = run(call, Search(_KINDS), "User")
    for row in result.rows:
        row["UserFriendlyName"] = row.get("UserPrincipalName") or row["Name"]
    return Result(result.rows, _VIEW, result.cursor, result.paged)
