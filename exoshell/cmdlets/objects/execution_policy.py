"""Execution policies: kept per scope, those of the user in the configuration folder.

As PowerShell on this platform does, scripts run under every policy that can be set; one that would have to keep a script from running is refused
instead of being promised.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCOPES = ("MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine")
SETTABLE = ("process", "currentuser", "localmachine")
ALLOWED = ("unrestricted", "remotesigned", "bypass", "undefined", "default")
NATIVE = "Unrestricted"


def settings_file(session: Any) -> str:
    environ = session.host.environ
    folder = environ.get("XDG_CONFIG_HOME") or os.path.join(
        environ.get("HOME") or os.path.expanduser("~"), ".config"
    )
    return os.path.join(folder, "exoshell", "execution_policy.json")


def policies(session: Any) -> dict[str, str]:
    """Scope in lower case -> policy, of what was set."""
    found: dict[str, str] | None = session.services.get("execution_policies")
    if found is None:
        import json

        found = {}
        session.services["execution_policies"] = found
        try:
            with open(settings_file(session), encoding="utf-8") as handle:
                stored = json.load(handle)
        except (OSError, ValueError):
            stored = {}
        if isinstance(stored, dict):
            found.update({str(k): str(v) for k, v in stored.items() if k in SETTABLE})
    return found


def set_policy(session: Any, scope: str, policy: str) -> None:
    """Keep a policy; those of the process end with it."""
    import json

    table = policies(session)
    if policy.lower() == "undefined":
        table.pop(scope.lower(), None)
    else:
        table[scope.lower()] = policy
    if scope.lower() == "process":
        return
    path = settings_file(session)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "w", encoding="utf-8") as handle:
        json.dump({k: v for k, v in table.items() if k != "process"}, handle)
    os.replace(temporary, path)


def effective(session: Any) -> str:
    """The policy in force: the first scope that has one."""
    table = policies(session)
    return next((table[scope.lower()] for scope in SCOPES if scope.lower() in table), NATIVE)
