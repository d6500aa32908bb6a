"""Modules whose commands are part of the shell, as Get-Module -ListAvailable and the Install cmdlets show them."""

from __future__ import annotations

from exoshell.runtime.modules import Module
from exoshell.schema.module import NAME as EXCHANGE
from exoshell.schema.module import VERSION as EXCHANGE_VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BUILTIN = {
    EXCHANGE: (EXCHANGE_VERSION, "Script"),
    "Microsoft.PowerShell.Archive": ("1.2.5", "Script"),
    "Microsoft.PowerShell.Host": ("7.0.0.0", "Manifest"),
    "Microsoft.PowerShell.Management": ("7.0.0.0", "Manifest"),
    "Microsoft.PowerShell.Security": ("7.0.0.0", "Manifest"),
    "Microsoft.PowerShell.Utility": ("7.0.0.0", "Manifest"),
    "Microsoft.PowerShell.ThreadJob": ("2.2.0", "Binary"),
}


def builtin_modules(session: Any) -> list[Module]:
    """The built-in modules, unless the session's module path was set to something of its own."""
    import os

    import exoshell

    own = os.path.join(os.path.dirname(exoshell.__file__), "modules")
    text = session.host.environ.get("PSModulePath")
    if text and own not in str(text).split(os.pathsep):
        return []
    return [Module(session, name, "", version, kind) for name, (version, kind) in sorted(BUILTIN.items())]


def find_builtin(session: Any, name: str) -> Module | None:
    for known, (version, kind) in BUILTIN.items():
        if known.lower() == name.lower():
            return Module(session, known, "", version, kind)
    return None
