"""New-ModuleManifest: writes a module's manifest."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty, ValidateSet
from exoshell.command.declaration import Cmdlet, Param, cmdlet


@cmdlet(
    "New",
    "ModuleManifest",
    module="Microsoft.PowerShell.Core",
    output=("System.String",),
    should_process=True,
    impact="Low",
)
class NewModuleManifest(Cmdlet):
    """Writes a module's manifest."""

    path = Param("string", "The path.", position=0, mandatory=True)
    nested_modules = Param("System.Object[]", "Nested modules.", allow_empty_collection=True)
    guid = Param("guid", "Guid.")
    author = Param("string", "Author.", allow_empty_string=True)
    company_name = Param("string", "Company name.", allow_empty_string=True)
    copyright = Param("string", "Copyright.", allow_empty_string=True)
    root_module = Param("string", "Root module.", aliases=("ModuleToProcess",), allow_empty_string=True)
    module_version = Param("version", "Module version.", validate=(ValidateNotNull(),))
    description = Param("string", "A description.", allow_empty_string=True)
    processor_architecture = Param("System.Reflection.ProcessorArchitecture", "Processor architecture.")
    power_shell_version = Param("version", "Power shell version.")
    clr_version = Param("version", "Clr version.")
    dot_net_framework_version = Param("version", "Dot net framework version.")
    power_shell_host_name = Param("string", "Power shell host name.")
    power_shell_host_version = Param("version", "Power shell host version.")
    required_modules = Param("System.Object[]", "Required modules.")
    types_to_process = Param("string[]", "Types to process.", allow_empty_collection=True)
    formats_to_process = Param("string[]", "Formats to process.", allow_empty_collection=True)
    scripts_to_process = Param("string[]", "Scripts to process.", allow_empty_collection=True)
    required_assemblies = Param("string[]", "Required assemblies.", allow_empty_collection=True)
    file_list = Param("string[]", "File list.", allow_empty_collection=True)
    module_list = Param("System.Object[]", "Module list.", allow_empty_collection=True)
    functions_to_export = Param("string[]", "Functions to export.", allow_empty_collection=True)
    aliases_to_export = Param("string[]", "Aliases to export.", allow_empty_collection=True)
    variables_to_export = Param("string[]", "Variables to export.", allow_empty_collection=True)
    cmdlets_to_export = Param("string[]", "Cmdlets to export.", allow_empty_collection=True)
    dsc_resources_to_export = Param("string[]", "Dsc resources to export.", allow_empty_collection=True)
    compatible_ps_editions = Param(
        "string[]",
        "Compatible pseditions.",
        name="CompatiblePSEditions",
        validate=(ValidateSet("Desktop", "Core"),),
        allow_empty_collection=True,
    )
    private_data = Param("System.Object", "Private data.", allow_null=True)
    tags = Param("string[]", "Words to find the record by.", validate=(ValidateNotNullOrEmpty(),))
    project_uri = Param("uri", "Project uri.", validate=(ValidateNotNullOrEmpty(),))
    license_uri = Param("uri", "License uri.", validate=(ValidateNotNullOrEmpty(),))
    icon_uri = Param("uri", "Icon uri.", validate=(ValidateNotNullOrEmpty(),))
    release_notes = Param("string", "Release notes.", validate=(ValidateNotNullOrEmpty(),))
    prerelease = Param("string", "Prerelease.", validate=(ValidateNotNullOrEmpty(),))
    require_license_acceptance = Param("switch", "Require license acceptance.")
    external_module_dependencies = Param(
        "string[]", "External module dependencies.", validate=(ValidateNotNullOrEmpty(),)
    )
    help_info_uri = Param("string", "Help info uri.", allow_null=True)
    pass_thru = Param("switch", "Give the object that was worked on.")
    default_command_prefix = Param("string", "Default command prefix.", allow_null=True)

    def process(self) -> None:
        path = self.session.full_path(self.path)
        if not self.should_process(path, "Creating the module manifest file"):
            return
        lines = ["#", f"# Module manifest for module '{stem(path)}'", "#", "", "@{", ""]
        for key, given in self._entries():
            lines += [f"{key} = {literal(given)}", ""]
        lines += self._private_data()
        lines += ["}", ""]
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(lines))
        if self.pass_thru:
            self.write("\n".join(lines))

    def _entries(self) -> list[tuple[str, Any]]:
        """The keys that were given, and those that every manifest has."""
        from exoshell.values.guid import Guid

        made: list[tuple[str, Any]] = []
        for key, default in DEFAULTS:
            given = self.bound.get(PARAMETER_OF.get(key, key))
            if given is None and key == "GUID":
                given = str(Guid.new())
            elif given is None and key == "Author":
                given = str(self.context.host.environ.get("USER", "Unknown"))
            if given is None:
                given = default
            if given is not None:
                made.append((key, given))
        return made

    def _private_data(self) -> list[str]:
        rows = []
        for key in ("Tags", "LicenseUri", "ProjectUri", "IconUri", "ReleaseNotes", "Prerelease"):
            if key in self.bound:
                rows.append(f"        {key} = {literal(self.bound[key])}")
        return ["PrivateData = @{", "    PSData = @{", *rows, "    }", "}", ""]


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PARAMETER_OF = {"GUID": "Guid"}
DEFAULTS: tuple[tuple[str, Any], ...] = (
    ("RootModule", None),
    ("ModuleVersion", "0.0.1"),
    ("CompatiblePSEditions", None),
    ("GUID", None),
    ("Author", None),
    ("CompanyName", "Unknown"),
    ("Copyright", None),
    ("Description", None),
    ("PowerShellVersion", None),
    ("PowerShellHostName", None),
    ("PowerShellHostVersion", None),
    ("DotNetFrameworkVersion", None),
    ("ClrVersion", None),
    ("ProcessorArchitecture", None),
    ("RequiredModules", None),
    ("RequiredAssemblies", None),
    ("ScriptsToProcess", None),
    ("TypesToProcess", None),
    ("FormatsToProcess", None),
    ("NestedModules", None),
    ("FunctionsToExport", "*"),
    ("CmdletsToExport", "*"),
    ("VariablesToExport", "*"),
    ("AliasesToExport", "*"),
    ("DscResourcesToExport", None),
    ("ModuleList", None),
    ("FileList", None),
    ("HelpInfoUri", None),
    ("DefaultCommandPrefix", None),
)


def stem(path: str) -> str:
    import os

    return os.path.splitext(os.path.basename(path))[0]


def literal(value: Any) -> str:
    """A value as it stands in a manifest."""
    from exoshell.values.collections import DictionaryBase
    from exoshell.values.conversion import to_text

    if isinstance(value, list):
        return "@()" if not value else ", ".join(literal(v) for v in value)
    if isinstance(value, DictionaryBase):
        return "@{" + "; ".join(f"{literal(k)} = {literal(v)}" for k, v in value.items()) + "}"
    return "'" + to_text(value).replace("'", "''") + "'"
