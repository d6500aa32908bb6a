"""exoshell: an administration shell for Exchange Online that speaks PowerShell."""

__version__ = "0.1.0"
