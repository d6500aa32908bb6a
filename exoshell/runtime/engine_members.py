"""Members of `$PSCmdlet`, `$Host`, `$ExecutionContext` and of command infos."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.runtime.engine import (
    CommandIntrinsics,
    InternalHost,
    PathIntrinsics,
    SessionState,
    VariableIntrinsics,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SMA = "System.Management.Automation."


def _raise(error: Any) -> None:
    error.passes = True  # not an exception of the method
    raise error


def _quiet(function: Any) -> Any:
    """A method without a value."""
    from exoshell.values.null import AUTOMATION_NULL

    def run(*arguments: Any) -> Any:
        function(*arguments)
        return AUTOMATION_NULL

    return run


def _passing(function: Any, argument: Any) -> None:
    from exoshell.values.errors import PowerShellError

    try:
        function(argument)
    except PowerShellError as error:
        _raise(error)


def _text(value: Any) -> str:
    from exoshell.values.conversion import to_text

    return value if type(value) is str else to_text(value)


# --- [Cmdlet] ---------------------------------------------------------------------------------------------------------------
def common_names() -> list[str]:
    """Names of the common parameters in the order of `[Cmdlet]::CommonParameters`: -InformationVariable is the last."""
    from exoshell.command.info import COMMON_ROWS

    return sorted((row[0] for row in COMMON_ROWS), key=lambda name: name == "InformationVariable")


def optional_common_names() -> list[str]:
    """Names of the parameters that a command has when it supports them."""
    from exoshell.command.info import SHOULD_PROCESS_ROWS

    return [row[0] for row in SHOULD_PROCESS_ROWS] + ["UseTransaction"]


def hash_set(names: list[str]) -> Any:
    """A HashSet[string]."""
    from exoshell.dotnet.sets import HashSet
    from exoshell.values.types import find_type

    return HashSet(find_type("System.Collections.Generic.HashSet[string]"), names)


table(SMA + "Cmdlet").add_static_properties(
    {
        "CommonParameters": lambda: hash_set(common_names()),
        "OptionalCommonParameters": lambda: hash_set(optional_common_names()),
    }
)


# --- $PSCmdlet -------------------------------------------------------------------------------------------------------------
for type_name in ("PSScriptCmdlet", "PSCmdlet"):
    cmdlet = table(SMA + type_name)
    cmdlet.add_properties(
        {
            "ParameterSetName": lambda o: o.parameter_set,
            "MyInvocation": lambda o: o.context.invocation,
            "SessionState": lambda o: o.context.session.engine_objects().session_state(),
            "InvokeCommand": lambda o: o.context.session.engine_objects().part(CommandIntrinsics),
            "Host": lambda o: o.context.session.engine_objects().host(),
            "CommandRuntime": lambda o: o,
            "PagingParameters": lambda o: None,
            "Stopping": lambda o: False,
        }
    )
    cmdlet.add_methods(
        {
            name: _quiet(function)
            for name, function in {
                "WriteError": lambda o, record: _passing(o.write_error, record),
                "WriteWarning": lambda o, text: o.context.write_warning(_text(text)),
                "WriteVerbose": lambda o, text: o.context.write_verbose(_text(text)),
                "WriteDebug": lambda o, text: o.context.write_debug(_text(text)),
                "WriteInformation": lambda o, *a: o.context.write_information(
                    a[0], tuple(a[1]) if len(a) > 1 and a[1] is not None else ()
                ),
                "WriteObject": lambda o, *a: o.write_object(*a),
                "WriteProgress": lambda o, record: None,
                "ThrowTerminatingError": lambda o, record: _raise(o.throw_terminating(record)),
            }.items()
        },
        raw=True,
    )
    cmdlet.add_methods(
        {
            "GetVariableValue": lambda o, *a: o.context.scope.get(
                _text(a[0]).lower(), a[1] if len(a) > 1 else None
            ),
            "GetUnresolvedProviderPathFromPSPath": lambda o, path: o.context.session.full_path(_text(path)),
            "ShouldContinue": lambda o, *a: o.context.should_continue(_text(a[0]), _text(a[1])),
        },
        raw=True,
    )


def _should_process(obj: Any, *arguments: Any) -> bool:
    from exoshell.runtime.confirm import should_process

    texts = [_text(a) for a in arguments[:3]]
    if len(texts) >= 3:
        return should_process(obj.context, "", None, texts[0], texts[1], texts[2])
    return should_process(obj.context, texts[0], texts[1] if len(texts) > 1 else None)


table(SMA + "PSScriptCmdlet").add_methods({"ShouldProcess": _should_process}, raw=True)

# --- $Host --------------------------------------------------------------------------------------------------------------------
host = table(InternalHost.type_name)
host.add_properties(
    {
        "Name": lambda o: "ConsoleHost",
        "Version": lambda o: o.session.engine_objects().version_rows()[0][1],
        "InstanceId": lambda o: _guid(),
        "UI": lambda o: o.session.engine_objects().user_interface(),
        "CurrentCulture": lambda o: _culture(),
        "CurrentUICulture": lambda o: _culture(),
        "PrivateData": lambda o: None,
        "IsRunspacePushed": lambda o: False,
        "DebuggerEnabled": lambda o: True,
        "Runspace": lambda o: None,
    }
)


@host.method("SetShouldExit", raw=True)
def host_set_should_exit(obj: Any, code: Any) -> None:
    obj.session.exit_requested = True
    obj.session.exit_code = int(code)


def _guid() -> Any:
    from exoshell.values.conversion import convert
    from exoshell.values.types import find_type

    return convert("00000000-0000-0000-0000-000000000000", find_type("guid"))


def _culture() -> Any:
    from exoshell.dotnet.access import call_static
    from exoshell.values.types import find_type

    return call_static(find_type("System.Globalization.CultureInfo"), "GetCultureInfo", ["en-US"])


# --- $ExecutionContext ------------------------------------------------------------------------------------------------------------
context = table(SMA + "EngineIntrinsics")
context.add_properties(
    {
        "Host": lambda o: o.session.engine_objects().host(),
        "InvokeCommand": lambda o: o.session.engine_objects().part(CommandIntrinsics),
        "SessionState": lambda o: o.session.engine_objects().part(SessionState),
    }
)

state = table(SessionState.type_name)
state.add_properties(
    {
        "PSVariable": lambda o: o.session.engine_objects().part(VariableIntrinsics),
        "InvokeCommand": lambda o: o.session.engine_objects().part(CommandIntrinsics),
        "Path": lambda o: o.session.engine_objects().part(PathIntrinsics),
        "LanguageMode": lambda o: "FullLanguage",
        "Applications": lambda o: [],
        "Scripts": lambda o: [],
        "Module": lambda o: o.session.scope.module,
    }
)

variables = table(VariableIntrinsics.type_name)


def _variable_value(obj: Any, *arguments: Any) -> Any:
    return obj.session.scope.get(_text(arguments[0]).lower(), arguments[1] if len(arguments) > 1 else None)


def _variable_set(obj: Any, *arguments: Any) -> None:
    if len(arguments) == 1:
        variable = arguments[0]
        obj.session.scope.set(variable.name.lower(), variable.value)
    else:
        obj.session.scope.set(_text(arguments[0]).lower(), arguments[1])


variables.add_methods(
    {
        "GetValue": _variable_value,
        "Set": _quiet(_variable_set),
        "Get": lambda o, name: _variable_object(o.session.scope, _text(name)),
        "Remove": _quiet(lambda o, name: o.session.scope.remove(_text(name).lower())),
    },
    raw=True,
)


def _variable_object(scope: Any, name: str) -> Any:
    from exoshell.runtime.variable_objects import variable_object

    return variable_object(scope, name)


commands = table(CommandIntrinsics.type_name)


def _expand_string(obj: Any, text: Any) -> str:
    from exoshell.runtime.expansion import expand_text

    return expand_text(obj.session, _text(text))


def _invoke_script(obj: Any, *arguments: Any) -> Any:
    from exoshell.runtime.block_methods import create
    from exoshell.runtime.invoke import invoke_block
    from exoshell.values.collections import Collection

    block = arguments[0] if not isinstance(arguments[0], str) else create(arguments[0])
    return Collection(invoke_block(obj.session, block, [a for a in arguments[1:] if a is not None]))


commands.add_methods(
    {
        "ExpandString": _expand_string,
        "InvokeScript": _invoke_script,
        "NewScriptBlock": lambda o, text: _create(text),
        "GetCommand": lambda o, *a: o.session.commands.find(_text(a[0]), o.session.scope),
        "GetCmdlet": lambda o, *a: o.session.commands.find_cmdlet(_text(a[0])),
    },
    raw=True,
)


def _create(text: Any) -> Any:
    from exoshell.runtime.block_methods import create

    return create(_text(text))


paths = table(PathIntrinsics.type_name)
paths.add_properties(
    {
        "CurrentLocation": lambda o: o.session.current_path(),
        "CurrentFileSystemLocation": lambda o: o.session.current_path(),
    }
)
paths.add_methods(
    {"GetUnresolvedProviderPathFromPSPath": lambda o, *a: o.session.full_path(_text(a[0]))}, raw=True
)

from exoshell.runtime.variable_objects import register_members  # noqa: E402

register_members()
