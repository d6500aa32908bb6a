"""What a data section may not contain."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang.walk import children

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

_VARIABLES = frozenset(("psculture", "psuiculture", "true", "false", "null"))
_TYPES = frozenset(
    (
        "bool boolean byte char datetime decimal double float single guid int int32 int16 short long int64 sbyte string switch "
        "timespan uint uint16 uint32 uint64 ulong ushort uri version void type regex array object xml bigint ref scriptblock "
        "nullstring semver ipaddress cimclass"
    ).split()
) - {"object", "scriptblock", "ref", "type", "array", "void"}
_OPERATORS = frozenset(
    (
        "And Or Xor Band Bor Bxor Plus Minus Multiply Divide Rem Ieq Ine Ige Igt Ilt Ile Ilike Inotlike Ceq Cne Cge Cgt Clt Cle Clike "
        "Cnotlike Icontains Inotcontains Ccontains Cnotcontains Iin Inotin Cin Cnotin Is IsNot Shl Shr Not Bnot Exclaim Comma "
        "QuestionQuestion"
    ).split()
)
_STATEMENTS = {
    A.WhileStatementAst: "ForWhileStatementNotSupportedInDataSection",
    A.ForStatementAst: "ForWhileStatementNotSupportedInDataSection",
    A.ForEachStatementAst: "ForeachStatementNotSupportedInDataSection",
    A.DoWhileStatementAst: "DoWhileStatementNotSupportedInDataSection",
    A.DoUntilStatementAst: "DoWhileStatementNotSupportedInDataSection",
    A.SwitchStatementAst: "SwitchStatementNotSupportedInDataSection",
    A.TryStatementAst: "TryStatementNotSupportedInDataSection",
    A.TrapStatementAst: "TrapStatementNotSupportedInDataSection",
    A.FunctionDefinitionAst: "FunctionDeclarationNotSupportedInDataSection",
    A.DataStatementAst: "DataSectionStatementNotSupportedInDataSection",
    A.AssignmentStatementAst: "AssignmentStatementNotSupportedInDataSection",
    A.BreakStatementAst: "FlowControlStatementNotSupportedInDataSection",
    A.ContinueStatementAst: "FlowControlStatementNotSupportedInDataSection",
    A.ReturnStatementAst: "FlowControlStatementNotSupportedInDataSection",
    A.ExitStatementAst: "FlowControlStatementNotSupportedInDataSection",
    A.ThrowStatementAst: "FlowControlStatementNotSupportedInDataSection",
    A.ScriptBlockExpressionAst: "ScriptBlockNotSupportedInDataSection",
    A.InvokeMemberExpressionAst: "MethodCallNotSupportedInDataSection",
    A.MemberExpressionAst: "PropertyReferenceNotSupportedInDataSection",
    A.IndexExpressionAst: "ArrayReferenceNotSupportedInDataSection",
    A.FileRedirectionAst: "RedirectionNotSupportedInDataSection",
    A.MergingRedirectionAst: "RedirectionNotSupportedInDataSection",
}


def check_data(p: Parser, node: A.DataStatementAst) -> None:
    """Reports what is not allowed in a data statement."""
    allowed = {"convertfrom-stringdata"}
    for item in node.commands_allowed or ():
        for word in getattr(item, "elements", None) or [item]:
            value = getattr(word, "value", None)
            if type(value) is str:
                allowed.add(value.lower())
    _check(p, node.body, allowed)


def _check(p: Parser, node: Any, allowed: set[str]) -> None:
    for child in children(node):
        kind = type(child)
        id = _STATEMENTS.get(kind)
        if id is not None:
            p.check_error(id, child.span)
            if kind is A.FunctionDefinitionAst:
                p.check_error("ScriptBlockNotSupportedInDataSection", child.body.span)
                continue
            if kind is A.ScriptBlockExpressionAst:
                continue
        elif kind is A.TypeDefinitionAst:
            continue
        elif kind is A.CommandAst:
            _command(p, child, allowed)
        elif kind is A.VariableExpressionAst:
            if child.variable_path.lower() not in _VARIABLES:
                p.check_error("VariableReferenceNotSupportedInDataSection", child.span)
        elif kind is A.BinaryExpressionAst:
            if child.operator not in _OPERATORS:
                p.check_error(
                    "OperatorNotSupportedInDataSection", child.error_position, operator_text(child.operator)
                )
        elif kind is A.UnaryExpressionAst:
            if child.token_kind not in _OPERATORS:
                p.check_error(
                    "OperatorNotSupportedInDataSection", child.span, operator_text(child.token_kind)
                )
        elif kind is A.ConvertExpressionAst:
            name = getattr(child.type.type_name, "name", "")
            if name.lower() not in _TYPES:
                p.check_error("TypeNotAllowedInDataSection", child.type.span, name)
        _check(p, child, allowed)


def operator_text(kind: str) -> str:
    """How messages write an operator."""
    shown = {
        "DotDot": "..",
        "Format": "-f",
        "PlusPlus": "++",
        "MinusMinus": "--",
        "PostfixPlusPlus": "++",
        "PostfixMinusMinus": "--",
    }
    return shown.get(kind, "-" + kind.lower())


def _command(p: Parser, node: A.CommandAst, allowed: set[str]) -> None:
    name = node.command_elements[0]
    value = getattr(name, "value", None)
    if node.invocation_operator or type(value) is not str:
        p.check_error(
            "CmdletNotInAllowedListForDataSection",
            node.span if node.invocation_operator else name.span,
            str(value or ""),
        )
    elif value.lower() not in allowed:
        p.check_error("CmdletNotInAllowedListForDataSection", node.span, value)
