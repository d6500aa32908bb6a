"""Forms that are in wide use and not in the service's documentation; they are taken here in addition to it."""

from __future__ import annotations

from typing import Any

_EXTRA: dict[str, dict[str, str]] = {
    "remove-mailbox": {"Archive": "SwitchParameter", "Permanent": "Boolean"},
    "set-migrationbatch": {"Complete": "SwitchParameter"},
    "new-migrationbatch": {
        "MailboxList": "MultiValuedProperty",
        "TargetEndpoint": "String",
        "SourceEndpoint": "String",
    },
    "new-migrationendpoint": {"ExchangeServer": "String", "Type": "String"},
    "set-mailbox": {"AccountDisabled": "Boolean"},
    "get-mailboxstatistics": {"ResultSize": "Unlimited"},
    "get-migrationuser": {"Batch": "String", "Identity": "String"},
}
# Mandatory in the documentation, left out in use.
_OPTIONAL = {
    ("get-mailboxstatistics", "Identity"),
    ("get-exomailboxstatistics", "Identity"),
    ("get-mailtrafficsummaryreport", "Category"),
    ("get-mobiledevice", "Mailbox"),
    ("new-migrationendpoint", "Name"),
    ("search-mailbox", "Identity"),
    ("new-serviceprincipal", "ServiceId"),
    ("test-irmconfiguration", "Sender"),
}


def parameters(cmdlet: str) -> dict[str, dict[str, Any]]:
    """The additional parameters of a cmdlet by lower-case name."""
    extra = _EXTRA.get(cmdlet.lower(), {})
    return {name.lower(): {"name": name, "type": type} for name, type in extra.items()}


def optional(cmdlet: str, parameter: str) -> bool:
    """Whether a documented mandatory parameter may be left out."""
    from exoshell.schema import deviations

    return (cmdlet.lower(), parameter) in _OPTIONAL or deviations.is_optional(cmdlet, parameter)
