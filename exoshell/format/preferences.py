"""What drawing reads from the session: `$FormatEnumerationLimit`, `$ErrorView`, `$PSStyle`, the culture and registered views."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DEFAULT_LIMIT = 4
STYLES = {
    "formataccent": "\x1b[32;1m",
    "tableheader": "\x1b[32;1m",
    "customtableheaderlabel": "\x1b[32;1;3m",
    "error": "\x1b[31;1m",
    "erroraccent": "\x1b[36;1m",
    "warning": "\x1b[33;1m",
    "verbose": "\x1b[33;1m",
    "debug": "\x1b[33;1m",
}


class Preferences:
    """`lookup` gives a variable of the global scope by lower-cased name (None where there is none); `host_colour` tells whether the
    console takes escape sequences; `session` is handed to script blocks and type look-ups."""

    __slots__ = ("lookup", "session", "host_colour")

    def __init__(
        self, lookup: Callable[[str], Any] | None = None, session: Any = None, host_colour: bool = False
    ) -> None:
        self.lookup, self.session, self.host_colour = lookup, session, host_colour

    def variable(self, name: str) -> Any:
        """A global variable's value or None."""
        return None if self.lookup is None else self.lookup(name)

    @property
    def enumeration_limit(self) -> int:
        """How many elements of a collection a cell shows; negative: all."""
        limit = self.variable("formatenumerationlimit")
        return limit if isinstance(limit, int) and not isinstance(limit, bool) else DEFAULT_LIMIT

    @property
    def error_view(self) -> str:
        """ConciseView, NormalView, CategoryView or DetailedView."""
        view = self.variable("errorview")
        return "ConciseView" if view is None else str(getattr(view, "name", view))

    @property
    def rendering(self) -> str:
        """$PSStyle.OutputRendering: Host, PlainText or Ansi."""
        style = self._style()
        if style is not None:
            value = style.values["OutputRendering"]
            return str(getattr(value, "name", value))
        host = getattr(self.session, "host", None)
        return "PlainText" if host is not None and host.environ.get("NO_COLOR") else "Host"

    def colour(self, console: bool) -> bool:
        """Whether escape sequences are wanted: on the console, or in text made for a file or variable."""
        rendering = self.rendering
        return rendering == "Ansi" or (rendering == "Host" and console and self.host_colour)

    def style(self, name: str) -> str:
        """A member of $PSStyle.Formatting, such as TableHeader."""
        style = self._style()
        if style is not None:
            return str(style.values["Formatting"].values.get(name, ""))
        return STYLES.get(name.lower(), "")

    def _style(self) -> Any:
        """`$PSStyle` if anybody has looked at it; the defaults hold as long as nobody has."""
        return getattr(getattr(self.session, "_engine", None), "_style", None)
