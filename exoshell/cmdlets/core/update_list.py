"""Update-List: changes a list property."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.access import get_property, set_property
from exoshell.values.collections import ArrayList, Hashtable
from exoshell.values.errors import ps_error
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Update", "List", default_set="AddRemoveSet")
class UpdateList(Cmdlet):
    """Changes a list property."""

    add = Param(
        "System.Object[]", "What to add.", sets=("AddRemoveSet",), validate=(ValidateNotNullOrEmpty(),)
    )
    remove = Param(
        "System.Object[]", "What to remove.", sets=("AddRemoveSet",), validate=(ValidateNotNullOrEmpty(),)
    )
    replace = Param(
        "System.Object[]",
        "What to put instead.",
        mandatory=True,
        sets=("ReplaceSet",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    input_object = Param(
        "psobject",
        "The objects to work on, usually from the pipeline.",
        pipe=BY_VALUE,
        validate=(ValidateNotNullOrEmpty(),),
    )
    property_ = Param("string", "The properties to use.", position=0, validate=(ValidateNotNullOrEmpty(),))

    def process(self) -> None:
        item = self.input_object
        if not self.is_bound("InputObject") or item is None or item is AUTOMATION_NULL:
            return
        if not self.property_:
            raise ps_error(
                "MissingPropertyParameter",
                "The Property parameter is required where objects are piped to the command.",
                exception="System.Management.Automation.PSArgumentException",
                category="InvalidArgument",
            )
        known = get_property(item, self.property_)
        items = list(known) if isinstance(known, list) else [] if known is None else [known]
        set_property(item, self.property_, ArrayList(self._changed(items)))
        self.write(item)

    def _changed(self, items: list[Any]) -> list[Any]:
        from exoshell.values.comparison import equals

        if self.replace is not None:
            return list(self.replace)
        items = [*items, *(self.add or [])]
        for unwanted in self.remove or []:
            for position, item in enumerate(items):
                if equals(item, unwanted, True):
                    del items[position]
                    break
        return items

    def end(self) -> None:
        if self.is_bound("InputObject") or self.context.expecting_input:
            return
        changes = (("Add", self.add), ("Remove", self.remove), ("Replace", self.replace))
        self.write(Hashtable([(name, list(values)) for name, values in changes if values is not None]))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
