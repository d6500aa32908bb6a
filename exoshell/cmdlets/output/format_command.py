"""What Format-Table, Format-List, Format-Wide and Format-Custom share."""

from __future__ import annotations

from exoshell.cmdlets.output.surroundings import console_width, preferences_of, quiet_runner
from exoshell.command.attributes import ValidateSet
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param
from exoshell.format.expressions import parse_parameters
from exoshell.format.shaping import FormatParameters, Shaper
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PACKETS = tuple(
    "Microsoft.PowerShell.Commands.Internal.Format." + name
    for name in ("FormatStartData", "FormatEntryData", "FormatEndData", "GroupStartData", "GroupEndData")
)


class FormatCommand(Cmdlet):
    """Shapes its input; `shape` is the layout, `kind` tells which keys calculated properties may have."""

    shape = ""
    kind = ""

    group_by = Param(
        "System.Object", "The property or calculation that a new group begins with when it changes."
    )
    view = Param("string", "The name of a registered view.")
    show_error = Param("switch", "Show errors of calculated properties below their object.")
    display_error = Param("switch", "Show #ERR where a calculated property fails.")
    force = Param("switch", "Show all properties, of errors and text too.")
    expand = Param(
        "string",
        "Whether a collection is shown itself, by its elements, or both.",
        validate=(ValidateSet("CoreOnly", "EnumOnly", "Both"),),
    )
    input_object = Param("psobject", "The objects to show.", pipe=BY_VALUE)

    shaper: Shaper | None = None

    def begin(self) -> None:
        parameters = FormatParameters()
        runner = quiet_runner(self.context)
        try:
            given = self.properties()
            if given:
                parameters.properties = parse_parameters(given, self.kind, runner)
            if self.group_by is not None:
                parameters.group_by = parse_parameters([self.group_by], "group", runner)[0]
        except PowerShellError as error:
            error.by_throw = False
            raise
        if given and self.view:
            raise exclusive("Property", "View")
        parameters.view = self.view or None
        parameters.show_error, parameters.display_error = bool(self.show_error), bool(self.display_error)
        parameters.force = bool(self.force)
        if self.expand:
            names = ("CoreOnly", "EnumOnly", "Both")
            parameters.expand = next(n for n in names if n.lower() == self.expand.lower())
        self.adjust(parameters)
        preferences = preferences_of(self.session)
        width = console_width(self.session)
        limit = preferences.enumeration_limit
        self.shaper = Shaper(self.shape, parameters, preferences, self.write, limit, width)

    def properties(self) -> list[Any]:
        """The -Property arguments."""
        given = getattr(self, "property", None)
        if given is None:
            return []
        return given if isinstance(given, list) else [given]

    def adjust(self, parameters: FormatParameters) -> None:
        """Note what only this command has."""

    def process(self) -> None:
        assert self.shaper is not None
        self.shaper.process(self.input_object)

    def item_processor(self) -> Callable[[Any], None] | None:
        if self.shaper is None:
            return None
        self.shaper.emit = self.write  # by now it is the short way into the next command
        return self.shaper.process

    def end(self) -> None:
        if self.shaper is not None:
            self.shaper.finish()


def exclusive(first: str, second: str) -> PowerShellError:
    """Two parameters that cannot be used together."""
    names = {"Property": "View and Property", "AutoSize": "AutoSize and Column"}
    return ps_error(
        "FormatCannotSpecifyViewAndProperty"
        if first == "Property"
        else "FormatCannotSpecifyAutosizeAndColumns",
        f"Cmdlet parameters {names[first]} are mutually exclusive.",
        exception="System.IO.InvalidDataException",
        category="InvalidArgument",
    )
