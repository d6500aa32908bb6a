"""Members of the runtime's own .NET types: script blocks, invocation, streams' records, `$PSCmdlet`, `$input`, `$PWD`, command infos."""

from __future__ import annotations

from exoshell.dotnet.table import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SMA = "System.Management.Automation."

# --- InvocationInfo ---------------------------------------------------------------------------------------------------------
invocation = table(SMA + "InvocationInfo")


def _command(obj: Any) -> Any:
    return obj.command


def _bound(obj: Any) -> Any:
    from exoshell.values.collections import Dictionary

    return obj.bound if obj.bound is not None else Dictionary(ignore_case=True)


invocation.add_properties(
    {
        "MyCommand": _command,
        "BoundParameters": _bound,
        "UnboundArguments": lambda o: list(o.unbound or ()),
        "ScriptLineNumber": lambda o: o.script_line_number,
        "OffsetInLine": lambda o: o.offset_in_line,
        "HistoryId": lambda o: 1,
        "ScriptName": lambda o: o.script_name,
        "Line": lambda o: o.line,
        "Statement": lambda o: o.statement,
        "PositionMessage": lambda o: o.position_message,
        "PSScriptRoot": lambda o: o.source.folder if o.source is not None else "",
        "PSCommandPath": lambda o: (o.source.path or "") if o.source is not None else "",
        "InvocationName": lambda o: o.name,
        "PipelineLength": lambda o: o.length,
        "PipelinePosition": lambda o: o.position,
        "ExpectingInput": lambda o: o.expecting,
        "CommandOrigin": lambda o: "Internal",
        "DisplayScriptPosition": lambda o: None,
    }
)

# --- ScriptBlock -------------------------------------------------------------------------------------------------------------
block = table(SMA + "ScriptBlock")


def _invoke(obj: Any, arguments: list[Any]) -> Any:
    from exoshell.runtime.block_methods import invoke

    return invoke(obj, arguments)


block.add_properties(
    {
        "Ast": lambda o: _later("block_methods", "ast", o),
        "File": lambda o: o.site.source.path,
        "IsFilter": lambda o: o.site.what == "filter",
        "StartPosition": lambda o: None,
        "Module": lambda o: o.module,
        "Attributes": lambda o: [],
        "Id": lambda o: _later("block_methods", "identifier", o),
    }
)


def _later(module: str, name: str, *args: Any) -> Any:
    from importlib import import_module

    return getattr(import_module(f"exoshell.runtime.{module}"), name)(*args)


@block.method(
    "Invoke",
    "System.Collections.ObjectModel.Collection[psobject] Invoke(Params System.Object[] args)",
    raw=True,
)
def block_invoke(obj: Any, *args: Any) -> Any:
    return _later("block_methods", "invoke", obj, list(args))


@block.method("InvokeReturnAsIs", "System.Object InvokeReturnAsIs(Params System.Object[] args)", raw=True)
def block_invoke_as_is(obj: Any, *args: Any) -> Any:
    return _later("block_methods", "invoke_as_is", obj, list(args))


@block.method("InvokeWithContext", raw=True)
def block_invoke_with_context(obj: Any, *args: Any) -> Any:
    return _later("block_methods", "invoke_with_context", obj, list(args))


@block.method("GetNewClosure", "scriptblock GetNewClosure()", raw=True)
def block_closure(obj: Any, *args: Any) -> Any:
    return _later("block_methods", "closure", obj)


@block.method("GetSteppablePipeline", raw=True)
def block_steppable(obj: Any, *args: Any) -> Any:
    return _later("steppable", "steppable_pipeline", obj, list(args))


@block.method("CheckRestrictedLanguage", raw=True)
def block_check_restricted(obj: Any, *args: Any) -> Any:
    return None


@block.method("ToString", "string ToString()")
def block_text(obj: Any) -> str:
    return str(obj.text)


@block.static("Create", "static scriptblock Create(string script)")
def block_create(text: str) -> Any:
    return _later("block_methods", "create", text)


# --- records of streams ---------------------------------------------------------------------------------------------------------
for name in ("WarningRecord", "VerboseRecord", "DebugRecord", "InformationalRecord"):
    record = table(SMA + name)
    record.add_properties(
        {
            "Message": lambda o: o.message,
            "InvocationInfo": lambda o: o.invocation,
            "PipelineIterationInfo": lambda o: [],
        }
    )
    record.method("ToString", "string ToString()")(lambda o: o.message)

information = table(SMA + "InformationRecord")
information.add_properties(
    {
        "MessageData": lambda o: o.data,
        "Source": lambda o: o.source,
        "TimeGenerated": lambda o: o.time,
        "Tags": lambda o: _tags(o),
        "User": lambda o: o.user,
        "Computer": lambda o: o.computer,
        "ProcessId": lambda o: 0,
    }
)
information.method("ToString", "string ToString()")(str)

host_information = table(SMA + "HostInformationMessage")
host_information.add_properties(
    {
        "Message": lambda o: o.message,
        "NoNewLine": lambda o: o.no_newline,
        "ForegroundColor": lambda o: o.foreground,
        "BackgroundColor": lambda o: o.background,
    }
)
host_information.method("ToString", "string ToString()")(str)


def _tags(obj: Any) -> Any:
    from exoshell.values.collections import GenericList

    return GenericList(obj.tags)


# --- $input, $foreach --------------------------------------------------------------------------------------------------------------
for type_name in ("System.Collections.ArrayList+ArrayListEnumeratorSimple", "System.Collections.IEnumerator"):
    enumerator = table(type_name)
    enumerator.add_properties({"Current": lambda o: o.current})
    enumerator.method("MoveNext", "bool MoveNext()")(lambda o: o.move_next())
    enumerator.method("Reset", "void Reset()")(lambda o: o.reset())

path_info = table(SMA + "PathInfo")
path_info.add_properties(
    {
        "Drive": lambda o: o.drive,
        "Provider": lambda o: o.provider,
        "ProviderPath": lambda o: o.provider_path,
        "Path": lambda o: o.path,
    }
)
path_info.method("ToString", "string ToString()")(lambda o: o.path)
