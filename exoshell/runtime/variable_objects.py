"""PSVariable: a variable as an object."""

from __future__ import annotations

from exoshell.runtime.scope import U, Variable
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class PSVariable(NetObject):
    """System.Management.Automation.PSVariable; reads and writes through to the scope it was found in."""

    type_name = "System.Management.Automation.PSVariable"
    __slots__ = ("name", "scope", "_held")

    def __init__(self, name: str, scope: Any = None, value: Any = None) -> None:
        self.name = name
        self.scope = scope
        self._held = value
        self.extension = None
        self.ps_type = None

    @property
    def content(self) -> Any:
        return self.scope.own(self.name.lower()) if self.scope is not None else self._held

    @property
    def value(self) -> Any:
        content = self.content
        if content is U:
            return None
        return content.read() if isinstance(content, Variable) else content

    @value.setter
    def value(self, value: Any) -> None:
        if self.scope is None:
            self._held = value
        else:
            self.scope.set(self.name.lower(), value)

    @property
    def options(self) -> str:
        content = self.content
        return content.options if isinstance(content, Variable) else "None"

    @property
    def description(self) -> str:
        content = self.content
        return content.description if isinstance(content, Variable) else ""

    @property
    def attributes(self) -> list[Any]:
        content = self.content
        return content.attributes if isinstance(content, Variable) else []


def variable_object(scope: Any, name: str) -> PSVariable | None:
    """The PSVariable of a name looked up from a scope."""
    holder = scope.find_scope(name.lower())
    if holder is None:
        return None
    content = holder.own(name.lower())
    shown = content.name if isinstance(content, Variable) else scope.session.spellings.get(name.lower(), name)
    return PSVariable(shown, holder)


def register_members() -> None:
    """Fill the member table of PSVariable."""
    from exoshell.dotnet.table import table

    members = table(PSVariable.type_name)
    members.add_properties(
        {
            "Name": lambda o: o.name,
            "Description": lambda o: o.description,
            "Options": lambda o: o.options,
            "Attributes": lambda o: o.attributes,
            "Visibility": lambda o: "Public",
            "Module": lambda o: None,
            "ModuleName": lambda o: "",
        }
    )
    members.add_fields({"Value": "value"})

    @members.new(raw=True)
    def create(ps_type: Any, *arguments: Any) -> PSVariable:
        from exoshell.values.conversion import to_text

        return PSVariable(to_text(arguments[0]), None, arguments[1] if len(arguments) > 1 else None)
