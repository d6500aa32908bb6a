"""Set-Content."""

from __future__ import annotations

from exoshell.cmdlets.providers.writing import WriteContentCmdlet
from exoshell.command.declaration import cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet(
    "Set",
    "Content",
    module="Microsoft.PowerShell.Management",
    default_set="Path",
    should_process=True,
    output=("System.String",),
)
class SetContent(WriteContentCmdlet):
    """Replaces the content of files."""

    def is_folder(self, path: str) -> PowerShellError:
        return ps_error(
            "System.NotSupportedException",
            f"Unable to clear content of '{path}' because it is a directory. Clear-Content is only supported on files.",
            exception="System.NotSupportedException",
        )
