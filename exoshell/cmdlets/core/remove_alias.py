"""Remove-Alias: removes aliases."""

from __future__ import annotations

from exoshell.cmdlets.objects.aliases import alias_info, all_aliases, no_alias, not_writable
from exoshell.cmdlets.objects.variables import named_scope
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet


@cmdlet("Remove", "Alias", default_set="Default")
class RemoveAlias(Cmdlet):
    """Removes aliases."""

    name = Param("string[]", "The name.", position=0, mandatory=True, pipe=BY_VALUE | BY_NAME)
    scope = Param("string", "The scope: Global, Local, Script, or a number of steps up.")
    force = Param("switch", "Do it where it would otherwise be refused.")

    def process(self) -> None:
        scope = named_scope(self.context.scope, self.scope)
        session = self.session
        for name in self.name or []:
            alias = all_aliases(session, scope).get(name.lower())
            if alias is None:
                self.write_error(no_alias(name))
                continue
            options = alias_info(session, scope, alias).options.lower()
            if "constant" in options or ("readonly" in options and not self.force):
                self.write_error(not_writable(name))
                continue
            current = scope
            while current is not None:
                if (
                    current.tables is not None
                    and current.tables.get("alias", {}).pop(name.lower(), None) is not None
                ):
                    break
                current = current.parent
            session.removed_aliases.add((name.lower(),))
            session.bump()
