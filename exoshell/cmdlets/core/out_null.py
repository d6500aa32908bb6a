"""Out-Null: discards what it is given."""

from __future__ import annotations

from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Out", "Null", module="Microsoft.PowerShell.Core")
class OutNull(Cmdlet):
    """Discards what it is given."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)

    def process(self) -> None:
        """Discard the object."""

    def item_processor(self) -> Callable[[Any], None] | None:
        return discard


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def discard(item: Any) -> None:
    """Take an object and do nothing."""
