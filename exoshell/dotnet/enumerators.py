"""Enumerators as values: what GetEnumerator() gives."""

from __future__ import annotations

from exoshell.dotnet.errors import net_error
from exoshell.dotnet.table import table
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Enumerator(NetObject):
    """`items` with a position before the first; a pipeline takes what is left."""

    __slots__ = ("items", "position", "shown_type")

    def __init__(self, items: list[Any], type_name: str = "System.Collections.IEnumerator") -> None:
        self.items, self.position, self.shown_type = items, -1, type_name
        self.extension = None
        self.ps_type = None

    @property
    def type_name(self) -> str:  # type: ignore[override]
        return self.shown_type

    def enumerate(self) -> list[Any]:
        """The elements not yet taken."""
        rest = self.items[self.position + 1 :]
        self.position = len(self.items)
        return rest

    @property
    def current(self) -> Any:
        return self.items[self.position] if 0 <= self.position < len(self.items) else None

    def move_next(self) -> bool:
        """MoveNext."""
        self.position = min(self.position + 1, len(self.items))
        return self.position < len(self.items)

    def reset(self) -> None:
        """Reset."""
        self.position = -1


def entry_part(enumerator: Enumerator, name: str) -> Any:
    """Key, Value or Entry of a dictionary's enumerator."""
    current = enumerator.current
    if current is None:
        raise net_error(
            "System.InvalidOperationException", "Enumeration has either not started or has already finished."
        )
    return current if name == "entry" else getattr(current, name)


_DICTIONARY = (
    "System.Collections.IDictionaryEnumerator",
    "System.Collections.Hashtable+HashtableEnumerator",
    "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator",
)
for _name in ("System.Collections.IEnumerator", *_DICTIONARY, "System.CharEnumerator"):
    _t = table(_name)
    _t.add_methods(
        {"MoveNext": lambda e: e.move_next(), "Reset": lambda e: e.reset(), "Dispose": lambda e: None},
        raw=True,
    )
    _t.add_properties({"Current": lambda e: e.current})
for _name in _DICTIONARY:
    table(_name).add_properties(
        {
            "Key": lambda e: entry_part(e, "key"),
            "Value": lambda e: entry_part(e, "value"),
            "Entry": lambda e: entry_part(e, "entry"),
            "Name": lambda e: entry_part(e, "key"),
        }
    )
