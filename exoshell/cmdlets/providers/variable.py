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
        if path == "":
            return True
        scope, name = self._place(path)
        return scope.lookup(name) is not U

    def _place(self, path: str) -> tuple[Any, str]:
        """Where to look for a path and for which name: `script:x` names a scope as it does in a script."""
        from exoshell.runtime.variables import target_scope

        word, mark, rest = path.lower().partition(":")
        scope = target_scope(self.session.scope, word) if mark else None
        return (scope, rest) if scope is not None else (self.session.scope, path.lower())

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

        scope, name = self._place(path)
        holder = scope.find_scope(name)
        return PSVariable(shown_name(holder, name), holder)

    def value(self, path: str) -> Any:
        scope, name = self._place(path)
        return scope.get(name)

    def set_item(self, path: str, value: Any) -> None:
        scope, name = self._place(path)
        holder = scope.find_scope(name) or scope
        content = holder.own(name)
        if isinstance(content, Variable):
            content.assign(value)
        else:
            holder.set(name, value)

    def remove(self, path: str) -> None:
        scope, name = self._place(path)
        holder = scope.find_scope(name)
        if holder is not None:
            holder.remove(name)

    def copy(self, source: str, target: str) -> None:
        self.set_item(target, self.value(source))

    def move(self, source: str, target: str) -> None:
        self.copy(source, target)
        self.remove(source)
