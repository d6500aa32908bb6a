"""Member access from generated code: the session's strict mode, per-type caches."""

from __future__ import annotations

from exoshell.dotnet import access
from exoshell.values.collections import Hashtable, fold_key
from exoshell.values.errors import ErrorRecord, NetException
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_property = access.get_property
member_name = access.member_name


def get_member(X: Any, target: Any, name: str) -> Any:
    """`$target.name`."""
    kind = type(target)
    if kind is ErrorRecord:
        if name == "Exception" and target.extension is None:
            return target.exception
    elif kind is NetException and name == "Message" and target.extension is None and target.ps_type is None:
        return target.message
    if X.strict_used:
        return _property(target, name, X.scope.strictness())
    return _property(target, name)


def set_member(X: Any, target: Any, name: str, value: Any) -> None:
    access.set_property(target, name, None if value is AUTOMATION_NULL else value)


def call(X: Any, target: Any, name: str, arguments: list[Any]) -> Any:
    """`$target.name(…)`."""
    return access.call_method(target, name, arguments, X)


def call_base(X: Any, target: Any, ps_type: Any, name: str, arguments: list[Any]) -> Any:
    """`([Base]$x).name(…)`: the base class's own method."""
    cls = ps_type.script
    if cls is not None and getattr(target, "ps_type", ps_type) is not ps_type:
        from exoshell.runtime.classes import choose

        group = cls.all_overloads(name.lower())
        if group:
            chosen, values = choose(group, arguments)
            return chosen.owner.invoke(chosen, target, values)
    return access.call_method(target, name, arguments, X)


def call_member(X: Any, target: Any, name: str, arguments: list[Any], types: Any = None) -> Any:
    return access.call_method(target, name, arguments, X, types)


def call_static(X: Any, target: Any, name: str, arguments: list[Any], types: Any = None) -> Any:
    """`[type]::name(…)`."""
    if name == "new" or name.lower() == "new":
        return access.new_object(access._static_target(target), arguments)
    return access.call_static(target, name, arguments, types)


def static_get(X: Any, target: Any, name: str) -> Any:
    return access.get_static(target, name, X.scope.strictness() if X.strict_used else 0)


def static_set(X: Any, target: Any, name: str, value: Any) -> None:
    access.set_static(target, name, value)


def get_index(X: Any, target: Any, index: Any) -> Any:
    """`$target[index]`."""
    kind = type(target)
    if kind is list and type(index) is int:
        try:
            return target[index]
        except IndexError:
            if not X.strict_used:
                return None
    elif kind is Hashtable and index.__class__ is str and target.fold is fold_key:
        return target.entries.get(index.lower())
    from exoshell.dotnet.indexing import get_index as slow

    return slow(target, index, X.scope.strictness() if X.strict_used else 0)


def set_index(X: Any, target: Any, index: Any, value: Any) -> None:
    if value is AUTOMATION_NULL:
        value = None
    if type(target) is list and type(index) is int and 0 <= index < len(target):
        target[index] = value
        return
    if type(target) is Hashtable and index.__class__ is str and target.fold is fold_key:
        folded = index.lower()
        if folded in target.entries:
            target.entries[folded] = value
            return
    from exoshell.dotnet.indexing import set_index as slow

    slow(target, index, value)


class TypeSite:
    """A type name in a script: `fixed` is the PSType once it is known for good."""

    __slots__ = ("text", "namespaces", "fixed")

    def __init__(self, text: str, namespaces: tuple[str, ...] = ()) -> None:
        self.text = text
        self.namespaces = namespaces
        self.fixed: Any = None

    def find(self, X: Any) -> Any:
        from exoshell.values.errors import ps_error
        from exoshell.values.types import find_type

        if X.types and (self.text.lower() in X.types or "[" in self.text):
            found = X.find_type(self.text, self.namespaces)
        else:
            found = self.fixed = (
                find_type(self.text, self.namespaces) if self.namespaces else find_type(self.text)
            )
        if found is None:
            error = ps_error(
                "TypeNotFound",
                f"Unable to find type [{self.text}].",
                category="InvalidOperation",
                target=self.text,
            )
            error.record.target_type = "TypeName"
            raise error
        return found


def base_constructor(X: Any, this: Any, owner: Any, arguments: list[Any]) -> Any:
    """`: base(…)` of a constructor."""
    from exoshell.runtime.classes import call_base_constructor

    return call_base_constructor(X, this, owner, arguments)
