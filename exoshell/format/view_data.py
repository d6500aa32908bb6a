"""What a view is, and views made of descriptions: dictionaries as the package data and the Exchange schema hold them."""

from __future__ import annotations

from exoshell.format.expressions import ComputedExpression, Expression, NameExpression, PathExpression
from exoshell.format.packets import CENTER, LEFT, RIGHT, UNDEFINED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

PREFIX = "Deserialized."
_ALIGNMENTS = {"Left": LEFT, "Center": CENTER, "Right": RIGHT}


class Field:
    """A column or an entry of a view."""

    __slots__ = (
        "label",
        "label_is_custom",
        "expression",
        "width",
        "alignment",
        "cell_alignment",
        "format",
        "condition",
    )

    def __init__(self, label: str, expression: Expression) -> None:
        self.label, self.expression = label, expression
        self.label_is_custom = type(expression) is not NameExpression or expression.text != label
        self.width = 0
        self.alignment = self.cell_alignment = UNDEFINED
        self.format: str | None = None
        self.condition: Callable[[Any], bool] | None = None


class Form:
    """How a view shows the objects that meet its conditions: `types` (lower names) or `test`; `items` of a custom form are drawing items."""

    __slots__ = ("types", "test", "columns", "items", "wrap", "alignments")

    def __init__(self) -> None:
        self.types: tuple[str, ...] = ()
        self.test: Callable[[Any], bool] | None = None
        self.columns: list[Field] = []
        self.items: list[Any] = []
        self.wrap = False
        self.alignments: list[int] | None = None


class View:
    """A view. `columns` are the headers; `group_items(obj, key)` gives the heading where it is not `   label: value`."""

    __slots__ = (
        "name",
        "kind",
        "names",
        "types",
        "forms",
        "columns",
        "group_expression",
        "group_label",
        "group_items",
        "autosize",
        "wrap",
        "hidden_headers",
        "outside",
    )

    def __init__(self, name: str, kind: str, types: Iterable[str]) -> None:
        self.name, self.kind = name, kind
        self.names = list(types)
        self.types = frozenset(t.lower() for t in self.names)
        self.forms: list[Form] = []
        self.columns: list[Field] = []
        self.group_expression: Expression | None = None
        self.group_label: str | None = None
        self.group_items: Callable[[Any, Any], list[Any]] | None = None
        self.autosize = self.wrap = self.hidden_headers = self.outside = False

    def fits(self, names: Iterable[str]) -> bool:
        """Whether an object with these type names may follow in a document with this view."""
        types = self.types
        return any(n.lower() in types or n.removeprefix(PREFIX).lower() in types for n in names)

    def row_for(self, value: Any) -> Form:
        """The form for an object: the one for its nearest type, else the one without conditions."""
        if len(self.forms) == 1:
            return self.forms[0]
        from exoshell.format.members import type_names

        names = [n.lower() for n in type_names(value)]
        best, best_rank = None, len(names) + 1
        for form in self.forms:
            if form.test is not None:
                if form.test(value):
                    return form
            elif form.types:
                rank = min((names.index(t) for t in form.types if t in names), default=best_rank)
                if rank < best_rank:
                    best, best_rank = form, rank
            elif best is None:
                best = form
        return best or self.forms[0]


def view_of(source: dict[str, Any]) -> View:
    """A View from its description: `types`, `view`, `kind`, `rows`, and `group_by`, `wrap`, `hide_headers`, `autosize`, `out_of_band`."""
    view = View(source["view"], source["kind"], source["types"])
    view.autosize = bool(source.get("autosize"))
    view.wrap = bool(source.get("wrap"))
    view.hidden_headers = bool(source.get("hide_headers"))
    view.outside = bool(source.get("out_of_band"))
    view.forms = [_form(row, view.kind) for row in source["rows"]]
    if view.kind == "Table":
        view.columns = next(f for f in view.forms if not f.types).columns
    group = source.get("group_by")
    if group is not None:
        view.group_expression = source_expression(group)
        view.group_label = group.get("label")
        if "indent" in group:
            head = " " * group["indent"] + group["label"] + ": "
            view.group_items = lambda value, key: [head, str(key)]
    return view


def _form(row: dict[str, Any], kind: str) -> Form:
    form = Form()
    form.types = tuple(c["type"].lower() for c in row.get("when", ()) if "type" in c)
    form.wrap = bool(row.get("wrap"))
    if kind == "Table":
        form.columns = [_field(c) for c in row["columns"]]
        form.alignments = [f.cell_alignment or f.alignment or LEFT for f in form.columns]
    elif kind == "List":
        form.items = [_field(c) for c in row["items"]]
    elif kind == "Wide":
        form.items = [_field(row)]
    else:
        form.items = row["items"]
    return form


def _field(source: dict[str, Any]) -> Field:
    expression = source_expression(source)
    field = Field(source.get("header") or source.get("label") or expression.text, expression)
    field.width = source.get("width", 0)
    field.alignment = _ALIGNMENTS.get(source.get("align", ""), UNDEFINED)
    field.cell_alignment = _ALIGNMENTS.get(source.get("cell_align", ""), UNDEFINED)
    field.format = source.get("format")
    return field


def source_expression(source: dict[str, Any]) -> Expression:
    if "expression" in source:
        made: Expression = source["expression"]
        return made
    if "property" in source:
        return NameExpression(source["property"])
    if "path" in source:
        return PathExpression(source["path"])
    from exoshell.format.computed import function

    return ComputedExpression(source.get("label", ""), function(source["fn"]))
