"""Default views of Exchange objects, as data in the form of the shell's own view tables.

A view is `{"types": [...], "view": name, "kind": "Table", "rows": [{"columns": [{"property": …, "header": …, "width": …}]}]}`. Views
whose `evidence` is `recalled` were not seen in a recorded session. Cmdlets without a table here print by the general rule: a list of all
properties.
"""

from __future__ import annotations

from exoshell.schema import outputs
from exoshell.schema.tables import read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Column widths as they show in recorded tables; a column that is not named takes its width from the data.
_WIDTHS: dict[str, dict[str, int]] = {
    "Mailbox": {"Name": 25, "Alias": 15, "Database": 30, "ProhibitSendQuota": 20},
    "MailboxStatistics": {"DisplayName": 25, "ItemCount": 12},
    "MailboxPermission": {"Identity": 20, "User": 20, "IsInherited": 11, "Deny": 5},
    "MailboxFolderPermission": {"FolderName": 20, "User": 20},
}

_views: list[dict[str, Any]] | None = None


def load() -> list[dict[str, Any]]:
    """Every view, each once for the types of the cmdlets that print it (most specific evidence first)."""
    global _views
    if _views is None:
        _views = _make(read_json("views.json")["views"])
    return _views


def recalled() -> list[str]:
    """The cmdlets whose view was not seen in a recorded session."""
    return [name for name, view in read_json("views.json")["views"].items() if view["evidence"] != "seen"]


def _make(given: dict[str, Any]) -> list[dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for cmdlet in sorted(
        given, key=lambda name: (given[name]["evidence"] != "seen", not name.startswith("Get-"), name)
    ):
        view = given[cmdlet]
        if view["style"] != "table":
            continue
        type_name = outputs.type_name(cmdlet)
        if type_name in made:
            continue
        noun = cmdlet.partition("-")[2]
        made[type_name] = {
            "types": ["Deserialized." + type_name, type_name],
            "view": type_name,
            "kind": "Table",
            "evidence": view["evidence"],
            "rows": [{"columns": [_column(noun, header, prop) for header, prop in view["columns"]]}],
        }
    return list(made.values())


def _column(noun: str, header: str, prop: str) -> dict[str, Any]:
    column: dict[str, Any] = {"property": prop}
    if header != prop:
        column["header"] = header
    width = _WIDTHS.get(noun, {}).get(prop)
    if width is not None:
        column["width"] = width
    return column
