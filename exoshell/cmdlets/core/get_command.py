"""Get-Command: finds commands."""

from __future__ import annotations

from exoshell.cmdlets.objects.command_search import KINDS, by_name, by_pattern, module_of
from exoshell.cmdlets.objects.variables import has_wildcards
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.collation import sort_key
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Get",
    "Command",
    module="Microsoft.PowerShell.Core",
    default_set="CmdletSet",
    output=(
        "System.Management.Automation.AliasInfo",
        "System.Management.Automation.ApplicationInfo",
        "System.Management.Automation.FunctionInfo",
        "System.Management.Automation.CmdletInfo",
        "System.Management.Automation.ExternalScriptInfo",
        "System.Management.Automation.FilterInfo",
        "System.String",
        "System.Management.Automation.PSObject",
    ),
)
class GetCommand(Cmdlet):
    """Finds commands."""

    name = Param(
        "string[]",
        "The name.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        sets=("AllCommandSet",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    verb = Param("string[]", "The verb.", pipe=BY_NAME, sets=("CmdletSet",))
    noun = Param("string[]", "The noun.", pipe=BY_NAME, sets=("CmdletSet",))
    module = Param("string[]", "The module.", pipe=BY_NAME, aliases=("PSSnapin",))
    exclude_module = Param("string[]", "Modules to leave out.")
    fully_qualified_module = Param(
        "Microsoft.PowerShell.Commands.ModuleSpecification[]", "The module, with its version.", pipe=BY_NAME
    )
    command_type = Param(
        "System.Management.Automation.CommandTypes",
        "The kinds of command.",
        pipe=BY_NAME,
        sets=("AllCommandSet",),
        aliases=("Type",),
    )
    total_count = Param("int", "How many.", pipe=BY_NAME)
    syntax = Param("switch", "The syntax alone.", pipe=BY_NAME)
    show_command_info = Param("switch", "Information for graphical programs.")
    argument_list = Param(
        "System.Object[]",
        "The arguments.",
        position=1,
        remaining=True,
        aliases=("Args",),
        allow_null=True,
        allow_empty_collection=True,
    )
    all = Param("switch", "All of that name.", pipe=BY_NAME)
    list_imported = Param("switch", "Only what is in the session.", pipe=BY_NAME)
    parameter_name = Param(
        "string[]", "Commands that have the parameter.", validate=(ValidateNotNullOrEmpty(),)
    )
    parameter_type = Param(
        "System.Management.Automation.PSTypeName[]",
        "Commands that have a parameter of the type.",
        validate=(ValidateNotNullOrEmpty(),),
    )
    use_fuzzy_matching = Param("switch", "Find similar names.", sets=("AllCommandSet",))
    fuzzy_minimum_distance = Param("uint", "How similar.", sets=("AllCommandSet",))
    use_abbreviation_expansion = Param(
        "switch", "Find names by their capitals.", pipe=BY_NAME, sets=("AllCommandSet",)
    )

    def begin(self) -> None:
        self._found: list[Any] = []
        self._sorted = False
        self._count = 0

    def process(self) -> None:
        kinds = self._kinds()
        scope = self.context.scope
        names = self.name if self.parameter_set == "AllCommandSet" and self.is_bound("Name") else None
        if names is None:
            self._sorted = True
            self._found += self._filtered(by_pattern(self.session, scope, "*", kinds, False))
            return
        for name in names:
            if has_wildcards(name) or self.use_fuzzy_matching:
                self._sorted = True
                self._found += self._filtered(by_pattern(self.session, scope, name, kinds))
                continue
            found = self._filtered(by_name(self.session, scope, name, kinds))
            if not found:
                self.write_error(self.session.commands.not_found(name))
            elif self.all:
                self._found += found
            else:
                self._found.append(found[0])

    def end(self) -> None:
        if self._sorted:
            self._found.sort(key=lambda info: sort_key(info.name))
        limit = self.total_count if self.is_bound("TotalCount") and self.total_count >= 0 else None
        for info in self._found[:limit]:
            self.write(self._syntax(info) if self.syntax else info)

    def _syntax(self, info: Any) -> Any:
        from exoshell.command.members import syntax

        resolved = info.command_info if info.kind == "Alias" else info
        if resolved is None or resolved.kind in ("Application",):
            return resolved.path if resolved is not None else None
        return syntax(resolved)

    def _kinds(self) -> set[str]:
        if self.is_bound("CommandType"):
            text = getattr(self.command_type, "name", None) or str(self.command_type)
            words = {w.strip() for w in text.split(",")}
            if "All" in words:
                return set(KINDS)
            return words | ({"Script", "ExternalScript"} if "ExternalScript" in words else set())
        if self.parameter_set == "CmdletSet":
            return (
                {"Alias", "Function", "Filter", "Cmdlet"}
                if not (self.verb or self.noun)
                else {"Function", "Filter", "Cmdlet"}
            )
        if not self.is_bound("Name"):
            return {"Alias", "Function", "Filter", "Cmdlet"}
        return {*KINDS, "Script"}

    def _filtered(self, commands: list[Any]) -> list[Any]:
        if self.verb:
            commands = [c for c in commands if "-" in c.name and fits(c.name.partition("-")[0], self.verb)]
        if self.noun:
            commands = [c for c in commands if "-" in c.name and fits(c.name.partition("-")[2], self.noun)]
        modules = self.module or [str(getattr(m, "name", m)) for m in self.fully_qualified_module or []]
        if modules:
            commands = [c for c in commands if module_of(c) and fits(module_of(c), modules)]
        if self.exclude_module:
            commands = [c for c in commands if not fits(module_of(c), self.exclude_module)]
        if self.parameter_name or self.parameter_type:
            commands = [c for c in commands if self._has_parameter(c)]
        return commands

    def _has_parameter(self, info: Any) -> bool:
        from exoshell.command.members import all_parameters, type_of_parameter

        resolved = info.command_info if info.kind == "Alias" else info
        if resolved is None or not hasattr(resolved, "parameters"):
            return False
        parameters = all_parameters(resolved)
        if self.parameter_name and not any(
            fits(n, self.parameter_name) for p in parameters for n in (p.name, *p.aliases)
        ):
            return False
        if self.parameter_type:
            wanted = {str(getattr(t, "name", t)).lower() for t in self.parameter_type}
            return any(type_of_parameter(p).full_name.lower() in wanted for p in parameters)
        return True


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def fits(text: str, patterns: list[str]) -> bool:
    return any(compile_wildcard(p, True).matches(text) for p in patterns)
