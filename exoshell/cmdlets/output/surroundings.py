"""What output cmdlets read from the session: preferences for drawing, and the files that their paths name."""

from __future__ import annotations

from exoshell.format.preferences import Preferences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def preferences_of(session: Any) -> Preferences:
    """The drawing preferences of a session, made once."""
    known = getattr(session, "preferences", None)
    if isinstance(known, Preferences):
        return known
    scope = session.global_scope
    return Preferences(scope.get, session, bool(getattr(session.host, "colour", False)))


def quiet_runner(context: Any) -> Callable[[Any], Callable[[Any], Any]]:
    """`context.block_runner`, but errors inside a block are raised to the cmdlet instead of being shown."""
    session = context.session

    def make(block: Any) -> Callable[[Any], Any]:
        run = context.block_runner(block)

        def call(item: Any) -> Any:
            outer, session.propagate = session.propagate, True
            try:
                return run(item)
            finally:
                session.propagate = outer

        return call

    return make


def console_width(session: Any) -> int:
    """The console's width in cells."""
    return int(session.host.width)
