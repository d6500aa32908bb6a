"""Get-Help: shows help about commands and concepts."""

from __future__ import annotations

from exoshell.cmdlets.help.objects import bag, help_of
from exoshell.cmdlets.help.views import register
from exoshell.cmdlets.objects.command_search import by_name, by_pattern
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateSet
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error
from exoshell.values.wildcard import compile_wildcard


@cmdlet("Get", "Help", module="Microsoft.PowerShell.Core", default_set="AllUsersView")
class GetHelp(Cmdlet):
    """Shows help about commands and concepts."""

    name = Param("string", "The name.", position=0, pipe=BY_NAME, validate=(ValidateNotNullOrEmpty(),))
    path = Param("string", "The path.")
    category = Param(
        "string[]",
        "The category.",
        validate=(
            ValidateSet(
                "Alias",
                "Cmdlet",
                "Provider",
                "General",
                "FAQ",
                "Glossary",
                "HelpFile",
                "ScriptCommand",
                "Function",
                "Filter",
                "ExternalScript",
                "All",
                "DefaultHelp",
                "DscResource",
                "Class",
                "Configuration",
            ),
        ),
    )
    detailed = Param("switch", "Parameters and examples too.", mandatory=True, sets=("DetailedView",))
    full = Param("switch", "Everything.", sets=("AllUsersView",))
    examples = Param("switch", "Examples alone.", mandatory=True, sets=("Examples",))
    parameter = Param("string[]", "The parameters to show.", mandatory=True, sets=("Parameters",))
    component = Param("string[]", "By component.")
    functionality = Param("string[]", "By functionality.")
    role = Param("string[]", "By role.")
    online = Param("switch", "In the browser.", mandatory=True, sets=("Online",))

    def process(self) -> None:
        register(self.session)
        wanted = self.name or "Get-Help"
        infos = self._commands(wanted)
        if not infos:
            self.write_error(
                ps_error(
                    "HelpNotFound",
                    f'Get-Help could not find {wanted} in a help file in this session. To download updated help topics type: "Update-Help". To get help '
                    "online, search for the help topic in the TechNet library at https://go.microsoft.com/fwlink/?LinkID=107116.",
                    exception="Microsoft.PowerShell.Commands.HelpNotFoundException",
                    category="ResourceUnavailable",
                )
            )
            return
        if len(infos) > 1:
            for info in infos:
                self.write(summary(info))
            return
        self._show(infos[0])

    def _commands(self, wanted: str) -> list[Any]:
        scope = self.context.scope
        kinds = {"Alias", "Function", "Filter", "Cmdlet", "ExternalScript", "Script"}
        if any(c in "*?[" for c in wanted):
            found = by_pattern(self.session, scope, wanted, kinds - {"Alias"}, False)
            return sorted(found, key=lambda info: info.name.lower())
        found = by_name(self.session, scope, wanted, kinds)
        if not found:
            return []
        first = found[0]
        resolved = first.command_info if first.kind == "Alias" else first
        return [script_info(self.session, resolved)] if resolved is not None else []

    def _show(self, info: Any) -> None:
        made = help_of(info)
        made.notes["commandInfo"] = info
        if self.is_bound("Parameter"):
            self._show_parameters(made, info)
            return
        for switch, name in ((self.full, "Full"), (self.detailed, "Detailed"), (self.examples, "Examples")):
            if switch:
                made.notes["helpView"] = name
                made.type_names = [
                    f"{t}#{name}View" if i == 0 else t for i, t in enumerate(made.type_names or [])
                ]
                made.type_names.insert(1, made.type_names[0].partition("#")[0])
        self.write(made)

    def _show_parameters(self, made: Any, info: Any) -> None:
        rows = made.notes["parameters"].notes["parameter"]
        found = False
        for wanted in self.parameter:
            pattern = compile_wildcard(wanted, True)
            for row in rows:
                if pattern.matches(row.notes["name"]):
                    found = True
                    self.write(row)
        if not found:
            self.write_error(
                ps_error(
                    "NoParmsFound",
                    f"No parameter matches criteria {', '.join(self.parameter)}.",
                    exception="System.Management.Automation.PSArgumentException",
                    category="InvalidArgument",
                )
            )


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def summary(info: Any) -> Any:
    """A row of the list that a pattern gives."""
    made = help_of(info)
    notes = {
        "Name": info.name,
        "Category": info.kind,
        "Module": info.module,
        "Synopsis": made.notes["Synopsis"],
    }
    return bag(notes, "HelpInfoShort")


def script_info(session: Any, info: Any) -> Any:
    """A script file with its text read, so that its comment is known."""
    if info.kind not in ("Script", "ExternalScript") or hasattr(info.factory, "site"):
        return info
    from exoshell.runtime.functions import info_of
    from exoshell.runtime.scripts import read_script, script_block

    made = info_of(session, script_block(session, read_script(info.path)), info.name, "ExternalScript")
    made.path = info.path
    return made
