"""New-Module: creates a module from a script block."""

from __future__ import annotations

from exoshell.cmdlets.objects.module_objects import as_object
from exoshell.command.attributes import ValidateNotNull
from exoshell.command.declaration import BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.runtime.modules import Module, bring_in


@cmdlet(
    "New",
    "Module",
    module="Microsoft.PowerShell.Core",
    default_set="ScriptBlock",
    output=("System.Management.Automation.PSModuleInfo",),
)
class NewModule(Cmdlet):
    """Creates a module from a script block."""

    name = Param("string", "The name.", position=0, mandatory=True, pipe=BY_VALUE, sets=("Name",))
    script_block = Param(
        "scriptblock",
        "The script block.",
        sets={"Name": P(position=1, mandatory=True), "ScriptBlock": P(position=0, mandatory=True)},
        validate=(ValidateNotNull(),),
    )
    function = Param("string[]", "The functions.", validate=(ValidateNotNull(),))
    cmdlet = Param("string[]", "The cmdlets.", validate=(ValidateNotNull(),))
    return_result = Param("switch", "Give the output of the script block.")
    as_custom_object = Param("switch", "Give an object with the members.")
    argument_list = Param("System.Object[]", "The arguments.", remaining=True, aliases=("Args",))

    def process(self) -> None:
        session = self.session
        name = self.name or "__DynamicModule_" + new_guid()
        module = Module(session, name)
        result: list[Any] = []
        module.run(self.script_block, list(self.argument_list or []), result.append)
        if self.function is not None:
            module.limits["function"] = list(self.function)
        if self.as_custom_object:
            self.write(as_object(module))
            return
        bring_in(module, session.global_scope)
        if self.return_result:
            for item in result:
                self.write(item)
        else:
            self.write(module)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def new_guid() -> str:
    from exoshell.values.guid import Guid

    return str(Guid.new())
