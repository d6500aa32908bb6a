"""Remove-TypeData."""

from __future__ import annotations

from exoshell.cmdlets.output.type_files import remove_type
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet("Remove", "TypeData", default_set="RemoveTypeDataSet", should_process=True)
class RemoveTypeData(Cmdlet):
    """Takes away what was added to types."""

    type_name = Param(
        "string",
        "The type.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        sets=("RemoveTypeSet",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    path = Param(
        "string[]",
        "Types files.",
        mandatory=True,
        sets=("RemoveFileSet",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    type_data = Param(
        "System.Management.Automation.Runspaces.TypeData",
        "Type data as an object.",
        mandatory=True,
        pipe=BY_VALUE,
        sets=("RemoveTypeDataSet",),
    )

    def process(self) -> None:
        names: list[Any] = [self.type_name] if self.type_name else []
        if self.type_data is not None:
            from exoshell.dotnet.access import get_property

            names.append(get_property(self.type_data, "TypeName"))
        for name in names:
            if self.should_process(f"TypeName: {name}", "Remove TypeData") and not remove_type(str(name)):
                self.write_error(
                    ps_error(
                        "TypesDynamicRemoveException",
                        f'Error in TypeData "{name}": Type "{name}" was not found. The type name value must be the full name of the type.',
                        category="InvalidOperation",
                    )
                )
