"""Sort-Object: sorts objects by the values of properties."""

from __future__ import annotations

from exoshell.cmdlets.objects.expressions import SORT_KEYS, parse
from exoshell.cmdlets.objects.ordering import comparer, keys_of, same_keys, sort_entries
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.null import AUTOMATION_NULL


@cmdlet("Sort", "Object", default_set="Default")
class SortObject(Cmdlet):
    """Sorts objects by the values of properties."""

    stable = Param("switch", "Keep the order of equal ones.", sets=("Default",))
    descending = Param("switch", "From the largest to the smallest.")
    unique = Param("switch", "Give equal ones once.")
    top = Param(
        "int",
        "How many of the first in order.",
        mandatory=True,
        sets=("Top",),
        validate=(ValidateRange(1, 2147483647),),
    )
    bottom = Param(
        "int",
        "How many of the last in order.",
        mandatory=True,
        sets=("Bottom",),
        validate=(ValidateRange(1, 2147483647),),
    )
    input_object = Param("psobject", "The objects to work on, usually from the pipeline.", pipe=BY_VALUE)
    property_ = Param("System.Object[]", "The properties to use.", position=0)
    culture = Param("string", "The culture of the comparison.")
    case_sensitive = Param("switch", "Tell upper from lower case.")

    def begin(self) -> None:
        self._items: list[Any] = []

    def process(self) -> None:
        item = self.input_object
        if item is not None and item is not AUTOMATION_NULL:
            self._items.append(item)

    def item_processor(self) -> Callable[[Any], None] | None:
        append = self._items.append

        def process(item: Any) -> None:
            if item is not None:
                append(item)

        return process

    def end(self) -> None:
        ignore_case = not self.case_sensitive
        expressions = parse(self, self.property_, SORT_KEYS)
        descending = [directed(e.options, self.descending) for e in expressions] or [self.descending]
        entries = [(keys_of(self, expressions, item), item) for item in self._items]
        entries = sort_entries(entries, descending, ignore_case)
        if self.unique:
            entries = without_doubles(entries, ignore_case)
        if self.is_bound("Top"):
            entries = entries[: self.top]
        elif self.is_bound("Bottom"):
            entries = entries[-self.bottom :]
        write = self.write
        for _, item in entries:
            write(item)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def directed(options: dict[str, Any], descending: bool) -> bool:
    """Whether a key runs downwards: its own entry, else the command's switch."""
    if "descending" in options:
        return bool(options["descending"])
    if "ascending" in options:
        return not options["ascending"]
    return descending


def without_doubles(entries: list[Any], ignore_case: bool) -> list[Any]:
    """The first of each run of equal keys."""
    order = comparer(ignore_case)
    kept: list[Any] = []
    for entry in entries:
        if not kept or not same_keys(kept[-1][0], entry[0], order):
            kept.append(entry)
    return kept
