"""How help objects are printed: lines with an indentation, one block a section."""

from __future__ import annotations

from exoshell.command.members import COMMON_NAMES, parameter_sets, short_type
from exoshell.format.view_data import Form, View
from exoshell.format.views import registry_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TYPES = ("MamlCommandHelpInfo", "ExtendedCmdletHelpInfo", "MamlCommandHelpInfo#parameter")
COMMON_TEXT = (
    "This cmdlet supports the common parameters: Verbose, Debug,",
    "ErrorAction, ErrorVariable, WarningAction, WarningVariable,",
    "OutBuffer, PipelineVariable, and OutVariable. For more information, see",
    "about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216). ",
)


class HelpView(View):
    """A view whose items are made for each object."""

    def row_for(self, value: Any) -> Form:
        form = Form.__new__(Form)
        form.types, form.test = (), None
        form.items = items_of(value)
        return form


def register(session: Any) -> None:
    """Make the session's formatter know help objects."""
    registry = registry_of(session, make=True)
    if any(type(view) is HelpView for view in registry.appended):
        return
    registry.appended.append(HelpView("help", "Custom", TYPES))


class Page:
    """Collects drawing items."""

    def __init__(self) -> None:
        self.items: list[Any] = []

    def line(self, text: str = "", indent: int = 0) -> None:
        """Lines of text; a line end inside begins a new one."""
        for part in text.split("\n"):
            if indent:
                self.items.append({"frame": [{"text": part}, {"newline": 1}], "left": indent})
            else:
                self.items += [{"text": part}, {"newline": 1}]

    def section(self, title: str, text: str, blanks: int = 1) -> None:
        self.line(title)
        self.line(text, 4)
        for _ in range(blanks):
            self.line("", 4)


def items_of(value: Any) -> list[Any]:
    page = Page()
    kind = (value.type_names or [""])[0]
    if kind.endswith("#parameter"):
        parameter_block(page, value.notes, 0)
    elif kind.startswith("ExtendedCmdletHelpInfo"):
        plain_page(page, value.notes)
    else:
        full_page(page, value.notes)
    return page.items


def syntax_lines(page: Page, info: Any, net_names: bool) -> None:
    from exoshell.cmdlets.help.objects import net_name

    for shown in parameter_sets(info):
        parts = [info.name]
        rows = [p for p in shown.parameters if p.info.name not in COMMON_NAMES]
        rows.sort(key=lambda p: (p.data.position is None, p.data.position or 0))
        for row in rows:
            name, kind = row.info.name, net_name(row.info) if net_names else short_type(row.info)
            text = f"-{name}" if row.data.position is None else f"[-{name}]"
            if not row.info.is_switch:
                text += f" <{kind}>"
            parts.append(text if row.data.mandatory else f"[{text}]")
        if info.cmdlet_binding or net_names:
            parts.append("[<CommonParameters>]")
        page.line(" ".join(parts) + ("" if net_names else " "), 4)
        page.line("", 4)


def parameter_block(page: Page, notes: dict[str, Any], indent: int) -> None:
    kind = notes["type"].notes["name"]
    switch = kind == "SwitchParameter"
    page.line(f"-{notes['name']} " + (f"[<{kind}>]" if switch else f"<{kind}>"), indent)
    for text in notes.get("description") or ():
        page.line(text.notes["Text"], indent + 4)
    page.line("", indent + 4)
    rows = (
        ("Required?", notes["required"]),
        ("Position?", notes["position"]),
        ("Default value", notes["defaultValue"]),
        ("Accept pipeline input?", notes["pipelineInput"]),
        ("Aliases", notes["aliases"] or ""),
        ("Accept wildcard characters?", notes["globbing"]),
    )
    for label, text in rows:
        page.line(f"{label:<29}{text}", indent + 4)
    page.line("", indent + 4)


def full_page(page: Page, notes: dict[str, Any]) -> None:
    """Help with texts, in the form that `helpView` names."""
    view = notes.get("helpView", "")
    name, info = notes["Name"], notes["commandInfo"]
    page.section("NAME", name)
    page.section("SYNOPSIS", notes["Synopsis"], 2)
    if view == "Examples":
        examples(page, notes)
        return
    page.line("SYNTAX")
    syntax_lines(page, info, True)
    page.line("", 4)
    page.line("DESCRIPTION")
    for text in notes.get("description") or ():
        page.line(text.notes["Text"], 4)
    page.line("", 4)
    page.line()
    if view in ("Full", "Detailed"):
        parameters(page, notes, view == "Full")
    if view == "Full":
        for title, key, inner in (
            ("INPUTS", "inputTypes", "inputType"),
            ("OUTPUTS", "returnValues", "returnValue"),
        ):
            page.line(title)
            found = notes.get(key)
            if found is not None:
                page.line(found.notes[inner].notes["type"].notes["name"], 4)
            page.line("", 4)
            page.line("", 4)
        if notes.get("alertSet") is not None:
            page.line("NOTES")
            page.line("", 4)
            page.line("", 4)
            for text in notes["alertSet"].notes["alert"]:
                page.line(text.notes["Text"], 8)
            page.line("", 4)
    if view in ("Full", "Detailed"):
        examples(page, notes)
        if view == "Full" and notes.get("examples") is not None:
            page.line("", 4)
    if view != "Detailed":
        links(page, notes)
    if view != "Full":
        remarks(page, name, notes)


def parameters(page: Page, notes: dict[str, Any], full: bool) -> None:
    page.line("PARAMETERS")
    for row in notes["parameters"].notes["parameter"]:
        if full:
            parameter_block(page, row.notes, 4)
            continue
        kind = row.notes["type"].notes["name"]
        page.line(f"-{row.notes['name']} " + (f"[<{kind}>]" if kind == "SwitchParameter" else f"<{kind}>"), 4)
        for text in row.notes.get("description") or ():
            page.line(text.notes["Text"], 8)
        page.line("", 8)
    page.line("<CommonParameters>", 4)
    for line in COMMON_TEXT:
        page.line(line, 8)
    page.line("", 4)


def examples(page: Page, notes: dict[str, Any]) -> None:
    found = notes.get("examples")
    for example in found.notes["example"] if found is not None else ():
        page.line(example.notes["title"], 4)
        page.line("", 4)
        page.line(example.notes["introduction"][0].notes["Text"] + example.notes["code"], 4)
        if example.notes["remarkText"]:
            page.line(example.notes["remarkText"], 4)
        for _ in range(4):
            page.line("", 4)
    if found is not None:
        page.line("", 4)
        page.line("", 4)


def links(page: Page, notes: dict[str, Any]) -> None:
    page.line("RELATED LINKS")
    found = notes.get("relatedLinks")
    for link in found.notes["navigationLink"] if found is not None else ():
        page.line((link.notes["linkText"] + " " if link.notes["linkText"] else "") + link.notes["uri"], 4)
    page.line()


def remarks(page: Page, name: str, notes: dict[str, Any]) -> None:
    page.line("REMARKS")
    page.line(f'To see the examples, type: "Get-Help {name} -Examples"', 4)
    page.line(f'For more information, type: "Get-Help {name} -Detailed"', 4)
    page.line(f'For technical information, type: "Get-Help {name} -Full"', 4)
    found = notes.get("relatedLinks")
    if found is not None and found.notes["navigationLink"]:
        page.items.append(
            {"text": f'    For online help, type: "Get-Help {name} -Online"'}
        )  # no line end follows


def plain_page(page: Page, notes: dict[str, Any]) -> None:
    """Help of a command that has no texts."""
    view, info = notes.get("helpView", ""), notes["commandInfo"]
    if view == "Examples":
        page.line("NAME")
        page.line(notes["Name"], 4)
        page.line()
    else:
        page.section("NAME", notes["Name"])
        page.line("SYNTAX")
        syntax_lines(page, info, False)
        page.line("", 4)
    if view in ("Full", "Detailed"):
        page.line("PARAMETERS")
        for row in notes["parameters"].notes["parameter"]:
            plain_block(page, row.notes)
        if info.cmdlet_binding:
            page.line("<CommonParameters>", 4)
            for line in COMMON_TEXT:
                page.line(line, 8)
        page.line("", 4)
        page.section("INPUTS", "None", 2)
        page.section("OUTPUTS", "\n".join(info.output) or "System.Object", 1)
    page.line("ALIASES")
    page.line("None", 4)
    page.line("", 4)
    page.line()
    page.line("REMARKS")
    page.line("None", 4)


def plain_block(page: Page, notes: dict[str, Any]) -> None:
    kind = notes["parameterValue"]
    page.line(f"-{notes['name']}" + ("" if kind == "switch" else f" <{kind}>"), 4)
    page.line("", 8)
    for label, key in (
        ("Required?", "required"),
        ("Position?", "position"),
        ("Accept pipeline input?", "pipelineInput"),
        ("Parameter set name", "parameterSetName"),
        ("Aliases", "aliases"),
        ("Dynamic?", "isDynamic"),
        ("Accept wildcard characters?", "globbing"),
    ):
        page.line(f"{label:<29}{notes[key]}", 8)
    page.line("", 8)
