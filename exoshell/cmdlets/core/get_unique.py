"""Get-Unique: gives each of a run of equal items once."""

from __future__ import annotations

from exoshell.cmdlets.objects.ordering import comparer
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Get", "Unique", default_set="AsString")
class GetUnique(Cmdlet):
    """Gives each of a run of equal items once."""

    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    as_string = Param("switch", "Turn keys into texts.", sets=("AsString",))
    on_type = Param("switch", "Compare types only.", sets=("UniqueByType",))
    case_insensitive = Param("switch", "Ignore case where texts are compared.")

    def begin(self) -> None:
        self._started = False
        self._last: Any = None

    def process(self) -> None:
        item = self.input_object
        if item is AUTOMATION_NULL or (item is None and not self.context.expecting_input):
            return
        if self._started and not self._differs(item):
            return
        self._started = True
        self._last = item
        self.write(item)

    def _differs(self, item: Any) -> bool:
        if self.on_type:
            from exoshell.dotnet.access import type_names

            return type_names(item)[:1] != type_names(self._last)[:1]
        if self.as_string:
            from exoshell.values.text import net_text

            new, old = (("" if v is None else net_text(v)) for v in (item, self._last))
            return new.lower() != old.lower() if self.case_insensitive else new != old
        return comparer(self.case_insensitive)(item, self._last) != 0


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
