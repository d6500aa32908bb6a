"""The Function: drive."""

from __future__ import annotations

from exoshell.cmdlets.providers.registry import Provider

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class FunctionProvider(Provider):
    """Places are names of functions, seen from the current scope."""

    name = "Function"

    def _find(self, path: str) -> Any:
        return self.session.commands.find_in_scopes(self.session.scope, "function", path.lower())

    def exists(self, path: str) -> bool:
        return path == "" or self._find(path) is not None

    def child_names(self, path: str) -> list[str]:
        names: dict[str, str] = {}
        scope = self.session.scope
        while scope is not None:
            for key, info in (scope.tables or {}).get("function", {}).items():
                names.setdefault(key, info.name)
            scope = scope.parent
        return [names[key] for key in sorted(names)]

    def join(self, folder: str, name: str) -> str:
        return name

    def item(self, path: str) -> Any:
        if not path:
            return [self.item(name) for name in self.child_names("")]
        return self._find(path)

    def value(self, path: str) -> Any:
        return self._find(path).factory

    def set_item(self, path: str, value: Any) -> None:
        from exoshell.runtime.definitions import set_function

        set_function(self.session.scope, path, value)

    def remove(self, path: str) -> None:
        scope = self.session.scope
        while scope is not None:
            table = (scope.tables or {}).get("function", {})
            if table.pop(path.lower(), None) is not None:
                self.session.bump()
                return
            scope = scope.parent

    def copy(self, source: str, target: str) -> None:
        self.set_item(target, self.value(source))

    def move(self, source: str, target: str) -> None:
        self.copy(source, target)
        self.remove(source)
