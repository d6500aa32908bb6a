"""Which types' members the runtime implements; registered with `dotnet` when a session starts."""

from __future__ import annotations

SMA = "System.Management.Automation."
RECORDS = " ".join(
    SMA + name
    for name in (
        "InvocationInfo ScriptBlock WarningRecord VerboseRecord DebugRecord InformationalRecord InformationRecord HostInformationMessage PathInfo"
    ).split()
)
ENGINE = " ".join(
    SMA + name
    for name in (
        "PSScriptCmdlet PSCmdlet Cmdlet Internal.Host.InternalHost EngineIntrinsics SessionState PSVariableIntrinsics CommandInvocationIntrinsics "
        "ProviderIntrinsics PathIntrinsics PSVariable PSStyle"
    ).split()
)
INTERFACE = " ".join(
    SMA + name
    for name in (
        "Internal.Host.InternalHostUserInterface Internal.Host.InternalHostRawUserInterface Host.ChoiceDescription Host.Size "
        "Host.Coordinates Host.KeyInfo"
    ).split()
)
COMMANDS = " ".join(
    SMA + name
    for name in (
        "CmdletInfo FunctionInfo FilterInfo AliasInfo ApplicationInfo ExternalScriptInfo ParameterMetadata ParameterSetMetadata "
        "ParameterAttribute CommandParameterInfo CommandParameterSetInfo PSTypeName AliasAttribute ValidateSetAttribute "
        "ValidateRangeAttribute ValidateLengthAttribute ValidateCountAttribute ValidatePatternAttribute ValidateScriptAttribute"
    ).split()
)


LANGUAGE = (
    "InternalScriptExtent ParseError Token Parser ScriptBlockAst NamedBlockAst ParamBlockAst FunctionDefinitionAst CommandAst PipelineAst "
    "VariableExpressionAst StringConstantExpressionAst CommandExpressionAst AssignmentStatementAst IfStatementAst ForEachStatementAst "
    "InvokeMemberExpressionAst MemberExpressionAst BinaryExpressionAst ConstantExpressionAst TypeDefinitionAst ParameterAst CommandParameterAst "
    "ScriptBlockExpressionAst TryStatementAst SwitchStatementAst HashtableAst ArrayLiteralAst ExpandableStringExpressionAst"
).split()


def register() -> None:
    """Tell `dotnet` where these types are implemented."""
    from exoshell.dotnet.table import add_family

    add_family(
        "exoshell.runtime.member_tables", RECORDS + " System.Collections.ArrayList+ArrayListEnumeratorSimple"
    )
    add_family("exoshell.runtime.engine_members", ENGINE)
    add_family("exoshell.runtime.host_interface", INTERFACE)
    add_family(
        "exoshell.runtime.language_objects",
        " ".join("System.Management.Automation.Language." + name for name in LANGUAGE),
    )
    add_family("exoshell.runtime.ps_parser", SMA + "PSParser " + SMA + "PSToken")
    add_family("exoshell.runtime.steppable", SMA + "SteppablePipeline")
    add_family("exoshell.runtime.completion_results", SMA + "CompletionResult")
    add_family("exoshell.runtime.call_stack", SMA + "CallStackFrame")
    add_family("exoshell.command.members", COMMANDS)
    add_family("exoshell.runtime.module_members", SMA + "PSModuleInfo")
