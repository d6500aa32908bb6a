"""Import-Alias: reads aliases from a file."""

from __future__ import annotations

from exoshell.cmdlets.objects.aliases import alias_info, define
from exoshell.cmdlets.objects.variables import named_scope
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet(
    "Import",
    "Alias",
    default_set="ByPath",
    output=("System.Management.Automation.AliasInfo",),
    should_process=True,
)
class ImportAlias(Cmdlet):
    """Reads aliases from a file."""

    path = Param("string", "The path.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME, sets=("ByPath",))
    literal_path = Param(
        "string",
        "The path, taken literally.",
        mandatory=True,
        pipe=BY_VALUE | BY_NAME,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
    )
    scope = Param(
        "string",
        "The scope: Global, Local, Script, or a number of steps up.",
        validate=(ValidateNotNullOrEmpty(),),
    )
    pass_thru = Param("switch", "Give the object that was worked on.")
    force = Param("switch", "Do it where it would otherwise be refused.")

    def process(self) -> None:
        import csv

        scope = named_scope(self.context.scope, self.scope)
        given = self.literal_path if self.literal_path is not None else self.path
        path = self.session.full_path(given)
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                lines = [line for line in file if line.strip() and not line.startswith("#")]
        except OSError:
            raise ps_error(
                "FileOpenFailure",
                f"Cannot open file because the file '{path}' cannot be read.",
                exception="System.IO.FileNotFoundException",
                category="OpenError",
                target=given,
            )
        for cells in csv.reader(lines):
            if len(cells) < 4:
                raise ps_error(
                    "ImportAliasFileFormatError",
                    f"Cannot import an alias because a line of the file '{path}' does not have four values.",
                    category="ReadError",
                    target=given,
                )
            self._import(scope, *cells[:4])

    def _import(self, scope: Any, name: str, definition: str, description: str, options: str) -> None:
        existing = self.session.commands.find_alias(name.lower(), scope)
        if existing is not None and not self.force:
            self.write_error(
                ps_error(
                    "AliasAlreadyExists",
                    f"The alias is not allowed, because an alias with the name '{name}' already exists.",
                    exception="System.Management.Automation.SessionStateException",
                    category="ResourceExists",
                    target=name,
                )
            )
            return
        if not self.should_process(f"Name: {name} Value: {definition}", "Import Alias"):
            return
        try:
            made = define(self, scope, name, definition, options, description)
        except PowerShellError as error:
            self.write_error(error)
            return
        if self.pass_thru:
            self.write(alias_info(self.session, scope, made))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
