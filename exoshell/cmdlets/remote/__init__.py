"""The cmdlets of the catalogue. `find(name)` is how the shell gets at them: most are carried out by the service, those that open, show and
close connections have modules in `cmdlets.exchange`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import CommandInfo

SESSION_CMDLETS = {
    "connect-exchangeonline": ("exchange_online", "ConnectExchangeOnline"),
    "disconnect-exchangeonline": ("exchange_online", "DisconnectExchangeOnline"),
    "connect-ippssession": ("ipps_session", "ConnectIPPSSession"),
    "get-connectioninformation": ("connection_information", "GetConnectionInformation"),
}


def find(name: str, prefix: str = "") -> CommandInfo | None:
    """The CommandInfo of a catalogue cmdlet (any case), or None. `prefix`: of the connection, as part of the name."""
    key = name.lower()
    if not prefix:
        session = SESSION_CMDLETS.get(key)
        if session is not None:
            module = __import__(f"exoshell.cmdlets.exchange.{session[0]}", fromlist=[session[1]])
            info: CommandInfo = getattr(module, session[1]).info
            return info
        if key.startswith("get-exo"):
            from exoshell.cmdlets.remote import exo

            found = exo.find(name)
            if found is not None:
                return found
    from exoshell.cmdlets.remote import engine

    return engine.find(name, prefix)


def find_in(session: Any, name: str) -> CommandInfo | None:
    """What a name means in a session: a catalogue cmdlet, or one of a connection that was made with a prefix."""
    if "-" not in name:
        return None
    from exoshell.schema import catalog

    if catalog.contains(name):
        return find(name)
    service = session.services.get("exchange")
    for prefix in service.prefixes() if service is not None else ():
        found = find(name, prefix)
        if found is not None:
            return found
    return None


def names_in(session: Any) -> list[str]:
    """The names of all catalogue cmdlets that a session knows, those of connections with a prefix under their names."""
    from exoshell.schema import catalog, module

    names = module.exported()
    service = session.services.get("exchange")
    for prefix in service.prefixes() if service is not None else ():
        for name in catalog.names("ExchangePowerShell"):
            verb, _, noun = name.partition("-")
            names.append(f"{verb}-{prefix}{noun}")
    return names
