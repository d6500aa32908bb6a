"""The module as PowerShell shows it: name, version, authorship and the commands it exports."""

from __future__ import annotations

from exoshell.schema import catalog

NAME = "ExchangeOnlineManagement"
VERSION = "3.9.2"
GUID = "b5eced50-afa4-455b-847a-d8fb64140a22"
AUTHOR = "Microsoft Corporation"
COMPANY = "Microsoft Corporation"
DESCRIPTION = "The Exchange Online administration cmdlets, built into this shell."
POWERSHELL_VERSION = "3.0"
MODULE_TYPE = "Script"
# Every version that scripts ask for is served by the built-in cmdlets; this is the first one whose cmdlets all speak REST.
FIRST_VERSION = "1.0.1"

# Modules whose services were retired, and what stands in their place.
RETIRED = {
    "azuread": "Microsoft.Graph",
    "azureadpreview": "Microsoft.Graph",
    "msonline": "Microsoft.Graph",
}
_RETIRED_NOUNS = (("azuread", "AzureAD"), ("msol", "MSOnline"))


def retired_hint(command: str) -> str:
    """What to say of a command whose module was retired; '' for any other name."""
    noun = command.lower().partition("-")[2]
    for prefix, name in _RETIRED_NOUNS:
        if noun.startswith(prefix):
            return f"The module {name} was retired together with its service. Use Microsoft Graph instead (Connect-MgGraph, Invoke-RestMethod)."
    return ""


def exported(connected: bool = True) -> list[str]:
    """The names of the module's commands: those compiled into it, and the session's once a connection is there."""
    names = catalog.names(NAME)
    return (
        sorted(names + catalog.names("ExchangePowerShell"), key=str.lower)
        if connected
        else sorted(names, key=str.lower)
    )


def is_exported(name: str) -> bool:
    """Whether a command of this name belongs to the module (connected or not)."""
    return catalog.contains(name)
