"""The detailed view of an error (Get-Error): every property that says something, as an indented tree."""

from __future__ import annotations

from exoshell.format.cells import enumerable, plain_text
from exoshell.format.errors import category_text
from exoshell.values.errors import ErrorRecord, NetException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEPTH = 10
ELEMENTS = 10
INDENT = 4
_OPENED = (
    "System.Management.Automation.InvocationInfo",
    "System.Management.Automation.ErrorDetails",
)
_LONG = ("ScriptStackTrace", "StackTrace", "PositionMessage")


def detail_lines(record: Any, width: int = 120) -> list[str]:
    """The lines of an error record or exception in full, with a blank line before it."""
    return ["", *_tree(record, 0, 0, []), ""]


def _tree(value: Any, indent: int, depth: int, above: list[Any]) -> list[str]:
    pairs = _pairs(value, above)
    if not pairs:
        return []
    room = max(len(name) for name, _ in pairs)
    lines: list[str] = []
    for name, found in pairs:
        head = " " * indent + name.ljust(room) + " : "
        lines.extend(_entry(head, name, found, indent, depth, [*above, value]))
    return lines


def _pairs(value: Any, above: list[Any]) -> list[tuple[str, Any]]:
    from exoshell.format.members import property_names, value_of

    pairs: list[tuple[str, Any]] = []
    if isinstance(value, NetException):
        pairs.append(("Type", value.type_name))
    for name in property_names(value):
        try:
            found = value_of(value, name)
        except Exception:  # noqa: BLE001 - a getter that fails says nothing
            continue
        if found is None or found == "" or (name == "PSMessageDetails") or any(found is a for a in above):
            continue
        items = None if isinstance(found, str) else enumerable(found)
        if items is not None and not items:
            continue
        pairs.append((name, found))
    return pairs


def _entry(head: str, name: str, value: Any, indent: int, depth: int, above: list[Any]) -> list[str]:
    if _is_opened(value) and depth < DEPTH:
        if isinstance(value, ErrorRecord) and any(a is value for a in above):
            return []
        return [head.rstrip(), *_tree(value, indent + INDENT, depth + 1, above), ""][: None if depth == 0 else -1]
    if getattr(type(value), "type_name", "") == "System.Management.Automation.ErrorCategoryInfo":
        return [head + plain_text(value)]
    items = None if isinstance(value, str) else enumerable(value)
    if items is not None:
        shown = [plain_text(i) for i in items[:ELEMENTS]]
        return [head + ", ".join(shown) + ("\u2026" if len(items) > ELEMENTS else "")]
    text = plain_text(value)
    if name in _LONG and "\n" in text or name == "StackTrace":
        pad = " " * (indent + INDENT)
        return [head.rstrip(), *(pad + line.strip() for line in text.split("\n"))]
    lines = text.split("\n")
    pad = " " * len(head)
    return [head + lines[0], *(pad + line for line in lines[1:])]


def _is_opened(value: Any) -> bool:
    return isinstance(value, (NetException, ErrorRecord)) or getattr(type(value), "type_name", "") in _OPENED


__all__ = ["category_text", "detail_lines"]
