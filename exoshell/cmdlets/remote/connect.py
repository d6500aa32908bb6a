"""What the connecting cmdlets share: their options, their screen, what each parameter means where it has no work to do."""

from __future__ import annotations

from exoshell.cmdlets.remote.catalog_info import make_info
from exoshell.cmdlets.remote.engine import exchange_service
from exoshell.command.declaration import Cmdlet
from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.command.info import ParameterInfo

# Parameters that are taken and have nothing to do here, with the reason.
NOTHING_TO_DO = {
    "PSSessionOption": "the service is asked by REST; there is no remote session to set options for (a proxy is taken from the environment)",
    "FormatTypeName": "the views of all types are built in",
    "DisableWAM": "no account broker is used: the sign-in page opens in the browser",
    "EXOModuleBasePath": "no module files are written",
    "LoadCmdletHelp": "help is built in",
    "SkipLoadingCmdletHelp": "help is built in",
    "SkipLoadingFormatData": "the views of all types are built in",
    "SigningCertificate": "no module files are written that would have to be signed",
    "TrackPerformance": "the request log has the time of each request; see -LogDirectoryPath",
    "EnableSearchOnlySession": "one session serves the search cmdlets as well",
}


def finish(cls: type[Cmdlet], name: str, extra: tuple[ParameterInfo, ...] = ()) -> None:
    """Gives a cmdlet class its CommandInfo from the catalogue, with further parameters."""
    info = make_info(name, cls)
    assert info is not None
    for parameter in extra:
        info.parameters[parameter.key] = parameter
    info.kind = "Cmdlet"
    info.help = cls.__doc__ or ""
    for parameter in info.parameters.values():
        setattr(cls, parameter.attr, False if parameter.is_switch else None)
    cls.info = info


class Screen:
    """Where the sign-in speaks: the host of the running cmdlet."""

    def __init__(self, cmdlet: Cmdlet) -> None:
        self.cmdlet = cmdlet

    def show(self, text: str) -> None:
        from exoshell.runtime.streams import HostInformation, InformationRecord

        record = InformationRecord(
            HostInformation(text, False, None, None), ("PSHOST",), host_text=text, no_newline=False
        )
        self.cmdlet.information(record, ("PSHOST",))

    def warn(self, text: str) -> None:
        self.cmdlet.warn(text)

    def verbose(self, text: str) -> None:
        self.cmdlet.verbose(text)

    def ask(self, prompt: str) -> str | None:
        found: str | None = self.cmdlet.context.host.read_line(prompt)
        return found

    def ask_secret(self, prompt: str) -> str | None:
        found: str | None = self.cmdlet.context.host.read_secret(prompt)
        return found


class ConnectCmdlet(Cmdlet):
    """Base of Connect-ExchangeOnline and Connect-IPPSSession."""

    compliance = False

    def process(self) -> None:
        options = dict(self.bound)
        self._check(options)
        for name, reason in NOTHING_TO_DO.items():
            if options.get(name) not in (None, False):
                self.verbose(f"-{name} has nothing to do here: {reason}.")
        screen = Screen(self)
        connection = exchange_service(self).connect(options, screen, self.compliance)
        self.session.commands.forget_cmdlets()
        if options.get("ShowBanner", True):
            self._banner(screen, connection)

    def _check(self, options: dict[str, Any]) -> None:
        if options.get("UseRPSSession"):
            raise ps_error(
                "RemotePowerShellRetired",
                "Remote PowerShell has been retired by the service: -UseRPSSession cannot be used any more. Connect without it.",
                exception="System.NotSupportedException",
                category="NotImplemented",
            )
        prefix = options.get("Prefix")
        if prefix is not None:
            check_prefix(str(prefix))
        size = options.get("PageSize")
        if size is not None and not 1 <= int(size) <= 1000:
            raise ps_error(
                "ParameterArgumentValidationError",
                f"Cannot validate argument on parameter 'PageSize'. The {size} argument is not in the range from 1 to 1000. Supply an"
                " argument in that range and then try the command again.",
                exception="System.Management.Automation.ParameterBindingValidationException",
                category="InvalidData",
            )

    def _banner(self, screen: Screen, connection: Any) -> None:
        notes = connection.notes
        who = notes.get("UserPrincipalName") or notes.get("AppId") or "a managed identity"
        where = exchange_service(self).title(str(notes.get("ModulePrefix") or "")) or notes.get("TenantID")
        line = "-" * 88
        kind = "Security & Compliance" if notes.get("IsEopSession") else "Exchange Online"
        screen.show(f"{line}\nConnected to {kind} of {where} as {who}.\n{line}")


def check_prefix(prefix: str) -> None:
    """A prefix of cmdlet names: letters and digits, and not EXO."""
    if prefix.lower() == "exo" or not prefix.isalnum():
        raise ps_error(
            "InvalidPrefix",
            f"The prefix '{prefix}' cannot be used: a prefix consists of letters and digits and is not EXO.",
            exception="System.ArgumentException",
            category="InvalidArgument",
            target=prefix,
        )
