"""Which module of this package implements which .NET types."""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "objects": "System.Object System.Management.Automation.PSObject System.Management.Automation.PSCustomObject",
    "strings": "System.String System.Char System.StringComparer",
}

INHERITED: frozenset[str] = frozenset(("System.Exception",))
"""Types whose constructor makes their derived types too."""
