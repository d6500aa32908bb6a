"""Packets of one shape from objects, by properties or by a view."""

from __future__ import annotations

from exoshell.format.cells import cell_text, display_property, format_text, is_right_aligned
from exoshell.format.expressions import Expression, NameExpression, Parameter
from exoshell.format.members import MISSING, display_set, find_name, is_plain, property_names
from exoshell.format.packets import (
    LEFT,
    RIGHT,
    UNDEFINED,
    FormatEntryData,
    FormatStartData,
    ListEntry,
    TableColumn,
    TableHeader,
    TableRow,
    WideEntry,
    WideHeader,
)
from exoshell.values.objects import PSCustomObject
from exoshell.values.type_extensions import EXTENSIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.format.shaping import Shaper
    from exoshell.format.view_data import View

DEFAULT_COLUMNS = 10
ERROR_TEXT = "#ERR"


class Generator:
    """Base: `applies` tells whether an object with these type names fits the view, `start` opens the document, `entry` makes an entry."""

    __slots__ = ("shaper", "parameters", "view", "group_expression", "group_text", "fitting")

    def __init__(self, shaper: Shaper, parameters: Any, view: View | None) -> None:
        self.shaper, self.parameters, self.view = shaper, parameters, view
        self.fitting: dict[Any, bool] = {}
        self.group_expression: Expression | None = None
        self.group_text: Any = None
        if parameters is not None and parameters.group_by is not None:
            by: Parameter = parameters.group_by
            self.group_expression, self.group_text = by.expression, by.label
        elif view is not None and view.group_expression is not None:
            self.group_expression, self.group_text = view.group_expression, view.group_label

    def applies(self, names: Any) -> bool:
        """Whether objects with these type names may follow in the open document."""
        if self.view is None:
            return True
        key = tuple(names)
        known = self.fitting.get(key)
        if known is None:
            known = self.fitting[key] = self.view.fits(names)
        return known

    def start(self, value: Any) -> FormatStartData:
        """The packet that opens the document with its first object."""
        raise NotImplementedError

    def entry(self, value: Any, stream: str) -> FormatEntryData:
        """The packet of one object."""
        raise NotImplementedError

    def grouping(self, key: Any, label: str, value: Any) -> list[Any]:
        """The items of a group's heading."""
        if self.view is not None and self.view.group_items is not None and self.parameters_group is None:
            return self.view.group_items(value, key)
        shown = self.group_text if self.group_text is not None else label
        return ["   ", shown, ": ", self.text(key)]

    @property
    def parameters_group(self) -> Any:
        return None if self.parameters is None else self.parameters.group_by

    def text(self, value: Any, spec: str | None = None, in_table: bool = False) -> str:
        """The text of a value, under a format string if there is one."""
        if spec is not None and value is not None:
            formatted = format_text(value, spec)
            if formatted is not None:
                return formatted
        return cell_text(value, self.shaper.limit, in_table)

    def shown(
        self, expression: Expression, value: Any, spec: str | None = None, in_table: bool = False
    ) -> str:
        """The text of an expression for an object."""
        evaluation = self.shaper.evaluation
        found, fine = evaluation.value(expression, value)
        if not fine:
            return ERROR_TEXT if evaluation.display else ""
        return self.text(found, spec, in_table)

    def active(self, value: Any, limit: int | None = None) -> list[tuple[Expression, Parameter | None]]:
        """The expressions to show, with the argument each comes from: those asked for, else the default set, else all properties."""
        wanted = self.parameters.properties if self.parameters is not None else None
        if wanted:
            pairs: list[tuple[Expression, Parameter | None]] = []
            for parameter in wanted:
                resolved = parameter.expression.resolve(value)
                if not resolved and not getattr(parameter.expression, "is_pattern", False):
                    resolved = [parameter.expression]
                pairs.extend((e, parameter) for e in resolved)
            return pairs
        names = display_set(value)
        if names is not None:
            found = [e for name in names for e in NameExpression(name).resolve(value)]
            if found:
                return [(e, None) for e in found]
        return [(NameExpression(name), None) for name in property_names(value)[:limit]]


class TableGenerator(Generator):
    """A table of properties."""

    __slots__ = ("columns", "names", "wrap")

    def start(self, value: Any) -> FormatStartData:
        parameters = self.parameters
        self.columns = self.active(value, DEFAULT_COLUMNS)
        columns = []
        for expression, parameter in self.columns:
            label = expression.text
            custom = type(expression) is not NameExpression
            if parameter is not None and parameter.label is not None:
                label = parameter.label
                custom = find_name(value, label) is None
            alignment = parameter.alignment if parameter is not None else UNDEFINED
            if alignment == UNDEFINED:
                found, _ = self.shaper.evaluation.value(expression, value)
                alignment = RIGHT if is_right_aligned(found) else LEFT
            width = parameter.width if parameter is not None else 0
            columns.append(TableColumn(label, width, alignment, custom))
        self.shaper.evaluation.failures.clear()
        simple = all(type(e) is NameExpression and (p is None or p.format is None) for e, p in self.columns)
        self.names = [e.text for e, _ in self.columns] if simple else None
        hidden = repeat = autosize = self.wrap = False
        if parameters is not None:
            hidden, repeat, autosize = parameters.hide_headers, parameters.repeat_header, parameters.autosize
            self.wrap = parameters.wrap
        return FormatStartData("Table", TableHeader(columns, hidden, repeat), autosize)

    def entry(self, value: Any, stream: str) -> FormatEntryData:
        limit = self.shaper.limit
        if self.names is not None and type(value) is PSCustomObject and value.type_names is None:
            cells = self._plain_cells(value, limit)
            if cells is not None:
                return FormatEntryData(TableRow(cells, None, self.wrap), False, stream)
        cells = [self.shown(e, value, None if p is None else p.format, True) for e, p in self.columns]
        return FormatEntryData(TableRow(cells, None, self.wrap), False, stream)

    def _plain_cells(self, value: PSCustomObject, limit: int) -> list[str] | None:
        if EXTENSIONS:
            return None
        notes = value.notes
        cells = []
        for name in self.names or ():
            found = notes.get(name, MISSING)
            if found is MISSING:
                spelled = value.find(name)
                found = None if spelled is None else notes[spelled]
            kind = type(found)
            if kind is str:
                cells.append(found)
            elif kind is int:
                cells.append(str(found))
            else:
                cells.append(cell_text(found, limit, True))
        return cells


class ViewTableGenerator(Generator):
    """A table by a view."""

    __slots__ = ("form", "wrap")

    def start(self, value: Any) -> FormatStartData:
        view, parameters = self.view, self.parameters
        assert view is not None
        columns = []
        for column in view.columns:
            custom = column.label_is_custom and find_name(value, column.label) is None
            columns.append(
                TableColumn(
                    column.label, column.width, column.alignment or column.cell_alignment or LEFT, custom
                )
            )
        hidden, repeat, autosize = view.hidden_headers, False, view.autosize
        self.wrap = view.wrap
        if parameters is not None:
            hidden = hidden or parameters.hide_headers
            repeat = parameters.repeat_header
            autosize = autosize or parameters.autosize
            self.wrap = self.wrap or parameters.wrap
        return FormatStartData("Table", TableHeader(columns, hidden, repeat), autosize)

    def entry(self, value: Any, stream: str) -> FormatEntryData:
        view = self.view
        assert view is not None
        row = view.row_for(value)
        cells = [self.shown(c.expression, value, c.format) for c in row.columns]
        missing = len(view.columns) - len(cells)
        if missing > 0:
            cells.extend([""] * missing)
        return FormatEntryData(TableRow(cells, row.alignments, self.wrap or row.wrap), False, stream)


class ListGenerator(Generator):
    """A list of properties, or by a view."""

    __slots__ = ()

    def start(self, value: Any) -> FormatStartData:
        return FormatStartData("List")

    def entry(self, value: Any, stream: str) -> FormatEntryData:
        return FormatEntryData(ListEntry(self.fields(value)), False, stream)

    def fields(self, value: Any) -> list[tuple[str, str]]:
        """(label, text) of each property of the object."""
        if self.view is not None:
            return self._view_fields(value)
        fields = []
        plain = type(value) is PSCustomObject and is_plain(value)
        for expression, parameter in self.active(value):
            label = expression.text
            if parameter is not None:
                if type(expression) is NameExpression and find_name(value, label) is None:
                    continue
                if parameter.label is not None:
                    label = parameter.label
            if plain and parameter is None:
                fields.append((label, cell_text(value.notes.get(label), self.shaper.limit)))
            else:
                spec = None if parameter is None else parameter.format
                fields.append((label, self.shown(expression, value, spec)))
        return fields

    def _view_fields(self, value: Any) -> list[tuple[str, str]]:
        assert self.view is not None
        fields = []
        for item in self.view.row_for(value).items:
            if item.condition is None or item.condition(value):
                fields.append((item.label, self.shown(item.expression, value, item.format)))
        return fields


class WideGenerator(Generator):
    """Names side by side."""

    __slots__ = ("expression", "format")

    def start(self, value: Any) -> FormatStartData:
        parameters = self.parameters
        self.expression: Expression | None = None
        self.format: str | None = None
        if parameters is not None and parameters.properties:
            pairs = self.active(value)
            self.expression = pairs[0][0] if pairs else None
            self.format = parameters.properties[0].format
        columns = 2
        autosize = False
        if parameters is not None:
            autosize = parameters.autosize
            columns = 0 if autosize else parameters.columns or 2
        return FormatStartData("Wide", WideHeader(columns), autosize)

    def entry(self, value: Any, stream: str) -> FormatEntryData:
        expression, spec = self.expression, self.format
        if expression is None and self.view is not None:
            item = self.view.row_for(value).items[0]
            expression, spec = item.expression, item.format
        if expression is None:
            name = display_property(value)
            if name is None:
                names = property_names(value)
                name = names[0] if names else ""
            expression = NameExpression(name)
        return FormatEntryData(WideEntry(self.shown(expression, value, spec)), False, stream)
