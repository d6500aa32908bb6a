"""Errors a cmdlet can end with, as the wire carries them."""

from __future__ import annotations

_TASKS = "Microsoft.Exchange.Configuration.Tasks."
_DATA = "Microsoft.Exchange.Data."
_DIRECTORY = "Microsoft.Exchange.Data.Directory."
_INVOCATION = "Microsoft.Exchange.AdminApi.CommandInvocation."


class CommandError(Exception):
    """A cmdlet failed. ``id`` is ``Ex`` and six hex digits, or empty where the service sends none."""

    def __init__(
        self,
        text: str,
        type: str,
        id: str = "",
        *,
        status: int = 400,
        category: str = "Client",
        target: str = "",
        details: bool = True,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.type = type
        self.id = id
        self.status = status
        self.category = category
        self.target = target
        self.details = details


class Denied(Exception):
    """The caller has no role for the cmdlet: 403 with an empty body and the reason in headers."""


def not_found(identity: object, server: str) -> CommandError:
    """No object has this identity."""
    return CommandError(
        f"The operation couldn't be performed because object '{identity}' couldn't be found on '{server}'.",
        _TASKS + "ManagementObjectNotFoundException",
        "Ex6F9304",
        target=str(identity),
    )


def mailbox_missing(identity: object) -> CommandError:
    """No mailbox has this identity, as the cmdlets for a mailbox's contents say it."""
    return CommandError(
        f'The specified mailbox Identity:"{identity}" doesn\'t exist.',
        _TASKS + "ManagementObjectNotFoundException",
        "Ex41BAF5",
        target=str(identity),
    )


def ambiguous(identity: object) -> CommandError:
    """More than one object has this identity."""
    return CommandError(
        f"The operation couldn't be performed because object '{identity}' matches multiple entries.",
        _TASKS + "ManagementObjectAmbiguousException",
        "ExC9F1A1",
        target=str(identity),
    )


def already_exists(identity: object) -> CommandError:
    """An object with this name is there already."""
    return CommandError(
        f'The object "{identity}" already exists. Provide a different name.',
        _DIRECTORY + "ADObjectAlreadyExistsException",
        "Ex8D4C3F",
        target=str(identity),
    )


def address_taken(address: str, owner: str) -> CommandError:
    """Another recipient has the proxy address."""
    return CommandError(
        f'The proxy address "{address}" is already being used by the proxy addresses or LegacyExchangeDN of '
        f'"{owner}". Please choose another proxy address.',
        _DIRECTORY + "Recipient.ProxyAddressExistsException",
        "Ex9F3B21",
        target=address,
    )


def unknown_parameter(*names: str) -> CommandError:
    """The parameters fit no parameter set of the cmdlet."""
    return CommandError(
        "Parameter set cannot be resolved using the specified named parameters. "
        f"Invalid cmdlet parameters specified. {', '.join(names)}",
        _INVOCATION + "AmbiguousParameterSetException",
    )


def missing_parameters(names: list[str]) -> CommandError:
    """Mandatory parameters have no value."""
    return CommandError(
        "Cannot process command because of one or more missing mandatory parameters: "
        + " ".join(names)
        + ".",
        "System.Management.Automation.ParameterBindingException",
        category="InvalidArgument",
    )


def bad_value(parameter: str, value: object, type: str, names: list[str] | None = None) -> CommandError:
    """A value that the parameter's type cannot take; ``names`` are the members of an enumeration."""
    if names:
        text = (
            f"Cannot process argument transformation on parameter '{parameter}'. Cannot convert value "
            f'"{value}" to type "{type}". Error: "Unable to match the identifier name {value} to a valid '
            "enumerator name. Specify one of the following enumerator names and try again:\n"
            f'{", ".join(names)}"'
        )
        return CommandError(text, _INVOCATION + "ParameterTransformationException", details=False)
    return CommandError(
        f"Cannot process argument transformation on parameter '{parameter}'. Cannot convert value "
        f'"{value}" to type "{type}".',
        _INVOCATION + "ParameterTransformationException",
        details=False,
    )


def invalid(text: str, target: str = "") -> CommandError:
    """A value that is well formed and still not allowed."""
    return CommandError(text, _DATA + "DataValidationException", "Ex5E2A8C", target=target)


def recipient_task(text: str, target: str = "") -> CommandError:
    """What a recipient cmdlet refuses."""
    return CommandError(
        text, "Microsoft.Exchange.Management.Tasks.RecipientTaskException", "Ex3DD2A1", target=target
    )


def bad_filter_property(name: str, valid: list[str]) -> CommandError:
    """The filter names a property that cannot be filtered."""
    return CommandError(
        "Cannot bind parameter 'Filter' to the target. Exception setting \"Filter\": "
        f'""{name}" is not a recognized filterable property. Valid property names are: {", ".join(valid)}"',
        "Microsoft.Exchange.Data.ParsingException",
        "Ex1B4E8D",
        category="InvalidArgument",
    )


def bad_filter(text: str, why: str, parameter: str = "Filter") -> CommandError:
    """The filter cannot be read."""
    return CommandError(
        f"Cannot bind parameter '{parameter}' to the target. Exception setting \"{parameter}\": "
        f'"Invalid filter syntax: {why} For a description of the filter parameter syntax see the command help. '
        f'"{text}"."',
        "Microsoft.Exchange.Data.ParsingException",
        "Ex1B4E8E",
        category="InvalidArgument",
    )


def not_emulated(cmdlet: str) -> CommandError:
    """The cmdlet exists and this tenant cannot answer it."""
    return CommandError(
        f"{cmdlet} isn't emulated: this tenant keeps no data that it could answer with.",
        "Exoshell.Emulator.CmdletNotEmulatedException",
        status=501,
        category="NotImplemented",
        target=cmdlet,
    )
