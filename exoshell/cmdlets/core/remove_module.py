"""Remove-Module: takes modules out of the session."""

from __future__ import annotations

from exoshell.cmdlets.objects.builtin_modules import find_builtin
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.runtime.modules import leave, loaded, take_out
from exoshell.values.errors import ps_error
from exoshell.values.wildcard import compile_wildcard


@cmdlet("Remove", "Module", module="Microsoft.PowerShell.Core", should_process=True)
class RemoveModule(Cmdlet):
    """Takes modules out of the session."""

    name = Param("string[]", "The name.", position=0, mandatory=True, pipe=BY_VALUE, sets=("name",))
    fully_qualified_name = Param(
        "Microsoft.PowerShell.Commands.ModuleSpecification[]",
        "The module, with its version.",
        position=0,
        mandatory=True,
        pipe=BY_VALUE,
        sets=("FullyQualifiedName",),
    )
    module_info = Param(
        "psmoduleinfo[]", "The module.", position=0, mandatory=True, pipe=BY_VALUE, sets=("ModuleInfo",)
    )
    force = Param("switch", "Do it where it would otherwise be refused.")

    def process(self) -> None:
        chosen: list[Any] = list(self.module_info or [])
        names = list(self.name or [])
        names += [module_name(n) for n in self.fully_qualified_name or []]
        for name in names:
            pattern = compile_wildcard(name, True)
            found = [m for m in loaded(self.session) if pattern.matches(m.name) and m.parent is None]
            chosen += found
            if not found and find_builtin(self.session, name) is not None:
                self.verbose(f"The commands of the module '{name}' are built in; there is nothing to remove.")
                continue
            if not found and not any(c in "*?[" for c in name):
                self.write_error(
                    ps_error(
                        "Modules_NoModulesRemoved",
                        "No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.",
                        exception="System.InvalidOperationException",
                        category="ResourceUnavailable",
                    )
                )
        for module in chosen:
            if self.should_process(f"{module.name} (Path: '{module.path}')", "Remove-Module"):
                self._remove(module)

    def _remove(self, module: Any) -> None:
        if module.access_mode == "Constant" or (module.access_mode == "ReadOnly" and not self.force):
            self.write_error(
                ps_error(
                    "Modules_ModuleIsReadOnly",
                    f"Unable to remove the module '{module.name}' because it is read-only. Add the Force parameter to your command to remove read-only modules.",
                    exception="System.InvalidOperationException",
                    category="PermissionDenied",
                    target=module,
                )
            )
            return
        if module.on_remove is not None:
            module.call(module.on_remove, [module])
        take_out(module)
        leave(module)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def module_name(wanted: Any) -> str:
    """The name in a module specification, which is a table or a text."""
    get = getattr(wanted, "get", None)
    return str(get("ModuleName")) if get is not None else str(wanted)
