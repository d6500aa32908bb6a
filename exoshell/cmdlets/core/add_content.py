"""Add-Content."""

from __future__ import annotations

from exoshell.cmdlets.providers.writing import WriteContentCmdlet
from exoshell.command.declaration import cmdlet


@cmdlet(
    "Add",
    "Content",
    module="Microsoft.PowerShell.Management",
    default_set="Path",
    should_process=True,
    output=("System.String",),
)
class AddContent(WriteContentCmdlet):
    """Appends to the content of files."""

    append = True
    action = "Add Content"
