"""`#requires` of script files: looked at before the script's first statement runs."""

from __future__ import annotations

import os

from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The highest minor version of each major version that is taken for supported.
_MINORS = {1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 2}


def check_requirements(X: Any, source: Any) -> None:
    """Raise where a script file asks for what is not there; required modules are imported."""
    from exoshell.runtime.source import tree_of

    wanted = tree_of(source).script_requirements
    if wanted is None:
        return
    name = os.path.basename(source.path or "")
    if wanted.required_ps_version is not None:
        _check_version(name, wanted.required_ps_version)
    if wanted.required_ps_editions and "core" not in [
        edition.lower() for edition in wanted.required_ps_editions
    ]:
        raise _unmet(
            "ScriptRequiresUnmatchedPSEdition",
            f"The script '{name}' cannot be run because it contained a \"#requires\" statement for PowerShell editions "
            f"'{','.join(wanted.required_ps_editions)}'. The edition of PowerShell that is required by the script does not match the currently "
            "running PowerShell Core edition.",
            name,
        )
    if wanted.is_elevation_required and not _is_elevated():
        raise _unmet(
            "ScriptRequiresElevation",
            f"The script '{name}' cannot be run because it contains a \"#requires\" statement for running as Administrator. The current "
            "PowerShell session is not running as Administrator. Start PowerShell by using the Run as Administrator option, and then try "
            "running the script again.",
            name,
            "PermissionDenied",
        )
    _check_modules(X, name, wanted.required_modules)


def _check_version(name: str, version: str) -> None:
    from exoshell.base.version import SHELL_VERSION

    major, minor = (int(part) for part in version.split(".")[:2])
    own_major, own_minor = (int(part) for part in SHELL_VERSION.split(".")[:2])
    highest = own_minor if major == own_major else _MINORS.get(major, -1)
    if minor > highest:
        raise _unmet(
            "ScriptRequiresUnmatchedPSVersion",
            f"The script '{name}' cannot be run because it contained a \"#requires\" statement for PowerShell {version}. The version of "
            "PowerShell that is required by the script does not match the currently running version of PowerShell "
            f"{SHELL_VERSION}.",
            name,
        )


def _is_elevated() -> bool:
    """Whether the shell may change the machine; where rights are asked for action by action, nothing is refused beforehand."""
    if os.name != "nt":
        return True
    import ctypes

    return bool(ctypes.windll.shell32.IsUserAnAdmin())  # type: ignore[attr-defined,unused-ignore]


def _check_modules(X: Any, name: str, modules: list[str]) -> None:
    missing = []
    for text in modules:
        module = _specification(text)
        if not _provide(X, module):
            missing.append(f"The module '{module['ModuleName']}' cannot be found{_versions(module)}.")
    if missing:
        raise _unmet(
            "ScriptRequiresMissingModules",
            f"The script '{name}' cannot be run because the following modules that are specified by the \"#requires\" statements of the "
            f"script are missing: {' '.join(missing)}.",
            name,
        )


def _specification(text: str) -> dict[str, str]:
    """A module's name, or `@{ Name = 'value'; … }`, as a dictionary."""
    if not text.startswith("@{"):
        return {"ModuleName": text}
    rows = (row.partition(" = ") for row in text[2:-1].split("; "))
    return {key.strip(): value.strip().strip("'") for key, _, value in rows}


def _versions(module: dict[str, str]) -> str:
    shown = [
        f"{key} '{module[key]}'"
        for key in ("RequiredVersion", "ModuleVersion", "MaximumVersion")
        if key in module
    ]
    return " with " + " and ".join(shown) if shown else ""


def _fits(module: dict[str, str], version: str) -> bool:
    from exoshell.runtime.module_files import version_key

    key = _padded(version_key(version))
    if "RequiredVersion" in module:
        return key == _padded(version_key(module["RequiredVersion"]))
    if "ModuleVersion" in module and key < _padded(version_key(module["ModuleVersion"])):
        return False
    return "MaximumVersion" not in module or key <= _padded(
        version_key(module["MaximumVersion"].replace("*", "999999999"))
    )


def _padded(key: tuple[int, ...]) -> tuple[int, ...]:
    return (*key, 0, 0, 0, 0)[:4]


def _provide(X: Any, module: dict[str, str]) -> bool:
    """Whether the module is loaded, or could be imported."""
    from exoshell.runtime import module_files as F
    from exoshell.runtime import modules as M

    name = module["ModuleName"]
    if any(m.name.lower() == name.lower() and _fits(module, str(m.version)) for m in M.loaded(X)):
        return True
    if F.is_builtin(name):
        return _fits(module, _builtin_version(name))
    if os.sep in name:
        path = X.full_path(name)
        found = [(path, F.manifest_version(X, path))] if os.path.isfile(path) else []
    else:
        found = F.candidates(X, name)
    for path, version in found:
        if _fits(module, version):
            loaded = F.load_file(X, path, [], lambda value: None)
            M.enter(loaded)
            M.bring_in(loaded, X.global_scope)
            return True
    return False


def _builtin_version(name: str) -> str:
    from exoshell.base.version import SHELL_VERSION

    if name.lower() == "microsoft.powershell.core":
        return SHELL_VERSION
    return "7.0.0.0" if name.lower().startswith("microsoft.powershell.") else "3.0.0"


def _unmet(error_id: str, message: str, name: str, category: str = "ResourceUnavailable") -> PowerShellError:
    return ps_error(
        error_id,
        message,
        exception="System.Management.Automation.ScriptRequiresException",
        category=category,
        target=name,
    )
