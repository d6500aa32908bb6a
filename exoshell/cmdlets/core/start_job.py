"""Start-Job: runs a script block in the background."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class JobStarter(Cmdlet):
    """What Start-Job and Start-ThreadJob share."""

    kind = "BackgroundJob"
    script_block = Param(
        "scriptblock",
        "What to run.",
        sets={"ComputerName": P(position=0, mandatory=True)},
        aliases=("Command",),
    )
    file_path = Param(
        "string", "A script to run.", sets={"FilePathComputerName": P(position=0, mandatory=True)}
    )
    name = Param("string", "The job's name.")
    initialization_script = Param("scriptblock", "What to run before.", position=1)
    argument_list = Param("System.Object[]", "The block's arguments.", aliases=("Args",))
    input_object = Param("psobject", "The block's input.", pipe=BY_VALUE)
    working_directory = Param("string", "The folder to run in.")

    def begin(self) -> None:
        self._items: list[Any] = []

    def process(self) -> None:
        if self.is_bound("InputObject") and self.input_object is not AUTOMATION_NULL:
            self._items.append(self.input_object)

    def end(self) -> None:
        from exoshell.runtime import jobs

        block = self.script_block
        if block is None:
            import os

            from exoshell.runtime.scripts import block_of_file
            from exoshell.values.errors import ps_error

            if not os.path.isfile(self.session.full_path(self.file_path)):
                raise ps_error(
                    "PathNotFound",
                    f"Cannot find path '{self.file_path}' because it does not exist.",
                    exception="System.Management.Automation.ItemNotFoundException",
                    category="ObjectNotFound",
                    target=self.file_path,
                )
            block = block_of_file(self.session, self.file_path)
        folder = self.session.full_path(self.working_directory) if self.working_directory else None
        items = self._items or None
        self.write(
            jobs.start(
                self.session,
                block,
                self.kind,
                self.name,
                self.argument_list,
                self.context.scope,
                items,
                folder,
            )
        )


@cmdlet("Start", "Job", module="Microsoft.PowerShell.Core", default_set="ComputerName")
class StartJob(JobStarter):
    """Runs a script block in the background."""
