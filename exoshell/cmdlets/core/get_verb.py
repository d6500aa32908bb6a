"""Get-Verb: lists the approved verbs."""

from __future__ import annotations

from exoshell.cmdlets.objects.results import VerbInfo
from exoshell.cmdlets.objects.verbs import VERBS
from exoshell.command.attributes import ValidateSet
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.values.wildcard import compile_wildcard


@cmdlet("Get", "Verb", output=("System.Management.Automation.VerbInfo",))
class GetVerb(Cmdlet):
    """Lists the approved verbs."""

    verb = Param("string[]", "The verb.", position=0, pipe=BY_VALUE | BY_NAME)
    group = Param(
        "string[]",
        "The groups of verbs.",
        position=1,
        pipe=BY_VALUE | BY_NAME,
        validate=(
            ValidateSet("Common", "Communications", "Data", "Diagnostic", "Lifecycle", "Other", "Security"),
        ),
    )

    def process(self) -> None:
        patterns = [compile_wildcard(v, True) for v in self.verb] if self.is_bound("Verb") else None
        groups = {str(g).lower() for g in self.group} if self.is_bound("Group") else None
        for row in VERBS:
            if patterns is not None and not any(p.matches(row[0]) for p in patterns):
                continue
            if groups is None or row[2].lower() in groups:
                self.write(VerbInfo(*row))
