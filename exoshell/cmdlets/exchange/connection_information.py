"""Get-ConnectionInformation: the open connections."""

from __future__ import annotations

from exoshell.cmdlets.remote.connect import finish
from exoshell.cmdlets.remote.engine import exchange_service
from exoshell.command.declaration import Cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class GetConnectionInformation(Cmdlet):
    """Gets the open connections: all, or those with the given ids or prefixes."""

    info: Any

    def process(self) -> None:
        ids = _lowered(self.bound.get("ConnectionId"))
        prefixes = _lowered(self.bound.get("ModulePrefix"))
        for row in exchange_service(self).information():
            if ids is not None and str(row.notes["ConnectionId"]).lower() not in ids:
                continue
            if prefixes is not None and str(row.notes["ModulePrefix"] or "").lower() not in prefixes:
                continue
            self.write(row)


def _lowered(value: Any) -> set[str] | None:
    if value is None:
        return None
    return {str(item).lower() for item in (value if isinstance(value, list) else [value])}


finish(GetConnectionInformation, "Get-ConnectionInformation")
