"""ConvertTo-Html."""

from __future__ import annotations

from exoshell.cmdlets.output.csv_writing import value_text
from exoshell.cmdlets.output.html_writing import (
    STRICT,
    TRANSITIONAL,
    Column,
    columns_of,
    header_lines,
    list_lines,
    row_line,
)
from exoshell.cmdlets.output.surroundings import quiet_runner
from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidatePattern, ValidateSet
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.format.expressions import Parameter, parse_parameters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_GIVEN = (ValidateNotNullOrEmpty(),)
_HTTP = ("content-type", "default-style", "x-ua-compatible")
_NAMED = ("application-name", "author", "description", "generator", "keywords", "viewport")


@cmdlet("ConvertTo", "Html", default_set="Page", output=("System.String",))
class ConvertToHtml(Cmdlet):
    """Turns objects into the lines of an HTML table."""

    input_object = Param("psobject", "The objects.", pipe=BY_VALUE)
    property = Param(
        "System.Object[]", "The columns: names, patterns, script blocks or tables of them.", position=0
    )
    body = Param("string[]", "Lines in front of everything in the body.", position=3, sets=("Page",))
    head = Param("string[]", "The lines of the head, instead of the title.", position=1, sets=("Page",))
    title = Param("string", "The title of the page.", position=2, sets=("Page",), validate=_GIVEN)
    as_ = Param(
        "string",
        "A table, or a list of each object's properties.",
        name="As",
        validate=(ValidateSet("Table", "List"), *_GIVEN),
    )
    css_uri = Param(
        "uri", "The address of a style sheet.", sets=("Page",), aliases=("cu", "uri"), validate=_GIVEN
    )
    fragment = Param("switch", "Only the table.", sets=("Fragment",), validate=_GIVEN)
    post_content = Param("string[]", "Lines behind the table.", validate=_GIVEN)
    pre_content = Param("string[]", "Lines in front of the table.", validate=_GIVEN)
    meta = Param("hashtable", "Names and contents of meta elements.", sets=("Page",), validate=_GIVEN)
    charset = Param(
        "string",
        "The character set that the page names.",
        sets=("Page",),
        validate=(ValidatePattern(r"^[A-Za-z0-9]\w+\S+[A-Za-z0-9]$"), *_GIVEN),
    )
    transitional = Param("switch", "The transitional document type.", sets=("Page",), validate=_GIVEN)

    asked: list[Parameter]
    columns: list[Column]
    count = 0
    started = False

    def begin(self) -> None:
        self.asked = parse_parameters(self.property or [], "html", quiet_runner(self.context))
        self.columns = []
        if not self.fragment:
            for line in self.page_head():
                self.write(line)
            self.write_lines(self.body)
        self.write_lines(self.pre_content)
        self.write("<table>")

    def write_lines(self, lines: Any) -> None:
        """Write what a parameter gives, line by line."""
        for line in lines or ():
            self.write(line)

    def page_head(self) -> list[str]:
        """The lines of a page up to its body."""
        kind = TRANSITIONAL if self.transitional else STRICT
        lines = [f"<!DOCTYPE html PUBLIC {kind}>", '<html xmlns="http://www.w3.org/1999/xhtml">', "<head>"]
        if self.charset:
            lines.append(f'<meta charset="{self.charset}">')
        if self.meta is not None:
            lines.extend(self.meta_lines(self.meta))
        lines.extend(self.head if self.head is not None else [f"<title>{self.title or 'HTML TABLE'}</title>"])
        if self.css_uri is not None:
            lines.append(f'<link rel="stylesheet" type="text/css" href="{value_text(self.css_uri)}" />')
        lines.append("</head><body>")
        return lines

    def meta_lines(self, table: Any) -> list[str]:
        """A meta element for each entry."""
        lines = []
        for key, value in table.items():
            name = str(key)
            if name.lower() in _HTTP:
                lines.append(f'<meta http-equiv="{name}" content="{value_text(value)}">')
                continue
            if name.lower() not in _NAMED:
                self.warn(
                    f"Accepted meta properties are content-type, default-style, application-name, author, description, generator, keywords, "
                    f"x-ua-compatible, and viewport. The meta pair: {name} and {value_text(value)} may not function correctly."
                )
            lines.append(f'<meta name="{name}" content="{value_text(value)}">')
        return lines

    def process(self) -> None:
        value = self.input_object
        if value is None:
            return
        self.count += 1
        if (self.as_ or "Table").lower() == "list":
            columns = columns_of(value, self.asked)
            if self.count > 1:
                self.write("<tr><td><hr></td></tr>")
            self.write_lines(list_lines(columns, value))
            return
        if not self.started:
            self.columns = columns_of(value, self.asked)
            if not self.columns:
                return
            self.started = True
            self.write_lines(header_lines(self.columns))
        self.write(row_line(self.columns, value))

    def end(self) -> None:
        self.write("</table>")
        self.write_lines(self.post_content)
        if not self.fragment:
            self.write("</body></html>")
