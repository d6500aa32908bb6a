"""`exoshell tenant …` and the other words that may stand first on the command line."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.base.env import Host

UNAVAILABLE = 69  # EX_UNAVAILABLE of sysexits: the command is known, this version does not have it
NOT_HERE = ("check", "plan", "apply", "undo", "journal", "profile")


def run_subcommand(arguments: list[str], host: Host, folder: str) -> int:
    """Run `exoshell WORD …` and return its exit code."""
    if arguments[0] == "tenant":
        from exoshell.app.tenant_command import run_tenant

        return run_tenant(arguments[1:], host, folder)
    host.err(
        f"exoshell: 'exoshell {arguments[0]}' is not part of this version. Scripts run with 'exoshell SCRIPT'; "
        "what a script would change shows with -WhatIf.\n"
    )
    return UNAVAILABLE
