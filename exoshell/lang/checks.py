"""The checks PowerShell makes on a finished tree, even when the text had errors.

The builder collects what needs a look (`Parser.pending`); here each kind is looked at in the order of the text.
"""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang.walk import children, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

_TARGETS = frozenset(
    (A.VariableExpressionAst, A.MemberExpressionAst, A.InvokeMemberExpressionAst, A.IndexExpressionAst)
)
_WRAPPERS = frozenset((A.ConvertExpressionAst, A.AttributedExpressionAst))
_LOOPS = frozenset(
    (
        A.WhileStatementAst,
        A.DoWhileStatementAst,
        A.DoUntilStatementAst,
        A.ForStatementAst,
        A.ForEachStatementAst,
        A.SwitchStatementAst,
    )
)
_SCOPES = frozenset((A.ScriptBlockExpressionAst, A.FunctionDefinitionAst, A.TypeDefinitionAst))
_AUTOMATIC = {
    "args": "System.Object[]",
    "myinvocation": "System.Management.Automation.InvocationInfo",
    "psboundparameters": "System.Collections.Generic.Dictionary`2[System.String,System.Object]",
    "pscmdlet": "System.Management.Automation.PSCmdlet",
    "psscriptroot": "System.String",
    "pscommandpath": "System.String",
}


def check_all(p: Parser) -> None:
    """Reports what is wrong with the collected nodes."""
    order = sorted(p.pending, key=lambda item: (item[1].span[0], -item[1].span[1]))
    for kind, node in order:
        _CHECKS[kind](p, node)


def _assignment(p: Parser, node: Any) -> None:
    _target(p, node.left, node.operator == "Equals")


def _target(p: Parser, node: Any, simple: bool) -> None:
    kind = type(node)
    if kind in _TARGETS:
        if getattr(node, "null_conditional", None):
            p.check_error("InvalidLeftHandSide", node.span)
        return
    if kind is A.UsingExpressionAst:
        p.check_error("InvalidLeftHandSide", node.span)
        return
    if kind in _WRAPPERS:
        _typed_target(p, node, simple)
        return
    if kind is A.ArrayLiteralAst and simple:
        for element in node.elements:
            _target(p, element, True)
        return
    if kind is A.ParenExpressionAst and simple:
        pipeline = node.pipeline
        if type(pipeline) is A.PipelineAst and len(pipeline.pipeline_elements) == 1:
            element = pipeline.pipeline_elements[0]
            if type(element) is A.CommandExpressionAst and not element.redirections:
                _target(p, element.expression, True)
                return
        p.check_error("InvalidLeftHandSide", node.pipeline.span)
        return
    p.check_error("InvalidLeftHandSide", node.span)


def _typed_target(p: Parser, node: Any, simple: bool) -> None:
    types: list[Any] = []
    inner = node
    while type(inner) in _WRAPPERS:
        if type(inner) is A.ConvertExpressionAst:
            types.append(inner.type)
        inner = inner.child
    for constraint in types:
        name = getattr(constraint.type_name, "name", "").lower()
        if name in ("void", "system.void"):
            p.check_error("VoidTypeConstraintNotAllowed", constraint.span)
            return
        if name in ("ref", "psreference") and len(types) > 1:
            p.check_error("ReferenceNeedsToBeByItselfInTypeConstraint", constraint.span)
            return
    if type(inner) is A.VariableExpressionAst:
        automatic = _AUTOMATIC.get(inner.name)
        if automatic is not None and inner.qualifier is None and types:
            p.check_error(
                "AssignmentStatementToAutomaticNotSupported", node.span, inner.variable_path, automatic
            )
        return
    if type(inner) in _TARGETS or type(inner) is A.ParenExpressionAst:
        return
    p.check_error("InvalidLeftHandSide", node.span)


def _increment(p: Parser, node: Any) -> None:
    child = node.child
    inner = child
    while type(inner) in _WRAPPERS:
        inner = inner.child
    if (
        type(inner) not in _TARGETS
        and type(inner) is not A.ParenExpressionAst
        and type(inner) is not A.ErrorExpressionAst
    ):
        shown = "++" if node.token_kind.endswith("PlusPlus") else "--"
        p.check_error("OperatorRequiresVariableOrProperty", child.span, shown)


def _splat(p: Parser, node: Any) -> None:
    name = node.variable_path
    p.check_error("SplattingNotPermitted", node.span, name)


def _hashtable(p: Parser, node: Any) -> None:
    from exoshell.lang.dump import constant

    seen: set[str] = set()
    for key, _ in node.key_value_pairs:
        if type(key) is A.StringConstantExpressionAst:
            text = key.value
        elif type(key) is A.ConstantExpressionAst:
            text = constant(key.value)[1]
        else:
            continue
        if text.lower() in seen:
            p.check_error("DuplicateKeyInHashLiteral", key.span, text)
        seen.add(text.lower())


def _finally(p: Parser, node: Any) -> None:
    _leaving(p, node.finally_, 0, ())


def _leaving(p: Parser, node: Any, loops: int, labels: tuple[str, ...]) -> None:
    for child in children(node):
        kind = type(child)
        if kind in _SCOPES:
            continue
        if kind is A.BreakStatementAst or kind is A.ContinueStatementAst:
            label = child.label
            name = label.value.lower() if type(label) is A.StringConstantExpressionAst else None
            if (label is None and not loops) or (name is not None and name not in labels):
                p.check_error("ControlLeavingFinally", child.span)
        elif kind is A.ReturnStatementAst:
            p.check_error("ControlLeavingFinally", child.span)
        if kind in _LOOPS:
            own = (child.label.lower(),) if child.label else ()
            _leaving(p, child, loops + 1, labels + own)
        else:
            _leaving(p, child, loops, labels)


def is_constant(node: Any) -> bool:
    """Whether an attribute may have this as an argument."""
    kind = type(node)
    if kind in (
        A.ConstantExpressionAst,
        A.StringConstantExpressionAst,
        A.ScriptBlockExpressionAst,
        A.TypeExpressionAst,
    ):
        return True
    if kind is A.VariableExpressionAst:
        return node.name in ("true", "false", "null")
    if kind is A.ArrayLiteralAst:
        return all(is_constant(item) for item in node.elements)
    if kind is A.UnaryExpressionAst:
        return not node.token_kind.endswith(("PlusPlus", "MinusMinus")) and is_constant(node.child)
    if kind is A.BinaryExpressionAst:
        return is_constant(node.left) and is_constant(node.right)
    if kind is A.TernaryExpressionAst:
        return is_constant(node.condition) and is_constant(node.if_true) and is_constant(node.if_false)
    if kind is A.ConvertExpressionAst:
        return is_constant(node.child)
    if kind is A.MemberExpressionAst:
        return bool(node.static) and type(node.expression) is A.TypeExpressionAst
    if kind is A.ParenExpressionAst:
        return _constant_pipeline(node.pipeline)
    if kind is A.SubExpressionAst or kind is A.ArrayExpressionAst:
        statements = node.sub_expression.statements
        return all(_constant_pipeline(statement) for statement in statements)
    return False


def _constant_pipeline(pipeline: Any) -> bool:
    if type(pipeline) is not A.PipelineAst or len(pipeline.pipeline_elements) != 1:
        return False
    element = pipeline.pipeline_elements[0]
    return type(element) is A.CommandExpressionAst and is_constant(element.expression)


def _attribute(p: Parser, node: Any) -> None:
    for argument in node.positional_arguments:
        if not is_constant(argument):
            p.check_error("ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", argument.span)
    for named in node.named_arguments:
        if not named.expression_omitted and not is_constant(named.argument):
            p.check_error("ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", named.argument.span)


def _ordered(p: Parser, node: Any) -> None:
    if type(node.child) is not A.HashtableAst:
        p.check_error("OrderedAttributeOnlyOnHashLiteralNode", node.span)


def _using_expression(p: Parser, node: Any) -> None:
    for item in walk(node.sub_expression):
        if type(item) is A.InvokeMemberExpressionAst:
            p.check_error("InvalidUsingExpression", node.span)
            return


def _parameters(p: Parser, node: Any) -> None:
    seen: set[str] = set()
    for parameter in node.parameters or ():
        name = parameter.name
        if type(name) is not A.VariableExpressionAst:
            continue
        if name.variable_path.lower() in seen and name.variable_path:
            p.check_error("DuplicateFormalParameter", name.span, name.variable_path)
        seen.add(name.variable_path.lower())
        for attribute in parameter.attributes:
            if type(attribute) is A.TypeConstraintAst:
                if getattr(attribute.type_name, "name", "").lower() in ("void", "system.void"):
                    p.check_error("VoidTypeConstraintNotAllowed", attribute.span)


def _data(p: Parser, node: Any) -> None:
    from exoshell.lang.data_checks import check_data

    check_data(p, node)


def _class(p: Parser, node: Any) -> None:
    from exoshell.lang.class_checks import check_class

    check_class(p, node)


def _references(p: Parser, node: Any) -> None:
    inner = node.child
    while type(inner) in _WRAPPERS:
        if (
            type(inner) is A.ConvertExpressionAst
            and getattr(inner.type.type_name, "name", "").lower() == "ref"
        ):
            p.check_error("ReferenceNeedsToBeByItselfInTypeSequence", inner.type.span)
            return
        inner = inner.child


_CHECKS = {
    "assignment": _assignment,
    "increment": _increment,
    "splat": _splat,
    "hashtable": _hashtable,
    "finally": _finally,
    "attribute": _attribute,
    "ordered": _ordered,
    "using": _using_expression,
    "parameters": _parameters,
    "data": _data,
    "class": _class,
    "references": _references,
}
