"""The options of the command line, spelled, abbreviated and refused as `pwsh` does it. By hand: this is on the start path."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

EXIT_BAD_ARGUMENT = 64
EXIT_INITIALIZATION = 70

# option -> shortest abbreviation that is accepted; further spellings stand in SHORT
OPTIONS = {
    "command": "c",
    "commandwithargs": "commandwithargs",
    "configurationfile": "configurationfile",
    "configurationname": "config",
    "connect": "connect",
    "custompipename": "cus",
    "encodedarguments": "encodeda",
    "encodedcommand": "e",
    "executionpolicy": "ex",
    "file": "f",
    "help": "h",
    "inputformat": "inp",
    "interactive": "i",
    "login": "l",
    "mta": "mta",
    "noexit": "noe",
    "nologo": "nol",
    "noninteractive": "noni",
    "noprofile": "nop",
    "noprofileloadtime": "noprofileloadtime",
    "outputformat": "o",
    "removeworkingdirectorytrailingcharacter": "removeworkingdirectorytrailingcharacter",
    "settingsfile": "settings",
    "sshservermode": "sshs",
    "sta": "sta",
    "tenant": "tenant",
    "version": "v",
    "windowstyle": "w",
    "workingdirectory": "wo",
}
SHORT = {"?": "help", "cwa": "commandwithargs", "ec": "encodedcommand", "ea": "encodedarguments", "ep": "executionpolicy",
         "if": "inputformat", "of": "outputformat", "wd": "workingdirectory"}  # fmt: skip
OURS = frozenset(("tenant", "connect"))  # not pwsh's: written with two dashes, never abbreviated
SUGGESTED = [
    option
    for option in OPTIONS
    if option not in OURS
    and option
    not in (
        "help",
        "encodedarguments",
        "sshservermode",
        "configurationfile",
        "file",
        "interactive",
        "mta",
        "sta",
    )
]
POLICIES = ("Unrestricted", "RemoteSigned", "AllSigned", "Restricted", "Default", "Bypass", "Undefined")
PIPE_NAME_LIMIT = 103


class UsageError(Exception):
    """A command line that cannot be run. `usage`: the usage text follows on standard output."""

    def __init__(self, message: str, code: int = EXIT_BAD_ARGUMENT, usage: bool = True) -> None:
        Exception.__init__(self, message)
        self.message, self.code, self.usage = message, code, usage


class Options:
    """What the command line asks for. `mode`: 'interactive', 'command', 'stdin', 'file', 'version' or 'help'."""

    def __init__(self) -> None:
        self.mode = "interactive"
        self.text = ""
        self.file = ""
        self.arguments: list[str] = []
        self.with_arguments = False
        self.encoded = False
        self.no_exit = False
        self.no_logo = False
        self.no_profile = False
        self.non_interactive = False
        self.interactive = False
        self.working_directory: str | None = None
        self.execution_policy: str | None = None
        self.input_format: str | None = None
        self.output_format: str | None = None
        self.settings_file: str | None = None
        self.configuration_file: str | None = None
        self.tenant: str | None = None
        self.connect = False


def not_a_script(name: str) -> UsageError:
    return UsageError(
        f"The argument '{name}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was "
        "included, verify that the path is correct and try again."
    )


def find_option(argument: str) -> str | None:
    """The option that an argument names, or None where it is none."""
    name = argument[2:] if argument.startswith("--") else argument[1:]
    name = name.lower()
    if name in SHORT:
        return SHORT[name]
    if argument.startswith("--") and name in OURS:
        return name
    for option, shortest in OPTIONS.items():
        if option not in OURS and option.startswith(name) and len(name) >= len(shortest):
            return option
    return None


def parse(arguments: list[str]) -> Options:
    """Read the arguments behind the program's name."""
    options = Options()
    position = 0
    count = len(arguments)
    while position < count:
        argument = arguments[position]
        position += 1
        if not argument or argument[0] not in "-/\u2013\u2014\u2015" or argument == "-":
            return _implied_file(options, argument, arguments[position:])
        if argument[0] == "/" and find_option(argument) is None:
            return _implied_file(options, argument, arguments[position:])
        option = find_option(argument)
        if option is None:
            raise _unknown(argument)
        take = _TAKES.get(option)
        if take is None:
            if option in _FLAGS:
                setattr(options, _FLAGS[option], True)
            elif option in ("help", "version"):
                options.mode = option
                return options
            elif option in ("sta", "mta"):
                raise UsageError(
                    f"Parameter -{option.upper()} is not supported on this platform.", usage=False
                )
            continue
        rest = arguments[position:]
        used = take(options, rest)
        if used < 0:
            return options
        position += used
    return options


def _unknown(argument: str) -> UsageError:
    listed = [] if argument.startswith("--") else _could_mean(argument[1:].lower())
    if len(listed) < 2:
        return not_a_script(argument)
    lines = "".join(f"  -{option}\n" for option in listed)
    return UsageError(f"Invalid argument '{argument}', did you mean:\n\n{lines}", usage=False)


def _could_mean(name: str) -> list[str]:
    """What pwsh offers for an abbreviation too short: for one letter every option that holds it, else those that begin so."""
    if len(name) == 1:
        return [option for option in SUGGESTED if name in option]
    return [option for option in SUGGESTED if name and option.startswith(name)]


def _implied_file(options: Options, name: str, rest: list[str]) -> Options:
    if name == "-":
        options.mode = "stdin"
        if rest:
            raise not_a_script(rest[0])
        return options
    options.mode = "file"
    options.file = name
    options.arguments = rest
    return options


def _take_command(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "Cannot process the command because of a missing parameter. A command must follow -Command."
        )
    if rest[0] == "-":
        if len(rest) > 1:
            raise UsageError(
                "'-' was specified with the -Command parameter; no other arguments to -Command are permitted."
            )
        options.mode = "stdin"
        return -1
    options.mode = "command"
    options.text = " ".join(rest)
    return -1


def _take_command_with_arguments(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "Cannot process the command because of a missing parameter. A command must follow -Command."
        )
    options.mode, options.with_arguments = "command", True
    options.text, options.arguments = rest[0], rest[1:]
    return -1


def _take_encoded(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "Cannot process the command because of a missing parameter. A command must follow -Command."
        )
    options.text = _decode(rest[0], "EncodedCommand")
    options.mode, options.encoded = "command", True
    return 1


def _take_encoded_arguments(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError("Cannot process the command because the value of -EncodedArguments is missing.")
    _decode(rest[0], "EncodedArguments")
    return 1


def _decode(text: str, option: str) -> str:
    import base64
    import binascii

    try:
        return base64.b64decode(text, validate=True).decode("utf-16-le", "replace")
    except (binascii.Error, ValueError):
        raise UsageError(
            f"Cannot process the command because the value specified with -{option} is not properly encoded. "
            "The value must be Base64 encoded."
        ) from None


def _take_file(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "The command cannot be run because the File parameter requires a file path. "
            "Supply a path for the File parameter and then try the command again."
        )
    _implied_file(options, rest[0], rest[1:])
    return -1


def _take_policy(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "Cannot process the execution policy because of a missing policy name. A policy name must follow -ExecutionPolicy."
        )
    if rest[0].lower() not in [policy.lower() for policy in POLICIES]:
        raise UsageError(f"Invalid ExecutionPolicy value '{rest[0]}'.")
    options.execution_policy = rest[0]
    return 1


def _take_format(name: str) -> Any:
    def take(options: Options, rest: list[str]) -> int:
        listing = "Text\nXML\nNone\n\n"
        if not rest:
            raise UsageError(
                f"The command cannot be run because no argument has been supplied for the {name} parameter.\n"
                f"Specify one of the following formats for this parameter:\n{listing}"
            )
        if rest[0].lower() not in ("text", "xml", "none"):
            raise UsageError(
                f'Cannot process the command because of an incorrect parameter value. "{rest[0]}" is not a valid format.\n'
                f"Valid formats are:\n{listing}"
            )
        setattr(options, "input_format" if name == "InputFormat" else "output_format", rest[0].lower())
        return 1

    return take


def _take_working_directory(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "Cannot process the command because -WorkingDirectory requires an argument that is a directory path.",
            usage=False,
        )
    options.working_directory = rest[0]
    return 1


def _take_settings(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "Cannot process the command because -SettingsFile requires an argument that is a file path.",
            usage=False,
        )
    options.settings_file = rest[0]
    return 1


def _take_configuration_file(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "Cannot process the command because -ConfigurationFile requires an argument that is a file path."
        )
    options.configuration_file = rest[0]
    return 1


def _take_configuration_name(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError("Cannot process the command because -ConfigurationName requires an argument.")
    return 1


def _take_pipe_name(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError("Cannot process the command because -CustomPipeName requires an argument.")
    if len(rest[0]) > PIPE_NAME_LIMIT:
        raise UsageError(
            "Cannot process the command because -CustomPipeName specified is too long. Pipe names on this platform can be up to "
            f"{PIPE_NAME_LIMIT} characters long. Your pipe name '{rest[0]}' is {len(rest[0])} characters.",
            usage=False,
        )
    return 1


def _take_window_style(options: Options, rest: list[str]) -> int:
    raise UsageError("Parameter -WindowStyle is not implemented on this platform.", usage=False)


def _take_tenant(options: Options, rest: list[str]) -> int:
    if not rest:
        raise UsageError(
            "The option --tenant needs the name of an emulated tenant or the path of its file: --tenant demo"
        )
    options.tenant = rest[0]
    return 1


_FLAGS = {
    "noexit": "no_exit",
    "nologo": "no_logo",
    "noninteractive": "non_interactive",
    "noprofile": "no_profile",
    "interactive": "interactive",
    "connect": "connect",
}
_TAKES: dict[str, Any] = {
    "command": _take_command,
    "commandwithargs": _take_command_with_arguments,
    "encodedcommand": _take_encoded,
    "encodedarguments": _take_encoded_arguments,
    "file": _take_file,
    "executionpolicy": _take_policy,
    "inputformat": _take_format("InputFormat"),
    "outputformat": _take_format("OutputFormat"),
    "workingdirectory": _take_working_directory,
    "settingsfile": _take_settings,
    "configurationfile": _take_configuration_file,
    "configurationname": _take_configuration_name,
    "custompipename": _take_pipe_name,
    "windowstyle": _take_window_style,
    "tenant": _take_tenant,
}
