"""The versions that the shell tells of itself."""

from __future__ import annotations

PRODUCT = "PowerShell"
SHELL_VERSION = "7.6.9"  # the PowerShell whose language and output this shell has; scripts ask for it
