"""Connect-ExchangeOnline and Disconnect-ExchangeOnline."""

from __future__ import annotations

from exoshell.cmdlets.remote.connect import ConnectCmdlet, finish
from exoshell.cmdlets.remote.engine import describe_and_ask, exchange_service
from exoshell.command.declaration import Cmdlet
from exoshell.command.info import ALL_SETS, ParameterInfo, ParameterSetInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ConnectExchangeOnline(ConnectCmdlet):
    """Opens a connection to Exchange Online.

    The sign-in is chosen by the parameters: a browser (the default), a device code (-Device), a certificate or a client secret (-AppId
    with -Organization), a managed identity, a given access token, or user name and password. Several connections may be open; a
    connection with a -Prefix has its cmdlets under names of their own.
    """


def _switch(name: str, help: str) -> ParameterInfo:
    return ParameterInfo(
        name, "switch", {ALL_SETS: ParameterSetInfo()}, attr="arg_" + name.lower(), help=help
    )


finish(
    ConnectExchangeOnline,
    "Connect-ExchangeOnline",
    extra=(
        ParameterInfo(
            "ClientSecret",
            "System.Security.SecureString",
            {ALL_SETS: ParameterSetInfo()},
            attr="arg_clientsecret",
            help="The secret of the application named by -AppId, instead of a certificate.",
        ),
        _switch("ReadOnly", "Makes a connection through which nothing can be changed."),
    ),
)


_QUESTION = "Running this cmdlet clears all active sessions created using Connect-ExchangeOnline or Connect-IPPSSession."


class DisconnectExchangeOnline(Cmdlet):
    """Closes connections and forgets their tokens: all of them, or those named by id or prefix."""

    info: Any

    def process(self) -> None:
        service = exchange_service(self)
        given = {name.lower(): value for name, value in self.bound.items()}
        if not describe_and_ask(self, _QUESTION, ""):
            return
        closed = service.disconnect(_texts(given.get("connectionid")), _texts(given.get("moduleprefix")))
        self.verbose(f"{closed} connection(s) closed.")


def _texts(value: Any) -> list[str] | None:
    if value is None:
        return None
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


finish(DisconnectExchangeOnline, "Disconnect-ExchangeOnline")
