"""The Alias: drive."""

from __future__ import annotations

from exoshell.cmdlets.providers.registry import Provider

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class AliasProvider(Provider):
    """Places are names of aliases, seen from the current scope."""

    name = "Alias"

    def exists(self, path: str) -> bool:
        return path == "" or self.session.commands.find_alias(path.lower(), self.session.scope) is not None

    def child_names(self, path: str) -> list[str]:
        from exoshell.cmdlets.objects.aliases import all_aliases

        found = all_aliases(self.session, self.session.scope)
        return [found[key].name for key in sorted(found)]

    def join(self, folder: str, name: str) -> str:
        return name

    def item(self, path: str) -> Any:
        if not path:
            return [self.item(name) for name in self.child_names("")]
        from exoshell.cmdlets.objects.aliases import alias_info

        return alias_info(
            self.session,
            self.session.scope,
            self.session.commands.find_alias(path.lower(), self.session.scope),
        )

    def value(self, path: str) -> Any:
        return self.session.commands.find_alias(path.lower(), self.session.scope).definition

    def set_item(self, path: str, value: Any) -> None:
        from exoshell.runtime.lookup import Alias
        from exoshell.values.conversion import to_text

        self.session.commands.table(self.session.scope, "alias")[path.lower()] = Alias(path, to_text(value))
        self.session.removed_aliases.discard((path.lower(),))
        self.session.bump()

    def remove(self, path: str) -> None:
        scope = self.session.scope
        while scope is not None:
            if (scope.tables or {}).get("alias", {}).pop(path.lower(), None) is not None:
                break
            scope = scope.parent
        else:
            self.session.removed_aliases.add((path.lower(),))
        self.session.bump()

    def copy(self, source: str, target: str) -> None:
        self.set_item(target, self.value(source))

    def move(self, source: str, target: str) -> None:
        self.copy(source, target)
        self.remove(source)
