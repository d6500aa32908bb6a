"""Get-Error."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.objects import ObjectExtension, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MARK = "#PSExtendedError"


@cmdlet(
    "Get",
    "Error",
    default_set="Newest",
    output=("System.Management.Automation.ErrorRecord" + MARK, "System.Exception" + MARK),
)
class GetError(Cmdlet):
    """Gives errors in a form that is shown with every detail."""

    input_object = Param(
        "psobject",
        "An error.",
        position=0,
        pipe=BY_VALUE,
        sets=("Error",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    newest = Param(
        "int",
        "How many of the last errors.",
        sets=("Newest",),
        aliases=("Last",),
        validate=(ValidateRange(1, 2147483647),),
    )

    def process(self) -> None:
        if "InputObject" in self.bound:
            self.give(self.input_object, None)
            return
        errors = list(self.session.errors)
        chosen = errors[: self.newest] if "Newest" in self.bound else errors[:1]
        for number, error in enumerate(chosen):
            self.give(error, number if len(chosen) > 1 else None)

    def give(self, error: Any, number: int | None) -> None:
        """Write an error under the type name that its detailed view has."""
        from exoshell.dotnet.access import type_names

        names = list(type_names(error))
        base = (
            "System.Management.Automation.ErrorRecord"
            if names[0].endswith("ErrorRecord")
            else "System.Exception"
        )
        shown = PSObject(error.base if type(error) is PSObject else error, ObjectExtension())
        shown.extension.type_names = [base + MARK, *names]
        if number is not None:
            shown.extension.notes["PSErrorIndex"] = number
        self.write(shown)
