"""`[ref]`: System.Management.Automation.PSReference, a box through which a method or function writes a caller's variable."""

from __future__ import annotations

from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class PSReference(NetObject):
    """`read()` and `write(value)` reach the variable; without them the box holds `value` itself."""

    __slots__ = ("_read", "_write", "_held")
    type_name = "System.Management.Automation.PSReference"

    def __init__(
        self,
        value: Any = None,
        read: Callable[[], Any] | None = None,
        write: Callable[[Any], None] | None = None,
    ) -> None:
        self._read, self._write, self._held = read, write, value
        self.extension = None
        self.ps_type = None

    @property
    def value(self) -> Any:
        return self._held if self._read is None else self._read()

    @value.setter
    def value(self, value: Any) -> None:
        if self._write is None:
            self._held = value
        else:
            self._write(value)
