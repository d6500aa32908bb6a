"""Modules as objects with methods (`-AsCustomObject`), and the messages of importing."""

from __future__ import annotations

from exoshell.runtime.scope import Variable
from exoshell.values.objects import CodeProperty, PSCustomObject, PSExtendedObject, ScriptMethod

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.runtime.modules import Module

UNAPPROVED = (
    "The names of some imported commands from the module '{0}' include unapproved verbs that might make them less discoverable. To find the "
    "commands with unapproved verbs, run the Import-Module command again with the Verbose parameter. For a list of approved verbs, type Get-Verb."
)
UNAPPROVED_ONE = (
    "The '{0}' command in the {1}' module was imported, but because its name does not include an approved verb, it might be difficult to find. For "
    "a list of approved verbs, type Get-Verb."
)


def as_object(module: Module) -> Any:
    """An object whose methods are the module's functions and whose properties are its variables."""
    made = PSCustomObject()
    made.__class__ = PSExtendedObject
    for name in module.exported("variable"):
        made.notes[name] = variable_property(module, name)
    for name, info in module.exported("function").items():
        made.notes[name] = ScriptMethod(name, info.factory)
    return made


def variable_property(module: Module, name: str) -> Any:
    lowered = name.lower()

    def get(obj: Any) -> Any:
        content = module.scope.own(lowered)
        return content.read() if isinstance(content, Variable) else content

    def put(obj: Any, value: Any) -> None:
        module.scope.set(lowered, value)

    return CodeProperty(name, get, put)


def unapproved(names: list[str]) -> list[str]:
    """The command names whose verb is not an approved one."""
    from exoshell.cmdlets.objects.verbs import APPROVED

    return [n for n in names if "-" in n and n.partition("-")[0].lower() not in APPROVED]
