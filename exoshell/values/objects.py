"""Objects with PowerShell's extended members.

`PSCustomObject` is `[pscustomobject]`: note properties in a dict, name as first spelled -> value, in order. While every member is a
note the class is exactly `PSCustomObject`, so hot code reads `o.notes[name]` after one `type(o) is PSCustomObject`; as soon as any other
kind of member is added the instance's class becomes `PSExtendedObject`, whose `notes` may hold `Member` instances.

`NetObject` is the base of our own .NET objects. `PSObject` wraps a value that cannot carry members itself (a string, a number, a
list) once `Add-Member` gives it some; every operator unwraps it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CUSTOM_TYPE_NAMES = ("System.Management.Automation.PSCustomObject", "System.Object")


class PSCustomObject:
    """A property bag. `notes`: name -> value; `type_names`: None for the default, else the list shown by `pstypenames`."""

    __slots__ = ("notes", "type_names", "_folded")

    def __init__(self, notes: dict[str, Any] | None = None, type_names: list[str] | None = None) -> None:
        self.notes: dict[str, Any] = {} if notes is None else notes
        self.type_names = type_names
        self._folded: dict[str, str] | None = None

    def find(self, name: str) -> str | None:
        """The spelling under which `name` (any case) is kept, or None."""
        notes = self.notes
        if name in notes:
            return name
        folded = self._folded
        if folded is None or len(folded) != len(notes):
            folded = self._folded = {n.lower(): n for n in notes}
        found = folded.get(name.lower())
        if found is not None and found not in notes:  # a member was replaced by another of the same count
            folded = self._folded = {n.lower(): n for n in notes}
            found = folded.get(name.lower())
        return found

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.notes!r})"


class PSExtendedObject(PSCustomObject):
    """A property bag with members that are not notes."""

    __slots__ = ()


class NetObject:
    """Base of .NET objects of ours; a class names its type in `type_name` (full .NET name) unless `ps_type` is set on the instance."""

    __slots__ = ("extension", "ps_type")
    type_name = "System.Object"

    # extension: None or an ObjectExtension; ps_type: a PSType where the class alone does not tell it
    extension: ObjectExtension | None
    ps_type: Any


class ObjectExtension:
    """Members and type names that were added to one object: `notes` as in PSCustomObject (values or `Member`s)."""

    __slots__ = ("notes", "type_names")

    def __init__(self) -> None:
        self.notes: dict[str, Any] = {}
        self.type_names: list[str] | None = None


class PSObject:
    """A value with added members: `base` is the value, `extension` what was added."""

    __slots__ = ("base", "extension")

    def __init__(self, base: Any, extension: ObjectExtension | None = None) -> None:
        self.base = base
        self.extension = ObjectExtension() if extension is None else extension


class Member:
    """An added member that is not a note."""

    __slots__ = ("name",)
    name: str


class ScriptProperty(Member):
    """`getter` and `setter` are script blocks (or None); `$this` is the object."""

    __slots__ = ("getter", "setter")

    def __init__(self, name: str, getter: Any, setter: Any = None) -> None:
        self.name, self.getter, self.setter = name, getter, setter


class AliasProperty(Member):
    """Another name for the property `target`; `cast` is a PSType to convert to, or None."""

    __slots__ = ("target", "cast")

    def __init__(self, name: str, target: str, cast: Any = None) -> None:
        self.name, self.target, self.cast = name, target, cast


class CodeProperty(Member):
    """A property computed by Python: `get(obj)` and `set(obj, value)` or None."""

    __slots__ = ("get", "set", "type_name")

    def __init__(self, name: str, get: Any, set: Any = None, type_name: str = "System.Object") -> None:
        self.name, self.get, self.set, self.type_name = name, get, set, type_name


class ScriptMethod(Member):
    """A method whose body is a script block with `$this` and `$args`."""

    __slots__ = ("script",)

    def __init__(self, name: str, script: Any) -> None:
        self.name, self.script = name, script


class PropertySet(Member):
    """A named set of properties."""

    __slots__ = ("names",)

    def __init__(self, name: str, names: list[str]) -> None:
        self.name, self.names = name, names
