"""New-Object: creates an instance of a .NET class."""

from __future__ import annotations

from exoshell.command.declaration import Cmdlet, Param, cmdlet
from exoshell.values.collections import DictionaryBase
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import PSCustomObject, PSObject

INVOCATION = "System.Management.Automation.MethodInvocationException"


@cmdlet("New", "Object", default_set="Net")
class NewObject(Cmdlet):
    """Creates an instance of a .NET class."""

    type_name = Param("string", "The type's name.", position=0, mandatory=True, sets=("Net",))
    argument_list = Param("System.Object[]", "The arguments.", position=1, sets=("Net",), aliases=("Args",))
    com_object = Param("string", "The COM class.", position=0, mandatory=True, sets=("Com",))
    strict = Param("switch", "Refuse what is not exact.", sets=("Com",))
    property_ = Param("System.Collections.IDictionary", "The properties to use.")

    def process(self) -> None:
        if self.is_bound("ComObject"):
            raise ps_error(
                "NoCOMClassIdentified",
                f"Retrieving the COM class factory for component with CLSID {{00000000-0000-0000-0000-000000000000}} failed: COM objects are not "
                f"available here ({self.com_object}).",
                exception="System.Management.Automation.PSArgumentException",
                category="ResourceUnavailable",
                target=self.com_object,
            )
        made = self._create()
        if self.property_ is not None:
            made = self._set_properties(made)
        self.write(made)

    def _create(self) -> Any:
        name = self.type_name
        ps_type = self.session.find_type(name)
        if ps_type is None:
            raise ps_error(
                "TypeNotFound",
                f"Cannot find type [{name}]: verify that the assembly containing this type is loaded.",
                exception="System.Management.Automation.PSArgumentException",
                category="InvalidType",
                target=None,
            )
        if ps_type.full_name in (
            "System.Management.Automation.PSObject",
            "System.Management.Automation.PSCustomObject",
        ):
            return self._bag()
        from exoshell.dotnet.access import new_object

        arguments = [a.base if type(a) is PSObject else a for a in self.argument_list or []]
        try:
            return new_object(ps_type, arguments)
        except PowerShellError as error:
            raise self._failed(error, ps_type)

    def _bag(self) -> Any:
        arguments = self.argument_list or []
        if arguments and not isinstance(arguments[0], DictionaryBase):
            return arguments[0]
        return PSCustomObject()

    def _failed(self, error: PowerShellError, ps_type: Any) -> PowerShellError:
        """A constructor that is missing or failed."""
        record = error.record
        net = record.exception
        if record.error_id in ("MethodCountCouldNotFindBest", "MethodNotFound"):
            return ps_error(
                "CannotFindAppropriateCtor",
                f"A constructor was not found. Cannot find an appropriate constructor for type {self.type_name}.",
                exception="System.Management.Automation.PSArgumentException",
                category="ObjectNotFound",
            )
        message, inner = net.message, net.inner
        if net.type_name != INVOCATION:
            message = f'Exception calling ".ctor" with "{len(self.argument_list or [])}" argument(s): "{net.message}"'
            inner = net
        return ps_error(
            "ConstructorInvokedThrowException",
            message,
            exception=INVOCATION,
            category="InvalidOperation",
            inner=inner,
        )

    def _set_properties(self, made: Any) -> Any:
        from exoshell.cmdlets.objects.members import add_note
        from exoshell.dotnet.access import set_property

        for key, value in self.property_.items():
            name = str(key)
            if isinstance(made, PSCustomObject):
                made = add_note(made, name, value)
                continue
            try:
                set_property(made, name, value)
            except PowerShellError as error:
                self._report(error, name, made)
        return made

    def _report(self, error: PowerShellError, name: str, made: Any) -> None:
        from exoshell.dotnet.members import properties_of
        from exoshell.values.types import type_of

        if error.record.error_id in ("PropertyNotFound", "PropertyAssignmentException"):
            known = ", ".join(f"[{p.name} <{p.type_text}>]" for p in properties_of(made) if p.settable)
            raise ps_error(
                "InvalidOperationException" if known else "PropertyNotFound",
                f'The member "{name}" was not found for the specified .NET object. {type_of(made).full_name}'.strip(),
                exception="System.InvalidOperationException",
                category="InvalidOperation",
            )
        raise error


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
