"""What Update-TypeData adds to types while the shell runs: members, display sets, display properties.

`EXTENSIONS` is empty in most sessions, so readers test it first. It stands above what PowerShell itself adds to .NET types and below
what was added to one object.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class TypeExtension:
    """Additions to one type. `members`: name as spelled -> `objects.Member`, or a plain value for a note; `display_set` and `key_set`:
    property names or None; `display_property` and `serialization` what they say, or None."""

    __slots__ = ("type_name", "members", "display_set", "key_set", "display_property", "serialization")

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name
        self.members: dict[str, Any] = {}
        self.display_set: list[str] | None = None
        self.key_set: list[str] | None = None
        self.display_property: str | None = None
        self.serialization: dict[str, Any] = {}

    def find(self, name: str) -> str | None:
        """The spelling under which a member is kept, or None."""
        folded = name.lower()
        for known in self.members:
            if known.lower() == folded:
                return known
        return None


EXTENSIONS: dict[str, TypeExtension] = {}  # lower type name -> its additions


def extension(type_name: str) -> TypeExtension:
    """The additions to a type, made at first need."""
    return EXTENSIONS.setdefault(type_name.lower(), TypeExtension(type_name))


def extensions_of(names: Iterable[str]) -> list[TypeExtension]:
    """The additions to an object with these type names, of the most derived type first."""
    return [EXTENSIONS[name.lower()] for name in names if name.lower() in EXTENSIONS]
