"""The Variable: drive."""

from __future__ import annotations

from exoshell.cmdlets.providers.registry import Provider
from exoshell.runtime.scope import U, Variable
from exoshell.runtime.variable_objects import PSVariable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class VariableProvider(Provider):
    """Places are names of variables, seen from the current scope."""

    name = "Variable"

    def exists(self, path: str) -> bool:
        return path == "" or self.session.scope.lookup(path.lower()) is not U

    def child_names(self, path: str) -> list[str]:
        from exoshell.cmdlets.objects.variables import shown_name, visible

        table = visible(self.session.scope, False)
        return sorted((shown_name(scope, name) for name, scope in table.items()), key=str.lower)

    def join(self, folder: str, name: str) -> str:
        return name

    def item(self, path: str) -> Any:
        if not path:
            return [self.item(name) for name in self.child_names("")]
        from exoshell.cmdlets.objects.variables import shown_name

        holder = self.session.scope.find_scope(path.lower())
        return PSVariable(shown_name(holder, path.lower()), holder)

    def value(self, path: str) -> Any:
        return self.session.scope.get(path.lower())

    def set_item(self, path: str, value: Any) -> None:
        holder = self.session.scope.find_scope(path.lower()) or self.session.scope
        content = holder.own(path.lower())
        if isinstance(content, Variable):
            content.assign(value)
        else:
            holder.set(path.lower(), value)

    def remove(self, path: str) -> None:
        holder = self.session.scope.find_scope(path.lower())
        if holder is not None:
            holder.remove(path.lower())

    def copy(self, source: str, target: str) -> None:
        self.set_item(target, self.value(source))

    def move(self, source: str, target: str) -> None:
        self.copy(source, target)
        self.remove(source)
