"""What commands ask of the layers above them. The runtime implements `CommandContext`; `app` puts services into `Session.services`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from exoshell.values.errors import PowerShellError

    class CommandContext(Protocol):
        """One running command, as its cmdlet and the binder see it."""

        session: Any  # runtime.session.Session
        scope: Any  # the caller's scope: get(name), set(name, value)
        invocation: Any  # the InvocationInfo ($MyInvocation)
        host: Any  # base.env.Host
        streams: Any  # the streams of this command, or None for the session's
        expecting_input: bool  # the command stands behind a `|` or was handed input

        def attach(self, error: PowerShellError) -> None:
            """Give an error that leaves a block the command's place and name."""
            ...

        def block_runner(self, block: Any) -> Callable[[Any], Any]:
            """A function that runs the block in its own scope rules with `$_` = its argument and gives the block's output as a pipeline
            value: AUTOMATION_NULL for none, the object for one, a list for several."""
            ...

        def block_emitter(self, block: Any) -> Callable[[Any, Callable[[Any], None]], None]:
            """Like block_runner, but every object is handed to the second argument as it comes."""
            ...

        def invoke_block(
            self, block: Any, arguments: list[Any], item: Any = None, input: Any = None
        ) -> list[Any]:
            """Run `& block arguments` with `$_` = item; the output as a list."""
            ...

        def write_error(self, error: PowerShellError) -> None: ...
        def write_warning(self, text: str) -> None: ...
        def write_verbose(self, text: str) -> None: ...
        def write_debug(self, text: str) -> None: ...
        def write_information(self, data: Any, tags: tuple[str, ...] = ()) -> None: ...
        def write_progress(self, record: Any) -> None: ...
        def should_process(self, target: str, action: str | None = None) -> bool: ...
        def should_continue(self, query: str, caption: str) -> bool: ...

        def stop_upstream(self) -> None:
            """Raise StopUpstream for the pipeline that this command stands in."""
            ...

        # what the binder asks for beside `expecting_input`, `invoke_block` and `session`
        def default_parameter_values(self) -> Any:
            """`$PSDefaultParameterValues` (a dictionary) or None."""
            ...

        def prompt_parameters(self, command: Any, parameters: list[Any]) -> dict[str, Any] | None:
            """Ask the user for missing mandatory parameters: name -> value; None where nobody can be asked."""
            ...
