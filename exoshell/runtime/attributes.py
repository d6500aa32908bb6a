"""Attributes written in scripts, as the objects of `command.attributes`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def attribute_from(X: Any, name: str, positional: list[Any], named: dict[str, Any]) -> Any:
    """The attribute object for a bare lower-case name, or None for an unknown one."""
    from exoshell.command import attributes as A

    message = named.get("errormessage")
    if name == "validateset":
        if len(positional) == 1 and getattr(positional[0], "type_name", "") == "System.RuntimeType":
            positional = X.valid_values(positional[0])
        values = [_text(v) for v in _flat(positional)]
        ignore = named.get("ignorecase", True)
        return A.ValidateSet(*values, ignore_case=bool(ignore), message=message)
    if name == "validaterange":
        if len(positional) == 1:
            kind = positional[0]
            return A.ValidateRange(kind=str(getattr(kind, "name", kind)))
        return A.ValidateRange(positional[0], positional[1])
    if name == "validatelength":
        return A.ValidateLength(int(positional[0]), int(positional[1]))
    if name == "validatecount":
        return A.ValidateCount(int(positional[0]), int(positional[1]))
    if name == "validatepattern":
        return A.ValidatePattern(_text(positional[0]), named.get("options", "IgnoreCase"), message)
    if name == "validatescript":
        return A.ValidateScript(positional[0], message)
    if name == "validatenotnull":
        return A.ValidateNotNull()
    if name == "validatenotnullorempty":
        return A.ValidateNotNullOrEmpty()
    if name == "validatenotnullorwhitespace":
        return A.ValidateNotNullOrWhiteSpace()
    if name == "credential":
        return CredentialAttribute()
    return None


def _flat(values: list[Any]) -> list[Any]:
    result: list[Any] = []
    for value in values:
        result.extend(value) if isinstance(value, list) else result.append(value)
    return result


def _text(value: Any) -> str:
    from exoshell.values.conversion import to_text

    return value if type(value) is str else to_text(value)


class CredentialAttribute:
    """`[Credential()]`: asks for a credential where a user name or nothing is given."""

    def transform(self, value: Any, env: Any) -> Any:
        """A PSCredential stays; anything else has to be asked for, which is the session's service."""
        if value is None or getattr(value, "type_name", "") == "System.Management.Automation.PSCredential":
            return value
        ask = env.session.services.get("credentials") if env is not None else None
        return ask(value) if ask is not None else value
