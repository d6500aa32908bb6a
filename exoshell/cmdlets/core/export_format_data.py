"""Export-FormatData."""

from __future__ import annotations

from exoshell.cmdlets.output.destination import TextFile, file_of
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.access import get_property
from exoshell.dotnet.clixml_writer import escape
from exoshell.format.view_data import Field, View
from exoshell.format.views import registry_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cmdlet("Export", "FormatData", default_set="ByPath")
class ExportFormatData(Cmdlet):
    """Writes views to a format file."""

    input_object = Param("System.Object[]", "Views from Get-FormatData.", mandatory=True, pipe=BY_VALUE)
    path = Param("string", "The file.", mandatory=True, sets=("ByPath",), aliases=("FilePath",))
    literal_path = Param(
        "string",
        "The file, its name taken as it is.",
        mandatory=True,
        sets=("ByLiteralPath",),
        aliases=("PSPath", "LP"),
    )
    force = Param("switch", "Write to a read-only file too.")
    no_clobber = Param("switch", "Refuse to replace a file.", aliases=("NoOverwrite",))
    include_script_block = Param("switch", "Write script blocks too.")

    types: list[str]

    def begin(self) -> None:
        self.types = []

    def process(self) -> None:
        given: Any = self.input_object
        for value in given if isinstance(given, list) else [given]:
            self.types += [str(n).lower() for n in get_property(value, "TypeNames") or ()]

    def end(self) -> None:
        literal = self.parameter_set == "ByLiteralPath"
        path = file_of(self.session, self.literal_path if literal else self.path, literal)
        file = TextFile(path, None, False, not self.no_clobber, bool(self.force))
        wanted = [v for v in registry_of(self.session).all_views() if any(t in v.types for t in self.types)]
        parts = "".join(_view(v) for v in wanted)
        file.write(
            f'<?xml version="1.0" encoding="utf-8"?><Configuration><ViewDefinitions>{parts}</ViewDefinitions></Configuration>'
        )
        file.close()


def _view(view: View) -> str:
    types = "".join(f"<TypeName>{escape(n)}</TypeName>" for n in view.names)
    head = f"<Name>{escape(view.name)}</Name><ViewSelectedBy>{types}</ViewSelectedBy>"
    if view.kind == "Table":
        headers = "".join(_header(f) for f in view.columns)
        cells = "".join(f"<TableColumnItem>{_item(f)}</TableColumnItem>" for f in view.columns)
        body = (
            f"<TableControl><TableHeaders>{headers}</TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>{cells}"
            "</TableColumnItems></TableRowEntry></TableRowEntries></TableControl>"
        )
    elif view.kind == "List":
        items = "".join(
            f"<ListItem><Label>{escape(f.label)}</Label>{_item(f)}</ListItem>" for f in view.forms[0].items
        )
        body = f"<ListControl><ListEntries><ListEntry><ListItems>{items}</ListItems></ListEntry></ListEntries></ListControl>"
    elif view.kind == "Wide":
        body = f"<WideControl><WideEntries><WideEntry><WideItem>{_item(view.forms[0].items[0])}</WideItem></WideEntry></WideEntries></WideControl>"
    else:
        return ""
    return f"<View>{head}{body}</View>"


def _header(field: Field) -> str:
    width = f"<Width>{field.width}</Width>" if field.width else ""
    alignment = (
        "",
        "<Alignment>Left</Alignment>",
        "<Alignment>Center</Alignment>",
        "<Alignment>Right</Alignment>",
    )[field.alignment]
    return f"<TableColumnHeader><Label>{escape(field.label)}</Label>{width}{alignment}</TableColumnHeader>"


def _item(field: Field) -> str:
    return f"<PropertyName>{escape(field.expression.text)}</PropertyName>"
