"""Register-ArgumentCompleter: registers a script that completes arguments."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, P, Param, cmdlet


@cmdlet(
    "Register",
    "ArgumentCompleter",
    module="Microsoft.PowerShell.Core",
    class_name="System.Management.Automation.RegisterArgumentCompleterCommand",
)
class RegisterArgumentCompleter(Cmdlet):
    """Registers a script that completes arguments."""

    command_name = Param(
        "string[]", "The commands.", sets={"NativeCommandSet": P(mandatory=True), "PowerShellSet": P()}
    )
    parameter_name = Param(
        "string", "Commands that have the parameter.", mandatory=True, sets=("PowerShellSet",)
    )
    script_block = Param("scriptblock", "The script block.", mandatory=True, allow_null=True)
    native = Param("switch", "For native programs.", sets=("NativeCommandSet",))
    native_fallback = Param("switch", "For all native programs.", sets=("NativeFallbackSet",))

    def end(self) -> None:
        table = self.session.services.setdefault("argument_completers", {})
        names = self.command_name or [""]
        for name in names:
            if self.native_fallback:
                table["native", ""] = self.script_block
            elif self.native:
                table["native", name.lower()] = self.script_block
            else:
                table[name.lower(), self.parameter_name.lower()] = self.script_block
