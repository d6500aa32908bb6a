"""Parse errors of a source as PowerShell raises them."""

from __future__ import annotations

from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def check(source: Any) -> None:
    """Raise where the text has parse errors (a source whose units are cached is known to be right)."""
    if source.errors is None:
        from exoshell.runtime.source import check_source

        check_source(source)
    if source.errors:
        raise parse_error(source)


def parse_error(source: Any) -> Any:
    """One PowerShellError for all parse errors of a source."""
    from exoshell.runtime.invocation import InvocationInfo, position_message
    from exoshell.runtime.language_objects import ParseErrorObject

    first = source.errors[0]
    parts = []
    for error in source.errors:
        parts.append(f"{position_message(source, tuple(error.span))}\n{error.message}")
    made = ps_error(
        first.id,
        "\n\n".join(parts),
        exception="System.Management.Automation.ParseException",
        category="ParserError",
        properties={"Errors": [ParseErrorObject(source, e) for e in source.errors]},
    )
    made.record.invocation = InvocationInfo(None, source, tuple(first.span))
    return made
