"""Get-FormatData."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.format.view_data import View
from exoshell.format.views import registry_of
from exoshell.values.objects import PSCustomObject

DEFINITION = "System.Management.Automation.ExtendedTypeDefinition"


@cmdlet("Get", "FormatData", output=(DEFINITION,))
class GetFormatData(Cmdlet):
    """Gives the registered views, type by type."""

    type_name = Param(
        "string[]", "The types; patterns are allowed.", position=0, validate=(ValidateNotNullOrEmpty(),)
    )
    power_shell_version = Param("version", "The version of the shell that asks.")

    def process(self) -> None:
        from exoshell.values.wildcard import compile_wildcard

        wanted = [compile_wildcard(p, True) for p in self.type_name or ("*",)]
        groups: dict[tuple[str, ...], list[View]] = {}
        for view in registry_of(self.session).all_views():
            if any(w.matches(name) for w in wanted for name in view.types):
                groups.setdefault(tuple(view.names), []).append(view)
        for names, views in groups.items():
            definitions = [PSCustomObject({"Name": v.name, "Control": v.kind + "Control"}) for v in views]
            notes = {"TypeNames": list(names), "FormatViewDefinition": definitions}
            self.write(PSCustomObject(notes, [DEFINITION, "System.Object"]))
