"""The Exchange service of a session: sign-in, connections, calls, decoded results, over the network or an emulated tenant.

`ExchangeService` implements `exoshell.command.exchange.Exchange`; `exoshell.app.exchange` makes it and hands it to a session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from exoshell.app import sign_in
from exoshell.rest import guard
from exoshell.rest.auth import SignInError, SystemBrowser
from exoshell.rest.client import DEFAULT_RESULT_SIZE, UNLIMITED, Call, Client, has_result_size, limit_of
from exoshell.rest.connection import Connection, ConnectionTable
from exoshell.rest.decode import decoder
from exoshell.rest.encode import encode_parameters, identity_of, text_of
from exoshell.rest.errors import ServiceError, to_powershell
from exoshell.rest.transport import make_session
from exoshell.schema import catalog
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import PSCustomObject

if TYPE_CHECKING:
    from exoshell.app.certificates import CertificateService
    from exoshell.command.exchange import SignInScreen

PARALLEL_BATCHES = 3
NOT_CONNECTED = "There is no connection. Run Connect-ExchangeOnline first."


@dataclass
class PreparedCall:
    """One encoded call and the connection it goes to."""

    call: Call
    connection: Connection


@dataclass
class CallOutcome:
    """What one call of a batch gave, as the cmdlets take it."""

    rows: list[Any] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    error: PowerShellError | None = None


class ChangeObserver(Protocol):
    """Somebody who wants to know of every change (a journal): told before a changing call leaves and after its answer has come."""

    def before(self, call: PreparedCall) -> None: ...
    def after(self, call: PreparedCall, error: PowerShellError | None) -> None: ...


class ExchangeService:
    """The service. `session_factory` makes HTTP sessions, `browser_factory` what walks through sign-in pages."""

    def __init__(
        self,
        config_folder: str,
        session_factory: Callable[[], Any] = make_session,
        browser_factory: Callable[[Any, Callable[[str], None]], Any] | None = None,
        emulated: bool = False,
        cache_mode: str = "encrypted",
    ) -> None:
        self.config_folder = config_folder
        self.session_factory = session_factory
        self.browser_factory = browser_factory or (lambda session, notice: SystemBrowser(notice))
        self.emulated = emulated
        self.cache_mode = "memory" if emulated else cache_mode
        self.connections = ConnectionTable()
        self.read_only = False
        self.last_status: bool = True
        self._certificates: CertificateService | None = None
        self._workers: Any = None
        self.observers: list[ChangeObserver] = []

    @property
    def parallel(self) -> int:
        """How many batches of one cmdlet may be under way at a time; 0: one after the other (an emulated tenant answers one by one)."""
        return (
            0
            if self.emulated or not all(c.multithreading for c in self.connections.all())
            else PARALLEL_BATCHES
        )

    def start(self, work: Callable[[Any], Any], argument: Any) -> Callable[[], Any]:
        """Starts work that waits for the service; the function given back yields its result, or raises what it raised."""
        if not self.parallel:
            return lambda: work(argument)
        if self._workers is None:
            from concurrent.futures import ThreadPoolExecutor

            self._workers = ThreadPoolExecutor(PARALLEL_BATCHES, thread_name_prefix="exchange")
        return self._workers.submit(work, argument).result

    @property
    def certificates(self) -> CertificateService:
        """The certificate store."""
        if self._certificates is None:
            from exoshell.app.certificates import CertificateService

            self._certificates = CertificateService(f"{self.config_folder}/certificates")
        return self._certificates

    # -- connections -----------------------------------------------------------------------------------------------------------

    def connect(self, options: dict[str, Any], screen: SignInScreen, compliance: bool = False) -> Any:
        """Opens a connection as the options of Connect-ExchangeOnline say; its information object."""
        with translated():
            connection = sign_in.open_connection(self, options, screen, compliance)
            self.connections.add(connection)
        return sign_in.information_of(connection, self)

    def disconnect(
        self, connection_ids: Sequence[str] | None = None, prefixes: Sequence[str] | None = None
    ) -> int:
        """Closes the connections named (all without a name); the number closed."""
        ids = None if connection_ids is None else {text.lower() for text in connection_ids}
        marks = None if prefixes is None else {text.lower() for text in prefixes}
        closed = 0
        for connection in self.connections.all():
            named = (ids is None and marks is None) or (
                ids is not None and connection.connection_id.lower() in ids
            )
            if named or (marks is not None and connection.prefix.lower() in marks):
                if self.emulated and connection.client is not None:
                    with suppress(ServiceError, SignInError):
                        connection.client.end_session()
                self.connections.remove(connection)
                closed += 1
        return closed

    def close(self) -> None:
        """The end of the shell: sockets and threads are closed; what the token cache keeps for the next time stays."""
        if self._workers is not None:
            self._workers.shutdown(wait=False, cancel_futures=True)
        for connection in self.connections.all():
            if connection.transport is None or connection.client is None:
                continue
            if self.emulated:
                with suppress(ServiceError, SignInError):
                    connection.client.end_session()
            connection.transport.session.close()

    def rename(self, connection_ids: Sequence[str], prefix: str) -> None:
        """Gives connections another prefix."""
        ids = {text.lower() for text in connection_ids}
        for connection in self.connections.all():
            if connection.connection_id.lower() in ids:
                connection.prefix = prefix

    def information(self) -> list[Any]:
        return [sign_in.information_of(connection, self) for connection in self.connections.all()]

    def connected(self, prefix: str = "", cmdlet: str = "") -> bool:
        """Whether there is a connection that a cmdlet could go to."""
        return self._find(prefix, cmdlet) is not None

    def prefixes(self) -> list[str]:
        """The prefixes in use, without the empty one."""
        return [connection.prefix for connection in self.connections.all() if connection.prefix]

    def title(self, prefix: str = "") -> str:
        """The tenant's name: its initial domain, asked for once; what else is known of it where the service does not tell."""
        found = self._find(prefix)
        if found is None:
            return ""
        if not found.organization and not found.delegated_organization:
            found.organization = self._initial_domain(found) or found.user_principal_name.rpartition("@")[2]
        return found.title

    def _initial_domain(self, connection: Connection) -> str:
        try:
            for row in client_of(connection).invoke(Call("Get-AcceptedDomain", {}, UNLIMITED)):
                if row.get("InitialDomain") is True:
                    return str(row.get("DomainName") or row.get("Name") or "")
        except (ServiceError, SignInError):
            return ""
        return ""

    def _find(self, prefix: str, cmdlet: str = "") -> Connection | None:
        """The newest connection with exactly this prefix; of the Exchange kind for a cmdlet that Security & Compliance does not have. The
        Get-EXO* cmdlets have no prefix: they use the newest Exchange connection."""
        marks = catalog.load().marks(cmdlet) if cmdlet else ""
        if "m" in marks:
            return self.connections.last()
        return self.connections.current(prefix, False if marks and "c" not in marks else None)

    def connection(self, prefix: str = "", cmdlet: str = "") -> Connection:
        """The connection that a cmdlet goes to; a PowerShellError where there is none."""
        found = self._find(prefix, cmdlet)
        if found is None:
            raise ps_error(
                "NotConnected",
                NOT_CONNECTED,
                exception="System.UnauthorizedAccessException",
                category="ConnectionError",
            )
        return found

    # -- calls -----------------------------------------------------------------------------------------------------------------

    def prepare(
        self,
        cmdlet: str,
        parameters: dict[str, Any],
        prefix: str = "",
        limit: Any = None,
        what_if: bool = False,
    ) -> PreparedCall:
        """Encodes one call. `limit`: the value given to -ResultSize, or None."""
        connection = self.connection(prefix, cmdlet)
        sign_in.check_allowed(connection, cmdlet)
        encoded = encode_parameters(cmdlet, parameters, connection.password_key)
        mode = guard.VALIDATE_ONLY if what_if else guard.READ_ONLY if self.read_only else guard.OPEN
        return PreparedCall(Call(cmdlet, encoded, self._limit(cmdlet, limit), mode=mode), connection)

    def _limit(self, cmdlet: str, given: Any) -> int | None:
        if given is None:
            return DEFAULT_RESULT_SIZE if has_result_size(cmdlet) else UNLIMITED
        return read_limit(given)

    def run(self, call: PreparedCall, warn: Callable[[str], None]) -> Iterator[Any]:
        """The typed objects of a call, as its pages come."""
        decode = decoder(call.call.cmdlet).decode
        changing = self._tell("before", [call])
        error: PowerShellError | None = None
        try:
            with translated(call.connection):
                for row in client_of(call.connection).invoke(call.call, warn):
                    yield decode(row)
        except PowerShellError as failure:
            error = failure
            raise
        finally:
            if changing:
                self._tell("after", [call], [error])

    def _tell(
        self, moment: str, calls: Sequence[PreparedCall], errors: Sequence[PowerShellError | None] = ()
    ) -> bool:
        """Tells the observers of changing calls; False where there is none, or nobody listens."""
        if not self.observers:
            return False
        told = False
        for number, call in enumerate(calls):
            if catalog.effect(call.call.cmdlet) != catalog.READ and call.call.mode == guard.OPEN:
                told = True
                for observer in self.observers:
                    if moment == "before":
                        observer.before(call)
                    else:
                        observer.after(call, errors[number])
        return told

    def run_batch(self, calls: Sequence[PreparedCall]) -> list[CallOutcome]:
        """The outcomes of several calls to one connection, in order."""
        self._tell("before", calls)
        with translated(calls[0].connection):
            outcomes = client_of(calls[0].connection).batch([call.call for call in calls])
        made = []
        for outcome in outcomes:
            decode = decoder(outcome.call.cmdlet).decode
            error = to_powershell(outcome.error) if outcome.error is not None else None
            made.append(CallOutcome([decode(row) for row in outcome.rows], outcome.warnings, error))
        self._tell("after", calls, [outcome.error for outcome in made])
        return made

    def confirmation(self, call: PreparedCall) -> str:
        """What a call would do, in the service's words; '' where the cmdlet cannot be asked. Nothing is changed."""
        with translated(call.connection):
            try:
                return client_of(call.connection).confirmation(call.call)
            except guard.Blocked:
                return ""

    def query(
        self,
        cmdlet: str,
        path: str,
        options: dict[str, str],
        limit: Any,
        warn: Callable[[str], None],
        mailbox: str = "",
    ) -> Iterator[dict[str, Any]]:
        """Raw rows of an OData address. `limit`: as given to -ResultSize; None means 1,000 for lists."""
        connection = self._built_in_connection()
        client = client_of(connection)
        client.warn = warn
        number = DEFAULT_RESULT_SIZE if limit is None else read_limit(limit)
        with translated(connection):
            yield from client.query(cmdlet, path, options, number)

    def query_batch(
        self, cmdlet: str, reads: Sequence[tuple[str, dict[str, str], str]]
    ) -> list[tuple[list[dict[str, Any]], PowerShellError | None]]:
        """(rows, error) of each of several OData addresses, asked in one request."""
        connection = self._built_in_connection()
        with translated(connection):
            outcomes = client_of(connection).query_batch(
                cmdlet, [(path, options) for path, options, _ in reads]
            )
        return [(rows, to_powershell(error) if error is not None else None) for rows, error in outcomes]

    def _built_in_connection(self) -> Connection:
        """The Get-EXO* cmdlets use the newest Exchange connection, whatever its prefix."""
        return self.connections.last() or self.connection()

    def decode(self, cmdlet: str, row: dict[str, Any]) -> Any:
        return decoder(cmdlet).decode(row)

    def identity_text(self, value: Any, parameter: str) -> str:
        """The text that names an object given as an identity."""
        return (
            identity_of(value, {"name": parameter}) if isinstance(value, PSCustomObject) else text_of(value)
        )

    def text(self, value: Any) -> str:
        """The text of a parameter's value."""
        return text_of(value)


def read_limit(given: Any) -> int | None:
    """The number that a -ResultSize means; a PowerShellError where it means none."""
    text = text_of(given)
    try:
        return limit_of(text)
    except ValueError:
        raise ps_error(
            "InvalidResultSize",
            f"The value '{text}' of the parameter 'ResultSize' is not valid: give a number greater than 0, or Unlimited.",
            exception="System.ArgumentException",
            category="InvalidArgument",
            target=text,
        ) from None


def client_of(connection: Connection) -> Client:
    """The client of an open connection."""
    if connection.client is None:
        raise ps_error(
            "NotConnected",
            NOT_CONNECTED,
            exception="System.UnauthorizedAccessException",
            category="ConnectionError",
        )
    return connection.client


@contextmanager
def translated(connection: Connection | None = None) -> Iterator[None]:
    """Errors of the client become errors that a script sees."""
    try:
        yield
    except ServiceError as error:
        raise to_powershell(error) from error
    except guard.Blocked as blocked:
        raise guard.to_powershell(blocked, connection.title if connection is not None else "") from blocked
    except SignInError as failure:
        raise sign_in.to_powershell(failure) from failure
