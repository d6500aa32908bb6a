"""Variables with a type or checks."""

from __future__ import annotations

from exoshell.runtime.scope import Variable
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

BOOLEAN_MESSAGE = "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."


def converter(ps_type: Any) -> Callable[[Any], Any]:
    """A function that converts to a variable's type, wrapping failures as PowerShell does for variables."""
    from exoshell.values.conversion import convert

    name = ps_type.full_name
    boolean = name in ("System.Boolean", "System.Management.Automation.SwitchParameter")

    def run(value: Any) -> Any:
        if value is AUTOMATION_NULL:
            value = None
        if boolean and (value is None or isinstance(value, (str, list))):
            from exoshell.values.types import type_of

            shown = type_of(value).full_name if value is not None else ""
            raise metadata_error(f'Cannot convert value "{shown}" to type "{name}". {BOOLEAN_MESSAGE}')
        try:
            return convert(value, ps_type)
        except PowerShellError as error:
            raise metadata_error(error.record.exception.message, error) from error

    return run


def metadata_error(message: str, cause: PowerShellError | None = None) -> PowerShellError:
    return ps_error(
        "RuntimeException",
        message,
        exception="System.Management.Automation.ArgumentTransformationMetadataException",
        category="MetadataError",
        inner=cause.record.exception if cause is not None else None,
    )


def validator(X: Any, name: str, attribute: Any) -> Callable[[Any], Any]:
    """A function that checks an assignment against a validation attribute."""

    def run(value: Any) -> Any:
        from exoshell.command.attributes import ValidationFailure

        try:
            attribute.validate(value, X.plain_context())
        except (ValidationFailure, PowerShellError):
            from exoshell.values.conversion import to_text

            raise ps_error(
                "ValidateSetFailure",
                f"The variable cannot be validated because the value {to_text(value)} is not a valid value for the {name} variable.",
                exception="System.Management.Automation.ValidationMetadataException",
                category="MetadataError",
            ) from None
        return value

    return run


def constraints_of(X: Any, name: str, steps: Any) -> list[Callable[[Any], Any]]:
    """The functions of a typed variable, in the order in which they run (innermost first)."""
    made: list[Callable[[Any], Any]] = []
    checks: list[Callable[[Any], Any]] = []
    for step in reversed(steps):
        if step[0] == "type":
            made.append(converter(step[2]))
            continue
        from exoshell.runtime.functions import make_attribute

        attribute = make_attribute(X, step)
        if hasattr(attribute, "transform"):
            made.append(transformer(X, attribute))
        else:
            checks.append(validator(X, name, attribute))
    return made + checks


def assign_typed(S: Any, path: str, steps: Any, value: Any) -> None:
    """`[type][check()]$path = value`."""
    from exoshell.runtime.variables import target_scope

    prefix, _, name = path.rpartition(":")
    scope = (target_scope(S, prefix.lower()) or S) if prefix else S
    constraints = constraints_of(S.session, name, steps)
    old = scope.own(name.lower())
    if isinstance(old, Variable):
        old.check_writable()
    variable = Variable(name)
    for constraint in constraints:
        value = constraint(value)
    variable.value = value
    variable.constraints = constraints
    variable.attributes = list(steps)
    scope.put(name.lower(), variable)


def check_parameter(X: Any, parameter: Any, value: Any) -> Any:
    """A later assignment to a parameter's variable."""
    if not parameter.is_object:
        value = converter(parameter.ps_type)(value)
    for attribute in parameter.transformations:
        value = attribute.transform(value, X.plain_context())
    for attribute in parameter.attributes:
        value = validator(X, parameter.name, attribute)(value)
    return value


def transformer(X: Any, attribute: Any) -> Any:
    """A transformation attribute as a function of the value."""

    def transform(value: Any) -> Any:
        return attribute.transform(value, X.plain_context())

    return transform
