"""Get-Module: lists modules."""

from __future__ import annotations

from exoshell.cmdlets.objects.builtin_modules import builtin_modules
from exoshell.command.attributes import ValidateNotNull, ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param, cmdlet
from exoshell.runtime import module_files as files
from exoshell.runtime.modules import Module, loaded
from exoshell.values.wildcard import compile_wildcard


@cmdlet(
    "Get",
    "Module",
    module="Microsoft.PowerShell.Core",
    default_set="Loaded",
    output=("System.Management.Automation.PSModuleInfo",),
)
class GetModule(Cmdlet):
    """Lists modules."""

    name = Param(
        "string[]",
        "The name.",
        position=0,
        pipe=BY_VALUE,
        sets=("Loaded", "Available", "PsSession", "CimSession"),
        validate=(ValidateNotNullOrEmpty(),),
    )
    fully_qualified_name = Param(
        "Microsoft.PowerShell.Commands.ModuleSpecification[]",
        "The module, with its version.",
        pipe=BY_NAME,
        sets=("Loaded", "Available", "PsSession", "CimSession"),
    )
    all = Param("switch", "All of that name.", sets=("Loaded", "Available"))
    list_available = Param(
        "switch",
        "All that can be used.",
        sets={"Available": P(mandatory=True), "PsSession": P(), "CimSession": P()},
    )
    ps_edition = Param("string", "The edition.", name="PSEdition", sets=("Available", "PsSession"))
    skip_edition_check = Param("switch", "Any edition.", sets=("Available", "PsSession", "CimSession"))
    refresh = Param("switch", "Look again.", sets=("Available", "PsSession", "CimSession"))
    ps_session = Param(
        "System.Management.Automation.Runspaces.PSSession",
        "Pssession.",
        name="PSSession",
        mandatory=True,
        sets=("PsSession",),
        validate=(ValidateNotNull(),),
    )
    cim_session = Param(
        "CimSession", "Cim session.", mandatory=True, sets=("CimSession",), validate=(ValidateNotNull(),)
    )
    cim_resource_uri = Param("uri", "Cim resource uri.", sets=("CimSession",), validate=(ValidateNotNull(),))
    cim_namespace = Param(
        "string", "Cim namespace.", sets=("CimSession",), validate=(ValidateNotNullOrEmpty(),)
    )

    def process(self) -> None:
        names = self.name
        if names is None and self.is_bound("FullyQualifiedName"):
            names = [module_name(n) for n in self.fully_qualified_name]
        patterns = [compile_wildcard(n, True) for n in names] if names else None

        def wanted(name: str) -> bool:
            return patterns is None or any(p.matches(name) for p in patterns)

        if self.list_available:
            self._available(wanted, names)
            return
        modules = loaded(self.session)
        if self.all:
            modules += [inner for m in modules for inner in m.nested]
        else:
            modules = [m for m in modules if m.parent is None]
        for module in sorted(modules, key=lambda m: m.name.lower()):
            if wanted(module.name):
                self.write(module)

    def _available(self, wanted: Any, names: Any) -> None:
        import os

        seen: set[str] = set()
        for root in files.module_path(self.session):
            try:
                entries = sorted(os.listdir(root))
            except OSError:
                continue
            for entry in entries:
                if not wanted(entry) or entry.lower() in seen:
                    continue
                seen.add(entry.lower())
                for path, version in files.candidates(self.session, entry):
                    self.write(self._described(entry, path, version))
        for module in builtin_modules(self.session):
            if wanted(module.name):
                self.write(module)

    def _described(self, name: str, path: str, version: str) -> Module:
        """A module on disk, not loaded."""
        module = Module(self.session, name, path, version)
        if path.lower().endswith(".psd1"):
            module.manifest = files.read_manifest(self.session, path)
            module.kind = "Script" if module.manifest.get("RootModule") else "Manifest"
        return module


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def module_name(wanted: Any) -> str:
    """The name in a module specification, which is a table or a text."""
    get = getattr(wanted, "get", None)
    return str(get("ModuleName")) if get is not None else str(wanted)
