"""ExpandString: a text expanded as inside double quotes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def expand_text(session: Any, text: str) -> str:
    """The text with variables and sub-expressions expanded in the current scope."""
    from exoshell.values.conversion import to_text

    output = session.invoke_text('@"\n' + text + '\n"@')
    return "".join(to_text(value) for value in output)
