"""System.Management.Automation.CompletionResult: what the script of a completer gives."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class CompletionResult(NetObject):
    """`text` goes into the line, `list_text` into the menu, `kind` is a CompletionResultType, `tip` explains."""

    __slots__ = ("text", "list_text", "kind", "tip")
    type_name = "System.Management.Automation.CompletionResult"

    def __init__(self, text: str, list_text: str, kind: Any, tip: str) -> None:
        self.text, self.list_text, self.kind, self.tip = text, list_text, kind, tip
        self.extension = None
        self.ps_type = None


TABLE = table(CompletionResult.type_name)
TABLE.add_properties(
    {
        "CompletionText": lambda r: r.text,
        "ListItemText": lambda r: r.list_text,
        "ResultType": lambda r: r.kind,
        "ToolTip": lambda r: r.tip,
    }
)


@TABLE.new()
def _new(
    of: Any, text: str, list_text: str | None = None, kind: Any = "Text", tip: str | None = None
) -> CompletionResult:
    del of
    from exoshell.values.types import find_type

    ps_type = find_type("System.Management.Automation.CompletionResultType")
    if isinstance(kind, str) and ps_type is not None:
        from exoshell.values.conversion import convert

        kind = convert(kind, ps_type)
    return CompletionResult(
        text, text if list_text is None else list_text, kind, text if tip is None else tip
    )
