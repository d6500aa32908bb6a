"""Drives, providers and wildcard patterns as scripts see them."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values import wildcard
from exoshell.values.files import FILE_SYSTEM, ProviderInfo
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SMA = "System.Management.Automation."
DRIVE = table(SMA + "PSDriveInfo")
PROVIDER = table(SMA + "ProviderInfo")
WILDCARD = table(SMA + "WildcardPattern")
CAPABILITIES = {
    "FileSystem": FILE_SYSTEM[1],
    "Certificate": "ShouldProcess",
}


def provider_of(drive: Any) -> ProviderInfo:
    """The provider that a drive belongs to."""
    module = (
        "Microsoft.PowerShell.Security" if drive.provider == "Certificate" else "Microsoft.PowerShell.Core"
    )
    return ProviderInfo(
        drive.provider, CAPABILITIES.get(drive.provider, "ShouldProcess"), (drive.name,), module
    )


DRIVE.add_properties(
    {
        "CurrentLocation": lambda d: d.location,
        "Name": lambda d: d.name,
        "Provider": provider_of,
        "Root": lambda d: d.root,
        "Description": lambda d: d.description,
        "MaximumSize": lambda d: None,
        "Credential": lambda d: None,
        "DisplayRoot": lambda d: None,
        "VolumeSeparatedByColon": lambda d: d.name != "/",
    }
)
DRIVE.method("ToString", "string ToString()")(lambda d: d.name)

PROVIDER.add_properties(
    {
        "ImplementingType": lambda p: None,
        "HelpFile": lambda p: "",
        "Name": lambda p: p.name,
        "PSSnapIn": lambda p: None,
        "ModuleName": lambda p: p.module,
        "Module": lambda p: None,
        "Description": lambda p: "",
        "Capabilities": lambda p: p.capabilities,
        "Home": lambda p: "",
        "Drives": lambda p: list(p.drives),
    }
)
PROVIDER.method("ToString", "string ToString()")(lambda p: f"{p.module}\\{p.name}")


WILDCARD.static("Escape", "static string Escape(string pattern)")(wildcard.escape)
WILDCARD.static("Unescape", "static string Unescape(string pattern)")(wildcard.unescape)
WILDCARD.static("ContainsWildcardCharacters", "static bool ContainsWildcardCharacters(string pattern)")(
    wildcard.has_wildcards
)


class WildcardPattern(NetObject):
    """System.Management.Automation.WildcardPattern."""

    __slots__ = ("pattern", "ignore_case")
    type_name = SMA + "WildcardPattern"

    def __init__(self, pattern: str, options: Any = None) -> None:
        self.pattern = pattern
        self.ignore_case = options is not None and bool(options.value & 2)
        self.extension = None
        self.ps_type = None

    def matches(self, text: Any) -> bool:
        return bool(wildcard.compile_wildcard(self.pattern, self.ignore_case).matches(text or ""))


WILDCARD.new()(lambda ps_type, pattern, options=None: WildcardPattern(pattern, options))
WILDCARD.add_methods({"IsMatch": WildcardPattern.matches})
WILDCARD.static("Get")(WildcardPattern)
