"""The detailed view of an error (Get-Error): every property that says something, as an indented tree."""

from __future__ import annotations

from exoshell.format.cells import enumerable, plain_text
from exoshell.values.errors import ErrorRecord, NetException, PowerShellError
from exoshell.values.objects import PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEPTH = 10
ELEMENTS = 10
INDENT = 4
PARENT = "System.Management.Automation.ParentContainsErrorRecordException"
_OPENED = (
    "System.Management.Automation.InvocationInfo",
    "System.Management.Automation.ErrorDetails",
)
_HIDDEN = ("PSErrorIndex", "PSMessageDetails")


def detail_lines(record: Any, width: int = 120) -> list[str]:
    """The lines of an error record or exception in full."""
    return _tree(record.base if type(record) is PSObject else record, 0, 0, [])


def _tree(value: Any, indent: int, depth: int, above: list[Any]) -> list[str]:
    pairs = _pairs(value, above)
    room = max((len(name) for name, _ in pairs), default=0)
    lines: list[str] = []
    for name, found in pairs:
        head = " " * indent + name.ljust(room) + " : "
        lines.extend(_entry(head, name, found, indent, depth, [*above, value]))
    return lines


def _pairs(value: Any, above: list[Any]) -> list[tuple[str, Any]]:
    """(name, value) of what is not null, empty, zero or false."""
    from exoshell.format.members import match_names, value_of

    pairs: list[tuple[str, Any]] = []
    if isinstance(value, NetException):
        pairs.append(("Type", value.type_name))
    for name in match_names(value, "*"):
        try:
            found = value_of(value, name)
        except PowerShellError:
            continue
        if name in _HIDDEN or not _says_something(found):
            continue
        if any(found is a for a in above):
            if not (name == "Exception" and isinstance(value, ErrorRecord)):
                continue
            found = NetException(PARENT, found.message)
        pairs.append((name, found))
    return pairs


def _says_something(value: Any) -> bool:
    if value is None or value is False or (isinstance(value, (str, int, float)) and not value):
        return False
    items = None if isinstance(value, (str, NetException, ErrorRecord)) else enumerable(value)
    return items is None or bool(items)


def _entry(head: str, name: str, value: Any, indent: int, depth: int, above: list[Any]) -> list[str]:
    if _is_opened(value):
        if depth >= DEPTH:
            return [head + "\u2026"]
        return [head, *_tree(value, indent + INDENT, depth + 1, above)]
    items = None if isinstance(value, str) else enumerable(value)
    if items is not None:
        shown = [plain_text(i) for i in items[:ELEMENTS]]
        return [head + ", ".join(shown) + ("\u2026" if len(items) > ELEMENTS else "")]
    lines = plain_text(value).split("\n")
    if name == "StackTrace":
        return [head, *lines]
    pad = " " * len(head)
    return [head + lines[0], *(pad + line for line in lines[1:])]


def _is_opened(value: Any) -> bool:
    return isinstance(value, (NetException, ErrorRecord)) or getattr(type(value), "type_name", "") in _OPENED
