"""Get-Process: gets the processes of this computer."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet(
    "Get",
    "Process",
    module="Microsoft.PowerShell.Management",
    default_set="Name",
    output=(
        "System.Diagnostics.ProcessModule",
        "System.Diagnostics.FileVersionInfo",
        "System.Diagnostics.Process",
    ),
)
class GetProcess(Cmdlet):
    """Gets the processes of this computer."""

    name = Param(
        "string[]",
        "Names.",
        position=0,
        pipe=BY_NAME,
        sets=("Name", "NameWithUserName"),
        aliases=("ProcessName",),
        validate=(ValidateNotNullOrEmpty(),),
        wildcards=True,
    )
    id = Param(
        "int[]", "Numbers.", mandatory=True, pipe=BY_NAME, sets=("Id", "IdWithUserName"), aliases=("PID",)
    )
    input_object = Param(
        "System.Diagnostics.Process[]",
        "Processes.",
        mandatory=True,
        pipe=BY_VALUE,
        sets=("InputObject", "InputObjectWithUserName"),
    )
    include_user_name = Param(
        "switch",
        "Tell whose they are.",
        mandatory=True,
        sets=("NameWithUserName", "IdWithUserName", "InputObjectWithUserName"),
    )
    module = Param(
        "switch",
        "The files that a process has loaded.",
        sets=("Name", "Id", "InputObject"),
        validate=(ValidateNotNull(),),
    )
    file_version_info = Param(
        "switch",
        "The version of the program.",
        sets=("Name", "Id", "InputObject"),
        aliases=("FV", "FVI"),
        validate=(ValidateNotNull(),),
    )

    def process(self) -> None:
        from exoshell.cmdlets.processes.finding import every_process, find_processes

        if self.module or self.file_version_info:
            raise ps_error(
                "NotSupportedException",
                "Modules and file versions of processes are not available in this shell.",
                exception="System.NotSupportedException",
                category="NotImplemented",
            )
        if self.name is None and self.id is None and self.input_object is None:
            found = every_process()
        else:
            found = find_processes(self, self.name, self.id, self.input_object)
        for process in found:
            self.write(self.with_user(process) if self.include_user_name else process)

    @staticmethod
    def with_user(process: Any) -> Any:
        """The process with a note of its owner."""
        import os
        import pwd

        from exoshell.values.objects import ObjectExtension

        try:
            owner = pwd.getpwuid(os.stat(f"/proc/{process.pid}").st_uid).pw_name
        except (OSError, KeyError):
            owner = None
        process.extension = ObjectExtension()
        process.extension.notes["UserName"] = owner
        return process
