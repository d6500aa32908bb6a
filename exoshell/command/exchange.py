"""What the Exchange cmdlets ask of the layers that know the network: `Session.services["exchange"]` and `["certificates"]`.

`app` implements these protocols. Every method raises PowerShellError for what a script may see.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, Protocol

    from exoshell.values.errors import PowerShellError

    class SignInScreen(Protocol):
        """Where a sign-in shows its messages and asks its questions."""

        def show(self, text: str) -> None: ...
        def warn(self, text: str) -> None: ...
        def verbose(self, text: str) -> None: ...
        def ask(self, prompt: str) -> str | None: ...
        def ask_secret(self, prompt: str) -> str | None: ...

    class Outcome(Protocol):
        """What one call of several gave: objects, warnings, and the error if it failed."""

        rows: list[Any]
        warnings: list[str]
        error: PowerShellError | None

    class ExchangeCall(Protocol):
        """A prepared call; made by `Exchange.prepare` and handed back as it is."""

    class Exchange(Protocol):
        """The service behind the cmdlets. `prefix` chooses the connection; '' the newest without one."""

        def connect(self, options: dict[str, Any], screen: SignInScreen, compliance: bool = False) -> Any:
            """Open a connection; `options`: parameter name -> value of Connect-ExchangeOnline. Gives its information object."""
            ...

        def disconnect(
            self, connection_ids: Sequence[str] | None = None, prefixes: Sequence[str] | None = None
        ) -> int:
            """Close the connections named, or all; the number closed."""
            ...

        def information(self) -> list[Any]:
            """One Get-ConnectionInformation object a connection."""
            ...

        def connected(self, prefix: str = "", cmdlet: str = "") -> bool: ...

        def title(self, prefix: str = "") -> str:
            """The tenant's name, for prompts and confirmations."""
            ...

        def prepare(
            self,
            cmdlet: str,
            parameters: dict[str, Any],
            prefix: str = "",
            limit: Any = None,
            what_if: bool = False,
        ) -> ExchangeCall:
            """Encode one call. `limit`: the value of -ResultSize, None where it was not given."""
            ...

        def run(self, call: ExchangeCall, warn: Callable[[str], None]) -> Iterator[Any]:
            """The objects of a call, as its pages come."""
            ...

        def run_batch(self, calls: Sequence[ExchangeCall]) -> list[Outcome]:
            """The outcomes of up to `batch_size` calls in their order."""
            ...

        def confirmation(self, call: ExchangeCall) -> str:
            """What the call would do, in the service's words; nothing is changed."""
            ...

        def query(
            self,
            cmdlet: str,
            path: str,
            options: dict[str, str],
            limit: Any,
            warn: Callable[[str], None],
            mailbox: str = "",
        ) -> Iterator[dict[str, Any]]:
            """Raw rows of an OData address, relative to the tenant."""
            ...

        def decode(self, cmdlet: str, row: dict[str, Any]) -> Any:
            """A raw row as a typed object."""
            ...

    class Certificates(Protocol):
        """The certificate store."""

        def create(self, options: dict[str, Any]) -> Any: ...
        def members(self, location: str = "CurrentUser", name: str = "My") -> list[Any]: ...
        def find(self, thumbprint: str, location: str | None = None) -> Any: ...
        def export_pfx(self, certificate: Any, path: str, password: str | None) -> None: ...
        def export_cer(self, certificate: Any, path: str) -> None: ...
        def import_pfx(self, path: str, password: str | None, location: str, exportable: bool) -> Any: ...
        def remove(self, certificate: Any) -> None: ...


BATCH_SIZE = 10
