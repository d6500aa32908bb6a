"""Who may run what: directory roles of the token and role groups of the tenant."""

from __future__ import annotations

from typing import Any

from exoshell.emulator.call import Caller
from exoshell.emulator.errors import Denied
from exoshell.emulator.tenant import Tenant

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
EXCHANGE_ADMINISTRATOR = "29232cdf-9323-42fd-ade2-1d097af3e4de"
RECIPIENT_ADMINISTRATOR = "31392ffb-586c-42d1-9346-e59415a2cc4e"
COMPLIANCE_ADMINISTRATOR = "17315797-102d-40b4-93e0-432062caca18"
SECURITY_ADMINISTRATOR = "194ae4cb-b126-40b2-bd5b-6091b380977d"
SECURITY_READER = "5d6b6bb7-de71-4623-b4af-96380a352509"
GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
HELPDESK_ADMINISTRATOR = "729827e3-9c14-49f7-bb1b-9608f156bbb8"

TEMPLATES = {
    "Global Administrator": GLOBAL_ADMINISTRATOR,
    "Exchange Administrator": EXCHANGE_ADMINISTRATOR,
    "Exchange Recipient Administrator": RECIPIENT_ADMINISTRATOR,
    "Compliance Administrator": COMPLIANCE_ADMINISTRATOR,
    "Security Administrator": SECURITY_ADMINISTRATOR,
    "Security Reader": SECURITY_READER,
    "Global Reader": GLOBAL_READER,
    "Helpdesk Administrator": HELPDESK_ADMINISTRATOR,
}
_BY_ID = {id: name for name, id in TEMPLATES.items()}

_FULL = {"Global Administrator", "Exchange Administrator", "Organization Management"}
_READERS = {"Global Reader", "View-Only Organization Management"}
_BY_CATEGORY: dict[str, set[str]] = {
    "Exchange Recipient Administrator": {"mailboxes", "users-and-groups", "move-and-migration", "client-access",
                                         "devices", "email-addresses-and-address-books"},
    "Recipient Management": {"mailboxes", "users-and-groups", "move-and-migration", "client-access", "devices",
                             "email-addresses-and-address-books"},
    "Help Desk": {"mailboxes", "client-access"},
    "Helpdesk Administrator": {"mailboxes", "client-access"},
    "Compliance Administrator": {"policy-and-compliance", "policy-and-compliance-retention", "policy-and-compliance-dlp",
                                 "policy-and-compliance-audit", "policy-and-compliance-content-search"},
    "Compliance Management": {"policy-and-compliance", "policy-and-compliance-retention", "policy-and-compliance-dlp",
                              "policy-and-compliance-audit", "policy-and-compliance-content-search"},
    "Security Administrator": {"antispam-antimalware", "defender-for-office-365"},
    "Hygiene Management": {"antispam-antimalware", "defender-for-office-365", "mail-flow"},
    "Records Management": {"policy-and-compliance-retention", "policy-and-compliance-audit"},
    "Discovery Management": {"policy-and-compliance-content-search"},
}  # fmt: skip
_READ_ALL = {"Exchange Recipient Administrator", "Compliance Administrator", "Security Administrator",
             "Security Reader", "Recipient Management", "Compliance Management", "Hygiene Management"}  # fmt: skip
# What a user without any role may do to the own mailbox.
_SELF_NOUNS = {"inboxrule", "mailboxautoreplyconfiguration", "mailboxregionalconfiguration",
               "mailboxmessageconfiguration", "mailboxcalendarconfiguration", "mailboxjunkemailconfiguration",
               "mailboxfolderpermission", "mailboxfolderstatistics", "mailboxstatistics", "focusedinbox", "clutter",
               "sweeprule", "mailbox", "user", "recipient"}  # fmt: skip


def role_names(wids: list[str]) -> set[str]:
    """Role names of template ids."""
    return {_BY_ID.get(wid, wid) for wid in wids}


def check(tenant: Tenant, caller: Caller, row: dict[str, Any], parameters: dict[str, Any]) -> None:
    """Raises Denied when none of the caller's roles has the cmdlet."""
    if not row.get("exo") and not row.get("kept"):
        raise Denied(f"The cmdlet '{row['name']}' isn't available here.")
    roles = caller.roles
    if roles & _FULL:
        _app_only(caller, row)
        return
    reading = row["verb"] in ("Get", "Search", "Test", "Export", "Preview", "Validate")
    if reading and roles & (_READERS | _READ_ALL):
        return
    category = row.get("category", "")
    if any(category in _BY_CATEGORY.get(role, ()) for role in roles):
        _app_only(caller, row)
        return
    if (
        not caller.is_app
        and row["noun"].lower() in _SELF_NOUNS
        and _is_self(caller, row, parameters, reading)
    ):
        return
    raise Denied(
        f"The user '{caller.name}' isn't assigned to any management roles that include '{row['name']}'."
    )


def _app_only(caller: Caller, row: dict[str, Any]) -> None:
    noun = row["noun"].lower()
    if caller.is_app and (
        (noun == "unifiedgroup" and row["verb"] in ("New", "Remove"))
        or (noun == "unifiedgrouplinks" and row["verb"] in ("Add", "Remove"))
    ):
        raise Denied(f"The cmdlet '{row['name']}' isn't available to applications.")


def _is_self(caller: Caller, row: dict[str, Any], parameters: dict[str, Any], reading: bool) -> bool:
    named = {key.lower(): str(value) for key, value in parameters.items()}
    target = named.get("mailbox") or named.get("identity") or ""
    if row["noun"].lower() in ("mailbox", "user", "recipient") and not reading:
        return False
    own = target.lower().partition(":")[0] == caller.name.lower()
    return own or (not target and row["noun"].lower() == "inboxrule")
