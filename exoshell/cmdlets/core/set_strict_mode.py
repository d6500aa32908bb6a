"""Set-StrictMode: sets how strict the rules of the language are."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.errors import ps_error


@cmdlet("Set", "StrictMode", module="Microsoft.PowerShell.Core", default_set="Version")
class SetStrictMode(Cmdlet):
    """Sets how strict the rules of the language are."""

    off = Param("switch", "Switch it off.", mandatory=True, sets=("Off",))
    version = Param("version", "The version.", mandatory=True, sets=("Version",), aliases=("v",))

    def process(self) -> None:
        scope = self.context.scope
        if self.off:
            scope.strict = 0
            return
        text = str(self.version)
        if text.lower() == "latest":
            level = 99
        else:
            level = int(text.partition(".")[0]) if text.partition(".")[0].isdecimal() else 0
            if level not in (1, 2, 3, 4, 5, 6, 7):
                raise ps_error(
                    "ParameterArgumentValidationError",
                    f"Cannot validate argument on parameter 'Version'. The \"{text}\" argument does not contain a valid PowerShell version. Supply a valid "
                    "version number and then try the command again.",
                    exception="System.Management.Automation.ParameterBindingValidationException",
                    category="InvalidData",
                )
        scope.strict = level
        self.session.strict_used = True
