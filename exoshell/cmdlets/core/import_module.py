"""Import-Module: brings modules into the session."""

from __future__ import annotations

import os

from exoshell.cmdlets.objects.builtin_modules import find_builtin
from exoshell.cmdlets.objects.module_objects import UNAPPROVED, UNAPPROVED_ONE, as_object, unapproved
from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty, ValidateSet
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.runtime import module_files as files
from exoshell.runtime.modules import Module, bring_in, enter, leave, take_out
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet(
    "Import",
    "Module",
    module="Microsoft.PowerShell.Core",
    default_set="Name",
    output=("System.Management.Automation.PSModuleInfo",),
)
class ImportModule(Cmdlet):
    """Brings modules into the session."""

    global_ = Param("switch", "For the whole session.")
    prefix = Param("string", "A prefix for the nouns.", validate=(ValidateNotNull(),))
    name = Param(
        "string[]",
        "The name.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        sets=("Name", "PSSession", "CimSession", "WinCompat"),
    )
    fully_qualified_name = Param(
        "Microsoft.PowerShell.Commands.ModuleSpecification[]",
        "The module, with its version.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        sets=("FullyQualifiedName", "FullyQualifiedNameAndPSSession", "FullyQualifiedNameAndWinCompat"),
    )
    assembly = Param(
        "System.Reflection.Assembly[]",
        "Assembly.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        sets=("Assembly",),
    )
    function = Param("string[]", "The functions.", validate=(ValidateNotNull(),))
    cmdlet = Param("string[]", "The cmdlets.", validate=(ValidateNotNull(),))
    variable = Param("string[]", "The variable's name.", validate=(ValidateNotNull(),))
    alias = Param("string[]", "The aliases.", validate=(ValidateNotNull(),))
    force = Param("switch", "Do it where it would otherwise be refused.")
    skip_edition_check = Param(
        "switch",
        "Any edition.",
        sets=(
            "Name",
            "FullyQualifiedName",
            "ModuleInfo",
            "Assembly",
            "PSSession",
            "CimSession",
            "FullyQualifiedNameAndPSSession",
        ),
    )
    pass_thru = Param("switch", "Give the object that was worked on.")
    as_custom_object = Param("switch", "Give an object with the members.")
    minimum_version = Param(
        "version",
        "The lowest version.",
        sets=("Name", "PSSession", "CimSession", "WinCompat"),
        aliases=("Version",),
    )
    maximum_version = Param(
        "string", "The highest version.", sets=("Name", "PSSession", "CimSession", "WinCompat")
    )
    required_version = Param("version", "The version.", sets=("Name", "PSSession", "CimSession", "WinCompat"))
    module_info = Param(
        "psmoduleinfo[]", "The module.", position=0, mandatory=True, pipe=BY_VALUE, sets=("ModuleInfo",)
    )
    argument_list = Param("System.Object[]", "The arguments.", aliases=("Args",))
    disable_name_checking = Param("switch", "Do not warn about names.")
    no_clobber = Param("switch", "Do not overwrite.", aliases=("NoOverwrite",))
    scope = Param(
        "string",
        "The scope: Global, Local, Script, or a number of steps up.",
        validate=(ValidateSet("Local", "Global"),),
    )
    ps_session = Param(
        "System.Management.Automation.Runspaces.PSSession",
        "Pssession.",
        name="PSSession",
        mandatory=True,
        sets=("PSSession", "FullyQualifiedNameAndPSSession"),
        validate=(ValidateNotNull(),),
    )
    cim_session = Param(
        "CimSession", "Cim session.", mandatory=True, sets=("CimSession",), validate=(ValidateNotNull(),)
    )
    cim_resource_uri = Param("uri", "Cim resource uri.", sets=("CimSession",), validate=(ValidateNotNull(),))
    cim_namespace = Param(
        "string", "Cim namespace.", sets=("CimSession",), validate=(ValidateNotNullOrEmpty(),)
    )
    use_windows_power_shell = Param(
        "switch",
        "Use windows power shell.",
        mandatory=True,
        sets=("WinCompat", "FullyQualifiedNameAndWinCompat"),
        aliases=("UseWinPS",),
    )

    def process(self) -> None:
        if self.is_bound("ModuleInfo"):
            for module in self.module_info:
                self._import(module)
            return
        if self.is_bound("FullyQualifiedName"):
            for wanted in self.fully_qualified_name:
                self._by_specification(wanted)
            return
        for name in self.name or []:
            try:
                self._by_name(
                    name, text(self.minimum_version), text(self.maximum_version), text(self.required_version)
                )
            except PowerShellError as error:
                if error.record.error_id.startswith(
                    "Modules_Module"
                ) and error.record.exception.type_name.endswith("NotFoundException"):
                    self.write_error(error)
                else:
                    raise

    def _by_specification(self, wanted: Any) -> None:
        get = getattr(wanted, "get", None)
        if get is None:
            self._by_name(str(wanted), None, None, None)
            return
        self._by_name(
            str(get("ModuleName")),
            text(get("ModuleVersion")),
            text(get("MaximumVersion")),
            text(get("RequiredVersion")),
        )

    def _by_name(self, name: str, minimum: str | None, maximum: str | None, required: str | None) -> None:
        session = self.session
        path = self._file_of(name)
        if path is None:
            found = [
                (file, version)
                for file, version in files.candidates(session, name)
                if in_range(version, minimum, maximum, required)
            ]
            if found:
                path = found[0][0]
            elif files.is_builtin(name):
                known = next((m for m in session.modules.values() if m.name.lower() == name.lower()), None)
                module = known or find_builtin(session, name) or Module(session, name)
                enter(module)
                if self.pass_thru:
                    self.write(module)
                return
            else:
                known = next((m for m in session.modules.values() if m.name.lower() == name.lower()), None)
                if known is not None:
                    self._import(known)
                    return
                raise (
                    version_not_found(name, required or minimum or maximum)
                    if minimum or maximum or required
                    else files.not_found(name)
                )
        module = session.modules.get(path.lower())
        if module is not None and self.force:
            for kind, _, _, entry in reversed(module.imported):
                if kind in ("function", "alias"):
                    self.verbose(f'Removing the imported "{entry.name}" {kind}.')
            take_out(module)
            leave(module)
            module = None
        if module is None:
            self.verbose(f"Loading module from path '{path}'.")
            module = files.load_file(
                session, path, list(self.argument_list or []), discard, script_out=self.write
            )
            for kind in ("function", "alias"):
                for entry in module.exported(kind):
                    self.verbose(f"Exporting {kind} '{entry}'.")
        self._import(module)

    def _file_of(self, name: str) -> str | None:
        """The file that a name with a path means; None for a plain module name."""
        plain = "/" not in name and "\\" not in name and not name.lower().endswith(files.EXTENSIONS)
        if plain:
            return None
        full = self.session.full_path(name)
        if os.path.isdir(full):
            inner = files.module_file(full, os.path.basename(full))
            if inner is not None:
                return inner
        for extension in ("", *files.EXTENSIONS):
            if os.path.isfile(full + extension):
                return full + extension
        raise files.not_found(name)

    def _import(self, module: Module) -> None:
        if self.prefix:
            module.prefix = self.prefix
        if self.as_custom_object:
            self.write(as_object(module))
            return
        target = self.context.scope
        if self.global_ or getattr(self.scope, "lower", lambda: "")() == "global" or target.module is None:
            target = self.session.global_scope
        else:
            target = target.module.scope
            if module not in target.module.nested and module is not target.module:
                target.module.nested.append(module)
        enter(module)
        came = bring_in(module, target, self._wanted(), not self.no_clobber)
        names = [name for kind, name in came if kind == "function"]
        bad = unapproved(names)
        if bad and not self.disable_name_checking:
            self.warn(UNAPPROVED.format(module.name))
            for name in bad:
                self.verbose(UNAPPROVED_ONE.format(name, module.name))
        for kind, name in came:
            self.verbose(f"Importing {kind} '{name}'.")
        if self.pass_thru:
            self.write(module)

    def _wanted(self) -> dict[str, list[str]] | None:
        given = {"function": self.function, "alias": self.alias, "variable": self.variable}
        if all(v is None for v in (*given.values(), self.cmdlet)):
            return None
        return {kind: list(names) for kind, names in given.items() if names is not None}


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def discard(item: Any) -> None:
    """What a module writes while it is loaded is dropped."""


def text(value: Any) -> str | None:
    return None if value is None else str(value)


def in_range(version: str, minimum: str | None, maximum: str | None, required: str | None) -> bool:
    key = files.version_key(version)
    if required and key != files.version_key(required):
        return False
    if minimum and key < files.version_key(minimum):
        return False
    return not (maximum and key > files.version_key(maximum))


def version_not_found(name: str, version: Any) -> PowerShellError:
    return ps_error(
        "Modules_ModuleWithVersionNotFound",
        f"The specified module '{name}' with version '{version}' was not loaded because no valid module file was found in any module directory.",
        exception="System.IO.FileNotFoundException",
        category="ResourceUnavailable",
        target=name,
    )
