"""Makes nodes of the tree: types, attributes and expressions."""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang.token import Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.lang.parser import Parser

    Kids = list[Any]


def pass_(p: Parser, k: Kids) -> Any:
    return k[0]


first = pass_


def second(p: Parser, k: Kids) -> Any:
    return k[1]


def none(p: Parser, k: Kids) -> Any:
    return None


def list_empty(p: Parser, k: Kids) -> Any:
    return []


list_none = list_empty


def list_(p: Parser, k: Kids) -> Any:
    return [k[0]]


def list_second(p: Parser, k: Kids) -> Any:
    return [k[1]]


def list_first_third(p: Parser, k: Kids) -> Any:
    return [k[0], k[2]]


def list_append(p: Parser, k: Kids) -> Any:
    k[0].append(k[1])
    return k[0]


def list_append_third(p: Parser, k: Kids) -> Any:
    k[0].append(k[2])
    return k[0]


def pipe_append(p: Parser, k: Kids) -> Any:
    k[0].append(k[2])
    return k[0]


class Body:
    """The inside of a script block before its braces are known."""

    __slots__ = ("usings", "param_block", "statements", "blocks")

    def __init__(self, usings: list[Any], param_block: Any) -> None:
        self.usings = usings
        self.param_block = param_block
        self.statements: list[Any] = []
        self.blocks: list[Any] | None = None


def head(p: Parser, k: Kids) -> Body:
    return Body(k[0], None)


def head_param(p: Parser, k: Kids) -> Body:
    return Body(k[0], k[1])


def body(p: Parser, k: Kids) -> Body:
    return k[0]


def body_statements(p: Parser, k: Kids) -> Body:
    k[0].statements = k[1]
    return k[0]


def body_blocks(p: Parser, k: Kids) -> Body:
    k[0].blocks = k[1]
    return k[0]


def script_block_of(p: Parser, span: tuple[int, int], found: Body, kind: str = "End") -> A.ScriptBlockAst:
    """The script block of a body; `kind` is what loose statements are."""
    block = A.ScriptBlockAst(span, None, found.usings, (), found.param_block)
    block.source = p.source
    if found.blocks is not None:
        for named in found.blocks:
            slot = _BLOCK_SLOTS[named.block_kind]
            if getattr(block, slot) is not None:
                p.error_at("DuplicateScriptCommandClause", named.span, named.block_kind.lower())
            else:
                setattr(block, slot, named)
        return block
    statements, traps = split_traps(found.statements)
    everything = found.statements
    if everything:
        inner = (everything[0].span[0], everything[-1].span[1])
    elif span[0] < len(p.text) and p.text[span[0]] == "{" and not p.is_script(span):
        inner = (min(span[0] + 1, span[1] - 2), max(span[1] - 2, span[0]))
    else:
        inner = (span[0], span[0])
    if found.param_block is not None:
        start, end = found.param_block.span[0], found.param_block.span[1]
        inner = (start, inner[1] if everything else end)
    named = A.NamedBlockAst(inner, kind, True, statements, traps)
    if kind == "End":
        block.end_block = named
    else:
        block.process_block = named
    return block


_BLOCK_SLOTS = {
    "Begin": "begin_block",
    "Process": "process_block",
    "End": "end_block",
    "Clean": "clean_block",
    "Dynamicparam": "dynamic_param_block",
}


def split_traps(statements: list[Any]) -> tuple[list[Any], list[Any]]:
    """Statements without traps, and the traps."""
    traps = [s for s in statements if type(s) is A.TrapStatementAst]
    if not traps:
        return statements, traps
    return [s for s in statements if type(s) is not A.TrapStatementAst], traps


def script(p: Parser, k: Kids) -> A.ScriptBlockAst:
    p.in_script = True
    return script_block_of(p, (p.lexer_start, p.lexer.end), k[0])


def param_block(p: Parser, k: Kids) -> A.ParamBlockAst:
    attributes = k[0] if type(k[0]) is list else []
    rest = k[1:] if attributes else k
    parameters = rest[2] if len(rest) == 4 else []
    for attribute in attributes:
        if type(attribute) is A.TypeConstraintAst:
            p.error_at(
                "TypeNotAllowedBeforeParam",
                attribute.span,
                p.text[attribute.type_name.span[0] : attribute.type_name.span[1]],
            )
    attributes = [a for a in attributes if type(a) is A.AttributeAst]
    node = A.ParamBlockAst((rest[0].start, k[-1].end), attributes, parameters)
    p.pending.append(("parameters", node))
    return node


def named_block(p: Parser, k: Kids) -> A.NamedBlockAst:
    return A.NamedBlockAst((k[0].start, k[1].span[1]), k[0].kind, False, k[1].statements, k[1].traps)


def block(p: Parser, k: Kids) -> A.StatementBlockAst:
    span = (k[0].start, k[-1].end)
    for item in k[1:-1]:
        if type(item) is list and item and type(item[0]) is not Token:
            statements, traps = split_traps(item)
            return A.StatementBlockAst(span, statements, traps)
    return A.StatementBlockAst(span, [], [])


def reserved_word(p: Parser, k: Kids) -> Any:
    token = k[0]
    p.error_at("ReservedKeywordNotAllowed", token.span, p.text[token.start : token.end])
    return A.ErrorStatementAst(token.span)


def block_statement(p: Parser, k: Kids) -> Any:
    token = k[0]
    p.error_at("UnexpectedKeyword", token.span, p.text[token.start : token.end])
    return A.BlockStatementAst((token.start, k[1].span[1]), None, k[1])


def configuration(p: Parser, k: Kids) -> Any:
    return A.ErrorStatementAst((k[0].start, k[2].span[1]))


def jump(p: Parser, k: Kids) -> Any:
    label = k[1] if len(k) > 1 else None
    made = A.BreakStatementAst if k[0].kind == "Break" else A.ContinueStatementAst
    return made((k[0].start, label.span[1] if label is not None else k[0].end), label)


def flow(p: Parser, k: Kids) -> Any:
    kind = k[0].kind
    pipeline = k[1] if len(k) > 1 else None
    span = (k[0].start, pipeline.span[1] if pipeline is not None else k[0].end)
    if kind == "Return":
        return A.ReturnStatementAst(span, pipeline)
    if kind == "Exit":
        return A.ExitStatementAst(span, pipeline)
    node = A.ThrowStatementAst(span, False, pipeline)
    if pipeline is None:
        p.bare_throws.append(node)
    return node


def assignment(p: Parser, k: Kids) -> Any:
    left, operator, right = k
    if type(right) is A.PipelineAst and not right.background:
        elements = right.pipeline_elements
        if len(elements) == 1 and type(elements[0]) is A.CommandExpressionAst:
            right = elements[0]
    node = A.AssignmentStatementAst((left.span[0], right.span[1]), operator.kind, operator.span, left, right)
    if type(left) is not A.VariableExpressionAst and (
        type(left) is not A.MemberExpressionAst or left.null_conditional
    ):
        p.pending.append(("assignment", node))
    return node


def background(p: Parser, k: Kids) -> Any:
    node = k[0]
    node.background = True
    return node


def chain(p: Parser, k: Kids) -> Any:
    return A.PipelineChainAst((k[0].span[0], k[2].span[1]), k[1].kind, False, k[0], k[2])


def pipeline(p: Parser, k: Kids) -> Any:
    elements = [k[0], *k[1]] if len(k) > 1 else k
    return A.PipelineAst((elements[0].span[0], elements[-1].span[1]), False, elements)


def misplaced_expression(p: Parser, k: Kids) -> Any:
    p.error_at("ExpressionsMustBeFirstInPipeline", k[1].span)
    return [k[1]]


def misplaced_append(p: Parser, k: Kids) -> Any:
    p.error_at("ExpressionsMustBeFirstInPipeline", k[2].span)
    k[0].append(k[2])
    return k[0]


def command_expression(p: Parser, k: Kids) -> Any:
    expression = k[0]
    if len(k) == 1:
        return A.CommandExpressionAst(expression.span, expression, ())
    redirections: list[Any] = []
    for redirection in k[1]:
        p.add_redirection(redirections, redirection)
    return A.CommandExpressionAst((expression.span[0], k[1][-1].span[1]), expression, redirections)


def file_redirection(p: Parser, k: Kids) -> Any:
    token, target = k
    span = (token.start, target.span[1])
    if token.kind == "RedirectInStd":
        p.error_at("RedirectionNotSupported", token.span, p.text[token.start : token.end])
        return A.FileRedirectionAst(span, "Output", False, target)
    return A.FileRedirectionAst(span, token.value[0], len(token.value) > 1, target)


def merging_redirection(p: Parser, k: Kids) -> Any:
    source, target = k[0].value
    if target != "Output" or source == "Output":
        p.error_at("RedirectionNotSupported", k[0].span, p.text[k[0].start : k[0].end])
    return A.MergingRedirectionAst(k[0].span, source, target)
