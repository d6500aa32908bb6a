"""Objects to packets: what every `Format-*` command and the formatter at the end of a pipeline do.

The first object that is not a text line decides the view; a `generators` object then makes the packets. The state is a document that is
open or not and a group that is open or not.
"""

from __future__ import annotations

from exoshell.format.cells import enumerable, is_scalar, plain_text
from exoshell.format.expressions import Evaluation, Expression, Parameter
from exoshell.format.members import property_names, type_names
from exoshell.format.packets import (
    FormatEndData,
    FormatEntryData,
    GroupEndData,
    GroupStartData,
    ListEntry,
    Packet,
    RawText,
)
from exoshell.format.preferences import Preferences
from exoshell.values.errors import PowerShellError
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject
from exoshell.values.type_extensions import EXTENSIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class FormatParameters:
    """What the arguments of a `Format-*` command say."""

    __slots__ = (
        "properties",
        "group_by",
        "autosize",
        "wrap",
        "hide_headers",
        "repeat_header",
        "view",
        "show_error",
        "display_error",
        "expand",
        "force",
        "columns",
        "depth",
    )

    def __init__(self) -> None:
        self.properties: list[Parameter] = []
        self.group_by: Parameter | None = None
        self.autosize = self.wrap = self.hide_headers = self.repeat_header = False
        self.view: str | None = None
        self.show_error = self.display_error = self.force = False
        self.expand = "EnumOnly"
        self.columns: int | None = None
        self.depth = 5


class Shaper:
    """Turns objects into packets handed to `emit`. `shape` is Table, List, Wide, Custom or '' (whatever suits the first object);
    `parameters` None where no command asked for anything."""

    __slots__ = (
        "shape",
        "parameters",
        "preferences",
        "emit",
        "limit",
        "width",
        "stream",
        "generator",
        "group_open",
        "evaluation",
        "group_key",
        "group_label",
        "colour",
    )

    def __init__(
        self,
        shape: str,
        parameters: FormatParameters | None,
        preferences: Preferences,
        emit: Callable[[Any], None],
        limit: int,
        width: int = 120,
    ) -> None:
        self.shape, self.parameters, self.preferences, self.emit = shape, parameters, preferences, emit
        self.limit, self.width = limit, width
        self.colour = False
        self.stream = "Output"
        self.generator: Any = None
        self.group_open = False
        p = parameters
        self.evaluation = Evaluation(p is not None and p.display_error, p is not None and p.show_error)
        self.group_key: Any = AUTOMATION_NULL
        self.group_label = ""

    def process(self, value: Any) -> None:
        """Shape one object; a collection is unrolled one level."""
        if value is None or value is AUTOMATION_NULL:
            return
        kind = type(value)
        if kind is PSCustomObject or kind is str:
            self._shape(value)
            return
        if isinstance(value, Packet):
            self.emit(value)
            return
        items = enumerable(value)
        if items is None:
            self._shape(value)
            return
        expand = "EnumOnly" if self.parameters is None else self.parameters.expand
        if expand == "CoreOnly":
            self._shape(value)
            return
        if expand == "Both":
            self._announce(value, len(items))
        for item in items:
            if item is not None and item is not AUTOMATION_NULL:
                self._shape(item)

    def finish(self) -> None:
        """Close what is open."""
        if self.group_open:
            self.emit(GroupEndData())
            self.group_open = False
        if self.generator is not None:
            self.emit(FormatEndData())
            self.generator = None

    def _shape(self, value: Any) -> None:
        if isinstance(value, Packet):
            self.emit(value)
            return
        generator = self.generator
        if type(value) is PSCustomObject and value.type_names is None and value.notes and not EXTENSIONS:
            if generator is not None and generator.view is not None and not generator.applies(()):
                self._emit_list(value)
                return
        else:
            names = type_names(value)
            if self._shape_outside(value, names):
                return
            if generator is not None and not generator.applies(names):
                self._emit_list(value)
                return
        if generator is None:
            from exoshell.format.selection import select_generator

            generator = self.generator = select_generator(self, value)
            self.emit(generator.start(value))
        self._group(value)
        self.emit(generator.entry(value, self.stream))
        if self.evaluation.failures:
            self._emit_failures()

    def _group(self, value: Any) -> None:
        """Open or change the group that the object belongs to."""
        generator = self.generator
        by: Expression | None = generator.group_expression
        if by is None:
            if not self.group_open:
                self.emit(GroupStartData())
                self.group_open = True
            return
        changed = self._new_key(by, value)
        if self.group_open:
            if not changed:
                return
            self.emit(GroupEndData())
        self.group_open = True
        heading = None
        if self.group_key is not AUTOMATION_NULL:
            heading = generator.grouping(self.group_key, self.group_label, value)
        self.emit(GroupStartData(heading))

    def _new_key(self, by: Expression, value: Any) -> bool:
        from exoshell.format.members import MISSING

        found = by.resolve(value)
        if not found:
            return False
        try:
            key = found[0].value(value)
        except PowerShellError:
            return False
        if key is MISSING:
            return False
        old, self.group_key = self.group_key, key
        if old is AUTOMATION_NULL and key is None or _same(key, old):
            return False
        self.group_label = found[0].text
        return True

    def _shape_outside(self, value: Any, names: Any) -> bool:
        """Text lines and records, which stand outside any table or list."""
        if self.parameters is not None and self.parameters.force:
            return False
        from exoshell.format.views import outside_view

        packet = outside_view(self, value, names)
        if packet is None:
            if not is_scalar(value, names) and property_names(value):
                return False
            packet = FormatEntryData(RawText(plain_text(value)), True, self.stream)
        self.emit(packet)
        return True

    def _emit_list(self, value: Any) -> None:
        """Show an object that the open view does not fit as a list of all its properties."""
        from exoshell.format.generators import ListGenerator

        fields = ListGenerator(self, None, None).fields(value)
        if fields:
            self.emit(FormatEntryData(ListEntry(fields), True, self.stream))

    def _emit_failures(self) -> None:
        failures, self.evaluation.failures = self.evaluation.failures, []
        for error in failures:
            self._shape_outside(error.record, type_names(error.record))

    def _announce(self, value: Any, count: int) -> None:
        self.emit(FormatEntryData(RawText("The following object supports IEnumerable:\n"), True))
        self._emit_list(value)
        text = f"The IEnumerable contains the following {count} objects:\n"
        self.emit(FormatEntryData(RawText(text), True))


def _same(key: Any, old: Any) -> bool:
    """Whether two group values are equal either way round, as `-eq` compares scalars."""
    if key is old:
        return True
    if type(key) is str and type(old) is str:
        return key.lower() == old.lower()
    if old is AUTOMATION_NULL:
        return False
    from exoshell.values.comparison import compare

    for left, right in ((key, old), (old, key)):
        try:
            if compare(left, right) == 0:
                return True
        except (PowerShellError, TypeError, ValueError):
            if plain_text(left) == plain_text(right) and left is not None and right is not None:
                return True
    return False
