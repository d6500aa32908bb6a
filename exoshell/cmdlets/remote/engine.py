"""Every catalogue cmdlet that has no module of its own: bound here, carried out by the service.

`find(name)` gives its CommandInfo; with a connection made under a prefix, `Get-ContosoMailbox` is `Get-Mailbox` of that connection.
"""

from __future__ import annotations

from exoshell.cmdlets.remote.catalog_info import RemoteInfo, make_info
from exoshell.command.declaration import Cmdlet
from exoshell.command.exchange import BATCH_SIZE
from exoshell.runtime.confirm import must_ask, should_process
from exoshell.schema import catalog, deviations
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_NO_CONNECTION = (
    "You must connect before you run '{0}'. Run Connect-ExchangeOnline first"
    " (Connect-IPPSSession for the cmdlets of Security & Compliance)."
)
_found: dict[tuple[str, str], RemoteInfo | None] = {}


def find(name: str, prefix: str = "") -> RemoteInfo | None:
    """The CommandInfo of a catalogue cmdlet; `prefix` is that of the connection, and part of the name then. None: no such cmdlet."""
    key = (name.lower(), prefix.lower())
    if key not in _found:
        plain = _without_prefix(name, prefix) if prefix else name
        info = None if plain is None else make_info(plain)
        if info is not None:
            if prefix:
                verb, _, noun = info.name.partition("-")
                info.name = f"{verb}-{prefix}{noun}"
            info.factory = _make_class(info, plain or name, prefix)
            if info.lenient is not None:
                info.lenient.name, info.lenient.factory = info.name, info.factory
        _found[key] = info
    return _found[key]


def _without_prefix(name: str, prefix: str) -> str | None:
    verb, dash, noun = name.partition("-")
    if not dash or not noun.lower().startswith(prefix.lower()):
        return None
    plain = f"{verb}-{noun[len(prefix) :]}"
    marks = catalog.load().marks(plain)
    return plain if marks and "m" not in marks else None


def _make_class(info: RemoteInfo, plain: str, prefix: str) -> type[RemoteCmdlet]:
    members: dict[str, Any] = {p.attr: False if p.is_switch else None for p in info.parameters.values()}
    spelled = catalog.load().spelling(plain) or plain
    members.update(info=info, remote_name=spelled, prefix=prefix, __doc__=f"Runs {spelled} at the service.")
    return type(spelled.replace("-", ""), (RemoteCmdlet,), members)


def service_of(session: Any) -> Any:
    """The Exchange service of a session, made when first asked for; a terminating error where the shell was built without one."""
    services = session.services
    service = services.get("exchange")
    if service is None:
        factory = services.get("exchange_factory")
        if factory is None:
            raise ps_error(
                "NoExchangeService", "This session has no Exchange client.", category="NotInstalled"
            )
        service = services["exchange"] = factory()
    return service


def exchange_service(cmdlet: Cmdlet) -> Any:
    """The Exchange service of a running cmdlet's session."""
    return service_of(cmdlet.session)


def no_connection(name: str) -> PowerShellError:
    """The error of a cmdlet that was run without a connection."""
    return ps_error(
        "NotConnected",
        _NO_CONNECTION.format(name),
        exception="System.UnauthorizedAccessException",
        category="ConnectionError",
        target=name,
    )


class RemoteCmdlet(Cmdlet):
    """One cmdlet of the service. Pipeline input that needs no question is sent ten at a time; the order of the output is that of the input."""

    remote_name = ""
    prefix = ""

    def begin(self) -> None:
        self.queue: list[Any] = []
        self.pending: list[tuple[list[Any], Any]] = []
        self.succeeded = True
        self.service = exchange_service(self)
        if not self.service.connected(self.prefix, self.remote_name):
            raise no_connection(self.info.name)
        self._explain_deviations()

    def _explain_deviations(self) -> None:
        if self.context.expecting_input:
            return
        for form in deviations.documented_forms(self.remote_name, {name.lower() for name in self.bound}):
            self.verbose(
                f"{self.remote_name} is used in a form that is not documented. The documented form is: {form}"
            )

    def process(self) -> None:
        parameters = self.parameters()
        limit = parameters.get("ResultSize")
        what_if, asks = self._confirmation_mode()
        if what_if or asks:
            self._flush()
            self._drain(0)
            if not self._confirmed(parameters, limit):
                return
        call = self.service.prepare(self.remote_name, parameters, self.prefix, limit)
        if self.context.expecting_input and not asks:
            self.queue.append(call)
            if len(self.queue) >= BATCH_SIZE:
                self._flush()
        else:
            self._run(call)

    def end(self) -> None:
        self._flush()
        self._drain(0)

    def close(self) -> None:
        if hasattr(self, "succeeded"):
            self.session.global_scope.set("exo_lastexecutionstatus", self.succeeded)

    def write_error(self, error: PowerShellError) -> None:
        self.succeeded = False
        super().write_error(error)

    def parameters(self) -> dict[str, Any]:
        """What was bound and belongs to the cmdlet, by its documented name."""
        own = self.info.parameters
        made = {name: value for name, value in self.bound.items() if name.lower() in own}
        for cmdlet, name in deviations.VALUE_OPTIONAL:
            if cmdlet == self.remote_name.lower():
                _merge_value(made, name)
        return made

    # -- running ---------------------------------------------------------------------------------------------------------------

    def _run(self, call: Any) -> None:
        self._deliver(self.service.run(call, self.warn), self.write)

    def _deliver(self, rows: Any, emit: Any) -> None:
        """Hands rows on as they come. What fails while a row is fetched is this cmdlet's error; what fails behind `emit` is not."""
        source = iter(rows)
        while True:
            try:
                row = next(source)
            except StopIteration:
                return
            except PowerShellError as error:
                self.write_error(error)
                return
            emit(row)

    def _flush(self) -> None:
        """Sends what is queued. Up to `parallel` batches of a reading cmdlet are under way while older ones are delivered in order."""
        queue, self.queue = self.queue, []
        if not queue:
            return
        if len(queue) == 1 and not self.pending:
            self._run(queue[0])
            return
        self.pending.append((queue, self.service.start(self._ask, queue)))
        self._drain(self.service.parallel if catalog.effect(self.remote_name) == catalog.READ else 0)

    def _drain(self, keep: int) -> None:
        while len(self.pending) > keep:
            queue, result = self.pending.pop(0)
            try:
                outcomes = result()
            except PowerShellError as error:
                self.write_error(error)
                continue
            self._deliver_batch(queue, outcomes)

    def _ask(self, queue: list[Any]) -> Any:
        return self.service.run_batch(queue)

    def _deliver_batch(self, queue: list[Any], outcomes: Any) -> None:
        for outcome in outcomes:
            for text in outcome.warnings:
                self.warn(text)
            for row in outcome.rows:
                self.write(row)
            if outcome.error is not None:
                self.write_error(outcome.error)

    # -- -WhatIf and -Confirm --------------------------------------------------------------------------------------------------

    def _confirmation_mode(self) -> tuple[bool, bool]:
        """(-WhatIf is in force, somebody will be asked)."""
        if not self.info.should_process:
            return False, False
        context: Any = self.context
        if in_what_if(context):
            return True, False
        return False, must_ask(context) and context.confirm_all != "yes"

    def _confirmed(self, parameters: dict[str, Any], limit: Any) -> bool:
        """Whether to go on, after the service has said what the call would do."""
        if self.context.confirm_all == "no":  # type: ignore[attr-defined]
            return False
        try:
            call = self.service.prepare(self.remote_name, parameters, self.prefix, limit, True)
            text = self.service.confirmation(call)
        except PowerShellError as error:
            self.write_error(error)
            return False
        if not text:
            target = parameters.get("Identity") or parameters.get("Name") or self.service.title(self.prefix)
            return self.should_process(_shown(target))
        return describe_and_ask(self, text, self.service.title(self.prefix))


def in_what_if(context: Any) -> bool:
    """Whether -WhatIf, or $WhatIfPreference, is in force for a command that knows it."""
    if context.what_if is not None:
        return bool(context.what_if)
    from exoshell.values.conversion import to_bool

    return bool(to_bool(context.scope.get("whatifpreference")))


def describe_and_ask(cmdlet: Cmdlet, text: str, tenant: str) -> bool:
    """ShouldProcess with a sentence of its own: `What if: <text>`, or the question with the tenant's name in its caption."""
    caption = f"Confirm ({tenant})" if tenant else "Confirm"
    return should_process(cmdlet.context, "", None, text, text, caption)


def _merge_value(parameters: dict[str, Any], name: str) -> None:
    """`-Permanent $false`: the value that follows a switch is the switch's value."""
    spelled = {key.lower(): key for key in parameters}
    value_key, key = spelled.get(name + "value"), spelled.get(name)
    if value_key is not None:
        value = parameters.pop(value_key)
        if key is not None:
            parameters[key] = bool(value)


def _shown(value: Any) -> str:
    from exoshell.values.conversion import to_text

    return str(to_text(value))
