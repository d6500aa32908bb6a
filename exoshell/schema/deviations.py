"""Forms of cmdlets that are in wide use though the documentation does not have them. They are taken in addition to the documented ones,
and a verbose message names the documented form."""

from __future__ import annotations

# cmdlet -> (parameter, type, the documented form)
PARAMETERS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "remove-mailbox": (
        ("Archive", "SwitchParameter", "Disable-Mailbox -Identity … -Archive"),
        ("Permanent", "Boolean", "Remove-Mailbox -Identity … -PermanentlyDelete"),
    ),
    "set-migrationbatch": (("Complete", "SwitchParameter", "Complete-MigrationBatch -Identity …"),),
    "new-migrationbatch": (
        ("MailboxList", "MultiValuedProperty", "New-MigrationBatch -CSVData … or -UserIds …"),
        ("TargetEndpoint", "String", "New-MigrationBatch -TargetDeliveryDomain …"),
        ("SourceEndpoint", "String", "New-MigrationBatch -SourceEndpoint …"),
    ),
    "new-migrationendpoint": (
        ("ExchangeServer", "String", "New-MigrationEndpoint -ExchangeRemoteMove -RemoteServer …"),
        ("Type", "String", "New-MigrationEndpoint -ExchangeRemoteMove"),
    ),
    "set-mailbox": (("AccountDisabled", "Boolean", "Set-User -AccountDisabled"),),
    "get-mailboxstatistics": (
        ("ResultSize", "Unlimited", "Get-Mailbox -ResultSize … | Get-MailboxStatistics"),
    ),
    "get-migrationuser": (
        ("Batch", "String", "Get-MigrationUser -BatchId …"),
        ("Identity", "String", "Get-MigrationUser -Identity …"),
    ),
}

# Mandatory as documented, left out in use: cmdlet -> (parameter, the documented form).
OPTIONAL: dict[str, tuple[tuple[str, str], ...]] = {
    "get-mailboxstatistics": (("Identity", "Get-MailboxStatistics -Identity …"),),
    "get-exomailboxstatistics": (("Identity", "Get-EXOMailboxStatistics -Identity …"),),
    "get-mailtrafficsummaryreport": (("Category", "Get-MailTrafficSummaryReport -Category …"),),
    "get-mobiledevice": (("Mailbox", "Get-MobileDevice -Mailbox …"),),
    "get-hostedoutboundspamfilterpolicy": (
        ("Identity", "Get-HostedOutboundSpamFilterPolicy -Identity Default"),
    ),
    "get-omeconfiguration": (("Identity", "Get-OMEConfiguration -Identity …"),),
    "get-applicationaccesspolicy": (("Identity", "Get-ApplicationAccessPolicy -Identity …"),),
    "new-serviceprincipal": (("ServiceId", "New-ServicePrincipal -ServiceId …"),),
    "test-irmconfiguration": (("Sender", "Test-IRMConfiguration -Sender …"),),
    "new-mailbox": (("EnableRoomMailboxAccount", "New-Mailbox -Room -EnableRoomMailboxAccount $true"),),
    "new-migrationendpoint": (("Name", "New-MigrationEndpoint -Name …"),),
    "search-mailbox": (("Identity", "Search-Mailbox -Identity …"),),
}

# Switches in use that the documentation gives a value: `-Permanent` alone means `-Permanent $true`.
VALUE_OPTIONAL: frozenset[tuple[str, str]] = frozenset({("remove-mailbox", "permanent")})


# Left out so often, and with so little effect, that no word is lost on it.
_QUIET = frozenset({"new-mailbox"})


def is_optional(cmdlet: str, parameter: str) -> bool:
    """Whether a documented mandatory parameter may be left out."""
    return any(name.lower() == parameter.lower() for name, _ in OPTIONAL.get(cmdlet.lower(), ()))


def documented_forms(cmdlet: str, given: set[str]) -> list[str]:
    """The documented forms to name when a cmdlet is used in a deviating way; `given`: lower-case names of the parameters bound."""
    key = cmdlet.lower()
    forms = [
        form
        for name, _, form in PARAMETERS.get(key, ())
        if name.lower() in given and not form.endswith(f"-{name} …")
    ]
    forms += [
        form for name, form in OPTIONAL.get(key, ()) if name.lower() not in given and not _names_object(given)
    ]
    return forms


def _names_object(given: set[str]) -> bool:
    return bool(
        given
        & {
            "identity",
            "userprincipalname",
            "primarysmtpaddress",
            "externaldirectoryobjectid",
            "exchangeguid",
            "mailbox",
        }
    )
