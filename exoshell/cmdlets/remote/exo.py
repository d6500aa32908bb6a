"""The nine Get-EXO* cmdlets: OData with property sets and selected properties.

What one cmdlet reads is planned by its function in `exo_reads`. Reads of piped input go out ten at a time.
"""

from __future__ import annotations

from exoshell.cmdlets.remote.catalog_info import make_info
from exoshell.cmdlets.remote.engine import RemoteCmdlet
from exoshell.cmdlets.remote.exo_reads import PLANS
from exoshell.command.exchange import BATCH_SIZE
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.cmdlets.remote.exo_reads import Read
    from exoshell.command.info import CommandInfo

    Row = dict[str, Any]

_ID_PARAMETERS = (
    "ExternalDirectoryObjectId",
    "UserPrincipalName",
    "PrimarySmtpAddress",
    "Identity",
    "Mailbox",
    "ExchangeGuid",
)
_NO_COUNTERPART = frozenset(
    "IncludeMoveHistory IncludeMoveReport GetMailboxLog ShowRecoveryPassword NotificationEmailAddresses SendLogsTo GetImapProtocolLog"
    " GetPopProtocolLog ActiveSyncDebugLogging ReadIsOptimizedForAccessibility DiagnosticInfo IncludeOldestAndNewestItems".split()
)


class ExoCmdlet(RemoteCmdlet):
    """Base of the family; `plan` is the function of the one cmdlet."""

    plan: Any = None

    def begin(self) -> None:
        super().begin()
        for name in self.bound:
            if name in _NO_COUNTERPART:
                older = self.remote_name.replace("-EXO", "-")
                self.warn(
                    f"-{name} has no counterpart in the service's OData interface and is not used. {older} has it."
                )

    def process(self) -> None:
        given = self.parameters()
        identity = self._identity(given)
        try:
            read = type(self).plan(self, given, identity)
        except PowerShellError as error:
            self.write_error(error)
            return
        if read is None:
            return
        if self.context.expecting_input and identity:
            self.queue.append(read)
            if len(self.queue) >= BATCH_SIZE:
                self._flush()
        else:
            self._read(read, given.get("ResultSize"))

    def _read(self, read: Read, limit: Any) -> None:
        rows = self.service.query(self.remote_name, read.path, read.options, limit, self.warn, read.mailbox)
        self._deliver(rows, lambda row: self._emit(read, row))

    def _run(self, call: Read) -> None:
        self._read(call, None)

    def _emit(self, read: Read, row: Row) -> None:
        for made in (row,) if read.expand is None else read.expand(row):
            if read.keep is not None:
                made = {k: v for k, v in made.items() if k.partition("@")[0].lower() in read.keep}
            self.write(self.service.decode(self.remote_name, made))

    def _ask(self, queue: list[Read]) -> Any:
        return self.service.query_batch(self.remote_name, [(r.path, r.options, r.mailbox) for r in queue])

    def _deliver_batch(self, queue: list[Read], outcomes: Any) -> None:
        for read, (rows, failure) in zip(queue, outcomes, strict=True):
            for row in rows:
                self._emit(read, row)
            if failure is not None:
                self.write_error(failure)

    def _identity(self, given: dict[str, Any]) -> str:
        """The text that names the object; '' where no identity parameter was given.

        An identity that was given and is empty would mean every object of the tenant: the service takes it so, a script rarely does.
        """
        named = [name for name in _ID_PARAMETERS if name in given]
        for name in named:
            if given[name] is not None and given[name] != "":
                return str(self.service.identity_text(given[name], name))
        if named:
            state, kind = ("null", "Null") if given[named[0]] is None else ("an empty string", "EmptyString")
            raise ps_error(
                f"ParameterArgumentValidationError{kind}NotAllowed",
                f"Cannot bind argument to parameter '{named[0]}' because it is {state}.",
                exception="System.Management.Automation.ParameterBindingValidationException",
                category="InvalidData",
            )
        return ""


_found: dict[str, CommandInfo | None] = {}


def find(name: str) -> CommandInfo | None:
    """The CommandInfo of one of the nine (any case), or None."""
    key = name.lower()
    plan = PLANS.get(key)
    if plan is None:
        return None
    if key in _found:
        return _found[key]
    info = _found[key] = make_info(name)
    if info is not None:
        _give_position(info)
        members: dict[str, Any] = {p.attr: False if p.is_switch else None for p in info.parameters.values()}
        members.update(
            info=info, remote_name=info.name, plan=staticmethod(plan), __doc__=f"Reads by OData: {info.name}."
        )
        info.factory = type(info.name.replace("-", ""), (ExoCmdlet,), members)
    return info


def _give_position(info: CommandInfo) -> None:
    """An identity may stand without its name in all nine, also where the documentation gives it no position."""
    identity = info.parameters["identity"]
    taken = any(d.position == 0 for p in info.parameters.values() for d in p.sets.values())
    if not taken:
        for data in identity.sets.values():
            data.position = 0
