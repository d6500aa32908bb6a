"""The Env: drive: environment variables as DictionaryEntry items."""

from __future__ import annotations

from exoshell.cmdlets.providers.registry import Provider
from exoshell.values.collections import DictionaryEntry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class EnvironmentProvider(Provider):
    """Places are names of variables; on this platform their case counts."""

    name = "Environment"

    @property
    def variables(self) -> Any:
        return self.session.host.environ

    def exists(self, path: str) -> bool:
        return path == "" or path in self.variables

    def child_names(self, path: str) -> list[str]:
        return sorted(self.variables)

    def join(self, folder: str, name: str) -> str:
        return name

    def item(self, path: str) -> Any:
        if not path:
            return [DictionaryEntry(name, self.variables[name]) for name in self.child_names("")]
        return DictionaryEntry(path, self.variables[path])

    def value(self, path: str) -> Any:
        return self.variables[path]

    def set_item(self, path: str, value: Any) -> None:
        if value is None:
            self.variables.pop(path, None)
            return
        from exoshell.values.conversion import to_text

        self.variables[path] = to_text(value)

    def remove(self, path: str) -> None:
        self.variables.pop(path, None)

    def copy(self, source: str, target: str) -> None:
        self.variables[target] = self.variables[source]

    def move(self, source: str, target: str) -> None:
        self.variables[target] = self.variables.pop(source)
