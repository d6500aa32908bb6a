"""Invoke-Item: opens items with what the system has for them."""

from __future__ import annotations

import os

from exoshell.cmdlets.providers.base import PathCmdlet
from exoshell.command.declaration import BY_NAME, BY_VALUE, P, Param, cmdlet
from exoshell.values.errors import PowerShellError, ps_error


@cmdlet("Invoke", "Item", module="Microsoft.PowerShell.Management", default_set="Path", should_process=True)
class InvokeItem(PathCmdlet):
    """Opens items with what the system has for them."""

    path = Param("string[]", "The items.", sets={"Path": P(0, True, BY_VALUE | BY_NAME)}, wildcards=True)
    literal_path = Param(
        "string[]",
        "The items, taken as they are.",
        sets={"LiteralPath": P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
    )
    filter = Param("string", "A filter in the provider's form.")
    include = Param("string[]", "Only items whose name matches.")
    exclude = Param("string[]", "Not items whose name matches.")
    credential = Param("pscredential", "Not used by the providers here.", pipe=BY_NAME)

    def process(self) -> None:
        from exoshell.cmdlets.providers.paths import path_not_found, resolve

        for text, literal in self.texts():
            try:
                places = [p for p in resolve(self.session, text, literal=literal) if self.is_chosen(p)]
                if not places:
                    raise path_not_found(text)
                for provider, path in places:
                    if provider != "FileSystem":
                        raise unsupported()
                    if not os.path.exists(path):
                        raise path_not_found(path)
                    if self.should_process(f"Item: {path}", "Invoke Item"):
                        self.open(path)
            except PowerShellError as error:
                self.write_error(error)

    def open(self, path: str) -> None:
        """Run a program, open anything else."""
        import shutil
        import subprocess

        if path.lower().endswith(".ps1"):
            self.write_all(self.session.invoke(path, []))
            return
        host = self.context.host
        host.flush()
        if os.name == "nt":
            os.startfile(path)  # type: ignore[attr-defined]
            return
        runs = os.path.isfile(path) and os.access(path, os.X_OK)
        opener = None if runs else shutil.which("xdg-open") or shutil.which("open")
        if not runs and opener is None:
            raise ps_error(
                "InvokeItem",
                f"No application is associated with the specified file for this operation: '{path}'.",
                exception="System.ComponentModel.Win32Exception",
                category="InvalidOperation",
                target=path,
            )
        subprocess.Popen(
            [path] if runs else [str(opener), path], cwd=self.session.location, env=dict(host.environ)
        )


def unsupported() -> PowerShellError:
    return ps_error(
        "NotSupported",
        "Cannot use interface. The IItemCmdletProvider.InvokeDefaultAction interface is not supported by this provider.",
        exception="System.Management.Automation.PSNotSupportedException",
        category="NotImplemented",
    )
