"""Makes the nodes of the tree: one function for each alias of the grammar.

Each takes the parser and the values of the symbols (tokens, nodes, lists) and returns the value of the rule.
"""

from __future__ import annotations

from exoshell.lang import ast as A
from exoshell.lang import terms as T
from exoshell.lang.token import (
    ASSIGNMENT_OPERATOR,
    ATTRIBUTE_NAME,
    BINARY_OPERATOR,
    COMMAND_NAME,
    KEYWORD,
    MEMBER_NAME,
    TYPE_NAME,
    UNARY_OPERATOR,
    Token,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exoshell.lang.parser import Parser

    Kids = list[Any]
    Action = Callable[[Parser, Kids], Any]

_STRING_TYPES = {
    "StringLiteral": "SingleQuoted",
    "StringExpandable": "DoubleQuoted",
    "HereStringLiteral": "SingleQuotedHereString",
    "HereStringExpandable": "DoubleQuotedHereString",
}
_OPERATOR_FLAGS = BINARY_OPERATOR | UNARY_OPERATOR | ASSIGNMENT_OPERATOR


# Lists


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


# Script blocks


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
                p.semantic("DuplicateScriptCommandClause", named.span[0], named.span[0] + len(named.block_kind), named.block_kind.lower())
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
            p.error_at("TypeNotAllowedBeforeParam", attribute.span, p.text[attribute.type_name.span[0] : attribute.type_name.span[1]])
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


# Statements


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
    if type(left) is not A.VariableExpressionAst and (type(left) is not A.MemberExpressionAst or left.null_conditional):
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


# Commands


def string_word(p: Parser, token: Token, kind: str) -> A.StringConstantExpressionAst:
    """A constant of a word's text."""
    value = token.value
    return A.StringConstantExpressionAst(token.span, kind, value if type(value) is str and token.kind != "Parameter" and token.kind != "Label" else p.text[token.start : token.end])


def word(p: Parser, k: Kids) -> Any:
    token = k[0]
    kind = token.kind
    if kind == "Identifier" or kind == "Generic":
        if token.parts is not None:
            return p.expandable(token, "BareWord")
        return A.StringConstantExpressionAst(token.span, "BareWord", token.value)
    result = string_word(p, token, "BareWord")
    if kind == "Label":
        token.kind = "Generic"
    elif kind == "Parameter":
        if p.lexer.dashes:
            token.flags |= COMMAND_NAME
        else:
            token.kind = "Generic"
    elif kind != "MinusMinus" and token.term == T.BAREWORD:
        token.kind = "Generic"
        token.value = None
    return result


def clause_word(p: Parser, k: Kids) -> Any:
    if k[0].kind == "Default":
        k[0].flags |= KEYWORD
        return string_word(p, k[0], "BareWord")
    return word(p, k)


def word_name(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= COMMAND_NAME
    if token.parts is not None:
        return p.expandable(token, "BareWord")
    return string_word(p, token, "BareWord")


def command_start(p: Parser, k: Kids) -> Any:
    token = k[0]
    if token.kind != "Redirection" and token.kind != "RedirectInStd":
        token.flags |= COMMAND_NAME
    if token.parts is not None:
        p.nested_only(token)
    return A.CommandAst(token.span, None, [string_word(p, token, "BareWord")], [])


def _permit_splat(p: Parser, node: Any) -> None:
    if type(node) is A.UsingExpressionAst:
        node = node.sub_expression
    if type(node) is A.VariableExpressionAst and node.splatted and p.pending and p.pending[-1][1] is node:
        p.pending.pop()


def command_call(p: Parser, k: Kids) -> Any:
    _permit_splat(p, k[1])
    return A.CommandAst((k[0].start, k[1].span[1]), k[0].kind, [k[1]], [])


def command_parameter(p: Parser, k: Kids) -> Any:
    command, token = k
    command.command_elements.append(A.CommandParameterAst(token.span, token.value, token.span))
    command.span = (command.span[0], token.end)
    return command


def array_of(items: list[Any]) -> Any:
    """The single item, or the array literal of several."""
    if len(items) == 1:
        return items[0]
    return A.ArrayLiteralAst((items[0].span[0], items[-1].span[1]), items)


def _argument_list(p: Parser, arguments: list[Any]) -> Any:
    for item in arguments:
        if type(item) is A.VariableExpressionAst and item.splatted:
            p.error_at("SplattingNotPermittedInArgumentList", item.span, item.variable_path)
            p.pending[:] = [other for other in p.pending if other[1] is not item]
    return array_of(arguments)


def command_parameter_argument(p: Parser, k: Kids) -> Any:
    command, token, arguments = k
    argument = arguments[0] if len(arguments) == 1 else _argument_list(p, arguments)
    end = argument.span[1]
    command.command_elements.append(A.CommandParameterAst((token.start, end), token.value, token.span, argument))
    command.span = (command.span[0], end)
    return command


def command_arguments(p: Parser, k: Kids) -> Any:
    command, arguments = k
    if len(arguments) == 1:
        argument = arguments[0]
        _permit_splat(p, argument)
    else:
        argument = _argument_list(p, arguments)
    command.command_elements.append(argument)
    command.span = (command.span[0], argument.span[1])
    return command


def command_redirection(p: Parser, k: Kids) -> Any:
    command, redirection = k
    p.add_redirection(command.redirections, redirection)
    command.span = (command.span[0], redirection.span[1])
    return command


# Compound statements


def if_(p: Parser, k: Kids) -> Any:
    clauses = k[0][1]
    return A.IfStatementAst((k[0][0], clauses[-1][1].span[1]), clauses)


def if_else(p: Parser, k: Kids) -> Any:
    return A.IfStatementAst((k[0][0], k[2].span[1]), k[0][1], k[2])


def if_head(p: Parser, k: Kids) -> Any:
    return (k[0].start, [(k[2], k[4])])


def elseif(p: Parser, k: Kids) -> Any:
    k[0][1].append((k[3], k[5]))
    return k[0]


def labeled(p: Parser, k: Kids) -> Any:
    node = k[1]
    if type(node) is A.ErrorStatementAst:
        return node
    node.label = k[0].value
    node.span = (k[0].start, node.span[1])
    return node


def while_(p: Parser, k: Kids) -> Any:
    return A.WhileStatementAst((k[0].start, k[4].span[1]), None, k[2], k[4])


def do_while(p: Parser, k: Kids) -> Any:
    return A.DoWhileStatementAst((k[0].start, k[5].end), None, k[4], k[1])


def do_until(p: Parser, k: Kids) -> Any:
    return A.DoUntilStatementAst((k[0].start, k[5].end), None, k[4], k[1])


def for_none(p: Parser, k: Kids) -> Any:
    return (None, None, None)


def for_one(p: Parser, k: Kids) -> Any:
    return (k[0], None, None)


def for_gap(p: Parser, k: Kids) -> Any:
    return [None]


def for_init(p: Parser, k: Kids) -> Any:
    return [k[0]]


def for_middle(p: Parser, k: Kids) -> Any:
    k[0].append(k[1] if len(k) == 3 else None)
    return k[0]


def for_parts(p: Parser, k: Kids) -> Any:
    parts = [*k[0], *k[1:], None, None]
    return (parts[0], parts[1], parts[2])


def for_(p: Parser, k: Kids) -> Any:
    initializer, condition, iterator = k[2]
    return A.ForStatementAst((k[0].start, k[4].span[1]), None, initializer, condition, iterator, k[4])


def foreach(p: Parser, k: Kids) -> Any:
    return A.ForEachStatementAst((k[0].start, k[6].span[1]), None, None, None, variable(p, [k[2]]), k[4], k[6])


def foreach_flagged(p: Parser, k: Kids) -> Any:
    node = foreach(p, [k[0], *k[2:]])
    for flag in k[1]:
        name = flag[0].value.lower()
        if name == "parallel":
            node.flags = "Parallel"
            p.error_at("KeywordParameterReservedForFutureUse", node.span, "foreach", "parallel")
        elif name == "throttlelimit":
            node.throttle_limit = flag[1]
        else:
            p.error_at("InvalidForeachFlag", flag[0].span, flag[0].value)
    return node


def foreach_flag(p: Parser, k: Kids) -> Any:
    if len(k) == 1:
        return (k[0], None)
    return (k[0], number(p, [k[1]]) if k[1].kind == "Number" else variable(p, [k[1]]))


_SWITCH_FLAGS = (
    ("casesensitive", "CaseSensitive"),
    ("exact", "Exact"),
    ("regex", "Regex"),
    ("wildcard", "Wildcard"),
    ("parallel", "Parallel"),
)
_FLAG_ORDER = ("File", "Regex", "Wildcard", "Exact", "CaseSensitive", "Parallel")


def switch_source(p: Parser, k: Kids) -> Any:
    condition, is_file = k[-1]
    found = {"File"} if is_file else set()
    reserved = None
    for token in k[0] if len(k) > 1 else ():
        name = token.value.lower()
        for word_, flag in _SWITCH_FLAGS:
            if name and word_.startswith(name):
                if flag in ("Exact", "Regex", "Wildcard"):
                    found -= {"Exact", "Regex", "Wildcard"}
                if flag == "Parallel":
                    reserved = True
                if flag != "Exact":
                    found.add(flag)
                break
        else:
            p.error_at("InvalidSwitchFlag", token.span, token.value)
    return (condition, found, reserved)


def switch_pipe(p: Parser, k: Kids) -> Any:
    return (k[1], False)


def switch_file(p: Parser, k: Kids) -> Any:
    node = A.PipelineAst(k[1].span, False, [A.CommandExpressionAst(k[1].span, k[1], ())])
    return (node, True)


def clause(p: Parser, k: Kids) -> Any:
    return (k[0], k[1])


def switch_(p: Parser, k: Kids) -> Any:
    condition, found, reserved = k[1]
    clauses: list[Any] = []
    default = None
    for test, block_ in k[3]:
        if type(test) is A.StringConstantExpressionAst and test.string_constant_type == "BareWord" and test.value.lower() == "default":
            if default is not None:
                p.error_at("MultipleSwitchDefaultClauses", test.span)
            default = block_
        else:
            clauses.append((test, block_))
    flags = ", ".join(f for f in _FLAG_ORDER if f in found) or None
    span = (k[0].start, k[4].end)
    if reserved:
        p.error_at("KeywordParameterReservedForFutureUse", span, "switch", "parallel")
    return A.SwitchStatementAst(span, None, flags, condition, clauses, default)


def try_(p: Parser, k: Kids) -> Any:
    for clause_ in k[2][:-1]:
        if clause_.is_catch_all:
            p.error_at("EmptyCatchNotLast", (clause_.span[1], clause_.span[1]))
            break
    node = A.TryStatementAst((k[0].start, _catch_end(k[-1])), k[1], k[2], k[4] if len(k) > 3 else None)
    if len(k) > 3:
        p.pending.append(("finally", node))
    return node


def _catch_end(item: Any) -> int:
    node = item[-1] if type(item) is list else item
    return node.span[1]


def try_finally(p: Parser, k: Kids) -> Any:
    node = A.TryStatementAst((k[0].start, k[3].span[1]), k[1], [], k[3])
    p.pending.append(("finally", node))
    return node


def catch(p: Parser, k: Kids) -> Any:
    types = k[1] if len(k) == 3 else []
    for node in p.bare_throws:
        if node.span[0] >= k[0].start:
            node.is_rethrow = True
    return A.CatchClauseAst((k[0].start, k[-1].span[1]), types, not types, k[-1])


def trap(p: Parser, k: Kids) -> Any:
    return A.TrapStatementAst((k[0].start, k[-1].span[1]), k[1] if len(k) == 3 else None, k[-1])


def data_commands(p: Parser, k: Kids) -> Any:
    token = k[0]
    if not "supportedcommand".startswith(token.value.lower()):
        p.error_at("InvalidParameterForDataSectionStatement", token.span, token.value)
    starts = {item.span[0] for item in k[1]}
    for other in p.lexer.tokens[-2 * len(k[1]) :]:
        if other.start in starts:
            other.flags |= COMMAND_NAME
    return k[1]


def data(p: Parser, k: Kids) -> Any:
    name = None
    allowed: list[Any] = []
    for item in k[1:-1]:
        if type(item) is Token:
            item.flags |= MEMBER_NAME
            name = p.text[item.start : item.end]
        else:
            allowed = item
    node = A.DataStatementAst((k[0].start, k[-1].span[1]), name, allowed, k[-1])
    p.pending.append(("data", node))
    return node


# Functions


def function(p: Parser, k: Kids) -> Any:
    keyword, name = k[0], k[1]
    found, closing = k[-2], k[-1]
    parameters = k[3] if len(k) == 8 else None
    kind = "Process" if keyword.kind == "Filter" else "End"
    body_ = script_block_of(p, (k[-3].start, closing.end), found, kind)
    span = (keyword.start, closing.end)
    if keyword.kind == "Workflow":
        p.error_at("WorkflowNotSupportedInPowerShellCore", keyword.span)
    if parameters is not None and found.param_block is not None:
        p.error_at("OnlyOneParameterListAllowed", found.param_block.span)
    text = name.value if name.kind in ("StringLiteral", "StringExpandable") else p.text[name.start : name.end]
    if name.kind == "Generic" and type(name.value) is str:
        text = name.value
    node = A.FunctionDefinitionAst(span, text, keyword.kind == "Filter", keyword.kind == "Workflow", parameters, body_)
    if parameters:
        p.pending.append(("parameters", node))
    return node


def parameter(p: Parser, k: Kids) -> Any:
    attributes = k[0] if type(k[0]) is list else []
    rest = k[1:] if attributes else k
    name = variable(p, [rest[0]])
    start = attributes[0].span[0] if attributes else name.span[0]
    default = rest[2] if len(rest) == 3 else None
    end = default.span[1] if default is not None else name.span[1]
    return A.ParameterAst((start, end), attributes, name, default)


# Classes and enumerations


def _declaration(p: Parser, k: Kids) -> tuple[list[Any], Kids, int]:
    attributes = k[0] if type(k[0]) is list else []
    rest = k[1:] if attributes else k
    kept = []
    for attribute in attributes:
        if type(attribute) is A.TypeConstraintAst:
            p.error_at("TypeNotAllowedBeforeStatement", attribute.span, p.text[attribute.type_name.span[0] : attribute.type_name.span[1]])
        else:
            kept.append(attribute)
    start = attributes[0].span[0] if attributes else rest[0].start
    return kept, rest, start


def class_(p: Parser, k: Kids) -> Any:
    attributes, rest, start = _declaration(p, k)
    rest[1].flags |= TYPE_NAME
    bases = rest[3] if len(rest) == 7 else []
    members = rest[-2]
    name_text = _name(p, rest[1]).lower()
    for member_, base, _ in p.methods:
        if member_.span[0] > start and member_ in members:
            if member_.name.lower() == name_text:
                member_.is_constructor = True
                if "Static" not in member_.method_attributes:
                    _insert_base_call(member_, base)
    node = A.TypeDefinitionAst((start, rest[-1].end), _name(p, rest[1]), "Class", attributes, bases, members)
    return _add_type(p, node)


def _add_type(p: Parser, node: Any) -> Any:
    p.types.append(node)
    p.pending.append(("class", node))
    return node


def _name(p: Parser, token: Token) -> str:
    return p.text[token.start : token.end]


def property_end(p: Parser, k: Kids) -> Any:
    node = k[0][-1]
    if k[1].kind == "Semi":
        node.span = (node.span[0], k[1].end)
    return k[0]


def base_list(p: Parser, k: Kids) -> Any:
    return [A.TypeConstraintAst(k[0].span, k[0])]


def base_append(p: Parser, k: Kids) -> Any:
    k[0].append(A.TypeConstraintAst(k[2].span, k[2]))
    return k[0]


class _Qualifiers:
    __slots__ = ("start", "attributes", "type", "flags")

    def __init__(self) -> None:
        self.start = -1
        self.attributes: list[Any] = []
        self.type: Any = None
        self.flags: list[str] = []


def _qualify(p: Parser, items: list[Any]) -> _Qualifiers:
    found = _Qualifiers()
    for item in items:
        if found.start < 0:
            found.start = item.span[0]
        if type(item) is Token:
            if item.kind in found.flags:
                p.error_at("DuplicateQualifier", item.span, p.text[item.start : item.end])
            else:
                found.flags.append(item.kind)
        elif type(item) is A.TypeConstraintAst:
            if found.type is not None:
                p.error_at("TooManyTypes", item.span)
            else:
                found.type = item
        else:
            found.attributes.append(item)
    return found


def _member_flags(found: _Qualifiers) -> str:
    return ", ".join(["Public", *(f for f in ("Static", "Hidden") if f in found.flags)])


def property_(p: Parser, k: Kids) -> Any:
    items = k[0] if type(k[0]) is list else []
    rest = k[1:] if items else k
    found = _qualify(p, items)
    name = rest[0]
    value = rest[2] if len(rest) == 3 else None
    end = value.span[1] if value is not None else name.end
    start = found.start if items else name.start
    return A.PropertyMemberAst((start, end), name.value.rpartition(":")[2], _member_flags(found), found.attributes, found.type, value)


def base_call(p: Parser, k: Kids) -> Any:
    arguments = k[3] if len(k) == 5 else []
    return (k[1], arguments, k[-1].end, k[2].start)


def method(p: Parser, k: Kids) -> Any:
    items = k[0] if type(k[0]) is list else []
    rest = k[1:] if items else k
    found = _qualify(p, items)
    name, parameters, base, body_ = rest[0], rest[2], rest[4], rest[6]
    start = found.start if items else name.start
    block_ = script_block_of(p, (rest[5].start, rest[7].end), body_)
    if body_.param_block is not None:
        p.error_at("ParamBlockNotAllowedInMethod", body_.param_block.span)
    node = A.FunctionMemberAst(
        (start, rest[7].end), _name(p, name), _member_flags(found), False, found.attributes, found.type, parameters, block_
    )
    p.methods.append((node, base, name))
    p.method_names[id(node)] = name.span
    if parameters:
        p.pending.append(("parameters", node))
    return node


def _insert_base_call(node: Any, base: Any) -> None:
    """Puts the call of the base constructor, written or not, in front of a constructor's statements."""
    if base is None:
        span = word_span = (0, 0)
        arguments: list[Any] = []
    else:
        token, arguments, end, _ = base
        token.flags |= KEYWORD
        span, word_span = (token.start, end), token.span
    call = A.BaseCtorInvokeMemberExpressionAst(
        span,
        None,
        A.VariableExpressionAst(word_span, "this"),
        A.StringConstantExpressionAst(word_span, "BareWord", ".ctor"),
        arguments,
    )
    end_block = node.body.end_block
    if end_block is None:
        end_block = node.body.end_block = A.NamedBlockAst(node.body.span, "End", True, [], [])
    end_block.statements = [A.CommandExpressionAst(span, call, ()), *end_block.statements]


def enum_(p: Parser, k: Kids) -> Any:
    attributes, rest, start = _declaration(p, k)
    rest[1].flags |= MEMBER_NAME
    bases = [A.TypeConstraintAst(rest[3].span, rest[3])] if len(rest) == 7 else []
    node = A.TypeDefinitionAst((start, rest[-1].end), _name(p, rest[1]), "Enum", attributes, bases, rest[-2])
    return _add_type(p, node)


def enum_member(p: Parser, k: Kids) -> Any:
    name = k[0]
    name.flags |= MEMBER_NAME
    value = k[2] if len(k) == 3 else None
    end = value.span[1] if value is not None else name.end
    return A.PropertyMemberAst((name.start, end), name.value, "Public, Static, Literal", (), None, value)


def using_item(p: Parser, k: Kids) -> Any:
    return array_of(k[0])


def skip_comma(p: Parser, k: Kids) -> Any:
    return [k[1]]


def using(p: Parser, k: Kids) -> Any:
    return p.using_statement(k)


def late_using(p: Parser, k: Kids) -> Any:
    node = k[0]
    p.error_at("UsingMustBeAtStartOfScript", node.span)
    return node


# Types and attributes


def type_literal(p: Parser, k: Kids) -> Any:
    return A.TypeConstraintAst((k[0].start, k[2].end), k[1])


def type_name(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= TYPE_NAME
    name = token.value.replace("`", "") if "`" in token.value and not token.value[-1].isdigit() else token.value
    if len(k) == 1:
        return A.TypeName(token.span, name)
    return A.TypeName((token.start, k[2].end), name, k[2].value)


def assembly(p: Parser, k: Kids) -> Any:
    k[0].flags |= TYPE_NAME
    return k[0]


def _as_type(p: Parser, item: Any) -> Any:
    return type_name(p, [item]) if type(item) is Token else item


def array_type(p: Parser, k: Kids) -> Any:
    element = _as_type(p, k[0])
    rank = len(k[2]) + 1 if len(k) == 4 else 1
    return A.ArrayTypeName((element.span[0], k[-1].end), rank, element)


def generic_type(p: Parser, k: Kids) -> Any:
    name = _as_type(p, k[0])
    return A.GenericTypeName((name.span[0], k[3].end), name, k[2])


def attribute(p: Parser, k: Kids) -> Any:
    positional: list[Any] = []
    named: list[Any] = []
    name = k[1]
    if type(name) is A.TypeName:
        for token in reversed(p.tokens_near(name.span)):
            token.flags |= ATTRIBUTE_NAME
    if len(k) == 6:
        for argument in k[3]:
            if type(argument) is A.NamedAttributeArgumentAst:
                if any(a.argument_name.lower() == argument.argument_name.lower() for a in named):
                    start = argument.span[0]
                    p.error_at("DuplicateNamedArgument", (start, start + len(argument.argument_name)), argument.argument_name)
                else:
                    named.append(argument)
            else:
                positional.append(argument)
    node = A.AttributeAst((k[0].start, k[-1].end), name, positional, named)
    if positional or named:
        p.pending.append(("attribute", node))
    return node


def named_argument(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= MEMBER_NAME
    if len(k) == 1:
        value: Any = A.ConstantExpressionAst(token.span, True)
        return A.NamedAttributeArgumentAst(token.span, token.value, True, value)
    return A.NamedAttributeArgumentAst((token.start, k[2].span[1]), token.value, False, k[2])


# Expressions


def ternary(p: Parser, k: Kids) -> Any:
    return A.TernaryExpressionAst((k[0].span[0], k[4].span[1]), k[0], k[2], k[4])


def binary(p: Parser, k: Kids) -> Any:
    left, operator, right = k
    return A.BinaryExpressionAst((left.span[0], right.span[1]), operator.kind, (operator.start, operator.end), left, right)


def array_literal(p: Parser, k: Kids) -> Any:
    items = k[0]
    return A.ArrayLiteralAst((items[0].span[0], items[-1].span[1]), items)


def unary(p: Parser, k: Kids) -> Any:
    return A.UnaryExpressionAst((k[0].start, k[1].span[1]), k[0].kind, k[1])


def unary_comma(p: Parser, k: Kids) -> Any:
    return A.ArrayLiteralAst((k[0].start, k[1].span[1]), [k[1]])


def prefix(p: Parser, k: Kids) -> Any:
    token, child = k
    node = A.UnaryExpressionAst((token.start, child.span[1]), token.kind, child)
    if type(child) is not A.VariableExpressionAst:
        p.pending.append(("increment", node))
    return node


def postfix(p: Parser, k: Kids) -> Any:
    child, token = k
    node = A.UnaryExpressionAst((child.span[0], token.end), "Postfix" + token.kind, child)
    if type(child) is not A.VariableExpressionAst:
        p.pending.append(("increment", node))
    return node


def type_expression(p: Parser, k: Kids) -> Any:
    item = k[0]
    if type(item) is A.AttributeAst:
        p.error_at("UnexpectedAttribute", item.span, p.text[item.type_name.span[0] : item.type_name.span[1]])
        return A.ErrorExpressionAst(item.span)
    return A.TypeExpressionAst(item.span, item.type_name)


def cast(p: Parser, k: Kids) -> Any:
    item, child = k
    span = (item.span[0], child.span[1])
    if type(item) is A.AttributeAst:
        return A.AttributedExpressionAst(span, item, child)
    node = A.ConvertExpressionAst(span, item, child)
    if type(item.type_name) is A.TypeName:
        name = item.type_name.name.lower()
        if name == "ordered":
            p.pending.append(("ordered", node))
        elif name == "ref":
            p.pending.append(("references", node))
    return node


def variable(p: Parser, k: Kids) -> Any:
    token = k[0]
    path = token.value
    if path[:6].lower() == "using:":
        inner = A.VariableExpressionAst(token.span, path[6:], token.term == T.SPLAT)
        if token.term == T.SPLAT:
            p.pending.append(("splat", inner))
        return A.UsingExpressionAst(token.span, inner)
    node = A.VariableExpressionAst(token.span, path, token.term == T.SPLAT)
    if token.term == T.SPLAT:
        p.pending.append(("splat", node))
    return node


def number(p: Parser, k: Kids) -> Any:
    return A.ConstantExpressionAst(k[0].span, k[0].value)


def string(p: Parser, k: Kids) -> Any:
    token = k[0]
    kind = _STRING_TYPES[token.kind]
    if token.parts is not None:
        return p.expandable(token, kind)
    return A.StringConstantExpressionAst((token.start, token.end), kind, token.value)


def paren(p: Parser, k: Kids) -> Any:
    return A.ParenExpressionAst((k[0].start, k[2].end), k[1])


def _statement_block(k: Kids) -> A.StatementBlockAst:
    items = k[1]
    statements, traps = split_traps(items)
    if items:
        span = (items[0].span[0], items[-1].span[1])
    else:
        span = (0, 0)
    return A.StatementBlockAst(span, statements, traps)


def sub_expression(p: Parser, k: Kids) -> Any:
    return A.SubExpressionAst((k[0].start, k[2].end), _statement_block(k))


def array_expression(p: Parser, k: Kids) -> Any:
    return A.ArrayExpressionAst((k[0].start, k[2].end), _statement_block(k))


def hashtable(p: Parser, k: Kids) -> Any:
    node = A.HashtableAst((k[0].start, k[2].end), k[1])
    if len(k[1]) > 1:
        p.pending.append(("hashtable", node))
    return node


def pair(p: Parser, k: Kids) -> Any:
    return (k[0], k[2])


def hash_word(p: Parser, k: Kids) -> Any:
    token = k[0]
    token.flags |= MEMBER_NAME
    return A.StringConstantExpressionAst(token.span, "BareWord", token.value)


word_member = hash_word


def script_block(p: Parser, k: Kids) -> Any:
    span = (k[0].start, k[2].end)
    return A.ScriptBlockExpressionAst(span, script_block_of(p, span, k[1]))


def member_of(p: Parser, k: Kids) -> Any:
    target, token, name = k
    span = (target.span[0], name.span[1])
    conditional = token.kind == "QuestionDot"
    static = token.kind == "ColonColon"
    return [span, static, conditional, target, name]


def member_of_type(p: Parser, k: Kids) -> Any:
    k[0] = type_expression(p, k)
    return member_of(p, k)


def _over_using(made: Any, target: Any) -> Any:
    """`$using:x.y` is one using expression around the whole of `$x.y`."""
    return made


def member(p: Parser, k: Kids) -> Any:
    span, static, conditional, target, name = k[0]
    if type(target) is A.UsingExpressionAst:
        inner = A.MemberExpressionAst(span, static, conditional, target.sub_expression, name)
        return A.UsingExpressionAst(span, inner)
    return A.MemberExpressionAst(span, static, conditional, target, name)


def _call(p: Parser, found: Any, end: int, arguments: list[Any], generics: list[Any] | None = None) -> Any:
    span, static, conditional, target, name = found
    span = (span[0], end)
    if type(target) is A.UsingExpressionAst:
        inner = A.InvokeMemberExpressionAst(span, static, conditional, target.sub_expression, name, generics, arguments)
        node = A.UsingExpressionAst(span, inner)
        p.pending.append(("using", node))
        return node
    return A.InvokeMemberExpressionAst(span, static, conditional, target, name, generics, arguments)


def invoke(p: Parser, k: Kids) -> Any:
    return _call(p, k[0], k[-1].end, k[2] if len(k) == 4 else [])


def invoke_block(p: Parser, k: Kids) -> Any:
    return _call(p, k[0], k[3].end, [script_block(p, k[1:])])


def invoke_generic(p: Parser, k: Kids) -> Any:
    return _call(p, k[0], k[-1].end, k[5] if len(k) == 7 else [], k[2])


def index(p: Parser, k: Kids) -> Any:
    target, opening, item, closing = k
    span = (target.span[0], closing.end)
    conditional = opening.kind == "QuestionLBracket"
    if type(target) is A.UsingExpressionAst:
        return A.UsingExpressionAst(span, A.IndexExpressionAst(span, conditional, target.sub_expression, item))
    return A.IndexExpressionAst(span, conditional, target, item)


def action_of(alias: str) -> Action:
    """The function of an alias."""
    found: Action = globals()[_RENAMED.get(alias, alias)]
    return found


_RENAMED = {"label_word": "hash_word", "list": "list_", "property": "property_", "key_word": "hash_word"}
