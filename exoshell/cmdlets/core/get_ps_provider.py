"""Get-PSProvider."""

from __future__ import annotations

from exoshell.cmdlets.providers.drives import PROVIDERS, SHOWN, provider_info
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Get",
    "PSProvider",
    module="Microsoft.PowerShell.Management",
    output=("System.Management.Automation.ProviderInfo",),
)
class GetPSProvider(Cmdlet):
    """Gets the providers."""

    ps_provider = Param(
        "string[]",
        "The providers' names.",
        name="PSProvider",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        wildcards=True,
    )

    def process(self) -> None:
        if not self.ps_provider:
            for name in SHOWN:
                self.write(provider_info(name))
            return
        for text in self.ps_provider:
            found = [name for name in PROVIDERS if compile_wildcard(text, True).matches(name)]
            for name in found:
                self.write(provider_info(name))
            if not found and not any(c in text for c in "*?["):
                try:
                    provider_info(text)
                except PowerShellError as error:
                    self.write_error(error)
