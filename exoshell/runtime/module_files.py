"""Modules in files: finding them on the module path, reading manifests, loading, auto-loading."""

from __future__ import annotations

import os

from exoshell.runtime import modules as M
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

EXTENSIONS = (".psd1", ".psm1", ".ps1")


def module_path(session: Any) -> list[str]:
    """The folders in which modules are looked for."""
    text = str(session.host.environ.get("PSModulePath", "") or "")
    return [folder for folder in text.split(os.pathsep) if folder]


def version_key(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in str(text).split("."))


def candidates(session: Any, name: str) -> list[tuple[str, str]]:
    """(path, version) of the module files of that name on the module path: the first folder first, in it the highest version first."""
    found: list[tuple[str, str]] = []
    for root in module_path(session):
        folder = child(root, name)
        if folder is None:
            continue
        plain = os.path.basename(folder)
        here = []
        for entry in sorted(os.listdir(folder)):
            below = os.path.join(folder, entry)
            if entry.replace(".", "").isdecimal() and os.path.isdir(below):
                file = module_file(below, plain)
                if file is not None:
                    here.append((file, entry))
        here.sort(key=lambda row: version_key(row[1]), reverse=True)
        direct = module_file(folder, plain)
        if direct is not None:
            here.append((direct, manifest_version(session, direct)))
        found.extend(here)
    return found


def child(folder: str, name: str) -> str | None:
    """The entry of a folder with that name in any case."""
    try:
        entries = os.listdir(folder)
    except OSError:
        return None
    lowered = name.lower()
    for entry in entries:
        if entry.lower() == lowered and os.path.isdir(os.path.join(folder, entry)):
            return os.path.join(folder, entry)
    return None


def module_file(folder: str, name: str) -> str | None:
    for extension in (".psd1", ".psm1"):
        path = os.path.join(folder, name + extension)
        if os.path.isfile(path):
            return path
    return None


def manifest_version(session: Any, path: str) -> str:
    if not path.lower().endswith(".psd1"):
        return "0.0"
    table = read_manifest(session, path)
    return str(table.get("ModuleVersion") or "0.0")


def read_manifest(session: Any, path: str) -> Any:
    """The table of a manifest file."""
    from exoshell.runtime.scope import NO_INDEX, Scope
    from exoshell.runtime.scripts import read_script
    from exoshell.values.collections import DictionaryBase

    source = read_script(path)
    session.check_parse(source)
    result: list[Any] = []
    outer, session.scope = session.scope, session.global_scope
    try:
        session.run_source(source, result.append, Scope(session, NO_INDEX, ()))
    finally:
        session.scope = outer
    if not result or not isinstance(result[0], DictionaryBase):
        raise ps_error(
            "Modules_InvalidManifest",
            f"The module manifest '{path}' could not be processed because it is not a valid PowerShell module manifest file.",
            exception="System.Management.Automation.PSInvalidOperationException",
            category="ResourceUnavailable",
            target=path,
        )
    return result[0]


def texts(value: Any) -> list[str]:
    """A manifest's value as a list of texts."""
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [
        str(getattr(i, "get", lambda _: None)("ModuleName") or i) if not isinstance(i, str) else i
        for i in items
    ]


def load_file(
    session: Any,
    path: str,
    args: list[Any],
    out: Any,
    parent: M.Module | None = None,
    version: str = "",
    script_out: Any = None,
) -> M.Module:
    """Load a module file (.psd1, .psm1, .ps1) without importing anything from it into a session; `script_out` takes what ScriptsToProcess write."""
    name = os.path.splitext(os.path.basename(path))[0]
    if path.lower().endswith(".psd1"):
        return load_manifest(session, path, name, args, out, parent, script_out or out)
    module = M.Module(session, name, path, version or "0.0")
    module.parent = parent
    run_code(session, module, path, args, out)
    return module


def run_code(session: Any, module: M.Module, path: str, args: list[Any], out: Any) -> None:
    """Run a script file in the module's scope."""
    from exoshell.runtime.scripts import asks, read_script, script_block

    source = read_script(path)
    session.check_parse(source)
    if asks(source):
        from exoshell.runtime.requirements import check_requirements

        check_requirements(session, source)
    from exoshell.runtime.top_level import script_call

    module.scope.call = script_call(session, module.scope, os.path.basename(path))
    module.run(script_block(session, source), args, out)


MEMBERS = frozenset(
    (
        "rootmodule moduletoprocess moduleversion guid author companyname copyright description powershellversion powershellhostname "
        "powershellhostversion dotnetframeworkversion clrversion processorarchitecture requiredmodules requiredassemblies scriptstoprocess "
        "typestoprocess formatstoprocess nestedmodules functionstoexport cmdletstoexport variablestoexport aliasestoexport "
        "dscresourcestoexport modulelist filelist privatedata helpinfouri defaultcommandprefix compatiblepseditions"
    ).split()
)


def check_manifest(table: Any, path: str) -> None:
    """Raise where a manifest has members that it may not have, lacks its version, or asks for another PowerShell."""
    unknown = [str(key) for key in table.keys() if str(key).lower() not in MEMBERS]
    if unknown:
        names = ", ".join(f"'{name}'" for name in unknown)
        raise invalid_manifest(
            "Modules_InvalidManifestMember",
            f"The '{path}' module cannot be imported because its manifest contains one or more members that are not valid. The valid manifest "
            f"members are ({MEMBER_LIST}). Remove the members that are not valid ({names}), then try to import the module again.",
            path,
        )
    if not table.get("ModuleVersion"):
        raise invalid_manifest(
            "Modules_InvalidManifest",
            f"The module manifest '{path}' could not be processed because it is not a valid PowerShell module manifest file. Remove the "
            "elements that are not permitted: the member 'ModuleVersion' is not present in the module manifest.",
            path,
        )
    wanted = table.get("PowerShellVersion")
    if wanted:
        from exoshell.base.version import SHELL_VERSION

        if version_key(str(wanted)) > version_key(SHELL_VERSION):
            raise invalid_manifest(
                "Modules_InsufficientPowerShellVersion",
                f"The version of the loaded PowerShell is '{SHELL_VERSION}'. The module '{path}' requires a minimum PowerShell version of "
                f"'{wanted}' to run. Verify that you have the minimum required version of PowerShell installed, and then try again.",
                path,
            )


MEMBER_LIST = (
    "'ModuleToProcess', 'NestedModules', 'GUID', 'Author', 'CompanyName', 'Copyright', 'ModuleVersion', 'Description', 'PowerShellVersion', "
    "'PowerShellHostName', 'PowerShellHostVersion', 'CLRVersion', 'DotNetFrameworkVersion', 'ProcessorArchitecture', 'RequiredModules', "
    "'TypesToProcess', 'FormatsToProcess', 'ScriptsToProcess', 'PrivateData', 'RequiredAssemblies', 'ModuleList', 'FileList', "
    "'FunctionsToExport', 'VariablesToExport', 'AliasesToExport', 'CmdletsToExport', 'DscResourcesToExport', 'CompatiblePSEditions', "
    "'HelpInfoURI', 'RootModule', 'DefaultCommandPrefix'"
)


def invalid_manifest(error_id: str, message: str, path: str) -> PowerShellError:
    return ps_error(
        error_id,
        message,
        exception="System.InvalidOperationException",
        category="ResourceUnavailable",
        target=path,
    )


def load_manifest(
    session: Any, path: str, name: str, args: list[Any], out: Any, parent: M.Module | None, script_out: Any
) -> M.Module:
    """Load what a manifest names."""
    table = read_manifest(session, path)
    check_manifest(table, path)
    folder = os.path.dirname(path)
    module = M.Module(session, name, path, str(table.get("ModuleVersion") or "0.0"), "Manifest")
    module.manifest, module.parent = table, parent
    module.private_data = table.get("PrivateData")
    for script in texts(table.get("ScriptsToProcess")):
        run_in_session(session, os.path.join(folder, script), script_out)
    for required in texts(table.get("RequiredModules")):
        require(session, required, path)
    for nested in texts(table.get("NestedModules")):
        inner = load_file(session, resolve_beside(session, folder, nested), [], out, module)
        module.nested.append(inner)
        M.bring_in(inner, module.scope)
        module.extra_functions.update(inner.exported("function"))
    root = table.get("RootModule") or table.get("ModuleToProcess")
    if root:
        try:
            file = resolve_beside(session, folder, str(root))
        except PowerShellError as error:
            error.record.error_id = "Modules_ModuleFileNotFound"
            raise
        module.kind = "Script"
        run_code(session, module, file, args, out)
    for kind, key in (
        ("function", "FunctionsToExport"),
        ("alias", "AliasesToExport"),
        ("variable", "VariablesToExport"),
    ):
        if table.contains(key):
            module.limits[kind] = texts(table.get(key))
    module.prefix = str(table.get("DefaultCommandPrefix") or "")
    return module


def resolve_beside(session: Any, folder: str, name: str) -> str:
    """The file of a module that a manifest names: beside it, or on the module path."""
    full = os.path.join(folder, name.replace("\\", "/") if os.name == "posix" else name)
    for extension in ("", ".psd1", ".psm1", ".ps1"):
        if os.path.isfile(full + extension):
            return full + extension
    found = candidates(session, name)
    if found:
        return found[0][0]
    raise not_found(name)


def run_in_session(session: Any, path: str, out: Any) -> None:
    """A script of ScriptsToProcess: dot-sourced by the importer."""
    from exoshell.runtime.invoke import invoke_block
    from exoshell.runtime.scripts import read_script, script_block

    source = read_script(path)
    session.check_parse(source)
    invoke_block(session, script_block(session, source), [], out=out, dot=True)


def require(session: Any, name: str, needed_by: str) -> None:
    if any(m.name.lower() == name.lower() for m in M.loaded(session)) or is_builtin(name):
        return
    found = candidates(session, name)
    if not found:
        raise ps_error(
            "Modules_InvalidManifest",
            f"The required module '{name}' is not loaded. Load the module or remove the module from 'RequiredModules' in the file '{needed_by}'.",
            exception="System.Management.Automation.MissingMemberException",
            category="ResourceUnavailable",
            target=needed_by,
        )
    module = load_file(session, found[0][0], [], lambda value: None)
    M.enter(module)
    M.bring_in(module, session.global_scope)


BUILTIN = (
    "microsoft.powershell.core",
    "microsoft.powershell.utility",
    "microsoft.powershell.management",
    "microsoft.powershell.security",
    "microsoft.powershell.host",
    "microsoft.powershell.archive",
    "microsoft.powershell.diagnostics",
    "threadjob",
    "microsoft.powershell.threadjob",
    "psreadline",
    "packagemanagement",
    "powershellget",
    "microsoft.powershell.psresourceget",
    "exchangeonlinemanagement",
    "pki",
)


def is_builtin(name: str) -> bool:
    """Whether a module's commands are part of the shell."""
    return name.lower() in BUILTIN


def not_found(name: str) -> PowerShellError:
    return ps_error(
        "Modules_ModuleNotFound",
        f"The specified module '{name}' was not loaded because no valid module file was found in any module directory.",
        exception="System.IO.FileNotFoundException",
        category="ResourceUnavailable",
        target=name,
    )


def auto_load(session: Any, name: str) -> Any:
    """The command of a module on the module path that exports it; the module is imported."""
    if not module_path(session):
        return None
    preference = session.scope.get("psmoduleautoloadingpreference")
    qualifier, _, plain = name.rpartition("\\")
    allowed = str(getattr(preference, "name", preference) or "All").lower()
    if allowed == "none" or (allowed == "modulequalified" and not qualifier):
        return None
    if qualifier:
        found = candidates(session, qualifier)
        if not found:
            return None
        return import_for(session, found[0][0], plain)
    for root in module_path(session):
        try:
            entries = sorted(os.listdir(root))
        except OSError:
            continue
        for entry in entries:
            for path, _ in candidates(session, entry)[:1]:
                if mentions(session, path, plain):
                    command = import_for(session, path, plain)
                    if command is not None:
                        return command
    return None


def mentions(session: Any, path: str, name: str) -> bool:
    """Whether a module seems to export a command: by its manifest, else by its text."""
    lowered = name.lower()
    if path.lower().endswith(".psd1"):
        try:
            table = read_manifest(session, path)
        except PowerShellError:
            return False
        listed = texts(table.get("FunctionsToExport")) + texts(table.get("AliasesToExport"))
        if listed and "*" not in listed:
            return M.fits(name, listed)
        path = (
            str(table.get("RootModule") or "")
            and os.path.join(os.path.dirname(path), str(table.get("RootModule")))
            or path
        )
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return lowered in file.read().lower()
    except OSError:
        return False


def import_for(session: Any, path: str, name: str) -> Any:
    module = session.modules.get(path.lower())
    if module is None:
        outer, session.scope = session.scope, session.global_scope
        try:
            module = load_file(session, path, [], lambda value: None)
        finally:
            session.scope = outer
        M.enter(module)
        M.bring_in(module, session.global_scope)
    return module.exported_command(name)
