"""Objects as HTML tables."""

from __future__ import annotations

from exoshell.cmdlets.output.csv_writing import value_text
from exoshell.format.expressions import Expression, NameExpression, Parameter
from exoshell.format.members import MISSING, match_names
from exoshell.values.collections import DictionaryBase
from exoshell.values.errors import PowerShellError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STRICT = '"-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"'
TRANSITIONAL = (
    '"-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"'
)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def encode(text: str) -> str:
    """Text for HTML: markup characters, Latin-1 letters and characters outside the basic plane as entities."""
    if text.isascii() and not any(c in text for c in _ENTITIES):
        return text
    parts = []
    for char in text:
        known = _ENTITIES.get(char)
        if known is not None:
            parts.append(known)
        elif "\xa0" <= char <= "\xff" or char > "\uffff":
            parts.append(f"&#{ord(char)};")
        else:
            parts.append(char)
    return "".join(parts)


class Column:
    """One property shown: `attributes` are those of its `<col>`."""

    __slots__ = ("expression", "label", "attributes")

    def __init__(self, expression: Expression, label: str, attributes: str = "") -> None:
        self.expression, self.label, self.attributes = expression, label, attributes


def columns_of(value: Any, asked: list[Parameter]) -> list[Column]:
    """What to show of objects like this one: what was asked for, else all properties (a dictionary's keys)."""
    if not asked:
        if isinstance(value, DictionaryBase):
            return [Column(NameExpression(str(k)), str(k)) for k in value.keys()]
        return [Column(NameExpression(name), name) for name in match_names(value, "*")]
    columns = []
    for parameter in asked:
        for expression in _resolved(parameter.expression, value):
            label = expression.text if parameter.label is None else parameter.label
            columns.append(Column(expression, label, _attributes(parameter)))
    return columns


def _resolved(expression: Expression, value: Any) -> list[Expression]:
    if isinstance(value, DictionaryBase) and type(expression) is NameExpression:
        for key in value.keys():
            if str(key).lower() == expression.text.lower():
                return [NameExpression(str(key))]
    return expression.resolve(value)


def _attributes(parameter: Parameter) -> str:
    parts = ""
    if parameter.width:
        parts += f' width = "{parameter.width}"'
    if parameter.alignment:
        parts += f' align = "{parameter.alignment}"'
    return parts


def cell(column: Column, value: Any) -> str:
    """The encoded text of a cell."""
    if (
        isinstance(value, DictionaryBase)
        and type(column.expression) is NameExpression
        and value.contains(column.expression.text)
    ):
        return encode(value_text(value.get(column.expression.text)) or "")
    try:
        found = column.expression.value(value)
    except PowerShellError:
        return ""
    return "" if found is MISSING else encode(value_text(found) or "")


def header_lines(columns: list[Column]) -> list[str]:
    """The lines that open the rows of a table."""
    cols = "".join(f"<col{c.attributes}/>" for c in columns)
    labels = "".join(f"<th>{encode(c.label)}</th>" for c in columns)
    return [f"<colgroup>{cols}</colgroup>", f"<tr>{labels}</tr>"]


def row_line(columns: list[Column], value: Any) -> str:
    """The row of one object."""
    return "<tr>" + "".join(f"<td>{cell(c, value)}</td>" for c in columns) + "</tr>"


def list_lines(columns: list[Column], value: Any) -> list[str]:
    """The rows of one object in a list: a property each."""
    return [f"<tr><td>{encode(c.label)}:</td><td>{cell(c, value)}</td></tr>" for c in columns]
