"""What output cmdlets read from the session: preferences for drawing, and the files that their paths name."""

from __future__ import annotations

from exoshell.format.preferences import Preferences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def preferences_of(session: Any) -> Preferences:
    """The drawing preferences of a session, made once."""
    known = getattr(session, "preferences", None)
    if isinstance(known, Preferences):
        return known
    scope = session.global_scope
    return Preferences(scope.get, session, bool(getattr(session.host, "colour", False)))


def console_width(session: Any) -> int:
    """The console's width in cells."""
    return int(session.host.width)
