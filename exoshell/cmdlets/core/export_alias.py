"""Export-Alias: writes aliases to a file."""

from __future__ import annotations

from exoshell.cmdlets.objects.aliases import alias_info, all_aliases
from exoshell.cmdlets.objects.variables import named_scope
from exoshell.command.declaration import BY_NAME, Cmdlet, Param, cmdlet
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Export",
    "Alias",
    default_set="ByPath",
    output=("System.Management.Automation.AliasInfo",),
    should_process=True,
)
class ExportAlias(Cmdlet):
    """Writes aliases to a file."""

    path = Param("string", "The path.", position=0, mandatory=True, sets=("ByPath",))
    literal_path = Param(
        "string",
        "The path, taken literally.",
        mandatory=True,
        pipe=BY_NAME,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
    )
    name = Param("string[]", "The name.", position=1, pipe=BY_NAME)
    pass_thru = Param("switch", "Give the object that was worked on.")
    as_ = Param("Microsoft.PowerShell.Commands.ExportAliasFormat", "Csv or Script.")
    append = Param("switch", "Add to what is there.")
    force = Param("switch", "Do it where it would otherwise be refused.")
    no_clobber = Param("switch", "Do not overwrite.", aliases=("NoOverwrite",))
    description = Param("string", "A description.")
    scope = Param("string", "The scope: Global, Local, Script, or a number of steps up.")

    def process(self) -> None:
        import os

        scope = named_scope(self.context.scope, self.scope)
        patterns = [compile_wildcard(n, True) for n in (self.name or ["*"])]
        rows = [
            alias_info(self.session, scope, a)
            for key, a in sorted(all_aliases(self.session, scope).items())
            if any(p.matches(key) for p in patterns)
        ]
        given = self.literal_path if self.literal_path is not None else self.path
        path = self.session.full_path(given)
        if os.path.exists(path) and (self.no_clobber and not self.append):
            from exoshell.values.errors import ps_error

            raise ps_error(
                "NoClobber",
                f"The file '{path}' already exists.",
                exception="System.IO.IOException",
                category="ResourceExists",
                target=path,
            )
        if not self.should_process(path):
            return
        as_script = getattr(self.as_, "name", "") == "Script"
        with open(path, "a" if self.append else "w", encoding="utf-8", newline="") as file:
            if not self.append:
                file.write("# Alias File\n" + (f"# {self.description}\n" if self.description else ""))
            for row in rows:
                file.write(script_line(row) if as_script else csv_line(row))
        if self.pass_thru:
            for row in rows:
                self.write(row)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def csv_line(row: Any) -> str:
    cells = (row.name, row.definition, row.description, row.options)
    return ",".join('"' + c.replace('"', '""') + '"' for c in cells) + "\n"


def script_line(row: Any) -> str:
    return f'set-alias -Name:"{row.name}" -Value:"{row.definition}" -Description:"{row.description}" -Option:"{row.options}"\n'
