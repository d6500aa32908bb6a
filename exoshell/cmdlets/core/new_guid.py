"""New-Guid: creates a GUID."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.guid import Guid


@cmdlet("New", "Guid", default_set="Default", output=("System.Guid",))
class NewGuid(Cmdlet):
    """Creates a GUID."""

    empty = Param("switch", "A GUID of zeros.", sets=("Empty",))
    input_object = Param(
        "string",
        "The objects to work on, usually from the pipeline.",
        position=0,
        pipe=BY_VALUE,
        sets=("InputObject",),
    )

    def process(self) -> None:
        if self.is_bound("InputObject"):
            from exoshell.values.conversion import convert
            from exoshell.values.types import find_type

            try:
                self.write(convert(self.input_object, find_type("guid")))
            except PowerShellError as error:
                self.write_error(
                    ps_error(
                        "StringNotRecognizedAsGuid",
                        error.record.exception.inner.message
                        if error.record.exception.inner
                        else error.record.exception.message,
                        exception="System.FormatException",
                        category="InvalidArgument",
                    )
                )
        elif self.empty:
            self.write(Guid("00000000-0000-0000-0000-000000000000"))
        else:
            self.write(Guid.new())
