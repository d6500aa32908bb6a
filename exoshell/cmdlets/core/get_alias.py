"""Get-Alias: gets aliases."""

from __future__ import annotations

from exoshell.cmdlets.objects.aliases import alias_info, all_aliases
from exoshell.cmdlets.objects.variables import has_wildcards, named_scope
from exoshell.command.attributes import ValidateNotNullOrEmpty
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.collation import sort_key
from exoshell.values.errors import ps_error
from exoshell.values.wildcard import compile_wildcard


@cmdlet("Get", "Alias", default_set="Default", output=("System.Management.Automation.AliasInfo",))
class GetAlias(Cmdlet):
    """Gets aliases."""

    name = Param(
        "string[]",
        "The name.",
        position=0,
        pipe=BY_VALUE | BY_NAME,
        sets=("Default",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    exclude = Param("string[]", "What to leave out.")
    scope = Param("string", "The scope: Global, Local, Script, or a number of steps up.")
    definition = Param(
        "string[]", "What the alias stands for.", sets=("Definition",), validate=(ValidateNotNullOrEmpty(),)
    )

    def process(self) -> None:
        scope = named_scope(self.context.scope, self.scope)
        by_name = not self.is_bound("Definition")
        table = all_aliases(self.session, scope, self.is_bound("Name"))
        for wanted in (self.name or ["*"]) if by_name else self.definition:
            pattern = compile_wildcard(wanted, True)
            found = sorted(
                (a for a in table.values() if pattern.matches(a.name if by_name else a.definition)),
                key=lambda a: sort_key(a.name),
            )
            excluded = [compile_wildcard(x, True) for x in self.exclude or []]
            for alias in found:
                if not any(x.matches(alias.name if by_name else alias.definition) for x in excluded):
                    self.write(alias_info(self.session, scope, alias))
            if not found and not has_wildcards(wanted):
                what = (
                    "alias because an alias with the name"
                    if by_name
                    else "alias because an alias with the definition"
                )
                self.write_error(
                    ps_error(
                        "ItemNotFoundException",
                        f"This command cannot find a matching {what} '{wanted}' does not exist.",
                        exception="System.Management.Automation.ItemNotFoundException",
                        category="ObjectNotFound",
                        target=wanted,
                    )
                )
