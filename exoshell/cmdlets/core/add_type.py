"""Add-Type: adds a .NET type to the session."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty
from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Add", "Type", default_set="FromSource", output=("System.Type",))
class AddType(Cmdlet):
    """Adds a .NET type to the session."""

    type_definition = Param("string", "Type definition.", position=0, mandatory=True, sets=("FromSource",))
    name = Param("string", "The name.", position=0, mandatory=True, sets=("FromMember",))
    member_definition = Param(
        "string[]", "Member definition.", position=1, mandatory=True, sets=("FromMember",)
    )
    namespace = Param("string", "Namespace.", sets=("FromMember",), aliases=("NS",), allow_null=True)
    using_namespace = Param(
        "string[]",
        "Using namespace.",
        sets=("FromMember",),
        aliases=("Using",),
        validate=(ValidateNotNull(),),
    )
    path = Param("string[]", "The path.", position=0, mandatory=True, sets=("FromPath",))
    literal_path = Param(
        "string[]",
        "The path, taken literally.",
        mandatory=True,
        sets=("FromLiteralPath",),
        aliases=("PSPath", "LP"),
    )
    assembly_name = Param(
        "string[]", "Assembly name.", mandatory=True, sets=("FromAssemblyName",), aliases=("AN",)
    )
    language = Param("Microsoft.PowerShell.Commands.Language", "Language.", sets=("FromSource", "FromMember"))
    referenced_assemblies = Param(
        "string[]",
        "Referenced assemblies.",
        sets=("FromSource", "FromMember", "FromPath", "FromLiteralPath"),
        aliases=("RA",),
    )
    output_assembly = Param(
        "string",
        "Output assembly.",
        sets=("FromSource", "FromMember", "FromPath", "FromLiteralPath"),
        aliases=("OA",),
    )
    output_type = Param(
        "Microsoft.PowerShell.Commands.OutputAssemblyType",
        "Output type.",
        sets=("FromSource", "FromMember", "FromPath", "FromLiteralPath"),
        aliases=("OT",),
    )
    pass_thru = Param("switch", "Give the object that was worked on.")
    ignore_warnings = Param(
        "switch", "Ignore warnings.", sets=("FromSource", "FromMember", "FromPath", "FromLiteralPath")
    )
    compiler_options = Param(
        "string[]",
        "Compiler options.",
        sets=("FromSource", "FromMember", "FromPath", "FromLiteralPath"),
        validate=(ValidateNotNullOrEmpty(),),
    )

    def process(self) -> None:
        if self.is_bound("AssemblyName"):
            for name in self.assembly_name:
                self._load(name)
            return
        if self.is_bound("Path") or self.is_bound("LiteralPath"):
            for path in self.path or self.literal_path or []:
                self._load_file(path)
            return
        raise ps_error(
            "COMPILER_ERRORS",
            "Cannot add type. This shell has no compiler for C# source code; use a PowerShell class instead.",
            exception="System.InvalidOperationException",
            category="InvalidData",
        )

    def _load(self, name: str) -> None:
        """An assembly by name: those of .NET are there already."""
        plain = name.partition(",")[0].strip()
        if plain.lower().startswith(KNOWN):
            return
        self._load_file(plain + ".dll")

    def _load_file(self, path: str) -> None:
        import os

        full = self.session.full_path(path)
        if not os.path.exists(full):
            raise ps_error(
                "PathNotFound",
                f"Cannot find path '{full}' because it does not exist.",
                exception="System.Management.Automation.ItemNotFoundException",
                category="ObjectNotFound",
                target=full,
            )
        raise ps_error(
            "AssemblyLoadFailure",
            f"Could not load file or assembly '{full}'. .NET assemblies cannot be run by this shell.",
            exception="System.BadImageFormatException",
            category="InvalidData",
            target=full,
        )


KNOWN = ("system", "microsoft.", "presentation", "windowsbase", "mscorlib", "netstandard", "newtonsoft.json")
