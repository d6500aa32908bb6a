"""Views from format files (`.format.ps1xml`)."""

from __future__ import annotations

from exoshell.format.expressions import BlockExpression, Expression, NameExpression
from exoshell.format.packets import CENTER, LEFT, RIGHT
from exoshell.format.view_data import Field, Form, View
from exoshell.format.views import custom_items_of
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_ALIGNMENTS = {"left": LEFT, "center": CENTER, "right": RIGHT}


def read_views(data: bytes, path: str, compile_block: Callable[[str], Callable[[Any], Any]]) -> list[View]:
    """The views of a format file; `compile_block` makes a function of one object from the text of a script block."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise file_error(path, f"There is an error loading file. {error.msg}") from None
    return FormatFile(root, compile_block).views()


def file_error(path: str, message: str) -> PowerShellError:
    """A format file that cannot be used."""
    return ps_error(
        "FormatXmlUpdateException",
        f"The following error occurred while loading the extended type data file: \n{path}: {message}",
        exception="System.Management.Automation.RuntimeException",
        category="InvalidOperation",
    )


class FormatFile:
    """The document of a format file."""

    __slots__ = ("root", "compile", "controls", "sets")

    def __init__(self, root: Any, compile_block: Callable[[str], Callable[[Any], Any]]) -> None:
        self.root, self.compile = root, compile_block
        self.controls = {
            self.text(c, "Name"): c.find("CustomControl") for c in root.findall("Controls/Control")
        }
        self.sets = {
            self.text(s, "Name"): [(t.text or "").strip() for t in s.findall("Types/TypeName")]
            for s in root.findall("SelectionSets/SelectionSet")
        }

    def text(self, element: Any, path: str) -> str:
        """The trimmed text of a child, '' where there is none."""
        found = element.find(path)
        return "" if found is None or found.text is None else found.text.strip()

    def views(self) -> list[View]:
        """Every view of the file."""
        return [self.view(v) for v in self.root.findall("ViewDefinitions/View")]

    def view(self, element: Any) -> View:
        """One View element."""
        kind = next(
            (k for k in ("Table", "List", "Wide", "Custom") if element.find(k + "Control") is not None),
            "List",
        )
        view = View(self.text(element, "Name"), kind, self.types(element.find("ViewSelectedBy")))
        for control in element.findall("Controls/Control"):
            self.controls[self.text(control, "Name")] = control.find("CustomControl")
        view.outside = element.find("OutOfBand") is not None
        control = element.find(kind + "Control")
        {"Table": self.table, "List": self.list, "Wide": self.wide, "Custom": self.custom}[kind](
            view, control
        )
        group = element.find("GroupBy")
        if group is not None:
            self.group(view, group)
        return view

    def types(self, element: Any) -> list[str]:
        """The type names that a selection names."""
        if element is None:
            return []
        names = [(t.text or "").strip() for t in element.findall("TypeName")]
        for chosen in element.findall("SelectionSetName"):
            names += self.sets.get((chosen.text or "").strip(), [])
        return names

    def expression(self, element: Any) -> Expression:
        """The property or script block of an item; the object itself where neither is given."""
        block = element.find("ScriptBlock")
        if block is not None:
            text = block.text or ""
            return BlockExpression(text, self.compile(text))
        name = self.text(element, "PropertyName")
        return NameExpression(name) if name else BlockExpression("", lambda item: item)

    def form(self, entry: Any) -> Form:
        """A form with the conditions of its entry."""
        form = Form()
        chosen = entry.find("EntrySelectedBy")
        if chosen is not None:
            form.types = tuple(t.lower() for t in self.types(chosen))
            condition = chosen.find("SelectionCondition")
            if condition is not None:
                form.test = self.condition(condition)
        form.wrap = entry.find("Wrap") is not None
        return form

    def condition(self, element: Any) -> Callable[[Any], bool]:
        """Whether a condition's property or block is true for an object."""
        expression = self.expression(element)
        types = {t.lower() for t in self.types(element)}

        def test(item: Any) -> bool:
            from exoshell.format.members import MISSING, type_names
            from exoshell.values.conversion import to_bool

            if types and not any(n.lower() in types for n in type_names(item)):
                return False
            try:
                found = expression.value(item)
            except PowerShellError:
                return False
            return found is not MISSING and bool(to_bool(found))

        return test

    def field(self, element: Any, label: str) -> Field:
        """A column or entry."""
        expression = self.expression(element)
        field = Field(label or expression.text, expression)
        field.format = self.text(element, "FormatString") or None
        field.cell_alignment = _ALIGNMENTS.get(self.text(element, "Alignment").lower(), 0)
        condition = element.find("ItemSelectionCondition")
        if condition is not None:
            field.condition = self.condition(condition)
        return field

    def table(self, view: View, control: Any) -> None:
        """A TableControl."""
        view.autosize = control.find("AutoSize") is not None
        view.hidden_headers = control.find("HideTableHeaders") is not None
        headers = control.findall("TableHeaders/TableColumnHeader")
        for entry in control.findall("TableRowEntries/TableRowEntry"):
            form = self.form(entry)
            items = entry.findall("TableColumnItems/TableColumnItem")
            for number, item in enumerate(items):
                header = headers[number] if number < len(headers) else None
                field = self.field(item, "" if header is None else self.text(header, "Label"))
                if header is not None:
                    width = self.text(header, "Width")
                    field.width = int(width) if width.isdigit() else 0
                    field.alignment = _ALIGNMENTS.get(self.text(header, "Alignment").lower(), 0)
                form.columns.append(field)
            form.alignments = [f.cell_alignment or f.alignment or LEFT for f in form.columns]
            view.forms.append(form)
        plain = [f for f in view.forms if not f.types and f.test is None] or view.forms
        view.columns = plain[0].columns if plain else []

    def list(self, view: View, control: Any) -> None:
        """A ListControl."""
        for entry in control.findall("ListEntries/ListEntry"):
            form = self.form(entry)
            form.items = [self.field(i, self.text(i, "Label")) for i in entry.findall("ListItems/ListItem")]
            view.forms.append(form)

    def wide(self, view: View, control: Any) -> None:
        """A WideControl."""
        view.autosize = control.find("AutoSize") is not None
        for entry in control.findall("WideEntries/WideEntry"):
            form = self.form(entry)
            form.items = [self.field(i, "") for i in entry.findall("WideItem")]
            view.forms.append(form)

    def custom(self, view: View, control: Any) -> None:
        """A CustomControl."""
        for entry in control.findall("CustomEntries/CustomEntry"):
            form = self.form(entry)
            form.items = self.items(entry.find("CustomItem"))
            view.forms.append(form)

    def items(self, element: Any) -> Any:
        """The parts of a CustomItem, in the form of `format.views`."""
        made: list[dict[str, Any]] = []
        for part in element if element is not None else ():
            if part.tag == "Text":
                made.append({"text": part.text or ""})
            elif part.tag == "NewLine":
                count = self.text(part, "Count")
                made.append({"newline": int(count) if count.isdigit() else 1})
            elif part.tag == "Frame":
                made.append(
                    {
                        "frame": self.items(part.find("CustomItem")),
                        "left": self.number(part, "LeftIndent"),
                        "right": self.number(part, "RightIndent"),
                        "first": self.number(part, "FirstLineIndent"),
                        "hang": self.number(part, "FirstLineHanging"),
                    }
                )
            elif part.tag == "ExpressionBinding":
                made.append(self.binding(part))
        return made

    def number(self, element: Any, name: str) -> int:
        found = self.text(element, name)
        return int(found) if found.isdigit() else 0

    def binding(self, element: Any) -> dict[str, Any]:
        """An ExpressionBinding."""
        made: dict[str, Any] = {"expr": {"expression": self.expression(element)}}
        if element.find("EnumerateCollection") is not None:
            made["enumerate"] = True
        condition = element.find("ItemSelectionCondition")
        if condition is not None:
            made["condition"] = self.condition(condition)
        control = self.control(element)
        if control is not None:
            entries = control.findall("CustomEntries/CustomEntry")
            made["control"] = [self.items(e.find("CustomItem")) for e in entries]
        return made

    def control(self, element: Any) -> Any:
        """The custom control that an element holds or names."""
        found = element.find("CustomControl")
        return found if found is not None else self.controls.get(self.text(element, "CustomControlName"))

    def group(self, view: View, element: Any) -> None:
        """A GroupBy element."""
        view.group_expression = self.expression(element)
        view.group_label = self.text(element, "Label") or None
        control = self.control(element)
        if control is not None:
            entries = control.findall("CustomEntries/CustomEntry")
            sources = self.items(entries[0].find("CustomItem")) if entries else []
            view.group_items = lambda value, key: custom_items_of(sources, value)
